"""In which order keys stand, where the reading order differs from that of the schema.

A line lists keys of one rank: they stand behind those of the lines above, and among themselves
as the author put them. Where the schemas list keys in reading order, nothing stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from policykit.model.policy_shape import PARTED_SECTIONS

Way: TypeAlias = tuple[str, ...]
"""The kind of a file and the keys that lead to a group in it; `*` is any entry."""

_NARROWING: Final = "regions brands channels reasons audience groups dates"

_ORGANISATION: Final = (
    "mission", "vision", "values", "time_zone", "calendar", "regions", "brands", "groups",
    "channels", "calendars", "roles", "role_groups", "reasons", "events", "pauses", "triggers",
    "review_triggers", "bodies", "units", "fields", "systems", "forms", "glossary",
)  # fmt: skip

RANKS: Final[Mapping[Way, tuple[str, ...]]] = {
    ("policy", "terms", "*"): (
        "former_ids",
        "title",
        "window deadline allowance charge notice keeps threshold",
        "from for extend better pauses",
        "law covers",
        "public",
        "varies",
    ),
    ("policy", "statements", "*"): (
        "id",
        "former_ids",
        "instead_of when",
        "must must_not should should_not may",
        f"points one_of chosen_by gains who limit decides phase {_NARROWING}",
        "how good bad because",
        "covers law public",
    ),
    ("policy", "response_targets", "*"): (
        "id",
        "former_ids",
        f"when {_NARROWING}",
        "by priority calendar",
        "first_response",
        "next_response update_every",
        "resolution",
        "attain",
        "covers law public",
    ),
    ("policy", "procedures", "*"): (
        "id",
        "former_ids",
        "title",
        "text",
        f"who when {_NARROWING}",
        "covers law public",
        "steps",
    ),
    ("policy", "procedures", "*", "steps", "*"): (
        "id",
        "former_ids",
        "when",
        "do",
        "how",
        f"if_not within who systems form {_NARROWING}",
        "law public",
    ),
    ("policy", "escalation", "*"): (
        "id",
        "former_ids",
        "to",
        "to_body",
        f"within when {_NARROWING}",
        "triggers",
        "how",
        "covers law public",
    ),
    ("policy", "tables", "*"): (
        "id",
        "former_ids",
        "title",
        f"when public law {_NARROWING}",
        "columns",
        "rows",
    ),
    ("policy", "tables", "*", "rows", "*"): (
        "id",
        "former_ids",
        f"cells when public law {_NARROWING}",
    ),
    ("policy", "scripts", "*"): (
        "id",
        "former_ids",
        f"title kind when {_NARROWING}",
        "text",
        "supports covers law public",
    ),
    ("policy", "scenarios", "*"): (
        "id",
        "former_ids",
        f"title when {_NARROWING}",
        "situation",
        "good",
        "bad",
        "supports covers law public",
        "quiz",
    ),
    ("policy", "faq", "*"): (
        "id",
        "former_ids",
        "q",
        "a",
        f"when {_NARROWING}",
        "public",
        "supports covers law",
    ),
    ("policy", "exceptions", "*"): (
        "id",
        "former_ids",
        "what",
        "from",
        f"when public approved_by expires {_NARROWING}",
        "law",
    ),
    ("policy", "kpis", "*"): (
        "id",
        "former_ids",
        "title",
        "use ratio describes where",
        "target",
        "stretch",
        "period",
        "owner",
        "covers",
    ),
    ("policy", "kpis", "*", "target"): ("at_most at_least", "percentile"),
    ("policy", "feedback", "*"): (
        "id",
        "former_ids",
        "kind",
        "from",
        "every",
        "what owner system covers",
    ),
    ("policy", "handoffs"): ("human", "bot_max_turns", "context_passed no_repeat", "covers"),
    ("organisation",): ("format", "name", *_ORGANISATION),
    ("organisation", "channels", "*", "regions", "*"): ("hours calendar", "languages"),
    ("translation",): (
        "format",
        "translates",
        "locale",
        "title",
        "summary",
        "scope",
        "definitions",
        "rationale",
        "customer_benefit",
        "objectives",
        "name",
        *_ORGANISATION,
    ),
    ("translation", "statements", "*"): ("when", "text", "how good bad because"),
    ("framework",): (
        "format",
        "framework",
        "title",
        "summary",
        "words",
        "extends cite url checked",
        "jurisdiction",
        "applies_when",
        "requirements",
    ),
}
"""The ranks of keys by place; keys that are not listed follow in the order of the schema."""

AS_WRITTEN: Final[tuple[Way, ...]] = (
    ("framework", "requirements", "*", "needs"),
    ("measures", "measures", "*", "of"),
)
"""Places below which keys stay in the order the author chose: they read like a sentence."""

SECTIONS: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(
    ("policy", "translation"),
    PARTED_SECTIONS,
)
"""By kind of file, the keys at its top that an empty line stands above."""
