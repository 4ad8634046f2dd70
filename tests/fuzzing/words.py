"""The few words that drawn files are made of: few, so that what is named and what is there meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

REFERENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "region": ("SE", "DE", "GB"),
    "brand": ("havsby", "sommar"),
    "group": ("garden", "outlet"),
    "channel": ("email", "chat", "phone", "in-person"),
    "reason": ("return", "refund", "complaint"),
    "role": ("head-of-customer-service", "store-manager", "agent", "store-associate"),
    "area": ("returns", "delivery"),
    "policy": ("returns", "delivery", "phone"),
    "calendar": ("office", "weekend"),
    "event": ("delivery", "withdrawal-received"),
    "pause": ("waiting-for-customer", "lost-in-post"),
    "requirement": ("shop-law.refund", "shop-law.answer"),
    "covers": ("shop-care.refund", "shop-care.answer"),
    "system": ("crm", "till"),
    "form": ("refund-slip", "return-label"),
    "field": ("customer-name", "order-number"),
    "body": ("consumer-board", "ombudsman"),
    "trigger": ("no-answer", "asks-for-it"),
    "review-trigger": ("law-changes", "yearly-look"),
    "aim": ("fair", "quick"),
    "feedback-kind": ("survey", "focus-group"),
    "method": ("course", "on-the-job"),
    "via": ("team-meeting", "letter"),
    "style": ("warm", "short"),
    "measure-of-enforcement": ("talk", "warning"),
    "measure": ("visits", "csat"),
    "column": ("reason", "created"),
    "value": ("own-it", "kind-hands"),
    "unit": ("warning", "point"),
    "glossary": ("rma", "goodwill"),
    "item": ("statement-one", "statement-two", "statement-three"),
}
"""What can be named, by the kind of thing."""

GROUPED: Final = ("frontline", "leaders")
"""Groups of roles, which stand where roles do."""

TERMS: Final = ("term-one", "term-two", "term-three")
ITEMS: Final = ("one", "two", "three", "four")
"""The ends of ids of items: `statement-one`."""

DURATIONS: Final = ("2 minutes", "1 hour", "same day", "1 business day", "14 days", "1 month")
AMOUNTS: Final = (*DURATIONS, "20 EUR", "49.50 SEK", "90 %", "3 attempts")

TYPED: Final[Mapping[str, tuple[str | int, ...]]] = {
    "duration": DURATIONS,
    "duration-or-none": (*DURATIONS, "none"),
    "duration-or-term": (*DURATIONS, *TERMS),
    "amount": (*AMOUNTS, 3),
    "amount-or-none": (*AMOUNTS, 3, "none"),
    "amount-or-term": (*AMOUNTS, *TERMS),
    "share": ("90 %", "2.5 %"),
    "share-or-term": ("90 %", "2.5 %", TERMS[0]),
    "money": ("20 EUR", "49.50 SEK"),
    "date": ("2026-01-01", "2026-07-01", "2026-11-30", "2027-06-15"),
    "dates": ("2026-01-01 to 2026-01-31", "2026-12-01 to 2027-01-06"),
    "date-or-dates": ("2026-12-24", "2026-12-01 to 2027-01-06"),
    "hours": ("mon-fri 08:00-20:00", "mon-sat 10:00-18:00, sun 12:00-16:00"),
    "version": ("0.1.0", "1.0.0", "1.1.0", "2.0.0"),
    "locale": ("sv", "de"),
    "currency": ("SEK", "EUR", "GBP"),
    "website": ("https://shop.example", "https://board.example/complain?x=1"),
    "time-zone": ("Europe/Stockholm", "Europe/London"),
    "person": ("a-17", "b-2"),
    "subdivision": ("HH", "BY"),
    "column": REFERENCES["column"],
    "digest": ("s-0123abcd",),
}
"""What stands in a typed place, by the type the schemas name."""

TITLES: Final = ("Returns", "How soon we answer", "Öffnungszeiten & more", "Två 😀", "A: b", "None")
TEXTS: Final = (
    "Give all money back.",
    "Answer within {term-one}.",
    "Never ask for {term-two.total} first; see [why](statement-one).",
    "Be kind, and *listen*.",
    "Say “hello”\nand wait.",
    "- first\n- second",
    "Frag nach, bevor du gehst.",
    "Två 😀 brev: # ett",
    "100 % of {{them}} must not wait unless it rains",
    "yes",
)
"""What people say, with the marks and the letters that are awkward to write."""
