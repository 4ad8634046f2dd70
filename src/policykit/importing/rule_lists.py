"""Lists of rules in a table: a rule a row, with its level, its reason, how it is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policykit.importing.chapters import Entry, Unit
from policykit.importing.columns import STRIPPED, Row, column, heads, text_of
from policykit.importing.draft import Draft
from policykit.importing.levels import forced, ruled
from policykit.importing.phrases import COLUMN, DUTY, GAINS, NO_LEVEL
from policykit.importing.placing import Placing
from policykit.importing.source import Block, BlockKind, Cell
from policykit.importing.wording import name_of
from policykit.locale.handbook_words import HandbookWords
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS


def with_headings(blocks: Sequence[Block], words: HandbookWords) -> tuple[Block, ...]:
    """Blocks with a list of rules by subject as a heading and a table for each subject."""
    made: list[Block] = []
    for block in blocks:
        made += _by_area(block, words) if block.kind is BlockKind.TABLE else (block,)
    return tuple(made)


def _by_area(block: Block, words: HandbookWords) -> Iterator[Block]:
    heads = [column(cell.text, words, ("area", "rule", "level")) for cell in block.rows[0]]
    if "area" not in heads or "rule" not in heads:
        yield block
        return
    at = heads.index("area")
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
        yield Block(BlockKind.TABLE, "", place, rows=tuple(rows), head=names)


def put_rules(draft: Draft, entry: Entry, head: Sequence[str], rows: Sequence[Row]) -> bool:
    """Put a table that is a list of rules to its place; False where it is none."""
    words = draft.ground.words
    kinds = [column(each, words, ("rule", "level", "area", "because", "how")) for each in head]
    if "rule" not in kinds or not {"level", "area"} & set(kinds):
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


def level_of(text: str, words: HandbookWords) -> str:
    """The level a cell names; '' where it is none."""
    plain = text.casefold().strip(STRIPPED).replace("_", " ")
    if plain.replace(" ", "_") in LEVELS:
        return plain.replace(" ", "_")
    for each in words.levels:
        if each.level in LEVELS and not each.split and each.pattern.fullmatch(plain):
            return each.level
    return ""
