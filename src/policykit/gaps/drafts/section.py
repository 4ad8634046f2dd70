"""One small filling for each section a framework can ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from policykit.gaps.drafting import CHOOSE, SAY, Draft, Ground, Within
from policykit.gaps.drafts import listening, statement, target
from policykit.gaps.roles import above, front_line, owner
from policykit.library import read
from policykit.model.document import Json


def add(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """The section, filled with as little as makes sense."""
    _FILLINGS[read.text(given, "name")](draft, within)


def _name(kind: str, wanted: str, ground: Ground) -> str:
    """A name of a shipped or own list: the one wanted, else the first there is."""
    known = ground.around.organisation.names.get(kind, {})
    return wanted if wanted in known or not known else next(iter(known))


def _rule(draft: Draft, within: Within) -> str:
    """A statement for items that refer to one."""
    statements = draft.sections.get("statements")
    if not isinstance(statements, list) or not statements:
        statement.add(draft, {}, within)
    found = draft.sections["statements"]
    first = found[0] if isinstance(found, list) else None
    return str(first["id"]) if isinstance(first, dict) else ""


def _scope(draft: Draft, within: Within) -> None:
    organisation = draft.ground.around.organisation
    channels: list[Json] = list(within.channels or organisation.channels)
    regions: list[Json] = list(within.regions or organisation.regions)
    fields = {key: names for key, names in (("channels", channels), ("regions", regions)) if names}
    excludes: Json = {"business": "Firms that buy for their business have a contract of their own."}
    draft.group("scope", fields or {"excludes": excludes})


def _definitions(draft: Draft, _within: Within) -> None:
    name = draft.id("customer")
    draft.group("definitions", {name: "Anyone who buys from us, or asks whether to."})
    draft.notes["definitions", name] = SAY


def _rationale(draft: Draft, _within: Within) -> None:
    draft.text("rationale", "People come back to a shop that keeps its word.")


def _benefit(draft: Draft, _within: Within) -> None:
    draft.text("customer_benefit", "You know what to expect of us, whoever helps you.")


def _objectives(draft: Draft, _within: Within) -> None:
    aim = _name("aim", "higher-satisfaction", draft.ground)
    words = "Customers are happier with how we do this than they were last year."
    draft.item(
        "objectives", f"{draft.ground.requirement.id}-goal", {"text": words, "aim": aim}, text=SAY
    )


def _terms(draft: Draft, _within: Within) -> None:
    event = _name("event", "message-received", draft.ground)
    fields: dict[str, Json] = {"deadline": target.days(1, draft.ground), "from": event}
    draft.entry("terms", "answer-time", fields, deadline=CHOOSE)


def _tables(draft: Draft, _within: Within) -> None:
    cells: Json = {"case": "the answer is in this book", "do": "give it at once"}
    rows: Json = [{"id": draft.id("known-answer"), "cells": cells}]
    columns: Json = {"case": "When…", "do": "You…"}
    draft.item("tables", "what-to-do", {"columns": columns, "rows": rows}, columns=SAY)


def _targets(draft: Draft, within: Within) -> None:
    target.add(draft, {"of": "first_response"}, within)


def _procedures(draft: Draft, within: Within) -> None:
    who: Json = list(within.roles or front_line(draft.ground.around))
    steps: Json = [
        {"id": draft.id("listen"), "do": "Listen, and say back what you heard."},
        {"id": draft.id("solve"), "do": "Solve it, or say who will and by when."},
        {"id": draft.id("note-it"), "do": "Write down what you promised."},
    ]
    draft.item(
        "procedures",
        "step-by-step",
        {"title": "Step by step", "who": who, "steps": steps},
        steps=SAY,
    )


def _escalation(draft: Draft, _within: Within) -> None:
    ground = draft.ground
    first = front_line(ground.around)[0]
    draft.item("escalation", "first-line", {"to": first, "within": "10 minutes"}, within=CHOOSE)
    higher = above(first, ground.around)
    if not higher:
        return
    asks = _name("trigger", "customer-asks", ground)
    fields: dict[str, Json] = {
        "to": higher[0],
        "within": target.days(1, ground),
        "triggers": [asks],
    }
    draft.item("escalation", "next-in-line", fields, within=CHOOSE)


def _handoffs(draft: Draft, within: Within) -> None:
    listening.add_human(draft, {}, within)
    draft.group("handoffs", {"no_repeat": True})


def _tone(draft: Draft, _within: Within) -> None:
    known = draft.ground.around.organisation.names.get("style", {})
    style: list[Json] = [one for one in ("calm", "clear", "kind") if one in known]
    say: Json = ["Let me see what I can do for you."]
    avoid: Json = ["That is our policy."]
    styled: dict[str, Json] = {"style": style} if style else {}
    draft.group("tone", {**styled, "say": say, "avoid": avoid}, say=SAY)


def _scripts(draft: Draft, _within: Within) -> None:
    words = "Thank you for your message. I am looking into it and will write to you tomorrow."
    draft.item(
        "scripts", "first-answer", {"title": "We have your message", "text": words}, text=SAY
    )


def _scenarios(draft: Draft, _within: Within) -> None:
    fields: dict[str, Json] = {
        "title": "A question you cannot answer",
        "situation": "A customer asks something you do not know, and two more people wait.",
        "good": "Say so, find somebody who knows, and tell the customer how long it takes.",
        "bad": "Guess.",
    }
    draft.item("scenarios", "hard-question", fields, situation=SAY)


def _faq(draft: Draft, _within: Within) -> None:
    fields: dict[str, Json] = {
        "q": "How do I reach you?",
        "a": "In our shops, by phone and in writing.",
    }
    draft.item("faq", "reach-us", fields, q=SAY)


def _exceptions(draft: Draft, within: Within) -> None:
    lifted = _rule(draft, within)
    fields: dict[str, Json] = {
        "what": "The customer asks for something else and we agree on it in writing.",
        "from": [lifted],
    }
    draft.item("exceptions", "agreed-otherwise", fields, what=SAY)


def _training(draft: Draft, within: Within) -> None:
    listening.add_training(draft, {}, within)


def _kpis(draft: Draft, within: Within) -> None:
    listening.add_kpi(draft, {}, within)


def _feedback(draft: Draft, within: Within) -> None:
    listening.add_feedback(draft, {}, within)


def _communication(draft: Draft, _within: Within) -> None:
    staff = _name("via", "team-meeting", draft.ground)
    customers = _name("via", "website", draft.ground)
    draft.group("communication", {"staff": [{"via": staff}], "customers": [{"via": customers}]})


def _monitoring(draft: Draft, _within: Within) -> None:
    ground = draft.ground
    fields: dict[str, Json] = {
        "what": "Look at twenty cases and check that they went as this policy says.",
        "every": "1 month",
        "owner": owner(ground.requirement.area, ground.around),
    }
    draft.item("monitoring", "spot-check", fields, what=SAY)


def _enforcement(draft: Draft, _within: Within) -> None:
    known = draft.ground.around.organisation.names.get("measure-of-enforcement", {})
    ladder: list[Json] = [one for one in ("coaching", "retraining") if one in known]
    steps: dict[str, Json] = {"ladder": ladder} if ladder else {}
    draft.group("enforcement", {**steps, "safe_harbour": True})


def _review(draft: Draft, _within: Within) -> None:
    triggers = _name("review-trigger", "law-change", draft.ground)
    draft.group("review", {"every": "1 year", "triggers": [triggers]}, every=CHOOSE)


_FILLINGS: Final[Mapping[str, Callable[[Draft, Within], None]]] = {
    "scope": _scope,
    "definitions": _definitions,
    "rationale": _rationale,
    "customer_benefit": _benefit,
    "objectives": _objectives,
    "terms": _terms,
    "tables": _tables,
    "response_targets": _targets,
    "procedures": _procedures,
    "escalation": _escalation,
    "handoffs": _handoffs,
    "tone": _tone,
    "scripts": _scripts,
    "scenarios": _scenarios,
    "faq": _faq,
    "exceptions": _exceptions,
    "training": _training,
    "kpis": _kpis,
    "feedback": _feedback,
    "communication": _communication,
    "monitoring": _monitoring,
    "enforcement": _enforcement,
    "review": _review,
}
