"""The prefaces of handbooks: Markdown files that the settings name, anywhere in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from policykit.model.errors import SettingsError, SourceError
from policykit.model.value import dataclass
from policykit.sources.inside import Held, named_file
from policykit.sources.port import Source, blob_key

_LONGEST: Final = 256 * 1024
_ENDINGS: Final = frozenset({"md", "txt"})


@dataclass(frozen=True, slots=True)
class Prefaces:
    """Reads the preface of a handbook in a locale, from inside the repository only.

    `held` gives the content of a file of a revision, by its path and the most bytes it may have;
    without it the files are those of the work tree.
    """

    root: Path
    held: Held | None = None

    def __call__(self, path: str, locale: str) -> str:
        """The words of a preface, '' where a handbook has none.

        `docs/preface.md` in `sv` is `docs/preface.sv.md`, or itself where there is none.

        Raises:
            SettingsError: there is no such file that may be read.
        """
        if not path:
            return ""
        for name in _names(path, locale):
            content = self.content(name)
            if content is not None:
                return content.decode("utf-8", errors="replace")
        raise SettingsError(
            "no-preface",
            "The preface of a handbook cannot be read.",
            context=f"handbooks: preface: {path}",
            hint="Name a Markdown file (.md) inside the repository, in no hidden folder, at most "
            "256 KiB long.",
        )

    def key(self, name: str) -> str:
        """The content key of one file, '' where it is not there or may not be read."""
        content = self.content(name)
        return "" if content is None else blob_key(content)

    def content(self, name: str) -> bytes | None:
        """The bytes of one file, None where it is not there or cannot be read."""
        try:
            return self.read(name)
        except SourceError:
            return None

    def read(self, name: str) -> bytes | None:
        """The bytes of one file, None where it is not there or may not be a preface.

        Raises:
            SourceError: it is there, and cannot be read.
        """
        if name.rpartition(".")[2] not in _ENDINGS:
            return None
        content = named_file(self.root, name, _LONGEST, self.held)
        return content if content is not None and len(content) <= _LONGEST else None


@runtime_checkable
class _Revision(Protocol):
    """A source that gives any file it holds."""

    def file(self, path: str, most: int) -> bytes | None:
        """The content of a file, None where it is not there or has more bytes."""


def prefaces_of(root: Path, source: Source, commit: str | None) -> Prefaces:
    """Those of what is looked at: of a revision where a source holds one, else of the work tree."""
    if commit is None:  # there may be no Git at all
        return Prefaces(root)
    return Prefaces(root, source.file if isinstance(source, _Revision) else None)


def files_of(path: str, locales: tuple[str, ...]) -> tuple[str, ...]:
    """The files that can hold a preface in some languages."""
    return tuple(dict.fromkeys(name for locale in locales for name in _names(path, locale)))


def _names(path: str, locale: str) -> Iterator[str]:
    stem, dot, ending = path.rpartition(".")
    yield f"{stem}.{locale}{dot}{ending}"
    yield path
