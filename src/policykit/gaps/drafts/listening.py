"""Training, feedback, figures and a way to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.gaps.drafting import CHOOSE, SAY, Draft, Ground, Within
from policykit.gaps.drafts.statement import named
from policykit.gaps.drafts.target import days
from policykit.gaps.roles import front_line, owner
from policykit.library import read
from policykit.model.document import Json
from policykit.model.surroundings import Measure

_SHARES: Final = {"up": "80 %", "down": "5 %", "band": "5 %"}
_RECOMMENDS: Final = 30
_STARS: Final = 4
_PIECES: Final = 20
"""Targets to begin with; a score of recommendation runs from -100 to 100, others to 5."""

_WAITS: Final = {
    "queue-time": "5 minutes",
    "speed-of-answer": "2 minutes",
    "bot-to-person-time": "2 minutes",
    "handle-time": "10 minutes",
}
_SOLVED: Final = {"resolution-time": 5, "refund-time": 5}
_USUAL: Final = "csat"
_LONGEST_WAIT: Final = "5 minutes"


def add_training(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """Who learns it, by when, how often again, and a first module."""
    ground = draft.ground
    asked = ground.known("role", read.names(given, "roles")) or within.roles
    roles: list[Json] = list(asked or front_line(ground.around))
    most_within, most_refresh = (
        read.text(given, "within_at_most"),
        read.text(given, "refresh_at_most"),
    )
    fields: dict[str, Json] = {
        "required_for": roles,
        "within": most_within or "14 days",
        "refresh": most_refresh or "1 year",
    }
    notes = {
        key: f"At most {most}:" if most else CHOOSE
        for key, most in (("within", most_within), ("refresh", most_refresh))
    }
    draft.group("training", {**fields, **named(given)}, **notes)
    topic = read.text(given, "topic")
    module: dict[str, Json] = {
        "id": draft.id(topic or f"{ground.requirement.id}-course"),
        "title": (topic or ground.requirement.title or ground.requirement.id)
        .replace("-", " ")
        .capitalize(),
    }
    if "online" in ground.around.organisation.names.get("method", {}):
        module["method"] = "online"
    if topic:
        module["topic"] = topic
    module["duration"] = "30 minutes"
    draft.group("training", {"modules": [module]})


def add_feedback(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """How people are heard, and how often."""
    del within
    kinds = draft.ground.around.organisation.names.get("feedback-kind", {})
    kind = read.text(given, "kind") or next(iter(kinds), "survey")
    most = read.text(given, "every_at_most")
    fields: dict[str, Json] = {
        "kind": kind,
        "from": read.text(given, "from") or "customer",
        "every": most or "3 months",
    }
    note = f"At most {most}:" if most else CHOOSE
    draft.item(
        "feedback", f"{draft.ground.requirement.id}-{kind}", {**fields, **named(given)}, every=note
    )


def add_human(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """How soon a customer reaches a person while we are open, and while we are closed."""
    del within
    opened, closed = read.text(given, "open_at_most"), read.text(given, "closed_at_most")
    times: Json = {"open": opened or _LONGEST_WAIT, "closed": closed or days(1, draft.ground)}
    told = [
        f"{key}, at most {most}" for key, most in (("open", opened), ("closed", closed)) if most
    ]
    draft.group("handoffs", {"human": times}, human=f"While {'; '.join(told)}:" if told else CHOOSE)


def add_kpi(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """A figure with a target, the month over which it is taken, and who answers for it."""
    del within
    ground = draft.ground
    measures = ground.around.measures
    use = read.text(given, "use") or _measure(read.text(given, "area"), ground)
    if not use:
        fields: dict[str, Json] = {"describes": "How many customers tell us that it went well."}
        draft.item("kpis", f"{ground.requirement.id}-figure", fields, describes=SAY)
        return
    fields = {
        "use": use,
        "target": _target(measures.get(use) or Measure(use, {}), ground),
        "period": "month",
        "owner": owner(ground.requirement.area, ground.around),
        **named(given),
    }
    draft.item("kpis", use, fields, target=CHOOSE)


def _measure(area: str, ground: Ground) -> str:
    """A measure that bears the name of the area, else how satisfied customers are."""
    measures = ground.around.measures
    stem = (area or ground.requirement.area).removesuffix("s")
    near = [name for name in measures if name.startswith(stem)]
    shares = [name for name in near if measures[name].unit == "percent"]
    return next(iter([*shares, *near]), _USUAL if _USUAL in measures else next(iter(measures), ""))


def _target(measure: Measure, ground: Ground) -> dict[str, Json]:
    side = "at_least" if measure.direction == "up" else "at_most"
    regions = ground.around.organisation.regions
    currency = next((one.currency for one in regions.values() if one.currency), "EUR")
    score = _RECOMMENDS if measure.id.endswith("nps") else _STARS
    values: dict[str, Json] = {
        "percent": _SHARES.get(measure.direction, "80 %"),
        "duration": _WAITS.get(measure.id) or days(_SOLVED.get(measure.id, 1), ground),
        "money": f"100 {currency}",
        "score": score,
        "count": _PIECES,
    }
    return {side: values.get(measure.unit, "80 %")}
