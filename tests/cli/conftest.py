from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.program import ROOT, Program

SMALL = """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} and give your first name.
"""
"""The smallest policy of the authoring format."""

ORGANISATION = """\
format: 1
name: Corner Shop
time_zone: Europe/London
regions:
  GB: {title: Great Britain, currency: GBP, languages: [en]}
channels:
  phone:
    title: Phone
    regions:
      GB: {hours: mon-fri 09:00-17:00}
roles:
  head-of-customer-service: {title: Head of customer service}
"""

AREAS = """\
format: 1
areas:
  phone: {title: Phone, order: 10, contact_facing: true}
"""


def copy_reference(target: Path) -> Path:
    """A copy of the policy repository in this checkout."""
    for folder in ("policies", "schemas", "docs"):
        shutil.copytree(ROOT / folder, target / folder)
    shutil.copy(ROOT / "policykit.yaml", target / "policykit.yaml")
    return target


def make_small(target: Path) -> Path:
    """The smallest policy repository that makes sense."""
    (target / "policies").mkdir(parents=True)
    (target / "schemas").mkdir()
    (target / "policykit.yaml").write_text("format: 1\nframeworks: []\n", encoding="utf-8")
    (target / "policies" / "phone-manners.yaml").write_text(SMALL, encoding="utf-8")
    (target / "policies" / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (target / "schemas" / "areas.yaml").write_text(AREAS, encoding="utf-8")
    return target


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    return copy_reference(tmp_path / "havsby")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make_small(tmp_path / "shop")


@pytest.fixture
def in_small(small: Path, policykit: Program) -> Program:
    return policykit.at(small)


@pytest.fixture
def in_reference(reference: Path, policykit: Program) -> Program:
    return policykit.at(reference)
