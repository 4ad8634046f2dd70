"""A framework with a mistake is told with its line, judged as far as it goes, and breaks nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.lint.examples import files

from policykit.api import GapsRequest, gaps
from policykit.model.coverage import CoverageReport, State
from policykit.model.finding import Severity

FRAMEWORK = """\
# policykit.yaml
frameworks: [mine]
---
# schemas/frameworks/mine.yaml
format: 1
framework: mine
title: Mine
applies_when: {{always: true}}
requirements:
  - id: one
    area: phone
    requirement: Do it.
    severity: {severity}
    needs: [{need}]
"""


def judged(folder: Path, need: str, severity: str = "error") -> CoverageReport:
    for path, text in files(FRAMEWORK.format(need=need, severity=severity)).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return gaps(GapsRequest(root=folder), lambda _zone: date(2026, 11, 22))


@pytest.mark.parametrize(
    "need",
    [
        "{term: {covers: mine.one, kind: dedline}}",
        "{term: {covers: mine.one, part: extenson, at_most: 3 days}}",
        "{term: {covers: mine.one, for: staffs}}",
        "{section: {name: tonee}}",
        "{statement: {covers: mine.one, level: shall}}",
        "{response_target: {of: first_reply}}",
        "{policy: {status: retired}}",
        "{statment: {covers: mine.one}}",
        "{any_of: [{section: {name: tonee}}]}",
        "{each_region: {need: {section: {name: tonee}}}}",
    ],
)
def test_a_need_nobody_can_read_is_missing_and_told(need: str, tmp_path: Path) -> None:
    report = judged(tmp_path, need)
    [requirement] = report.requirements
    assert requirement.state is State.MISSING
    assert report.problems is not None
    told = [it for it in report.problems.findings if it.severity is Severity.ERROR]
    assert {it.location.path for it in told} == {"schemas/frameworks/mine.yaml"}
    assert all(it.location.span is not None for it in told)
    assert any("schemas/frameworks/mine.yaml" in warning for warning in report.warnings)


def test_a_severity_nobody_knows_counts_in_full(tmp_path: Path) -> None:
    [requirement] = judged(tmp_path, "{policy: {}}", severity="eror").requirements
    assert requirement.severity is Severity.ERROR
