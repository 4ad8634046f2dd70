"""Finds templates: the user's folder first, the shipped one second, and nothing outside them."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound

from policykit.model.errors import RenderError

SHIPPED: Final = "shipped/"
"""Before a name: the shipped template, whatever the user has. Own templates extend it."""

MAXIMUM_TEMPLATE_BYTES: Final = 512 * 1024
"""Bytes of one template; the largest shipped one has a tenth of that."""


class Folders(BaseLoader):
    """A loader over a shipped folder and, before it, the user's own.

    Args:
        shipped: the templates that come with the program.
        own: the user's `templates` folder, None where there is none.
        root: the folder `own` may not lead out of; None where whoever calls vouches for it.

    Raises:
        RenderError: `own` is a link that leads out of `root`.
    """

    def __init__(
        self, shipped: Traversable, own: Path | None = None, root: Path | None = None
    ) -> None:
        self._shipped = shipped
        self._own = own.resolve() if own is not None and own.is_dir() else None
        if self._own is None or root is None or self._own.is_relative_to(root.resolve()):
            return
        raise RenderError(
            "templates-outside",
            "The templates folder is a link that leads out of the repository.",
            context="templates",
            hint="Put the templates themselves into the repository.",
        )

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template, as the environment asks for it."""
        del environment
        name = template.removeprefix(SHIPPED)
        parts = name.split("/")
        if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts):
            raise TemplateNotFound(template)
        own = None if template.startswith(SHIPPED) else self._own_file(parts)
        file = own if own is not None else self._shipped.joinpath(*parts)
        try:
            if file.is_file():
                return _text(file, name), template, None
        except OSError as error:
            raise _unreadable(name, error) from error
        raise TemplateNotFound(template)

    def text(self, name: str) -> str:
        """The text of a file that is no template, such as a style sheet; the user's first.

        Raises:
            RenderError: there is no such file.
        """
        try:
            return self.get_source(Environment(autoescape=True), name)[0]
        except TemplateNotFound as error:
            raise RenderError(
                "template-missing",
                f'There is no file "{name}" among the templates.',
                hint="Look at its name, or install the program anew if the file is a shipped one.",
            ) from error

    def has(self, name: str) -> bool:
        """Whether there is a template of this name.

        Raises:
            RenderError: it is no file, cannot be read, or is a link that leads elsewhere.
        """
        try:
            self.get_source(Environment(autoescape=True), name)
        except TemplateNotFound:
            return False
        return True

    def is_own(self, name: str) -> bool:
        """Whether a template is the user's own.

        Raises:
            RenderError: it is a link that leads out of the folder.
        """
        return self._own_file(name.split("/")) is not None

    def folders(self, name: str) -> tuple[Path, ...]:
        """The folders of this name, the shipped one first; only what stands in them itself.

        Raises:
            RenderError: a file in the user's own folder is a link that leads out of it.
        """
        found = [Path(str(self._shipped.joinpath(*name.split("/"))))]
        own = self._own.joinpath(*name.split("/")) if self._own is not None else None
        if own is not None and own.is_dir():
            for file in (own, *sorted(own.rglob("*"))):
                _demand_inside(file, own.parent, name)
            found.append(own)
        return tuple(found)

    def content(self, name: str, most: int) -> bytes | None:
        """The bytes of a file of the user's own; None where there is none.

        Raises:
            RenderError: it has more than `most` bytes, cannot be read, or lies elsewhere.
        """
        file = self._own_file(name.split("/"))
        if file is None:
            return None
        try:
            with file.open("rb") as stream:
                content = stream.read(most + 1)
        except OSError as error:
            raise _unreadable(name, error) from error
        if len(content) > most:
            raise RenderError(
                "template-too-large",
                f"templates/{name} has more than {most // 1024} KiB.",
                hint="Make its pictures smaller, and leave out what the handbook does not need.",
            )
        return content

    def list_templates(self) -> list[str]:
        """The names of all templates, shipped and own."""
        found = set(_names(self._shipped, ""))
        if self._own is not None:
            found.update(_names(self._own, ""))
        return sorted(found)

    def _own_file(self, parts: list[str]) -> Path | None:
        if self._own is None:
            return None
        file = self._own.joinpath(*parts)
        if not os.path.lexists(file):
            return None
        if not Path(os.path.realpath(file)).is_relative_to(self._own):
            raise RenderError(
                "template-outside",
                f"templates/{'/'.join(parts)} is a link that leads out of the templates folder.",
                hint="Put the file itself there.",
            )
        if not file.is_file():
            raise RenderError(
                "template-no-file",
                f"templates/{'/'.join(parts)} has the name of a template but is no file.",
                hint="Rename it; the shipped template is used where there is none of your own.",
            )
        return file


def _demand_inside(file: Path, folder: Path, name: str) -> None:
    if not file.resolve().is_relative_to(folder):
        raise RenderError(
            "template-outside",
            f"templates/{name}/{file.name} is a link that leads out of the templates folder.",
            hint="Put the file itself there.",
        )


def _unreadable(name: str, error: OSError) -> RenderError:
    return RenderError(
        "template-unreadable",
        f"templates/{name[:120]} cannot be read: {(error.strerror or 'it failed').lower()}.",
        hint="Look at its name and its permissions.",
    )


def _text(file: Traversable, name: str) -> str:
    with file.open("rb") as stream:
        content = stream.read(MAXIMUM_TEMPLATE_BYTES + 1)
    if len(content) > MAXIMUM_TEMPLATE_BYTES:
        raise RenderError(
            "template-too-large",
            f"templates/{name} has more than {MAXIMUM_TEMPLATE_BYTES // 1024} KiB.",
            hint="Divide it into smaller ones and include them.",
        )
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise RenderError(
            "template-encoding",
            f"templates/{name} is not written in UTF-8.",
            hint="Save the file as UTF-8.",
        ) from error


def _names(folder: Traversable, below: str) -> list[str]:
    found: list[str] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found.extend(_names(entry, f"{below}{entry.name}/"))
        elif entry.is_file():
            found.append(f"{below}{entry.name}")
    return found
