"""A small policy repository in which every kind of file has something to do with another."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "policykit.yaml": """\
format: 1
frameworks: []
locales: {source: en, required: [sv]}
lint:
  extends: recommended
""",
    "policies/organisation.yaml": """\
format: 1
name: Corner shop
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [en, sv]}
channels:
  phone:
    title: Phone
    regions:
      SE: {languages: [en, sv]}
  email:
    title: Email
    regions:
      SE: {languages: [en, sv]}
roles:
  head-of-customer-service: {title: Head of customer service}
  store-associate: {title: Store associate, reports_to: head-of-customer-service}
reasons:
  return: {title: Return}
""",
    "schemas/areas.yaml": """\
format: 1
areas:
  returns: {title: Returns, order: 10}
  complaints: {title: Complaints, order: 20}
""",
    "policies/returns.yaml": """\
format: 1
id: returns
title: Returns
areas: [returns]
status: draft
version: 0.1.0
owner: head-of-customer-service
terms:
  window: {window: 14 days, from: delivery}
  refund-time: {deadline: 5 days, from: withdrawal-received}
statements:
  - id: accept
    must: Take back an item within {window} of delivery.
  - id: refund
    must: Pay the money back within {refund-time}.
  - id: no-voucher
    must_not: Offer only a voucher.
    because: Customers want [their money](refund) 💶 back.
""",
    "policies/returns.sv.yaml": """\
translates: returns
locale: sv
title: Returer
statements:
  accept: Ta tillbaka en vara inom {window} från leveransen.
  refund: Betala tillbaka pengarna inom {refund-time}.
""",
    "policies/returns.record.yaml": """\
reviews:
  - {date: 2026-06-14, by: a-17, digests: {en: "pk1-9f2c00000000"}}
""",
    "policies/complaints.yaml": """\
format: 1
id: complaints
title: Complaints
areas: [complaints]
status: draft
version: 0.1.0
owner: head-of-customer-service
related: [returns]
statements:
  - id: listen
    must: Hear the customer out before you answer.
  - id: money
    may: Offer the money back as in [returns](returns.refund) within {returns.refund-time}.
    gains: customer
    who: [store-associate]
""",
}
"""Contents by path."""


def made(folder: Path) -> Path:
    """The repository, written into a folder."""
    for path, text in FILES.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return folder
