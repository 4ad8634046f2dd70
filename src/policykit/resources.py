"""Finds what the program ships: schemas, frameworks and templates.

An installed package carries them as its own data under `shipped/`; in a checkout they stand
at the top of the repository, where authors find them. Templates and frameworks of the user
come before the shipped ones; schemas are always the shipped ones, so that nobody can loosen
what is allowed by changing a copy.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from policykit.model.errors import SourceError

# The package's own file says where it is; importlib.resources costs 15 ms at every start.
_PACKAGE: Final = Path(__file__).resolve().parent
_FOLDERS: Final = {
    "schemas": "schemas",
    "frameworks": "schemas/frameworks",
    "templates": "templates",
}
_OWN_FIRST: Final = frozenset({"frameworks", "templates"})


def shipped(kind: str) -> Path:
    """The folder of shipped schemas, frameworks or templates.

    Args:
        kind: `schemas`, `frameworks` or `templates`.

    Returns:
        The folder, in the installed package or else in the checkout.
    """
    folder = _FOLDERS[kind]
    installed = _PACKAGE / "shipped" / folder
    return installed if installed.is_dir() else _PACKAGE.parent.parent / folder


def find(kind: str, name: str, user_root: Path | None = None) -> Path | None:
    """The file of this name: the user's own first where that is allowed, else the shipped one.

    Args:
        kind: `schemas`, `frameworks` or `templates`.
        name: a relative POSIX path inside the folder, such as `site/page.html`.
        user_root: the folder that holds policykit.yaml; None for shipped files only.

    Returns:
        The file, None when there is none. A file of the user that a link leads out of
        `user_root` counts as none.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name:
        return None
    if user_root is not None and kind in _OWN_FIRST:
        own = user_root.joinpath(_FOLDERS[kind], *parts)
        if own.is_file() and own.resolve().is_relative_to(user_root.resolve()):
            return own
    found = shipped(kind).joinpath(*parts)
    return found if found.is_file() else None


def read_text(kind: str, name: str, user_root: Path | None = None) -> str:
    """The text of a file that `find` finds, read as UTF-8.

    Raises:
        SourceError: there is no such file, or it is not UTF-8.
    """
    found = find(kind, name, user_root)
    if found is None:
        raise SourceError(
            "resource-missing",
            f"There is no {name} among the {kind}.",
            hint="Look at the name, or install policykit-handbook anew if the file should be shipped.",
        )
    try:
        return found.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            "resource-encoding",
            f"{name} is not written in UTF-8.",
            context=str(found),
            hint="Save the file as UTF-8.",
        ) from error
