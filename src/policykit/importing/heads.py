"""Which row of a table names its columns, and what the columns of a list of rules hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policykit.importing.columns import STRIPPED, column
from policykit.importing.source import Cell
from policykit.locale.handbook_words import HandbookWords
from policykit.model.policy_shape import LEVELS

_KINDS: Final = ("level", "area", "rule", "because", "how")
_OTHERS: Final = ("channel", "first_response", "next_response", "resolution", "to", "within")
_MOST_ABOVE: Final = 5
"""Rows that may stand above the heads: a title, a date, an empty line."""

_FEWEST_NAMED: Final = 2
_OF_TEN: Final = 8
"""Of ten cells of a column, how many are levels when it is that of the levels."""

_EITHER: Final = re.compile(r"\s*(?:/|,|\bor\b|\beller\b|\boder\b)\s*")


def head_row(rows: Sequence[Sequence[Cell]], words: HandbookWords) -> int:
    """The number of the row that names the columns, from 0; 0 where none names two of them."""
    named = [sum(bool(_named(cell.text, words)) for cell in row) for row in rows[: 1 + _MOST_ABOVE]]
    most = max(named, default=0)
    return named.index(most) if most >= _FEWEST_NAMED else 0


def kinds_of(rows: Sequence[Sequence[Cell]], words: HandbookWords) -> tuple[str, ...]:
    """What the columns of a list of rules hold: `rule`, `level`, `area`, `because`, `how` or ''.

    Empty for a table that is no list of rules. Cells that are levels tell more than the head.
    """
    head, *body = rows
    width = max(len(row) for row in rows)
    columns = [
        [row[at].text for row in body if at < len(row) and row[at].text] for at in range(width)
    ]
    heads = [head[at].text if at < len(head) else "" for at in range(width)]
    kinds = [_named(each, words, _KINDS) for each in heads]
    for at, cells in enumerate(columns):
        levels = sum(bool(level_of(each, words)) for each in cells)
        if cells and levels * 10 >= len(cells) * _OF_TEN:
            kinds[at] = "level"
        elif kinds[at] == "level" and levels == 0 and column(heads[at], words, ("rule",)):
            kinds[at] = "rule"
    _settle(kinds, columns)
    is_list = "rule" in kinds and bool({"level", "area"} & set(kinds))
    return tuple(kinds) if is_list else ()


def level_of(text: str, words: HandbookWords) -> str:
    """The level a cell names; '' where it is none."""
    plain = text.casefold().strip(STRIPPED).replace("_", " ")
    if plain.replace(" ", "_") in LEVELS:
        return plain.replace(" ", "_")
    for each in words.levels:
        if each.level in LEVELS and not each.split and each.pattern.fullmatch(plain):
            return each.level
    return ""


def _settle(kinds: list[str], columns: Sequence[Sequence[str]]) -> None:
    """Leave one column of each kind; of two with rules the one with the longer texts has them."""
    rules = [at for at, kind in enumerate(kinds) if kind == "rule"]
    if not rules and "level" in kinds:
        # Levels stand beside what they are the levels of.
        rules = [at for at, kind in enumerate(kinds) if not kind and columns[at]]
    if rules:
        longest = max(rules, key=lambda at: sum(map(len, columns[at])))
        for at in rules:
            kinds[at] = ""
        kinds[longest] = "rule"
        if "area" not in kinds and (before := [at for at in rules if at < longest]):
            repeated = {at: len(set(columns[at])) < len(columns[at]) for at in before}
            if repeated[before[0]]:
                kinds[before[0]] = "area"
    for kind in _KINDS:
        for at in [at for at, each in enumerate(kinds) if each == kind][1:]:
            kinds[at] = ""


def _named(text: str, words: HandbookWords, kinds: Sequence[str] = (*_KINDS, *_OTHERS)) -> str:
    if found := column(text, words, kinds):
        return found
    plain = text.casefold().strip(f"{STRIPPED}?")
    parts = [each for each in _EITHER.split(plain) if each]
    is_level = len(parts) > 1 and all(level_of(each, words) for each in parts)
    return "level" if is_level and "level" in kinds else ""
