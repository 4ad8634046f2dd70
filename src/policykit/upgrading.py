"""Files in an older format, brought to the present one step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from policykit.library.bundle import mapping
from policykit.library.demanded import demand_ordinary
from policykit.library.files import FileKind, file_name
from policykit.library.survey import Survey, survey
from policykit.lint.edits import Raw, edited
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.file_change import FileChange
from policykit.model.finding import Edit
from policykit.model.value import dataclass
from policykit.recording import one_at_a_time
from policykit.sources.port import Entry
from policykit.sources.worktree import WorkTree
from policykit.writing import write_changes
from policykit.yamlsource import read

OLDEST: Final = 1
"""The first format there was: that of files which say none."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next.

    `before` is the number it starts from, `kinds` the files it is for. `text` gives the text of
    a file in the next format, `data` what it says then, both but for the number: the first is
    checked by the second.
    """

    before: int
    kinds: frozenset[FileKind]
    text: Callable[[Document], str]
    data: Callable[[Mapping[str, Json]], Mapping[str, Json]]


STEPS: Final[tuple[Step, ...]] = ()
"""The steps there are, the oldest first. The format has had one number so far, so none."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was, or would be, brought to the present format, of how many files."""

    present: int
    files: int
    changes: tuple[FileChange, ...]


def upgrade(root: Path, *, steps: Sequence[Step] = STEPS, writes: bool = True) -> Upgraded:
    """Bring every file to the present format; comments and layout stay.

    Args:
        root: the folder of the policy repository.
        steps: one from each older format, the oldest first.
        writes: whether files are written; otherwise it is only said what would change.

    Raises:
        SourceError: a file is in a newer format, or in none that can be read.
        PolicykitError: a file cannot be written.
    """
    present = OLDEST + len(steps)
    files = survey(WorkTree(root))
    demand_ordinary(files)
    entries = tuple(_entries(files))
    contents = {each.path: each.read() for each in entries}
    _demand_known(contents, present)
    changes = tuple(
        FileChange(path, path, content, after)
        for path, content in contents.items()
        if (after := _brought(path, content, steps)) != content
    )
    if writes:
        with one_at_a_time(root):
            write_changes(root, changes)
    return Upgraded(present, len(entries), changes)


def _entries(files: Survey) -> Iterator[Entry]:
    for group in files.bundles.values():
        yield from (each.entry for each in group)
    yield from files.single.values()
    yield from files.organisation_words.values()
    yield from files.frameworks
    yield from files.assessments


def _demand_known(contents: Mapping[str, bytes], present: int) -> None:
    newer: dict[str, int] = {}
    for path, content in contents.items():
        document = _document(path, content)
        number = _format(document)
        if number is None:
            raise SourceError(
                "unknown-format",
                "What this file says of its format is no number of one.",
                context=path,
                hint=f"Write format: {OLDEST}, or the number it was written for.",
            )
        if number > present:
            newer[path] = number
    if newer:
        path, number = next(iter(newer.items()))
        more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
        raise SourceError(
            "newer-format",
            f"This file is in format {number}, and this version of policykit knows formats up "
            f"to {present}. Nothing was written.",
            context=f"{path}{more}",
            hint="Use the version of policykit it was written with: pip install --upgrade "
            "policykit.",
        )


def _format(document: Document) -> int | None:
    number = mapping(document).get("format", OLDEST)
    if isinstance(number, bool) or not isinstance(number, int) or number < OLDEST:
        return None
    return number


def _brought(path: str, content: bytes, steps: Sequence[Step]) -> bytes:
    kind = file_name(path).kind
    raw = Raw.of(content)
    if raw is None:
        return content
    text = raw.text
    number = _format(_document(path, content))
    for step in steps:
        if number != step.before:
            continue
        number += 1
        document = _document(path, text.encode())
        data = mapping(document)
        if kind in step.kinds:
            data = step.data(data)
            document = _document(path, step.text(document).encode())
        elif "format" not in data:
            # Nothing of such a file has changed with the format since the first one.
            continue
        text = _numbered(document, number)
        if _document(path, text.encode()).data != {**data, "format": number}:
            raise _too_odd(path)
    return raw.content(text)


def _numbered(document: Document, number: int) -> str:
    """The text of a file with another number; put above its first key where it had none."""
    span = document.value_span(("format",))
    if span is None:
        first = document.key_span((next(iter(mapping(document)), ""),))
        if first is None:
            raise _too_odd(document.path)
        end = "\r\n" if "\r\n" in document.text else "\n"
        lines = document.text.split("\n")
        lines[first.start.line - 1] = f"format: {number}{end}{lines[first.start.line - 1]}"
        return "\n".join(lines)
    words = str(number)
    text = edited(document.text, (Edit(document.path, span, words),))
    if text is None:
        raise _too_odd(document.path)
    return text


def _document(path: str, content: bytes) -> Document:
    document, problems = read(content, Origin(path, ""))
    if problems:
        raise SourceError(
            "unreadable-format",
            f"This file has mistakes in its notation: {problems[0].message} Nothing was written.",
            context=path,
            hint="Mend it first: `policykit lint` says where.",
        )
    return document


def _too_odd(path: str) -> SourceError:
    return SourceError(
        "format-too-odd",
        "This file cannot be brought to the present format without touching more of it.",
        context=path,
        hint="Lay it out with `policykit fmt`, then run the command again.",
    )
