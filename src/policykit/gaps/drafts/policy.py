"""The smallest policy of an area, to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.gaps.drafting import SAY, Draft
from policykit.gaps.roles import owner
from policykit.library import read
from policykit.model.document import Json

_FIRST: Final = "draft"


def head(draft: Draft, given: Mapping[str, Json]) -> dict[str, Json]:
    """What a new policy of the area begins with, as a draft: it takes people to put it in force."""
    around = draft.ground.around
    area = read.text(given, "area") or draft.ground.requirement.area
    known = around.areas.get(area)
    title = known.titles.get(around.settings.locales.source, "") if known is not None else ""
    wanted = read.names(given, "status") or ("active",)
    if _FIRST not in wanted:
        draft.notes["status",] = f"It counts once it is {wanted[-1].replace('-', ' ')}:"
    return {
        "format": 1,
        "id": draft.id(area),
        "title": title or area.replace("-", " ").capitalize(),
        "areas": [area],
        "status": _FIRST,
        "version": "0.1.0",
        "owner": owner(area, around),
    }


def first_rule(draft: Draft) -> None:
    """A rule to begin with, for a policy cannot be without one."""
    words = "Greet the customer, listen to the end, and say what happens next."
    draft.item("statements", "welcome", {"must": words}, must=SAY)
