"""The shape of organisation.yaml, and the kinds of names it declares."""

from __future__ import annotations

from policykit.model.policy_shape import COMMUNICATION, ENFORCEMENT, FEEDBACK, REVIEW
from policykit.model.shape import (
    TEXT,
    TEXTS,
    VALUE,
    Items,
    Keyed,
    Named,
    Quantity,
    Reference,
    Section,
    Shape,
)

_TITLED: dict[str, Shape] = {"title": TEXT, "text": TEXT}
_IN_SYSTEMS: dict[str, Shape] = {**_TITLED, "in": Keyed("system", VALUE)}

ORGANISATION: dict[str, Shape] = {
    "format": VALUE,
    "name": VALUE,
    "mission": TEXT,
    "vision": TEXT,
    "values": Named("value", _TITLED),
    "time_zone": VALUE,
    "calendar": Reference("calendar"),
    "regions": Named("region", {**_TITLED, "currency": VALUE, "languages": VALUE}),
    "brands": Named("brand", _TITLED),
    "groups": Named("group", _TITLED),
    "channels": Named(
        "channel",
        {
            **_TITLED,
            "regions": Keyed(
                "region",
                Section(
                    {
                        "hours": Quantity("hours"),
                        "calendar": Reference("calendar"),
                        "languages": VALUE,
                        "cost": TEXT,
                        "bot": Quantity("hours"),
                        "address": TEXT,
                    }
                ),
            ),
        },
    ),
    "calendars": Named(
        "calendar",
        {
            **_TITLED,
            "time_zone": VALUE,
            "hours": Quantity("hours"),
            "holidays": VALUE,
            "closed": VALUE,
        },
    ),
    "roles": Named("role", {**_TITLED, "reports_to": Reference("role")}),
    "role_groups": Named("role", {**_TITLED, "roles": Reference("role")}),
    "reasons": Named("reason", _IN_SYSTEMS),
    "bodies": Named(
        "body",
        {**_TITLED, "address": TEXT, "website": VALUE, "regions": Reference("region")},
    ),
    "units": Named("unit", dict.fromkeys(("zero", "one", "two", "few", "many", "other"), TEXT)),
    "fields": Named("field", {**_IN_SYSTEMS, "example": TEXT}),
    "systems": Named("system", {**_TITLED, "kind": VALUE, "owner": Reference("role")}),
    "forms": Named("form", _TITLED),
    "glossary": Named("glossary", {"term": TEXT, "meaning": TEXT, "synonyms": TEXTS}),
    "events": Named("event", _TITLED),
    "pauses": Named("pause", _TITLED),
    "triggers": Named("trigger", _TITLED),
    "review_triggers": Named("review-trigger", _TITLED),
    "aims": Named("aim", _TITLED),
    "feedback_kinds": Named("feedback-kind", _TITLED),
    "methods": Named("method", _TITLED),
    "communication_via": Named("via", _TITLED),
    "styles": Named("style", _TITLED),
    "enforcement_measures": Named("measure-of-enforcement", _TITLED),
    "defaults": Section(
        {
            "review": Section(REVIEW),
            "training": Section({"refresh": Quantity("duration"), "on_change": VALUE}),
            "feedback": Items("feedback", FEEDBACK),
            "communication": Section(COMMUNICATION),
            "enforcement": Section(ENFORCEMENT),
        }
    ),
}
"""What may be declared; the kind of a `Named` is the kind of name it declares."""
