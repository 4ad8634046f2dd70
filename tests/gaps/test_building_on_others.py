"""Frameworks that build on others, in a gap report: each requirement is judged once a region."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policykit.gapping import GapsRequest, gaps

_ORGANISATION = """\
format: 1
name: Havsby
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv, en]}
  DE: {title: Germany, currency: EUR, languages: [de]}
  GB: {title: Great Britain, currency: GBP, languages: [en]}
"""
_AREAS = """\
format: 1
areas: {returns: {title: Returns, order: 10}}
"""
_UNION = """\
format: 1
framework: union
title: Law of the union
jurisdiction: EU
applies_when: {regions_any: [EU]}
requirements:
  - id: refund
    area: returns
    requirement: Pay back within 14 days.
    severity: error
    needs: [{term: {law: union.refund, kind: deadline, at_most: 14 days}}]
  - id: exchange
    area: returns
    requirement: Exchange.
    severity: error
    needs: [{statement: {law: union.exchange}}]
"""
_REFUND = """\
requirements:
  - id: refund
    area: returns
    requirement: Pay back within 7 days.
    severity: error
    needs: [{term: {law: shop.refund, kind: deadline, at_most: 7 days}}]
"""
_POLICY = """\
format: 1
id: returns
title: Returns
areas: [returns]
status: active
version: 1.0.0
effective: 2026-01-01
owner: head
terms:
  refund-time: {deadline: 10 days, from: withdrawal-received, law: [LAW.refund]}
statements:
  - {id: refund, must: "Pay the money back within {refund-time}."}
  - {id: exchange, must: Exchange it., law: [union.exchange]}
"""
_AWAY = "not-applicable"


def _shop(region: str, requirements: str) -> str:
    return (
        "format: 1\nframework: shop\ntitle: Shops\n"
        f"jurisdiction: {region}\napplies_when: {{regions_any: [{region}]}}\n"
        f"extends: [union]\n{requirements}"
    )


@pytest.mark.parametrize("law", ["union", "shop"])
@pytest.mark.parametrize(
    ("shop", "settings", "expected"),
    [
        pytest.param(
            _shop("SE", _REFUND),
            "auto",
            {
                "union.refund": {"SE": _AWAY, "DE": "covered"},
                "union.exchange": {"SE": "covered", "DE": "covered"},
                "shop.refund": {"SE": "partial"},
                "shop.exchange": {"SE": _AWAY},
            },
            id="what replaces it stands in its place where it holds",
        ),
        pytest.param(
            _shop("GB", "requirements: []\n"),
            "auto",
            {
                "union.refund": {"SE": "covered", "DE": "covered"},
                "union.exchange": {"SE": "covered", "DE": "covered"},
                "shop.refund": {"GB": "covered"},
                "shop.exchange": {"GB": "covered"},
            },
            id="what is inherited is judged where the other does not hold",
        ),
        pytest.param(
            _shop("SE", "requirements: []\n"),
            "[shop]",
            {"shop.refund": {"SE": "covered"}, "shop.exchange": {"SE": "covered"}},
            id="what is inherited is judged where the other is not used",
        ),
    ],
)
def test_each_is_judged_once(
    law: str, shop: str, settings: str, expected: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    for path, text in {
        "policykit.yaml": f"format: 1\nframeworks: {settings}\n",
        "policies/organisation.yaml": _ORGANISATION,
        "schemas/areas.yaml": _AREAS,
        "schemas/frameworks/union.yaml": _UNION,
        "schemas/frameworks/shop.yaml": shop,
        "policies/returns.yaml": _POLICY.replace("LAW", law),
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    report = gaps(GapsRequest(root=tmp_path), lambda _: date(2026, 11, 22))
    found = {
        each.name: {one.region: one.state.value for one in each.regions}
        for framework in report.frameworks
        for each in framework.requirements
        if framework.id in {"union", "shop"}
    }
    assert found == expected
    for framework in report.frameworks:
        for each in framework.requirements:
            if each.name == "shop.exchange":
                assert each.location.path == "schemas/frameworks/union.yaml"
