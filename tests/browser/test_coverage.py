"""The report of coverage in a browser: read by all, offline, without scripts, and printed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.browser.opened import opened
from tests.browser.readable import RULES, barriers, looks
from tests.report.covered import empty, one_region, report

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style
from policykit.report.html import coverage

REPORTS = {"report": report, "one_region": one_region, "empty": empty}
COVERED = "Letacustomercancelanonline"
"""How a requirement begins that is covered everywhere, without its spaces."""

UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
NOTHING_WIDE = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def folder_of_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coverage")
    for name, made in REPORTS.items():
        (folder / f"{name}.html").write_text(coverage.render(made(), Style()), encoding="utf-8")
    return folder


def messages(whole: CoverageReport) -> set[str]:
    return {
        reason.message
        for requirement in whole.requirements
        for each in requirement.regions
        for reason in each.reasons
        if reason.message.isprintable()
    }


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_can_be_read_by_all(browser: Browser, folder_of_reports: Path, name: str) -> None:
    with opened(browser, folder_of_reports, f"{name}.html") as found:
        page = found.page
        for width in looks(page):
            assert page.evaluate(NOTHING_WIDE) <= width
            page.evaluate(UNFOLD)
            assert page.evaluate(NOTHING_WIDE) <= width
            assert barriers(page, [*RULES, "best-practice"]) == []
        assert found.wrong == []


def test_without_scripts_and_without_a_network_all_is_there(
    browser: Browser, folder_of_reports: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder_of_reports / "report.html").as_uri())
    assert page.locator("script").count() == 0
    line = page.locator(".requirement", has_text="Pay back everything").first
    assert not line.locator(".reason").is_visible()
    # A link to what is folded unfolds it, with no script.
    page.locator(".law h3 a").first.click()
    assert line.locator(".reason").is_visible()
    line.locator("summary").press("Enter")
    assert not line.locator(".reason").is_visible()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_every_place_to_scroll_can_be_reached_with_the_keyboard(
    browser: Browser, folder_of_reports: Path
) -> None:
    with opened(browser, folder_of_reports, "report.html", width=320) as found:
        page = found.page
        page.evaluate(UNFOLD)
        hidden = page.evaluate(
            "[...document.querySelectorAll('*')].filter((each) => each.scrollWidth > each.clientWidth + 1"
            " && getComputedStyle(each).overflowX === 'auto' && each.tabIndex < 0).length"
        )
        assert hidden == 0
        assert page.evaluate(
            "[...document.querySelectorAll('.wide')].some((each) => each.scrollWidth > each.clientWidth)"
        )
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"


def printed(browser: Browser, folder: Path, name: str) -> list[str]:
    """What stands on each printed sheet, without its spaces."""
    with opened(browser, folder, name) as found:
        pages = PdfReader(BytesIO(found.page.pdf(prefer_css_page_size=True))).pages
        width, height = (round(float(each)) for each in pages[0].mediabox[2:])
        assert (width, height) in {(595, 842), (596, 842)}
        return [re.sub(r"\s", "", page.extract_text()) for page in pages]


def test_printed_every_gap_is_unfolded_and_what_is_covered_is_counted(
    browser: Browser, folder_of_reports: Path
) -> None:
    sheets = printed(browser, folder_of_reports, "report.html")
    told = messages(report()) - {"No policy is of the area crisis-and-continuity."}
    assert len(told) > 12
    assert [each for each in told if re.sub(r"\s", "", each) not in "".join(sheets)] == []
    assert "1covered" in "".join(sheets)
    assert COVERED not in "".join(sheets)
    assert "kind:deadline" not in "".join(sheets)


def test_printed_where_everything_was_asked_for_nothing_is_folded(
    browser: Browser, folder_of_reports: Path
) -> None:
    page = coverage.render(report(), Style(), CoverageView(everything=True))
    (folder_of_reports / "whole.html").write_text(page, encoding="utf-8")
    sheets = printed(browser, folder_of_reports, "whole.html")
    assert COVERED in "".join(sheets)
    assert "kind:deadline" in "".join(sheets)


def test_the_first_printed_sheet_stands_alone(browser: Browser, folder_of_reports: Path) -> None:
    first, second, *_ = printed(browser, folder_of_reports, "report.html")
    for said in (
        "on2026-11-22",
        "20%ofwhatisrequiredis",
        "Thesenumbersarenotthewholetruth",
        "PaybackeverythinginSweden",
        "Spanishlawoncustomerservice(ES)holdsfrom2026-12-28",
        "Crisisandcontinuity:nopolicyatall",
        "Leadofreturns:3things",
        "Thisrunfails:",
        "Read:36policies",
    ):
        assert said in first
    assert second.startswith("Belowthelaw")


def test_in_forced_colours_every_state_keeps_its_sign_and_word(
    browser: Browser, folder_of_reports: Path
) -> None:
    with opened(browser, folder_of_reports, "report.html") as found:
        page = found.page
        page.emulate_media(forced_colors="active")
        for state in page.locator(".tallies .state").all():
            assert state.locator(".sign").bounding_box()
            assert re.search(r"\d+ [a-z ]+", state.inner_text())
