"""The pages of what `policykit gaps` tells: whole, in no one else's way, and found."""

from __future__ import annotations

import json
import re

import pytest
from tests.support.program import ROOT, Program

from policykit.diffing.catalogue import catalogue
from policykit.gaps.catalogue import OF_STATE, PAGES, find, near
from policykit.lint.registry import load_registry
from policykit.model.coverage import State
from policykit.model.page import Page

EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)


@EACH
def test_a_page_is_complete(page: Page) -> None:
    assert re.fullmatch(r"GAP[0-9]{3}", page.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page.name)
    assert page.category == "coverage"
    assert "\n" not in page.summary
    for text in (page.summary, page.why, page.how):
        assert text == text.strip()
        assert text.endswith(".")
    assert page.bad
    assert page.good
    assert page.bad != page.good


def test_codes_and_names_mean_one_thing_each() -> None:
    rules, changes = load_registry(), catalogue()
    taken = {*rules.pages, *(page.name for page in rules.pages.values())}
    taken |= {*changes, *(kind.code for kind in changes.values())}
    ours = [name for page in PAGES for name in (page.code, page.name)]
    assert len(set(ours)) == len(ours)
    assert taken.isdisjoint(ours)


def test_every_state_that_is_a_gap_has_a_code() -> None:
    assert set(OF_STATE) == {state for state in State if state.is_gap}
    assert set(OF_STATE.values()) <= {page.code for page in PAGES}


@EACH
def test_explain_prints_it_by_code_and_by_name(page: Page, policykit: Program) -> None:
    told = policykit("explain", page.code.lower())
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith(f"# {page.code} {page.name}\n")
    assert policykit("explain", page.name).stdout == told.stdout


@pytest.mark.parametrize(
    ("written", "meant"),
    [("GAP0001", "GAP001"), ("requirement-mising", "requirement-missing"), ("zzz", "")],
)
def test_a_slip_is_led_to_what_was_meant(written: str, meant: str) -> None:
    assert near(written) == meant
    assert find(written) is None


def test_the_list_has_them_among_the_findings(policykit: Program) -> None:
    listed = json.loads(policykit("rules", "--format", "json").stdout)["rules"]
    codes = [each["code"] for each in listed]
    assert codes == sorted(codes)
    assert [code for code in codes if code.startswith("GAP")] == [page.code for page in PAGES]
    text = policykit("rules").stdout
    for page in PAGES:
        assert f"  {page.code}  {page.name} " in text


def test_lint_takes_none_of_them_for_a_rule(policykit: Program) -> None:
    told = policykit("lint", "--root", str(ROOT), "--select", "GAP001")
    assert told.exit_code == 2
    assert "GAP001" in told.stderr
