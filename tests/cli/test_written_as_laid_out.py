"""What commands write into policies and records stands as `policykit fmt` would lay it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.sources.repositories import new_repository
from tests.support.program import ROOT, Program

POLICY = "policies/phone-manners.yaml"
ACTIVE = (
    SMALL.replace("status: draft", "status: active").replace("0.1.0", "1.0.0")
    + "effective: 2026-01-01\n"
)

WORDS = (
    "Slower.",
    "Yes: slower, and so on",
    "no",
    "12",
    "a # b",
    "- x",
    'He said "no"',
    "2026-01-01",
)


@pytest.mark.parametrize("words", WORDS)
def test_a_reason_and_an_outcome(in_small: Program, small: Path, words: str) -> None:
    git = new_repository(small)
    git.commit("First", {POLICY: ACTIVE})
    assert in_small("fmt").exit_code == 0
    git.commit("Laid out", {})
    place = small / POLICY
    place.write_text(place.read_text("utf-8").replace("20 seconds", "40 seconds"), "utf-8")
    assert in_small("bump", "phone-manners", "--reason", words).exit_code == 0
    marked = in_small("review", "mark", "phone-manners", "--by", "a-17", "--outcome", words)
    assert marked.exit_code == 0
    asked = ("--role", "head-of-customer-service", "--by", "a-02")
    assert in_small("approve", "phone-manners", *asked).exit_code == 0
    said = ("--role", "customer", "--says", words)
    assert in_small("record", "add", "comment", "phone-manners", *said).exit_code == 0
    answer = ("--outcome", "partly", "--answer", words, "--by", "a-17", "--changed", "greet")
    assert in_small("record", "answer", "phone-manners", "co-1", *answer).exit_code == 0
    assert in_small("fmt", "--diff").stdout == ""
    assert in_small("fmt", "--check").exit_code == 0


def test_the_settings_of_this_repository(policykit: Program) -> None:
    assert policykit.at(ROOT)("fmt", "--check", "policykit.yaml").exit_code == 0
