"""A small repository in which everything names everything, written in all the ways there are."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import make_small

RETURNS = """\
# who may return what
format: 1
id: returns   # as the file
title: Returns
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
definitions:
  proof: |
    A receipt or a card.
    {refund-time} starts with it.
  shop: {text: The place., term: shop}
terms:
  refund-time: {deadline: 14 days, from: delivery}  # by law
  long-time:
    # a comment
    deadline: 1 month
    from: delivery
    extend: {by: refund-time}
statements:
  - id: "refund"
    must: "Pay within {refund-time} or {refund-time:genitive}, see [this](refund) {{refund-time}}."
    limit: refund-time
    how: >-
      Folded {refund-time}
      and [there](damaged.replace).
  - {id: quick, former_ids: [fast], should: Pay fast., instead_of: [refund]}
  - former_ids:
      - broken   # once
    id: damaged
    must: Let the customer choose
    one_of:
      replace: A new item.   # yes
      repair: 'It is
        mended.'
tables:
  - id: condition
    columns:
      state: The item is…
      do: You…
    rows:
      - id: unused
        cells: {state: unused, do: refund}
procedures:
  - id: till
    title: At the till
    steps:
      - id: proof-check
        do: Check.
        if_not: look-up
      - id: look-up
        do: Look it up.
faq:
  - {id: sale, q: Sale items, a: "[Yes](returns.refund), in {returns.refund-time}.", supports: [refund, damaged]}
"""

WORDS = """\
translates: returns
locale: sv
definitions:
  proof: Ett kvitto, {refund-time}.
terms:
  refund-time:
    title: Tid
statements:
  refund:
    text: Betala inom {refund-time}, se [det](refund).
  damaged.replace: En ny.
tables:
  condition.state: Varan är…
  condition.unused.state: oanvänd
procedures:
  till.look-up: Leta.
translated_from:
  statements.refund: s-00000000
  statements.refund#how: s-11111111
  tables.condition.unused.state: s-22222222
"""

RECORD = """\
evidence:
  - id: ev-1
    found: Slow.
    date: 2026-01-01
    changed: [refund, "damaged"]
seen:
  refund: {other.greet: s-1234, other: s-5678}
  damaged.replace: {refund-time: s-9999}
"""

OTHER = """\
format: 1
id: other
title: Other
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
terms:
  wait: {deadline: 2 days, from: delivery}
statements:
  - id: greet
    must: See [refunds](returns.refund) and [all](returns) within {returns.refund-time}.
    limit: returns.refund-time
    instead_of: [returns.refund]
related: [returns]
"""

NEXT = """\
format: 1
id: returns
title: Returns
areas: [phone]
status: draft
version: 0.2.0
owner: head-of-customer-service
terms:
  refund-time: {deadline: 10 days, from: delivery}
statements:
  - id: refund
    must: Pay within {refund-time}.
"""

SETTINGS = """\
format: 1
frameworks: [house]
handbooks:
  staff: {title: Staff handbook, preface: docs/hello.md}
lint:
  per_path:
    policies/returns.yaml: {no-scenario: {level: off}}
    "policies/returns.*": {term-unused: {level: off}}
waivers:
  - requirement: house.greet
    reason: Not now.
    owner: head-of-customer-service
    until: 2027-01-01
"""

HOUSE = """\
format: 1
framework: house
title: Our house
applies_when: {always: true}
requirements:
  - id: greet
    area: phone
    requirement: Greet.
    severity: warning
    needs:
      - statement: {covers: house.greet}
"""

PREFACE = "# Hello\n\nWithin {returns.refund-time}: [returns](returns), [pay](returns.refund).\n"

FILES = {
    "policies/returns.yaml": RETURNS,
    "policies/returns.sv.yaml": WORDS,
    "policies/returns.record.yaml": RECORD,
    "policies/returns.next.yaml": NEXT,
    "policies/other.yaml": OTHER,
    "policykit.yaml": SETTINGS,
    "schemas/frameworks/house.yaml": HOUSE,
    "docs/hello.md": PREFACE,
}


def make_shop(target: Path, **other: str) -> Path:
    """The repository in a folder; keywords replace files by the last part of their names."""
    make_small(target)
    for path, text in FILES.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    for path, text in other.items():
        (target / path).write_bytes(text.encode())
    return target


def files(root: Path) -> dict[str, str]:
    """Every file there is, by path."""
    return {
        each.relative_to(root).as_posix(): each.read_bytes().decode()
        for each in sorted(root.rglob("*"))
        if each.is_file() and ".git" not in each.parts
    }
