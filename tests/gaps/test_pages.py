"""The examples of the pages of gaps: what is bad yields the code, what is good does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.lint.examples import files

from policykit.api import GapsRequest, gaps
from policykit.gaps.catalogue import PAGES
from policykit.model.finding import Severity
from policykit.model.page import Page
from policykit.report.coverage_findings import findings

TODAY = date(2026, 11, 22)


def codes(example: str, folder: Path) -> set[str]:
    """The codes of the gaps of an example."""
    for path, text in files(example).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    report = gaps(GapsRequest(root=folder), lambda _zone: TODAY)
    assert report.problems is not None
    wrong = [each for each in report.problems.findings if each.severity is Severity.ERROR]
    assert not wrong, "the example itself has a mistake"
    return {finding.code for finding in findings(report).findings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_bad_example_yields_its_code_and_the_good_one_does_not(
    page: Page, tmp_path: Path
) -> None:
    assert page.code in codes(page.bad, tmp_path / "bad")
    assert page.code not in codes(page.good, tmp_path / "good")
