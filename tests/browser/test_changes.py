"""The report of changes in a browser: narrowed, side by side, on a phone, printed, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.opened import opened
from tests.browser.readable import barriers, looks
from tests.report.changed import COMPARISON, shown

SHOWN = ".change:not([hidden])"
EVERY = len(COMPARISON.changes)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes")
    (folder / "changes.html").write_text(shown("html"), encoding="utf-8")
    return folder


def test_the_page_can_be_read_by_all_in_both_views(browser: Browser, report: Path) -> None:
    with opened(browser, report, "changes.html") as found:
        page = found.page
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        for width in looks(page):
            for view in ("sides", "inline"):
                page.check(f"#view-{view}")
                assert page.locator(f".change .{view}").first.is_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert barriers(page) == []
        assert found.wrong == []


def test_the_page_is_narrowed_by_effect_and_role_and_printed_whole(
    browser: Browser, report: Path
) -> None:
    with opened(browser, report, "changes.html") as found:
        page = found.page
        assert page.locator(SHOWN).count() == EVERY
        page.select_option('select[name="effect"]', "worse")
        assert page.locator(SHOWN).count() == 4
        assert page.inner_text("#shown") == f"4 of {EVERY} shown"
        page.select_option('select[name="role"]', "contact-centre-agent")
        assert page.locator(SHOWN).count() == 2
        assert page.locator(".policy:not([hidden])").count() == 2
        page.emulate_media(media="print")
        assert page.locator(".change h3:visible").count() == EVERY
        assert not page.locator("#filter").is_visible()
        page.emulate_media(media="screen")
        page.click("button[type=reset]")
        # The page follows when the form has been reset, which is a moment later.
        page.wait_for_function(
            f"document.querySelector('#shown').textContent.startsWith('{EVERY} ')"
        )
        assert page.locator(SHOWN).count() == EVERY
        assert found.wrong == []


def test_without_scripts_everything_is_shown_and_the_view_still_changes(
    browser: Browser, report: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "changes.html").as_uri())
    assert page.locator(".policy > .change").count() == EVERY - 1
    assert page.locator(".policy > .change:visible").count() == EVERY - 1
    assert not page.locator("#filter").is_visible()
    page.check("#view-sides")
    assert page.locator(".change .sides").first.is_visible()
    context.close()
