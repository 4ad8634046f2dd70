"""The shape of a policy: every key of the authoring format and what it means."""

from __future__ import annotations

from policykit.model.shape import (
    TEXT,
    TEXTS,
    VALUE,
    Items,
    Keyed,
    Named,
    Quantity,
    Reference,
    Rows,
    Section,
    Shape,
    Text,
)

LEVELS = ("must", "must_not", "should", "should_not", "may")
"""The five levels of a duty, strongest first within each direction."""

TERM_KINDS = ("window", "deadline", "allowance", "charge", "notice", "keeps", "threshold")
"""The kinds of promise; the kind says who gains when the value grows."""

_DURATION = Quantity("duration")
_LAW = Reference("requirement")

NARROWING: dict[str, Shape] = {
    "regions": Reference("region"),
    "brands": Reference("brand"),
    "channels": Reference("channel"),
    "reasons": Reference("reason"),
    "audience": Reference("role"),
    "groups": Reference("group"),
    "dates": Quantity("dates"),
    "when": TEXT,
    "public": VALUE,
    "law": _LAW,
}
"""The keys that make an item hold for less than the whole scope."""

_FORMER: dict[str, Shape] = {"former_ids": VALUE}
_ENTRY: dict[str, Shape] = {**_FORMER, "text": TEXT}
_DEFINITION: dict[str, Shape] = {**_ENTRY, "term": Text(markup=False)}
_POINT: dict[str, Shape] = {**_ENTRY, **NARROWING}
_WHO: dict[str, Shape] = {"who": Reference("role")}
_LINKED: dict[str, Shape] = {"supports": Reference("item"), "covers": Reference("covers")}

_EXTEND: dict[str, Shape] = {"by": _DURATION, "tell_within": _DURATION, "reasons": VALUE}

_VARIANT: dict[str, Shape] = {
    "regions": Reference("region"),
    "brands": Reference("brand"),
    "channels": Reference("channel"),
    "groups": Reference("group"),
    "dates": Quantity("dates"),
    "value": Quantity("amount"),
    "extend": Section(_EXTEND),
    "from": Reference("event"),
    "law": _LAW,
    "public": VALUE,
}

TERM: dict[str, Shape] = {
    **_FORMER,
    **{kind: Quantity("amount") for kind in TERM_KINDS},
    "title": TEXT,
    "from": Reference("event"),
    "extend": Section(_EXTEND),
    "pauses": Reference("pause"),
    "law": _LAW,
    "covers": Reference("covers"),
    "public": VALUE,
    "for": VALUE,
    "better": VALUE,
    "varies": Rows(_VARIANT),
}

STATEMENT: dict[str, Shape] = {
    **_FORMER,
    **dict.fromkeys(LEVELS, TEXT),
    **NARROWING,
    **_WHO,
    "how": TEXT,
    "good": TEXT,
    "bad": TEXT,
    "because": TEXT,
    "covers": Reference("covers"),
    "phase": VALUE,
    "gains": VALUE,
    "limit": Quantity("amount"),
    "decides": Reference("role"),
    "instead_of": Reference("item"),
    "points": Named("point", _POINT),
    "one_of": Named("point", _POINT),
    "chosen_by": VALUE,
}

_TARGET: dict[str, Shape] = {
    **_FORMER,
    **NARROWING,
    "by": VALUE,
    "priority": VALUE,
    "calendar": Reference("calendar"),
    "first_response": _DURATION,
    "next_response": _DURATION,
    "resolution": _DURATION,
    "update_every": _DURATION,
    "attain": Quantity("share"),
    "covers": Reference("covers"),
}

_STEP: dict[str, Shape] = {
    **_FORMER,
    **NARROWING,
    **_WHO,
    "do": TEXT,
    "how": TEXT,
    "if_not": Reference("item"),
    "systems": Reference("system"),
    "form": Reference("form"),
    "within": _DURATION,
}

_ESCALATION: dict[str, Shape] = {
    **_FORMER,
    **NARROWING,
    "to": Reference("role"),
    "to_body": Reference("body"),
    "within": _DURATION,
    "triggers": Reference("trigger"),
    "how": TEXT,
    "covers": Reference("covers"),
}

_KPI_BOUNDS: dict[str, Shape] = {
    "at_most": Quantity("amount"),
    "at_least": Quantity("amount"),
    "percentile": VALUE,
}

FEEDBACK: dict[str, Shape] = {
    **_FORMER,
    "kind": Reference("feedback-kind"),
    "from": VALUE,
    "every": _DURATION,
    "owner": Reference("role"),
    "system": Reference("system"),
    "what": TEXT,
    "covers": Reference("covers"),
}

COMMUNICATION: dict[str, Shape] = {
    "staff": Rows({"via": Reference("via"), "by": VALUE, "what": TEXT}, key="via"),
    "customers": Rows({"via": Reference("via"), "by": VALUE, "what": TEXT}, key="via"),
}

ENFORCEMENT: dict[str, Shape] = {
    "ladder": Reference("measure-of-enforcement", ordered=True),
    "safe_harbour": VALUE,
    "text": TEXT,
    "law": _LAW,
}

REVIEW: dict[str, Shape] = {"every": _DURATION, "triggers": Reference("review-trigger")}

SCOPE: dict[str, Shape] = {
    "regions": Reference("region"),
    "brands": Reference("brand"),
    "channels": Reference("channel"),
    "reasons": Reference("reason"),
    "groups": Reference("group"),
    "excludes": Named("exclusion", _ENTRY),
}

TRAINING: dict[str, Shape] = {
    "required_for": Reference("role"),
    "within": _DURATION,
    "refresh": _DURATION,
    "on_change": VALUE,
    "covers": Reference("covers"),
    "modules": Items(
        "module",
        {
            **_FORMER,
            "title": TEXT,
            "text": TEXT,
            "method": Reference("method"),
            "topic": VALUE,
            "duration": _DURATION,
            "pass_mark": Quantity("share"),
            "required_for": Reference("role"),
            "teaches": Reference("item"),
            "uses": Reference("item"),
        },
    ),
}

POLICY: dict[str, Shape] = {
    "format": VALUE,
    "id": VALUE,
    "former_ids": VALUE,
    "title": Text(markup=False),
    "summary": TEXT,
    "areas": Reference("area"),
    "status": VALUE,
    "version": VALUE,
    "effective": VALUE,
    "retired_on": VALUE,
    "replaced_by": Reference("policy"),
    "comments_until": VALUE,
    "owner": Reference("role"),
    "audience": Reference("role"),
    "scope": Section(SCOPE),
    "definitions": Named("definition", _DEFINITION),
    "rationale": TEXT,
    "customer_benefit": TEXT,
    "objectives": Items(
        "objective",
        {**_FORMER, "text": TEXT, "aim": Reference("aim"), "kpi": Reference("item")},
    ),
    "terms": Named("term", TERM),
    "statements": Items("statement", STATEMENT),
    "tables": Items(
        "table",
        {
            **_FORMER,
            **NARROWING,
            "title": TEXT,
            "columns": Named("column", _ENTRY),
            "rows": Items("row", {**_FORMER, **NARROWING, "cells": Named("cell", _ENTRY)}),
        },
    ),
    "response_targets": Items("target", _TARGET),
    "procedures": Items(
        "procedure",
        {
            **_FORMER,
            **NARROWING,
            **_WHO,
            "title": TEXT,
            "text": TEXT,
            "covers": Reference("covers"),
            "steps": Items("step", _STEP, ordered=True),
        },
    ),
    "escalation": Items("escalation-step", _ESCALATION, ordered=True),
    "handoffs": Section(
        {
            "human": Section({"open": _DURATION, "closed": _DURATION}),
            "bot_max_turns": VALUE,
            "context_passed": Reference("field"),
            "no_repeat": VALUE,
            "covers": Reference("covers"),
        }
    ),
    "tone": Section({"style": Reference("style"), "say": TEXTS, "avoid": TEXTS}),
    "scripts": Items(
        "script",
        {
            **_FORMER,
            **NARROWING,
            "title": TEXT,
            "text": TEXT,
            "kind": VALUE,
            "supports": Reference("item"),
            "covers": Reference("covers"),
        },
    ),
    "scenarios": Items(
        "scenario",
        {
            **_FORMER,
            **NARROWING,
            **_LINKED,
            "title": TEXT,
            "situation": TEXT,
            "good": TEXT,
            "bad": TEXT,
            "quiz": Section({"question": TEXT, "right": TEXT, "wrong": TEXTS}),
        },
    ),
    "faq": Items("faq", {**_FORMER, **NARROWING, **_LINKED, "q": TEXT, "a": TEXT}),
    "exceptions": Items(
        "exception",
        {
            **_FORMER,
            **NARROWING,
            "what": TEXT,
            "from": Reference("item"),
            "approved_by": Reference("role"),
            "expires": VALUE,
        },
    ),
    "training": Section(TRAINING),
    "kpis": Items(
        "kpi",
        {
            **_FORMER,
            "title": TEXT,
            "use": Reference("measure"),
            "ratio": Section({"of": Reference("measure"), "to": Reference("measure")}),
            "describes": TEXT,
            "where": Keyed("column", VALUE),
            "target": Section(_KPI_BOUNDS),
            "stretch": Quantity("amount"),
            "period": VALUE,
            "owner": Reference("role"),
            "covers": Reference("covers"),
        },
    ),
    "feedback": Items("feedback", FEEDBACK),
    "communication": Section(COMMUNICATION),
    "monitoring": Items(
        "audit",
        {
            **_FORMER,
            "what": TEXT,
            "every": _DURATION,
            "owner": Reference("role"),
            "checks": Reference("item"),
            "covers": Reference("covers"),
        },
    ),
    "enforcement": Section(ENFORCEMENT),
    "related": Reference("policy"),
    "review": Section(REVIEW),
    "supersedes": Rows({"version": VALUE, "reason": TEXT}, key="version"),
    "sources": Rows({"title": VALUE, "author": VALUE, "year": VALUE, "url": VALUE}),
    "custom": VALUE,
}

RULES_KEYS = (
    "audience",
    "scope",
    "definitions",
    "terms",
    "statements",
    "tables",
    "response_targets",
    "procedures",
    "escalation",
    "handoffs",
    "exceptions",
    "training",
    "kpis",
    "enforcement",
)
"""The keys whose content is the rules: what the rules digest covers."""

EXPLAINING_KEYS = frozenset({"how", "because", "good", "bad"})
"""Keys of a statement that explain and are no duty: outside the rules digest."""

UNPRINTED_KEYS = frozenset({"format", "custom", "former_ids"})
"""Keys no handbook prints: outside the content digest."""

PARTED_SECTIONS = frozenset(
    {
        "rationale",
        "terms",
        "statements",
        "tables",
        "response_targets",
        "procedures",
        "escalation",
        "tone",
        "exceptions",
    }
)
"""Keys of a policy that an empty line stands above in the canonical layout."""
