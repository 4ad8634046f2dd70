"""What the people should know of how a document was taken."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import PurePosixPath
from typing import Final

from policykit.importing.heads import head_row
from policykit.importing.source import BlockKind, SourceText
from policykit.importing.wording import name_of
from policykit.locale.handbook_words import HandbookWords

_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})


def notes_path(name: str) -> str:
    """Where the notes of a document stand, as long as nothing else does."""
    stem = name_of(PurePosixPath(name).stem, ()) or "document"
    return f"policies/import-{stem}.md"


def again(name: str, notes: str, files: Container[str]) -> Iterator[str]:
    """That a document of this name was imported before, which its notes tell."""
    former = notes_path(name)
    if notes != former and former in files:
        yield (
            f"A document of this name was imported before: {former} is there. "
            "If it is the same one, its rules now stand twice."
        )


def unruled(source: SourceText, words: HandbookWords, *, has_rule: bool) -> Iterator[str]:
    """How a spreadsheet was read in which no rule was found."""
    table = next((each for each in source.blocks if each.kind is BlockKind.TABLE), None)
    is_sheet = PurePosixPath(source.name).suffix.lower() in _SHEETS
    if has_rule or table is None or not is_sheet:
        return
    row = table.rows[head_row(table.rows, words)]
    place = next((cell.place for cell in row if cell.place), table.place)
    yield (
        f"No rule was read in it. {place[:1].upper()}{place[1:]} was taken for the heads of the "
        f"columns: {' | '.join(cell.text for cell in row)[:120]}. A list of rules has a column "
        "called Rule, and one called Level or Area."
    )
