"""The files of a repository that have a canonical layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.formatting.formatting import formatted
from policykit.library.catalogue import FOLDER_IN_THE_WAY
from policykit.library.files import FileKind, below, file_name
from policykit.library.survey import Survey
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.sources.port import Entry
from policykit.validation import Kind, Schemas

KINDS: Final = {
    FileKind.POLICY: Kind.POLICY,
    FileKind.TRANSLATION: Kind.TRANSLATION,
    FileKind.RECORD: Kind.RECORD,
    FileKind.ORGANISATION: Kind.ORGANISATION,
    FileKind.SETTINGS: Kind.SETTINGS,
    FileKind.AREAS: Kind.AREAS,
    FileKind.MEASURES: Kind.MEASURES,
    FileKind.FRAMEWORK: Kind.FRAMEWORK,
    FileKind.ASSESSMENT: Kind.ASSESSMENT,
}
"""The kinds of file that are laid out, and the schema that says how."""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was left as it is, and why, as the end of a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What became of the files: those that change, those left alone, and how many there are."""

    rewrites: tuple[Rewrite, ...]
    left: tuple[Left, ...]
    files: int


def listed(files: Survey, paths: tuple[str, ...]) -> tuple[Entry, ...]:
    """The files that have a layout, at or below these paths (all where there are none)."""
    is_chosen = below(paths)
    return tuple(
        sorted(
            (
                entry
                for entry in _all(files)
                if file_name(entry.path).kind in KINDS and is_chosen(entry.path)
            ),
            key=lambda entry: entry.path,
        )
    )


def in_the_way(files: Survey, paths: tuple[str, ...]) -> tuple[Left, ...]:
    """What stands where a file belongs and is none, as a link that leads nowhere."""
    is_chosen = below(paths)
    return tuple(
        Left(each.place.path, each.message.rpartition(": ")[2].removesuffix("."))
        for each in files.problems
        if each.code == FOLDER_IN_THE_WAY and is_chosen(each.place.path)
    )


def lay_out(files: Survey, paths: tuple[str, ...], schemas: Schemas) -> LaidOut:
    """The files at or below these paths in the canonical layout; nothing is written.

    Raises:
        SourceError: a file cannot be read.
    """
    rewrites: list[Rewrite] = []
    left = [*in_the_way(files, paths)]
    count = len(left)
    for entry in listed(files, paths):
        count += 1
        content = entry.read()
        new = formatted(content, entry.path, KINDS[file_name(entry.path).kind], schemas)
        if new.trouble:
            left.append(Left(entry.path, new.trouble))
        elif new.content != content:
            rewrites.append(Rewrite(entry.path, content, new.content))
    return LaidOut(tuple(rewrites), tuple(left), count)


def _all(files: Survey) -> Iterator[Entry]:
    yield from files.single.values()
    yield from files.organisation_words.values()
    yield from files.frameworks
    yield from files.assessments
    for bundle in files.bundles.values():
        for each in bundle:
            yield each.entry
