"""A document in chapters: each becomes a policy; what stands before the first is kept apart."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

from policykit.importing.quotations import unsplit
from policykit.importing.source import Block, BlockKind, Cell
from policykit.lint.sentences import spans
from policykit.locale.handbook_words import HandbookWords
from policykit.locale.word_lists import word_list
from policykit.model.value import dataclass

BETWEEN: Final = " \u203a "
"""What parts the headings above a sentence."""

_PUNCTUATION: Final = " :.\u2013-#*0123456789)"

_INNER: Final = frozenset({"dos", "donts", "question"})
"""Parts that belong to the policy before them, however deep their heading is."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a document, by its number from 0, with where it stands.

    `anchor` is the sentence a note hangs on, '' for what is no note.
    """

    number: int
    text: str
    place: str
    heading: str
    is_heading: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A block with its sentences, below its headings.

    `section` is the kind of the nearest heading that is one of a part (`faq`, `dos` …), '' for
    none. `cells` are the sentences of each cell of a table, row by row. `is_moved` says that it
    stood in another chapter.
    """

    block: Block
    units: tuple[Unit, ...]
    path: tuple[str, ...]
    section: str = ""
    cells: tuple[tuple[tuple[Unit, ...], ...], ...] = ()
    is_moved: bool = False


@dataclasses.dataclass(slots=True)
class Chapter:
    """What stands below one heading; without a heading all of a document that has none.

    `has_no_rule` says that nothing in it is a rule, though it holds what has a place in a policy.
    """

    title: Entry | None
    entries: list[Entry] = field(default_factory=list)
    has_no_rule: bool = False


@dataclass(frozen=True, slots=True)
class Parted:
    """A document in chapters, with what is in none, and all its sentences in order."""

    front: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]
    units: tuple[Unit, ...]


def parted(blocks: Sequence[Block], words: HandbookWords, depth: int) -> Parted:
    """A document in chapters.

    Args:
        blocks: what it says.
        words: how its language calls the parts of a policy.
        depth: at which depth of headings a chapter begins; 0 to find out.
    """
    begin = depth or _depth(blocks, words)
    entries, units = _entries(blocks, words, begin)
    front: list[Entry] = []
    chapters: list[Chapter] = []
    current: Chapter | None = None if begin else Chapter(None)
    if current is not None:
        chapters.append(current)
    for entry in entries:
        block = entry.block
        if block.kind is BlockKind.HEADING and begins(block, words, begin):
            current = None
            if block.level == begin:
                current = Chapter(entry)
                chapters.append(current)
                continue
        if block.kind is BlockKind.ASIDE or current is None:
            front.append(entry)
        else:
            current.entries.append(entry)
    return Parted(tuple(front), tuple(chapters), tuple(units))


def begins(block: Block, words: HandbookWords, begin: int) -> bool:
    """Whether a heading ends the chapter before it.

    One such as "Answer times" beside the headings of policies is about none of them.
    """
    return bool(begin) and block.level <= begin and section_of(block.text, words) not in _INNER


def section_of(heading: str, words: HandbookWords) -> str:
    """The kind of a heading that is one of a part; `question` for one that asks, '' for others."""
    plain = heading.casefold().strip(_PUNCTUATION)
    for kind, names in words.headings.items():
        if plain in names:
            return kind
    return "question" if heading.rstrip().endswith("?") else ""


def _depth(blocks: Sequence[Block], words: HandbookWords) -> int:
    """The depth of headings at which chapters begin; 0 where there are no headings."""
    headings = [each for each in blocks if each.kind is BlockKind.HEADING]
    every = Counter(each.level for each in headings)
    named = Counter(each.level for each in headings if not section_of(each.text, words))
    levels = sorted(named)
    if not levels:
        return 0
    first, *deeper = levels
    if every[first] == 1 and deeper and named[deeper[0]] * 2 >= every[deeper[0]]:
        # One heading above all others is the title of the whole.
        return deeper[0]
    # Where most headings are those of parts of a policy, all of it is one.
    return first if named[first] * 2 >= every[first] else 0


def _entries(
    blocks: Iterable[Block], words: HandbookWords, begin: int
) -> tuple[list[Entry], list[Unit]]:
    entries: list[Entry] = []
    units: list[Unit] = []
    path: list[tuple[int, str, str]] = []
    language = word_list(words.locale)

    def anchored(words: str) -> str:
        found = unsplit(words, spans(words, language)) if words else []
        return words[found[-1][0] :].strip() if found else ""

    def sentences(text: str, place: str, heading: str, anchor: str = "") -> tuple[Unit, ...]:
        found = unsplit(text, spans(text, language)) if text else []
        made: list[Unit] = []
        at = 0
        for index, (_, end) in enumerate(found):
            # What a sentence leaves in front of it, such as a number, belongs to it.
            stop = len(text) if index == len(found) - 1 else end
            number = len(units) + len(made)
            made.append(Unit(number, text[at:stop].strip(), place, heading, anchor=anchor))
            at = stop
        if text and not made:
            made.append(Unit(len(units), text, place, heading, anchor=anchor))
        units.extend(made)
        return tuple(made)

    def cell_units(cell: Cell, heading: str) -> tuple[Unit, ...]:
        return sentences(cell.text, cell.place, heading)

    for block in blocks:
        if block.kind is BlockKind.HEADING:
            above = tuple(name for level, name, _ in path if level < block.level)
            path = [each for each in path if each[0] < block.level]
            unit = Unit(len(units), block.text, block.place, BETWEEN.join(above), is_heading=True)
            units.append(unit)
            kind = section_of(block.text, words)
            is_part = block.level > begin or bool(kind)
            inherited = path[-1][2] if path and is_part else ""
            path.append((block.level, block.text, kind or inherited))
            names = tuple(name for _, name, _ in path)
            entries.append(Entry(block, (unit,), names, kind))
            continue
        names = tuple(name for _, name, _ in path)
        heading = BETWEEN.join(names)
        if block.kind is BlockKind.ASIDE:
            names, heading = (), block.aside.capitalize()
        section = path[-1][2] if path else ""
        cells = tuple(tuple(cell_units(cell, heading) for cell in row) for row in block.rows)
        own = sentences(block.text, block.place, heading, anchored(block.anchor))
        entries.append(Entry(block, own, names, section, cells))
    return entries, units
