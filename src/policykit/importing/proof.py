"""Proof that every sentence of a document stands where it is said to stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from policykit.importing.chapters import Unit
from policykit.importing.draft import Ground
from policykit.importing.placing import Placing
from policykit.importing.source import SourceText, in_blocks, letters
from policykit.importing.step_lists import is_step
from policykit.importing.timed_lists import means
from policykit.importing.wording import tokens, unescaped
from policykit.model.document import Document, Json
from policykit.model.errors import PolicykitError
from policykit.model.position import Pointer


def demand_read(source: SourceText) -> None:
    """Refuse a reading that has lost letters on the way.

    Raises:
        PolicykitError: the blocks hold fewer or more signs than a count of the document gives.
    """
    found = in_blocks(source.blocks)
    if found != source.letters:
        raise lost(source.name, f"{source.letters} letters were counted and {found} were read")


def demand_parted(source: SourceText, units: Sequence[Unit]) -> None:
    """Refuse sentences that are less than their document.

    Raises:
        PolicykitError: what the sentences hold is not what the blocks hold.
    """
    if [each.number for each in units] != list(range(len(units))):
        raise lost(source.name, "sentences were counted twice or not at all")
    found = sum(letters(each.text) for each in units)
    if found != in_blocks(source.blocks):
        raise lost(source.name, "the sentences do not add up to the text")


def demand_placed(name: str, units: Sequence[Unit], placed: Sequence[int]) -> None:
    """Refuse a result in which a sentence has no place, or two.

    Raises:
        PolicykitError: it is so.
    """
    counts = Counter(placed)
    for unit in units:
        if counts[unit.number] != 1:
            raise lost(name, f"{counts[unit.number]} places for: {unit.text[:80]}")
    if len(counts) != len(units):
        raise lost(name, "more sentences were placed than there are")


def astray(
    document: Document, placings: Sequence[Placing], units: Sequence[Unit], ground: Ground
) -> list[int]:
    """The sentences that do not stand in a file where they are said to stand, word for word."""
    return [
        each.unit
        for each in placings
        if not _is_there(each, units[each.unit], value_at(document, each.pointer), document, ground)
    ]


def demand_noted(name: str, text: str, lines: Mapping[int, int], units: Sequence[Unit]) -> None:
    """Refuse notes in which a sentence does not stand on its line.

    Raises:
        PolicykitError: it is so.
    """
    written = text.split("\n")
    for number, line in lines.items():
        if units[number].text not in written[line - 1]:
            raise lost(name, f"not in the notes: {units[number].text[:80]}")


def value_at(document: Document, pointer: Pointer) -> Json:
    """What stands at a pointer of a file; None for nothing."""
    value: Json = document.data
    for part in pointer:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _is_there(
    placing: Placing, unit: Unit, value: Json, document: Document, ground: Ground
) -> bool:
    if value is None:
        return False
    if placing.is_value and isinstance(value, dict):
        *above, at = placing.pointer
        before = value_at(document, (*above, int(at) - 1)) if at else None
        return is_step(unit.text, value, before, ground)
    if placing.is_value:
        return means(unit.text, value, ground)
    if placing.written and (not isinstance(value, str) or placing.written not in value):
        return False
    words = placing.written
    for mark, number in placing.numbers:
        term = value_at(document, ("terms", mark.strip("{}").partition(":")[0]))
        if term is None:
            return False
        words = words.replace(mark, number, 1)
    there = tokens(unescaped(words)) + tokens(placing.said)
    return there == tokens(unit.text) + tokens(placing.added)


def lost(name: str, what: str) -> PolicykitError:
    """What is said when a sentence would be lost: a fault of ours."""
    return PolicykitError(
        "import-not-whole",
        f"Not every sentence would be found again ({what}), so nothing was written.",
        context=name,
        hint="This is a fault in policykit; please report it with the document, if it may be shown.",
    )
