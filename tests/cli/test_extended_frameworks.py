"""A framework of one's own that builds on a shipped one."""

from __future__ import annotations

from pathlib import Path

from tests.support.program import Program

_SETTINGS = """\
format: 1
frameworks: [shop]
"""
_FRAMEWORK = """\
format: 1
framework: shop
title: What our shops owe
jurisdiction: SE
applies_when: {regions_any: [SE]}
extends: [eu-consumer]
checked: 2026-11-21
requirements:
  - id: refund
    area: returns
    requirement: Pay back all money within 7 days of the withdrawal.
    severity: error
    needs:
      - term: {law: shop.refund, kind: deadline, from: withdrawal-received, at_most: 7 days}
    cite: Our own promise
"""
_ORGANISATION = """\
format: 1
name: Havsby
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv, en]}
"""
_POLICY = """\
format: 1
id: returns
title: Returns
areas: [returns]
status: draft
version: 0.1.0
owner: head
terms:
  refund-time: {deadline: 10 days, from: withdrawal-received, law: [eu-consumer.refund]}
  guarantee: {window: 1 year, from: delivery, law: [shop.guarantee]}
statements:
  - id: refund
    must: Pay the money back within {refund-time}, and answer for faults for {guarantee}.
"""


def test_it_is_known_with_all_it_inherits(policykit: Program, tmp_path: Path) -> None:
    for path, text in {
        "policykit.yaml": _SETTINGS,
        "schemas/frameworks/shop.yaml": _FRAMEWORK,
        "policies/organisation.yaml": _ORGANISATION,
        "policies/returns.yaml": _POLICY,
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    page = policykit("explain", "shop", "--root", str(tmp_path)).stdout
    assert "\nIt builds on eu-consumer.\n\n- shop.refund: Pay back all money within 7" in page
    assert "\n- shop.guarantee: " in page
    assert "(from eu-consumer.guarantee)\n" in page
    own = policykit("explain", "shop.refund", "--root", str(tmp_path)).stdout
    assert "- Carries out: eu-consumer.refund\n" in own
    assert "Comes from" not in own
    inherited = policykit("explain", "shop.guarantee", "--root", str(tmp_path)).stdout
    assert (
        "- Comes from: eu-consumer.guarantee\n- Carries out: eu-consumer.guarantee\n" in inherited
    )

    told = policykit(
        "lint", "--root", str(tmp_path), "--select", "LAW001,REF003", "--format", "concise"
    ).stdout
    assert "refund-time is 10 days in SE, and the law allows at most 7 days." in told
    assert "guarantee is 1 year in SE, and the law asks for at least 2 years." in told
    assert "shop.guarantee" not in told
