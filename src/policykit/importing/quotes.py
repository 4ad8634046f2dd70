"""Words to customers, which stand in quotation marks or apart from the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.importing.chapters import Entry, Unit
from policykit.importing.draft import Draft, short
from policykit.importing.levels import ruled
from policykit.importing.phrases import TITLE
from policykit.importing.placing import Placing
from policykit.importing.quotations import MARKS, quotations
from policykit.importing.source import BlockKind
from policykit.importing.wording import escaped, name_of
from policykit.model.imported import Sure

_MOST_LEAD: Final = 12
_FEWEST_QUOTED: Final = 3


def put_script(draft: Draft, entry: Entry) -> bool:
    """Put a block that is set apart as a quote to its place; False where it is no such block."""
    text = entry.block.text
    if entry.block.kind is not BlockKind.QUOTE or len(text.split()) < _FEWEST_QUOTED:
        return False
    if any(_said_in(each.text, draft) for each in entry.units):
        return False
    if entry.section == "" and ruled(text, draft.ground.words) is not None:
        # What is set apart may well be a rule.
        return False
    quotation = quotations(text)
    is_quoted = len(quotation) == 1 and quotation[0] == (0, len(text))
    quoted = text[1:-1].strip() if is_quoted else text
    _put(draft, entry, entry.units, quoted, "")
    return True


def put_quoted(draft: Draft, entry: Entry, unit: Unit) -> bool:
    """Put a sentence that is words in quotation marks to its place; False where it is none.

    What leads to them, such as "When you transfer a call:", becomes the title.
    """
    found = _said_in(unit.text, draft)
    if found is None:
        return False
    lead, quoted = found
    _put(draft, entry, [unit], quoted, lead)
    return True


def _said_in(text: str, draft: Draft) -> tuple[str, str] | None:
    """What leads to words in quotation marks, and those; None where a sentence is something else."""
    quoted = quotations(text)
    if len(quoted) != 1:
        return None
    ((start, end),) = quoted
    words = text[start + 1 : end - 1].strip()
    lead = text[:start].strip()
    if len(words.split()) < _FEWEST_QUOTED or text[end:].strip(" .!"):
        return None
    if not lead:
        return "", words
    plain = lead.casefold().strip(" :,")
    tells = any(plain == each or plain.endswith(f" {each}") for each in draft.ground.words.saying)
    is_lead = (tells or lead.endswith(":")) and len(lead.split()) <= _MOST_LEAD
    if not is_lead or ruled(f"{lead.rstrip(':,')}.", draft.ground.words) is not None:
        return None
    return lead, words


def _put(draft: Draft, entry: Entry, units: Sequence[Unit], quoted: str, lead: str) -> None:
    scripts = draft.items("scripts")
    words = draft.ground.words
    name = draft.names.give(name_of(quoted, words.common), "script")
    plain = lead.rstrip(" :,")
    before, _, last = plain.rpartition(",")
    occasion = before if last.strip().casefold() in words.saying else plain
    is_title = bool(occasion) and occasion.casefold() not in words.saying
    title = occasion if is_title else short(entry.path[-1] if entry.path else quoted, 60)
    scripts.append({"id": name, "title": escaped(title), "text": escaped(quoted)})
    if not is_title:
        draft.remark(("scripts", name, "title"), TITLE)
    for index, unit in enumerate(units):
        said = lead if index == 0 and lead else ""
        draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("scripts", len(scripts) - 1, "text"),
                kind="script",
                written=_within(unit.text[len(said) :], quoted, is_start=index == 0),
                said=said,
                sure=Sure.LIKELY,
            )
        )


def _within(text: str, quoted: str, *, is_start: bool) -> str:
    """The part of a sentence that stands inside of quotation marks."""
    plain = text.strip(" :,")
    plain = plain if plain in quoted else plain.strip(MARKS)
    if plain not in quoted:
        plain = plain.rstrip(".!").strip(MARKS)
    return escaped(plain.strip(), is_start=is_start)
