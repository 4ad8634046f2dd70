"""Lists of rules in a table: a rule a row, with its level, its reason, how it is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policykit.importing.chapters import Entry, Unit
from policykit.importing.columns import Row, heads, text_of
from policykit.importing.draft import Draft
from policykit.importing.heads import head_row, kinds_of, level_of
from policykit.importing.levels import forced, ruled
from policykit.importing.phrases import COLUMN, DUTY, GAINS, NO_LEVEL
from policykit.importing.placing import Placing
from policykit.importing.source import Block, BlockKind, Cell
from policykit.importing.wording import name_of
from policykit.locale.handbook_words import HandbookWords
from policykit.model.document import Json


def with_headings(blocks: Sequence[Block], words: HandbookWords) -> tuple[Block, ...]:
    """Blocks with a list of rules by subject as a heading and a table for each subject.

    What stands above the heads of the columns, such as a title over the list, comes before it.
    """
    made: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            made.append(block)
            continue
        first = head_row(block.rows, words)
        kinds = kinds_of(block.rows[first:], words)
        if not kinds:
            made.append(block)
            continue
        made += (
            Block(BlockKind.PARAGRAPH, cell.text, cell.place)
            for row in block.rows[:first]
            for cell in row
            if cell.text
        )
        made += _by_area(replace(block, rows=block.rows[first:], kinds=kinds))
    return tuple(made)


def _by_area(block: Block) -> Iterator[Block]:
    if "area" not in block.kinds:
        yield block
        return
    at = block.kinds.index("area")
    names = tuple(cell.text for cell in block.rows[0])
    for cell in block.rows[0]:
        if cell.text:
            yield Block(BlockKind.ASIDE, cell.text, cell.place, aside="heads of columns")
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    titles: dict[str, Cell] = {}
    current = ""
    for row in block.rows[1:]:
        title = row[at] if at < len(row) else Cell("", "")
        current = title.text.casefold() or current
        if title.text and current not in titles:
            titles[current] = title
            rest = (*row[:at], Cell("", ""), *row[at + 1 :])
        else:
            rest = row
        groups.setdefault(current, []).append(rest)
    for name, rows in groups.items():
        if name in titles:
            yield Block(BlockKind.HEADING, titles[name].text, titles[name].place, level=2)
        place = next((cell.place for cell in rows[0] if cell.place), block.place)
        yield replace(block, place=place, rows=tuple(rows), head=names)


def put_rules(draft: Draft, entry: Entry, rows: Sequence[Row]) -> bool:
    """Put a table that is a list of rules to its place; False where it is none."""
    kinds = entry.block.kinds
    if not kinds:
        return False
    rules = draft.statements
    before = len(rules)
    for row in rows:
        by_kind: dict[str, tuple[Unit, ...]] = {}
        others: list[Unit] = []
        for index, units in enumerate(row):
            kind = kinds[index] if index < len(kinds) else ""
            if kind and kind not in by_kind:
                by_kind[kind] = units
            else:
                others += units
        draft.leave(others, COLUMN)
        _rule(draft, by_kind)
    if len(rules) == before:
        draft.leave(
            [unit for units in entry.cells[0] for unit in units] if not entry.block.head else []
        )
        if not rules:
            del draft.sections["statements"]
        return True
    heads(draft, entry, Placing(unit=0, pointer=("statements", before), kind="head of a column"))
    return True


def _rule(draft: Draft, row: Mapping[str, tuple[Unit, ...]]) -> None:
    words = draft.ground.words
    units = row.get("rule", ())
    if not units:
        draft.leave([unit for kind in row for unit in row[kind]])
        return
    first, *others = units
    told = row.get("level", ())
    level = level_of(text_of(told), words) if told else ""
    found = forced(first.text, level, words) if level else ruled(first.text, words)
    check = ""
    if found is None:
        found = forced(first.text, "must", words)
        check = DUTY
    check = found.check or check
    put_in = draft.put(found.text, first.text)
    name = draft.names.give(name_of(found.text, words.common), "rule")
    made: dict[str, Json] = {"id": name, found.level: put_in.text}
    if found.level == "may":
        made["gains"] = "customer"
        draft.remark(("statements", name, "gains"), GAINS)
    rules = draft.statements
    rules.append(made)
    at = len(rules) - 1
    check = draft.remark(("statements", name, found.level), check, first)
    where = Placing(
        unit=first.number,
        pointer=("statements", at, found.level),
        kind=found.level.replace("_", " "),
        written=put_in.text,
        numbers=put_in.numbers,
        said=found.said,
        added=found.added,
        sure=found.sure,
        check=check or (GAINS if found.level == "may" else ""),
    )
    draft.placings.append(where)
    for unit in told:
        if level:
            draft.placings.append(
                Placing(unit=unit.number, pointer=where.pointer, kind="level", said=unit.text)
            )
        else:
            draft.leave([unit], NO_LEVEL)
    for unit in row.get("area", ()):
        draft.placings.append(
            Placing(unit=unit.number, pointer=("title",), kind="title", said=unit.text)
        )
    _beside(draft, made, at, "how", [*others, *row.get("how", ())])
    _beside(draft, made, at, "because", row.get("because", ()))


def _beside(draft: Draft, made: dict[str, Json], at: int, key: str, units: Sequence[Unit]) -> None:
    for unit in units:
        put_in = draft.put(unit.text, unit.text)
        before = made.get(key)
        made[key] = f"{before} {put_in.text}" if before else put_in.text
        draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("statements", at, key),
                kind=key,
                written=put_in.text,
                numbers=put_in.numbers,
            )
        )
