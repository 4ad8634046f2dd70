"""What a typed place is called, and how its value is written."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, tuple[str, str]]] = {
    "id": ("an id", "Use small letters, digits and single hyphens, such as no-receipt."),
    "name": ("an id", "Use small letters, digits and single hyphens, such as store-manager."),
    "reference": (
        "the name of an item",
        "Write the id of an item, or policy.item for another policy, such as returns.no-receipt.",
    ),
    "requirement": (
        "the name of a requirement",
        "Write framework.requirement, such as eu-consumer.refund.",
    ),
    "text": ("a text", "Write at least one word."),
    "title": ("a title", "Write it on one line, with no spaces around it."),
    "duration": ("a length of time", "Write a time such as 14 days or 2 business hours."),
    "duration-or-term": (
        "a length of time",
        "Write a time such as 14 days or 2 business hours, or the name of a term that holds one.",
    ),
    "duration-or-none": (
        "a length of time",
        "Write a time such as 14 days, or none where the promise does not exist.",
    ),
    "money": ("a sum of money", "Write a sum and a currency, such as 20 EUR."),
    "share": ("a share", "Write a number, a space and a percent sign, such as 90 %."),
    "share-or-term": (
        "a share",
        "Write a share such as 90 %, or the name of a term that holds one.",
    ),
    "amount": ("an amount", "Write an amount such as 14 days, 20 EUR, 90 % or 3."),
    "amount-or-none": (
        "an amount",
        "Write an amount such as 200 SEK or 30 days, or none where the promise does not exist.",
    ),
    "amount-or-term": (
        "an amount",
        "Write an amount such as 20 EUR or 5 days, or the name of a term that holds one.",
    ),
    "date": ("a date", "Write year-month-day, such as 2026-07-01."),
    "dates": (
        "a stretch of days",
        "Write the first and the last day, such as 2026-11-23 to 2026-11-30.",
    ),
    "date-or-dates": (
        "a day",
        "Write a day such as 2026-12-24, or the first and the last: 2026-12-24 to 2027-01-01.",
    ),
    "hours": ("opening hours", "Write days and times, such as mon-fri 08:00-20:00."),
    "version": ("a version", "Write three numbers with points, such as 2.1.0."),
    "region": (
        "the code of a region",
        "Write the code of the country in capitals, such as SE, or US-CA for a part of one.",
    ),
    "locale": ("the code of a language", "Write the code of the language, such as sv or pt-BR."),
    "currency": ("the code of a currency", "Write its three letters, such as SEK."),
    "column": (
        "the name of a column",
        "Use small letters, digits, hyphens and underscores, such as created-at.",
    ),
    "website": ("an address on the web", "Write all of it, beginning with https://."),
    "path": (
        "the path of a file",
        "Write it from the folder of policykit.yaml, such as docs/preface.md.",
    ),
    "path-pattern": (
        "a pattern of paths",
        "Write it from the folder of policykit.yaml, such as policies/old/** for all below a folder.",
    ),
    "edit-address": (
        "an address for editing",
        "Write where a file opens for editing, from https:// on, and {path} where its path goes.",
    ),
    "remarks-address": (
        "an address for remarks",
        "Write an https address without a name or password, or mailto: and an e-mail address.",
    ),
    "colour": ("a colour", 'Write six digits of red, green and blue, such as "#0b5d4e".'),
    "time-zone": ("a time zone", "Write continent and city, such as Europe/Stockholm."),
    "person": (
        "a short code for a person",
        "Write a code such as a-17, or a role; never the name of a person.",
    ),
    "signature": (
        "a signature",
        "Leave signatures to the program: `policykit approve --signature FILE` writes them.",
    ),
    "digest": (
        "a digest",
        "Leave digests to the program: approve, review and translate write them.",
    ),
    "address": ("the address of a text", "Leave these to the program: translate writes them."),
    "subdivision": ("the code of a part of a country", "Write its code, such as HH."),
    "branch": ("the name of a branch", "Write it as Git knows it, such as main."),
    "own-code": ("the code of a custom rule", "Write OWN and three digits, such as OWN101."),
    "key": (
        "a key",
        "Write it as in a policy, with dots for keys inside others, such as training.refresh.",
    ),
    "rule": ("the name of a rule", "Write its name or its code, such as sentence-too-long."),
}
"""For each type of the schemas: what it is called, and how it is written."""
