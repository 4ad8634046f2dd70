"""Every rule: its page, its examples, and its cases run through the real engine.

A case file, tests/lint/cases/<rule>.yaml, is a mapping:

    bad:                        # at least three
      - case: what it shows
        files: |                # see examples.py
          title: …
        options: {max_words: 5} # settings of the rule, where it has any
        today: 2026-11-21       # where another day is meant
        found:                  # exactly these findings of the rule, in order
          - at: policies/phone-manners.yaml:3:7
            message: …
            hint: …
            severity: warning   # only where it is not that of the rule
            related: [policies/phone-manners.yaml:9:3 …]   # place and message, where there are
    good:                       # at least three
      - case: what it shows
        files: |
          title: …
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.lint.examples import TODAY, lint, rules
from tests.support.cases import cases as read_cases

from policykit.lint import rules as rules_package
from policykit.lint.rule import Rule
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location

CASES = Path(__file__).parent / "cases"
MODULES = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
FEWEST = 3


def rule_of(module: str) -> Rule:
    rule = import_module(f"{rules_package.__name__}.{module}").RULE
    assert isinstance(rule, Rule)
    return rule


def cases_of(module: str) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{module}.yaml"
    if not path.exists():
        return {}
    read: dict[str, list[dict[str, Any]]] = read_cases(path)
    return read


def all_cases() -> Iterator[Any]:
    for module in MODULES:
        for kind, cases in cases_of(module).items():
            for case in cases:
                yield pytest.param(
                    module, kind, case, id=f"{module}-{kind}-{case['case'].replace(' ', '_')}"
                )


def found_by(rule: Rule, case: dict[str, Any]) -> list[Finding]:
    options = {rule.page.name: case["options"]} if "options" in case else None
    result = lint(
        case["files"],
        options=options,
        today=case.get("today", TODAY),
        select=[rule.page.code],
    )
    broken = [finding for finding in result.findings if finding.code == "BUG001"]
    assert not broken
    return [finding for finding in result.findings if finding.code == rule.page.code]


def place(location: Location) -> str:
    if location.span is None:
        return location.path
    return f"{location.path}:{location.span.start.line}:{location.span.start.column}"


def told(rule: Rule, finding: Finding) -> dict[str, Any]:
    """A finding as a case file writes it."""
    form: dict[str, Any] = {
        "at": place(finding.location),
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.severity is not rule.page.severity:
        form["severity"] = finding.severity.value
    if finding.related:
        form["related"] = [f"{place(each.location)} {each.message}" for each in finding.related]
    return form


@pytest.mark.parametrize(("module", "kind", "case"), tuple(all_cases()))
def test_case(module: str, kind: str, case: dict[str, Any]) -> None:
    rule = rule_of(module)
    found = [told(rule, finding) for finding in found_by(rule, case)]
    assert found == (case["found"] if kind == "bad" else [])


@pytest.mark.parametrize("module", MODULES)
def test_there_are_cases_of_both_kinds(module: str) -> None:
    cases = cases_of(module)
    assert set(cases) == {"bad", "good"}
    assert all(len(each) >= FEWEST for each in cases.values())
    assert all(case["found"] for case in cases["bad"])
    assert all("found" not in case for case in cases["good"])
    known = {"case", "files", "found", "options", "today"}
    assert all(set(case) <= known for each in cases.values() for case in each)
    assert all(isinstance(case.get("today", TODAY), date) for e in cases.values() for case in e)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_the_bad_example_of_the_page_yields_the_code(module: str) -> None:
    rule = rule_of(module)
    assert found_by(rule, {"files": rule.page.bad})


@pytest.mark.parametrize("module", MODULES)
def test_the_good_example_of_the_page_does_not(module: str) -> None:
    rule = rule_of(module)
    assert not found_by(rule, {"files": rule.page.good})


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_break_nothing_else_of_the_notation(module: str) -> None:
    page = rule_of(module).page
    for example in (page.bad, page.good):
        for finding in lint(example).findings:
            assert rules().pages[finding.code].category not in {"yaml", "schema", "faults"}, finding


@pytest.mark.parametrize("module", MODULES)
def test_the_page_is_complete(module: str) -> None:
    rule = rule_of(module)
    page = rule.page
    assert page.name.replace("-", "_") == module
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", page.code)
    assert page.severity in {Severity.ERROR, Severity.WARNING, Severity.INFO}
    assert re.fullmatch(r"[a-z]+", page.category)
    for text in (page.summary, page.why, page.how):
        assert text[-1] in ".?"
        assert text == text.strip()
    assert "\n" not in page.summary
    assert any(check is not None for check in (rule.per_policy, rule.across, rule.around))
    assert all(option.summary for option in rule.options)


def test_codes_and_names_are_there_once() -> None:
    pages = [rule_of(module).page for module in MODULES]
    assert len({page.code for page in pages}) == len(pages)
    assert len({page.name for page in pages}) == len(pages)
    families = {page.code[:3]: page.category for page in pages}
    assert all(page.category == families[page.code[:3]] for page in pages)
