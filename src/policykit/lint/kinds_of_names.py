"""What kinds of names there are, how people call them, and where they are declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class NameKind(NamedTuple):
    """What one name of a kind is called, and where such names are declared."""

    title: str
    declared: str


_ORGANISATION = "policies/organisation.yaml"


def _listed(title: str, key: str) -> NameKind:
    return NameKind(title, f"A new one is declared under {key} in {_ORGANISATION}.")


def _closed(title: str, key: str) -> NameKind:
    return NameKind(title, f"Choose one of these, or add your own under {key} in {_ORGANISATION}.")


NAME_KINDS: Final[Mapping[str, NameKind]] = {
    "role": _listed("role or role group", "roles"),
    "channel": _listed("channel", "channels"),
    "region": _listed("region", "regions"),
    "brand": _listed("brand", "brands"),
    "group": _listed("group of goods", "groups"),
    "reason": _listed("contact reason", "reasons"),
    "calendar": _listed("calendar", "calendars"),
    "body": _listed("outside body", "bodies"),
    "system": _listed("system", "systems"),
    "form": _listed("form", "forms"),
    "field": _listed("merge field", "fields"),
    "event": _closed("event", "events"),
    "pause": _closed("pause", "pauses"),
    "trigger": _closed("trigger", "triggers"),
    "review-trigger": _closed("trigger of a review", "review_triggers"),
    "aim": _closed("aim", "aims"),
    "feedback-kind": _closed("kind of feedback", "feedback_kinds"),
    "method": _closed("training method", "methods"),
    "via": _closed("way to tell people", "communication_via"),
    "style": _closed("style", "styles"),
    "measure-of-enforcement": _closed("measure of enforcement", "enforcement_measures"),
    "area": NameKind(
        "service area",
        "Declare it in schemas/areas.yaml, such as `areas: {returns: {title: Returns, order: 10}}`.",
    ),
    "measure": NameKind("measure", "Measures are declared in schemas/measures.yaml."),
    "column": NameKind("column", "Columns are those of the measures in schemas/measures.yaml."),
}
"""The kinds whose names are declared outside the policies, by the kind of the shapes."""

LAW_KINDS: Final[Mapping[str, NameKind]] = {
    "requirement": NameKind(
        "requirement of a law",
        "Write framework.requirement; `policykit explain` shows those of schemas/frameworks.",
    ),
    "covers": NameKind(
        "requirement of a standard",
        "Write framework.requirement; `policykit explain` shows those of schemas/frameworks.",
    ),
}
"""The kinds whose names are declared by frameworks."""

ITEM_KINDS_BY_KEY: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "kpi": (frozenset({"kpi"}), "a KPI"),
    "if_not": (frozenset({"step", "procedure"}), "a step or a procedure"),
    "instead_of": (frozenset({"statement"}), "a statement"),
}
"""Which kinds of item a key can name, and how to say it; other keys may name any item."""
