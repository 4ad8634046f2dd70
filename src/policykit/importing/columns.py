"""The columns of a table, told by their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policykit.importing.chapters import Entry, Unit
from policykit.importing.draft import Draft
from policykit.importing.placing import Placing
from policykit.locale.handbook_words import HandbookWords

STRIPPED: Final = " :.*"
"""What stands around the words of a head or a cell."""

Row = Sequence[tuple[Unit, ...]]
"""The sentences of a row, cell by cell."""


def column(text: str, words: HandbookWords, wanted: Sequence[str]) -> str:
    """Which of some kinds of column a head names; '' for none."""
    plain = text.casefold().strip(f"{STRIPPED}?").strip()
    return next((kind for kind in wanted if plain in words.columns[kind]), "")


def heads(draft: Draft, entry: Entry, where: Placing) -> None:
    """The heads of the columns, which the keys of the items say now."""
    if entry.block.head:
        return
    for units in entry.cells[0]:
        for unit in units:
            draft.placings.append(replace(where, unit=unit.number, said=unit.text))


def text_of(units: Sequence[Unit]) -> str:
    """The words of a cell."""
    return " ".join(each.text for each in units)
