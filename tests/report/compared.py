"""A comparison as one would be made of two texts of a policy on returns."""

from __future__ import annotations

from policykit.diffing.redline import redline
from policykit.model.change import (
    Bump,
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    FloorTouched,
    Line,
    PolicyComparison,
    Side,
    StaffEffect,
    VersionVerdict,
)
from policykit.model.finding import Severity
from policykit.model.position import Location

LETTER = "Hello {customer-name},\nthank you for writing to us.\n\nYou will have your money {refund-time}."
NEW_LETTER = (
    "Hello {customer-name},\nthank you for writing to us.\nYour parcel is here.\n\n"
    "You will have your money {refund-time}.\nWe are sorry it took a while."
)
TEXTS: tuple[tuple[str, str, int, str | None, str | None], ...] = (
    ("title", "", 1, "Returns and refunds", "Returns, refunds and exchanges"),
    ("purpose", "", 0, "Returns are easy for everybody.", "Returns are easy for everybody."),
    ("terms", "", 2, "What we promise", "What we promise"),
    ("withdrawal-window", "Time to change one's mind", 0, "30 days from delivery", "10 days from delivery"),
    ("statements", "", 2, "What we do", "What we do"),
    (
        "withdrawal",
        "Must",
        0,
        "Accept returns bought online or by telephone within {withdrawal-window} from delivery.",
        "Accept returns bought online within {withdrawal-window} from delivery, unless the seal is broken.",
    ),
    ("no-receipt", "May", 0, "Accept a bank statement in place of the receipt.", None),
    ("refund", "Must", 0, "Give all money back the way it was paid.", "Give all money back the way it was paid."),
    ("deduct", "Must not", 0, None, "Take 1 250,50 kr or more off for a torn box."),
    ("scripts", "", 2, "What we say", "What we say"),
    ("letter", "", 0, LETTER, NEW_LETTER),
    ("faq", "", 2, "Questions", None),
    ("faq.sale", "Q", 0, "Can I return a sale item?", None),
    ("faq.last", "", 0, None, "Ask us anything."),
)  # fmt: skip
WHERE = Location("policies/returns.yaml")


def lines() -> tuple[Line, ...]:
    """The texts in reading order."""
    return tuple(
        Line(address, label, before, after, redline(before or "", after or ""), heading)
        for address, label, heading, before, after in TEXTS
    )


def change(title: str, before: str, after: str, **more: object) -> Change:
    """A change of one item."""
    values: dict[str, object] = {
        "code": "DIF301",
        "name": "term-shorter",
        "severity": Severity.ERROR,
        "policy": "returns",
        "policy_title": "Returns, refunds and exchanges",
        "item_kind": "term",
        "item": "withdrawal-window",
        "title": title,
        "message": f"{title} went from {before} to {after}.",
        "before": Side(before, WHERE),
        "after": Side(after, WHERE),
        "redline": redline(before, after),
    }
    return Change(**{**values, **more})  # type: ignore[arg-type] # each by its name


def comparison(**more: object) -> Comparison:
    """Two sides of a policy with a little of everything."""
    floor = FloorTouched(
        "eu-consumer.withdrawal", "eu-consumer", "Directive 2011/83/EU art. 9",
        "at least 14 days", ("SE", "DE"), crossed=True,
    )  # fmt: skip
    changes = (
        change(
            "Time to change one's mind", "30 days", "10 days",
            customer=CustomerEffect.WORSE, bump=Bump.MAJOR, where="Sweden", floors=(floor,),
        ),
        change("Returns by telephone", "yes", "no", customer=CustomerEffect.UNCLEAR, staff=StaffEffect.LESS),
        change("Torn boxes", "may", "must not", customer=CustomerEffect.BETTER, staff=StaffEffect.MORE),
        change("Purpose", "easy", "easy.", editorial=True),
    )  # fmt: skip
    policy = PolicyComparison(
        policy="returns", title="Returns, refunds and exchanges", path="policies/returns.yaml",
        version_before="2.1.0", version_after="2.2.0", required=Bump.MAJOR, made=Bump.MINOR,
        verdict=VersionVerdict.TOO_SMALL, void=("compliance-officer",), retrain=("agent",),
        changes=changes, lines=lines(),
    )  # fmt: skip
    values: dict[str, object] = {
        "before": Endpoint("main", "0b410a7c2f3e4d5a", "2026-11-01"),
        "after": Endpoint(
            "shorter-returns", "76e2130aa", author="Maja Lind", date="2026-11-20T09:30:00+01:00"
        ),
        "policies": (policy,),
        "around": (change("Opening hours of the chat", "9–17", "9–18", policy_title=""),),
        "unread": (("policies/old.yaml", "Line 3 is no YAML."),),
        "titles": {"roles": {"compliance-officer": "Compliance officer", "agent": "Contact centre agent"}},
        "compared": 36,
        "name": "Nordhem",
    }  # fmt: skip
    return Comparison(**{**values, **more})  # type: ignore[arg-type] # each by its name
