"""The page to look at: one file, nothing loaded, nothing live but its own script."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from tests.handbook.pages import Page
from tests.report.shown import NOTHING, PLACEHOLDER, REPORT, shown

from policykit.model.report import FindingsReport
from policykit.report.html import findings as html


@pytest.mark.parametrize("report", [REPORT, NOTHING], ids=["findings", "nothing"])
def test_a_page_is_sound(report: FindingsReport) -> None:
    page = Page(shown("html", report))
    assert page.problems == []
    assert page.handlers == []
    assert page.loads == ["data:,"]
    assert page.languages == ["en"]
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_page_allows_its_own_styles_and_script_and_no_others(tag: str) -> None:
    text = shown("html")
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"{tag}-src 'sha256-{digest}';" in text
    assert "default-src 'none';" in text
    assert len(content) > 1_000


def test_the_page_says_everything_the_report_does() -> None:
    said = Page(shown("html")).said
    for finding in (*REPORT.findings, *REPORT.suppressed):
        for part in (finding.message, finding.hint, finding.mended, finding.reason):
            assert part in said
    for page in REPORT.pages.values():
        assert " ".join(page.why.split()) in said
        assert page.how in said


def test_what_is_marked_is_what_is_meant() -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", shown("html"))
    assert marked == ["titel", "{refnd-time}", "refund-time", "nice", "- id: refund", "30 days"]


def test_a_page_with_too_many_findings_keeps_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 2)
    text = shown("html")
    assert text.count('<article class="finding error"') == 3
    assert text.count('<article class="finding') == 3
    assert "and 3 more findings, which this page leaves out" in Page(text).said


def test_a_thousand_findings_are_no_burden() -> None:
    many = replace(REPORT, findings=(PLACEHOLDER,) * 5_000)
    assert shown("html", many).count("<article") == 5_001
