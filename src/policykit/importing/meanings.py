"""What words mean."""

from __future__ import annotations

import re
from typing import Final

from policykit.importing.chapters import Entry
from policykit.importing.draft import Draft
from policykit.importing.levels import ruled
from policykit.importing.placing import Placing
from policykit.importing.wording import escaped, name_of

_DEFINED: Final = re.compile(
    r"^(?P<word>[^:\u2013\u2014.]{2,60}?)\s*(?P<said>[:\u2013\u2014]|\s-)\s+(?P<text>\S.{2,})$"
)
_DEFINITION_AT: Final = 64


def put_meaning(draft: Draft, entry: Entry) -> bool:
    """Put what a word means to its place in a draft; False where nothing is said of it."""
    text = entry.block.text
    found = next(
        (each.match(text) for each in draft.ground.words.meaning if each.match(text)), None
    )
    if found is None and entry.section == "definitions":
        found = _DEFINED.match(text)
    if found is None or ruled(found["word"], draft.ground.words) is not None:
        return False
    if entry.section != "definitions" and len(entry.units) > 1:
        return False
    word = found["word"].strip(" \"“”„'*")
    name = name_of(word, ())
    if not name or len(word) > _DEFINITION_AT:
        return False
    name = draft.names.give(name, "word")
    group = draft.sections.setdefault("definitions", {})
    if not isinstance(group, dict):
        return False
    meaning = found["text"].strip()
    group[name] = {"term": word, "text": escaped(meaning[:1].upper() + meaning[1:])}
    lead = found.groupdict().get("lead") or ""
    for index, unit in enumerate(entry.units):
        said = f"{lead} {word} {found['said']}".strip() if index == 0 else ""
        start = found.start("text") if index == 0 else 0
        own = unit.text[start:].strip() if index == 0 else unit.text
        draft.placings.append(
            Placing(
                unit=unit.number,
                pointer=("definitions", name, "text"),
                kind="definition",
                written=escaped(
                    own[:1].upper() + own[1:] if index == 0 else own, is_start=index == 0
                ),
                said=said,
            )
        )
    return True
