"""Read one file: bytes in, a document and its problems out, whatever the bytes are."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from policykit.model.document import Comment, Document, Origin, Positions, pack, unpack
from policykit.model.finding import Problem
from policykit.model.value import dataclass
from policykit.yamlsource import codes
from policykit.yamlsource.building import DoubtError
from policykit.yamlsource.comments import find_comments
from policykit.yamlsource.decoding import decode
from policykit.yamlsource.fixes import fix_of, is_safe
from policykit.yamlsource.gather import Gathered, gather
from policykit.yamlsource.limits import (
    CAREFUL_LENGTH,
    CAREFUL_TOKENS,
    MAX_PROBLEMS,
    MAX_REPAIRS,
    REPAIR_WORK,
)
from policykit.yamlsource.lines import split_lines
from policykit.yamlsource.notes import Note
from policykit.yamlsource.parsers import LIBYAML, PYTHON, ParserName, open_parser, parser_name
from policykit.yamlsource.repairable import REPAIRABLE
from policykit.yamlsource.slips import dash_slip, eaten_texts
from policykit.yamlsource.wording import problem

_BUSY_CHARACTERS = ",:-?[]{}&*!#\n"
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%)")


def read(
    content: bytes, origin: Origin, *, parser: ParserName | None = None
) -> tuple[Document, tuple[Problem, ...]]:
    """Read a file.

    Args:
        content: the bytes of the file.
        origin: where they came from.
        parser: which parser to use; without it the one `parser_name` says. Both give the
            same document and the same problems.

    Returns:
        The document, and what is wrong with its notation, from the top. The data of a file
        that breaks off holds what could be read; it is None when nothing could, or when the
        file does not begin with keys. A problem has a span where it has no node of its own.
    """
    decoded = decode(content)
    notes = list(decoded.notes)
    if decoded.sound is None:
        return _document(origin, decoded.text), _problems(notes, origin.path)
    outcome = _read_on(decoded.sound, parser or parser_name())
    gathered = outcome.gathered
    notes += outcome.notes
    if gathered.notes:
        # Explaining is loaded where there is something to explain: most files are sound.
        from policykit.yamlsource.mending import mend  # noqa: PLC0415 - seldom needed

        notes += outcome.but_repaired(mend(gathered.notes, outcome.lines))
    if not isinstance(gathered.data, dict):
        if gathered.trouble is None:
            notes.append(_not_keyed(gathered))
        notes = [replace(note, pointer=(), placed=False) for note in notes]
        return _document(origin, decoded.text), _problems(notes, origin.path, decoded.text)
    document = Document(origin, decoded.text, gathered.data, gathered.positions, outcome.comments)
    if outcome.comments:
        lines = outcome.lines or split_lines(outcome.text)
        notes += outcome.but_repaired(eaten_texts(document, lines))
    return document, _problems(notes, origin.path, decoded.text) if notes else ()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a text after all attempts.

    `text` is the last one tried, `repaired` are the lines (from 0) in which it differs from the
    file.
    """

    text: str
    lines: list[str]
    gathered: Gathered
    notes: list[Note]
    comments: tuple[Comment, ...]
    repaired: Collection[int]

    def but_repaired(self, notes: Iterable[Note]) -> Iterator[Note]:
        """The notes; on a repaired line no second way to write it, made from another text."""
        for note in notes:
            repaired = unpack(note.start).line - 1 in self.repaired
            yield replace(note, mended="") if repaired else note


def _read_on(text: str, name: ParserName) -> _Outcome:
    """Read a text; behind a broken line that can be mended, read on."""
    notes: list[Note] = []
    lines: list[str] = []
    repaired: dict[int, int] = {}
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive:
        number = text.count("\n", 0, directive.start(1)) + 1
        notes.append(Note(codes.DIRECTIVE, pack(number, 1), pack(number, 2)))
    work = 0
    while True:
        gathered = _attempt(text, name)
        work += len(gathered.positions.starts) + len(text) // 33
        if directive or (gathered.trouble is None and not gathered.notes):
            break
        lines = split_lines(text)
        small = is_small(text)
        if gathered.trouble is None:
            dash = dash_slip(gathered.notes, lines) if small else None
            if dash is None:
                break
            note = dash
        else:
            name = PYTHON if small else name
            last_text = gathered.opaque[-1] if gathered.opaque else None
            from policykit.yamlsource.broken import Case, explain  # noqa: PLC0415 - as above

            note = explain(Case(text, lines, gathered.trouble, last_text))
        number = unpack(note.start).line - 1
        if repaired and number <= max(repaired):
            break
        notes.append(note)
        if (
            not note.mended
            or note.code not in REPAIRABLE
            or len(repaired) >= MAX_REPAIRS
            or work > REPAIR_WORK
            or not small
        ):
            break
        notes[-1] = replace(note, read_on=True)
        repaired[number] = len(lines[number])
        text = _with_line(text, number, note.mended)
    if gathered.trouble is not None:
        notes = [replace(note, read_on=False) for note in notes]
    comments = find_comments(text, gathered.opaque, gathered.reached)
    if repaired:
        gathered, comments = _clamp(gathered, comments, repaired)
    if notes or gathered.notes:
        lines = split_lines(text)
    return _Outcome(text, lines, gathered, notes, comments, repaired)


def is_small(text: str) -> bool:
    """Whether the slow parser reads a text in well under half a second."""
    if len(text) > CAREFUL_LENGTH:
        return False
    return sum(map(text.count, _BUSY_CHARACTERS)) <= CAREFUL_TOKENS


def _attempt(text: str, name: ParserName) -> Gathered:
    """Read a text once; the parser in Python has the last word on one that is not sound."""
    careful = name == LIBYAML and is_small(text)
    if not careful:
        return gather(open_parser(text, name), text, doubtful=False)
    if "\t" not in text:
        try:
            gathered = gather(open_parser(text, name), text, doubtful=True)
        except DoubtError:
            pass
        else:
            if gathered.trouble is None:
                return gathered
    return gather(open_parser(text, PYTHON), text, doubtful=False)


def _with_line(text: str, number: int, line: str) -> str:
    lines = text.split("\n")
    ending = "\r" if lines[number].endswith("\r") else ""
    lines[number] = line + ending
    return "\n".join(lines)


def _clamp(
    gathered: Gathered, comments: tuple[Comment, ...], lengths: dict[int, int]
) -> tuple[Gathered, tuple[Comment, ...]]:
    """Keep all places on mended lines within the lines as they stand in the file."""
    limits = {number + 1: pack(number + 1, length + 1) for number, length in lengths.items()}

    def inside(packed: int) -> int:
        return min(packed, limits.get(unpack(packed).line, packed))

    positions = gathered.positions
    return replace(
        gathered,
        positions=Positions(
            array("q", map(inside, positions.starts)),
            array("q", map(inside, positions.ends)),
            positions.following,
        ),
        notes=[
            replace(note, start=inside(note.start), end=inside(note.end)) for note in gathered.notes
        ],
    ), tuple(
        replace(
            comment,
            position=unpack(inside(pack(comment.position.line, comment.position.column))),
        )
        for comment in comments
    )


def _document(origin: Origin, text: str) -> Document:
    """A document of which nothing could be read."""
    return Document(origin, text, None, Positions(array("q"), array("q"), array("q")))


def _not_keyed(gathered: Gathered) -> Note:
    starts, ends = gathered.positions.starts, gathered.positions.ends
    if not starts or starts[0] == ends[0]:
        return Note(codes.EMPTY_FILE, 0, 0)
    kind = "a list" if isinstance(gathered.data, list) else "a text or number"
    return Note(codes.NOT_KEYED, starts[0], starts[0] + 1, text=kind)


def _problems(notes: list[Note], path: str, text: str = "") -> tuple[Problem, ...]:
    notes = sorted(notes, key=lambda note: note.start)
    if len(notes) > MAX_PROBLEMS:
        notes = [*notes[:MAX_PROBLEMS], Note(codes.TOO_MANY_PROBLEMS, 0, 0)]
    lines = split_lines(text) if any(note.mended for note in notes) else []
    return tuple(
        replace(
            problem(note, path),
            fix=fix_of(note, lines, path),
            read_on=note.read_on and is_safe(note),
        )
        for note in notes
    )
