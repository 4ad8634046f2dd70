from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import Program

SETTINGS = """\
format: 1
frameworks: []
locales: {source: en, required: [sv], offered: [de]}
handbooks:
  charter:
    {title: Our promise, template: charter, formats: [site], address: "https://promise.example"}
  staff: {title: Handbook, formats: [site], address: "https://handbook.example/staff"}
waivers:
  - requirement: eu-consumer.refund
    reason: We are small.
    owner: head
    until: 2027-03-31
"""

ORGANISATION = """\
format: 1
name: Corner Shop
time_zone: Europe/London
regions:
  GB: {title: Great Britain, currency: GBP, languages: [en]}
channels:
  phone: {title: Phone, regions: {GB: {hours: mon-fri 09:00-17:00}}}
roles:
  head: {title: Head of service}
  agent: {title: Agent, reports_to: head}
  cashier: {title: Cashier, reports_to: head}
role_groups:
  floor: {title: The floor, roles: [agent, cashier]}
"""

SWEDISH_ORGANISATION = """\
translates: organisation
locale: sv
roles: {agent: {title: Handläggare}}
"""

RETURNS = """\
format: 1
id: returns
title: Returns
areas: [returns]
status: {status}
version: {version}
effective: {effective}
owner: head
audience: [agent, cashier]
terms:
  refund-time:
    title: Time until the money is back
    deadline: {time}
    from: request-received
    public: true
statements:
  - id: pay-back
    must: Pay the money back within {{refund-time}}.
    public: true
  - id: till
    must: Note the number of the {what} at the till.
    gains: us
    who: [agent]
training:
  required_for: [agent]
  within: 14 days
  refresh: 1 year
  on_change: [major, minor]
  modules:
    - {{id: basics, title: Returns basics, method: online, teaches: [pay-back, refund-time]}}
    - {{id: till-work, title: At the till, method: online, teaches: [till]}}
communication:
  staff: [{{via: team-meeting, by: 2026-06-25}}]
  customers: [{{via: website, by: 2026-07-01}}]
review: {{every: 1 year}}
"""

SWEDISH = """\
translates: returns
locale: sv
title: Returer
terms:
  refund-time: {title: Tid tills pengarna är tillbaka}
statements:
  pay-back: Betala tillbaka pengarna inom {refund-time}.
  till: Skriv numret på kvittot i kassan.
"""

TODAY = "2026-06-10"


def returns(**values: str) -> str:
    """The policy, with other values where they are given."""
    usual = {
        "status": "active",
        "version": "1.0.0",
        "effective": "2026-01-01",
        "time": "14 days",
        "what": "receipt",
    }
    return RETURNS.format(**usual | values)


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    """Refunds were promised in 14 days; from 1 July on they take 21, and the till asks for more."""
    folder = new_repository(tmp_path / "shop")
    folder.commit(
        "Returns",
        {
            "policykit.yaml": SETTINGS,
            "policies/organisation.yaml": ORGANISATION,
            "policies/organisation.sv.yaml": SWEDISH_ORGANISATION,
            "policies/returns.yaml": returns(),
            "policies/returns.sv.yaml": SWEDISH,
        },
        on=datetime(2026, 1, 1, 12, tzinfo=UTC),
    )
    folder.commit(
        "Slower refunds",
        {
            "policies/returns.yaml": returns(
                version="2.0.0", effective="2026-07-01", time="21 days", what="order"
            ),
            "policies/returns.sv.yaml": SWEDISH.replace("kvittot", "ordern"),
        },
        on=datetime(2026, 6, 1, 12, tzinfo=UTC),
    )
    return folder


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)
