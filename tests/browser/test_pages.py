"""Pages in a real browser, opened from the disk."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser
from tests.browser.opened import opened
from tests.browser.readable import barriers, looks

PAGES = (
    "index.html",
    "en/index.html",
    "en/areas/delivery.html",
    "en/policies/returns.html",
    "en/policies/home-visits.html",
    "en/decisions.html",
    "en/glossary.html",
    "sv/policies/complaints.html",
)
HIDDEN = ".filtered-out"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_from_the_disk_and_can_be_read_by_all(
    browser: Browser, folder: Path, path: str
) -> None:
    with opened(browser, folder, path) as found:
        page = found.page
        for width in looks(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert barriers(page) == []
        assert found.wrong == []


def test_one_file_works_from_the_disk(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "staff.en.html", width=320) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert found.page.locator(".theme").is_visible()
        # The head goes away with the page, so that what is read has the whole screen.
        found.page.evaluate("scrollTo(0, 3000)")
        assert found.page.locator(".top").bounding_box()["y"] < -1000  # type: ignore[index] # it is there
        found.page.locator("a[href='#returns']").first.click()
        assert found.page.url.endswith("#returns")
        assert found.wrong == []


def test_a_reader_who_wants_it_dark_has_it_dark_on_the_next_page(
    browser: Browser, folder: Path
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, folder, "en/index.html") as found:
        light = found.page.evaluate(ground)
        button = found.page.locator(".theme")
        assert button.get_attribute("aria-pressed") == "false"
        button.press("Enter")
        dark = found.page.evaluate(ground)
        assert dark != light
        found.go("en/policies/returns.html")
        assert found.page.evaluate(ground) == dark
        assert found.page.locator(".theme").get_attribute("aria-pressed") == "true"
        found.page.locator(".theme").click()
        found.go("en/index.html")
        assert found.page.evaluate(ground) == light


def test_what_is_for_others_is_left_out_counted_and_shown_again(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder, "en/policies/returns.html") as found:
        page = found.page
        page.locator("select[name=channel]").select_option("phone")
        hidden = page.locator(HIDDEN)
        count = hidden.count()
        assert count
        for text in hidden.all_text_contents():
            assert "In the shop" in text or "Phone" not in text
        nested = page.locator(f"{HIDDEN} {HIDDEN}").count()
        assert page.locator(".filtered p").inner_text().endswith(f": {count - nested}")
        assert page.locator("#returns\\.look-up").is_hidden()
        found.go("en/policies/returns.html#returns.look-up")
        page.reload()
        assert page.locator("select[name=channel]").input_value() == "phone"
        assert page.locator("#returns\\.look-up").is_visible()
        page.locator(".filtered button").click()
        assert page.locator(HIDDEN).count() == 0
        assert page.locator(".filtered").inner_text() == ""


def test_a_choice_leaves_the_reader_where_they_are(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "en/policies/returns.html#returns.look-up") as found:
        page = found.page
        assert page.evaluate("scrollY") > 500
        page.evaluate("scrollTo(0, 0)")
        page.locator("select[name=channel]").select_option("phone")
        assert page.evaluate("scrollY") == 0
        assert page.locator("#returns\\.look-up").is_visible()
        found.go("en/index.html")
        found.go("en/policies/returns.html#returns.look-up")
        assert page.evaluate("scrollY") > 500


def test_no_address_to_copy_stands_in_an_empty_place(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "en/policies/returns.html") as found:
        made = """(place) => {
            const line = document.createElement("li");
            line.className = "line";
            line.id = "returns.moved";
            line.innerHTML = '<span id="returns.was"></span><span id="returns.once"></span><p>Text</p>';
            place.append(line);
        }"""
        found.page.add_init_script(
            "addEventListener('DOMContentLoaded', () => "
            f"({made})(document.querySelector('main')), {{capture: true, once: true}})"
        )
        found.go("en/policies/returns.html")
        found.page.reload()
        moved = found.page.locator("#returns\\.moved")
        assert moved.locator("span .anchor").count() == 0
        assert moved.locator("p > .anchor").get_attribute("href") == "#returns.moved"


def test_a_group_holds_for_its_members(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "sv/policies/returns.html") as found:
        found.page.locator("select[name=audience]").select_option("store-associate")
        texts = found.page.locator(HIDDEN).all_text_contents()
        assert not [text for text in texts if "Butiksmedarbetare" in text]


def test_policies_for_others_leave_the_list_but_not_their_own_page(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder, "en/index.html") as found:
        page = found.page
        before = page.locator(".contents li li:visible").count()
        page.locator("select[name=audience]").select_option("delivery-crew")
        after = page.locator(".contents li li:visible").count()
        assert 0 < after < before
        link = page.locator(".contents li li.filtered-out a").first.get_attribute("href")
        found.go(f"en/{link}")
        assert page.locator(".filtered").inner_text().startswith("This policy is for others")
        assert page.locator("article h1").is_visible()


def test_the_address_of_a_promise_can_be_copied(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "en/policies/returns.html") as found:
        page = found.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        link = page.locator(".promise .anchor").first
        name = page.locator(".promise").first.get_attribute("id")
        link.focus()
        link.press("Enter")
        assert page.locator(".toast").inner_text() == "Copied"
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"file://{folder}/en/policies/returns.html#{name}"
        letter = page.locator(".letter").first
        page.locator(".letter + .copy").first.click()
        said = page.evaluate("navigator.clipboard.readText()")
        assert said.split() == letter.inner_text().split()


def test_search_leaves_out_what_is_for_others(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "en/index.html") as found:
        page = found.page
        page.keyboard.press("/")
        page.keyboard.type("no receipt")
        hits = page.locator("#search-results a")
        hits.first.wait_for()
        before = hits.count()
        page.keyboard.press("Escape")
        assert page.locator("#search").input_value() == ""
        page.locator("select[name=channel]").select_option("phone")
        page.keyboard.press("Tab")
        page.keyboard.press("/")
        page.keyboard.type("no receipt")
        hits.first.wait_for()
        assert 0 < hits.count() <= before
        assert found.wrong == []


def test_paper_has_no_buttons_and_is_light(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "en/policies/returns.html", scheme="dark") as found:
        page = found.page
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        }
        for part in (".top", ".menu", ".copy", ".filters", ".anchor", ".turn"):
            assert page.locator(part).first.is_hidden(), part


def test_pages_of_paper_are_numbered_and_headed(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    with opened(browser, folder, "staff.sv.html") as found:
        # Three chapters are enough to look at, and a browser takes its time over all.
        found.page.evaluate(
            "[...document.querySelectorAll('.chapter')].slice(2).forEach(one => one.remove())"
        )
        found.page.pdf(path=tmp_path / "book.pdf", prefer_css_page_size=True)
    reader = PdfReader(tmp_path / "book.pdf")
    count = len(reader.pages)
    assert count > 5
    width, height = (round(float(side)) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    for number, page in enumerate(reader.pages[1:], 2):
        text = " ".join(normalize("NFKC", page.extract_text()).split())
        assert f"Sida {number} av {count}" in text
        assert "Havsby · Staff handbook" in text


def test_without_scripts_all_of_a_page_is_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{folder}/en/policies/returns.html")
    assert page.locator(".rule").count() > 20
    for part in (".search", ".filters", ".theme"):
        assert page.locator(part).is_hidden(), part
    context.close()


def test_the_cases_are_those_of_the_handbook(folder: Path) -> None:
    assert [path for path in PAGES if not (folder / path).is_file()] == []


def test_the_menu_and_choices_of_a_large_handbook_are_brought_by_a_script(
    browser: Browser, large: Path
) -> None:
    with opened(browser, large, "en/policies/returns.html#returns.faults") as found:
        page = found.page
        here = page.locator('.menu a[aria-current="page"]')
        assert here.get_attribute("href") == "../policies/returns.html"
        assert page.locator(".menu-chapters > li").count() > 1
        page.select_option('.filters select[name="channel"]', "chat")
        assert page.locator(HIDDEN).count() > 0
        assert next(looks(page)) == 1280
        assert barriers(page) == []
        assert found.wrong == []
