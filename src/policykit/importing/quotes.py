"""Words to customers, which stand in quotation marks or apart from the text."""

from __future__ import annotations

import re
from typing import Final

from policykit.importing.chapters import Entry
from policykit.importing.draft import CHECK, Draft, short
from policykit.importing.levels import ruled
from policykit.importing.placing import Placing
from policykit.importing.source import BlockKind
from policykit.importing.wording import escaped, name_of
from policykit.model.imported import Sure

_MOST_LEAD: Final = 6
_FEWEST_QUOTED: Final = 3
_QUOTE: Final = re.compile(
    r"^(?P<lead>[^“„\"«»”]{0,60}?)[:,]?\s*(?:[“„”]|\"|»|«)(?P<words>.+)(?:[”“]|\"|«|»)(?P<end>[.!]?)$"
)


def put_script(draft: Draft, entry: Entry) -> bool:
    """Put words in quotation marks to their place in a draft; False where there are none."""
    text = entry.block.text
    lead, quoted = "", ""
    found = _QUOTE.match(text)
    if found and len(found["words"].split()) >= _FEWEST_QUOTED:
        lead = found["lead"].strip()
        plain = lead.casefold().strip(" :,")
        tells = any(
            plain == each or plain.endswith(f" {each}") for each in draft.ground.words.saying
        )
        if lead and not (tells and len(lead.split()) <= _MOST_LEAD):
            return False
        quoted = found["words"].strip()
    elif entry.block.kind is BlockKind.QUOTE and len(text.split()) >= _FEWEST_QUOTED:
        if entry.section == "" and ruled(text, draft.ground.words) is not None:
            # What is set apart may well be a rule.
            return False
        quoted = text
    if not quoted:
        return False
    scripts = draft.items("scripts")
    name = draft.names.give(name_of(quoted, draft.ground.words.common), "script")
    title = short(entry.path[-1] if entry.path else quoted, 60)
    written = escaped(quoted)
    scripts.append({"id": name, "title": escaped(title), "text": written})
    draft.notes["scripts", name, "title"] = f"{CHECK}: give it a title of its own."
    at = len(scripts) - 1
    for index, unit in enumerate(entry.units):
        mine = unit.text
        said = lead if index == 0 and lead and mine.startswith(lead) else ""
        draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("scripts", at, "text"),
                kind="script",
                written=_within(mine[len(said) :], quoted, is_start=index == 0),
                said=said,
                sure=Sure.LIKELY,
            )
        )
    return True


def _within(text: str, quoted: str, *, is_start: bool) -> str:
    """The part of a sentence that stands inside of quotation marks."""
    plain = text.strip(" :,")
    plain = plain if plain in quoted else plain.strip('“”„"«»')
    if plain not in quoted:
        plain = plain.rstrip(".!").strip('“”„"«»')
    return escaped(plain.strip(), is_start=is_start)
