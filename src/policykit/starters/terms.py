"""The terms of a starter with the values one organisation has: by its countries and channels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from policykit.library import read
from policykit.model.document import Json
from policykit.model.policy_shape import TERM_KINDS
from policykit.starters.ground import Ground


def fitted_term(
    term: Mapping[str, Json], ground: Ground, channels: tuple[str, ...]
) -> dict[str, Json] | None:
    """A term with its value in the first region, and where it is another one elsewhere."""
    kept = {key: each for key, each in term.items() if key != "varies"}
    if "law" in kept:
        law = [each for each in read.names(kept, "law") if each in ground.asked]
        kept["law"] = list(law)
        if not law:
            del kept["law"]
    if "from" in kept and not ground.knows("event", read.text(kept, "from")):
        return None
    if "pauses" in kept:
        kept["pauses"] = [
            each for each in read.names(kept, "pauses") if ground.knows("pause", each)
        ]
        if not kept["pauses"]:
            del kept["pauses"]
    kind = next((each for each in TERM_KINDS if each in kept), "")
    rows = [each for _, each in read.items(term, "varies")]
    values = {region: _value_in(region, rows, kept[kind], ground) for region in ground.regions}
    counted = Counter(str(each) for each in values.values() if each != "none")
    if ground.regions and not counted:
        return None
    if counted:
        kept[kind] = max(counted, key=lambda each: (counted[each], -list(counted).index(each)))
    varies: list[Json] = []
    for value in dict.fromkeys(str(each) for each in values.values()):
        if value != kept[kind]:
            here = [region for region, each in values.items() if str(each) == value]
            varies.append({"regions": list(here), "value": value})
    for each in rows:
        if "regions" not in each:
            there = [name for name in read.names(each, "channels") if name in channels]
            if len(there) == len(channels) and "value" in each:
                kept[kind] = each["value"]
            elif there:
                varies.append({**each, "channels": list(there)})
    return {**kept, "varies": varies} if varies else kept


def _value_in(region: str, rows: list[Mapping[str, Json]], base: Json, ground: Ground) -> Json:
    for each in rows:
        given = read.names(each, "regions")
        if given and not each.get("channels") and ground.is_in(region, given):
            return each.get("value", base)
    return base
