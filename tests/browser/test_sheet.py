"""A sheet for one role, printed by a browser: it is one page, whatever it has to tell."""

from __future__ import annotations

import io
from datetime import date

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from policykit.model.change import Endpoint
from policykit.model.changelog import Changelog, Group, Item
from policykit.report.formats import Style
from policykit.report.html import changelog as in_html

_WORDS = "Answer every customer who writes about a parcel before the shop closes that day. "


def sheet(customers: tuple[Item, ...], role: tuple[Item, ...], notes: int = 0) -> Changelog:
    groups = (Group("", "Customers", customers), Group("agent", "Contact-centre agent", role))
    return Changelog(
        before=Endpoint("v2024.1", "a" * 40, str(date(2024, 6, 3))),
        after=Endpoint("v2026.1", "b" * 40, str(date(2026, 9, 14))),
        groups=tuple(each for each in groups if each.items),
        editorial=3,
        name="Havsby",
        notice="Contact-centre agent",
        notes=("Some commits are not here: fetch the whole history to see them.",) * notes,
    )


def items(count: int, texts: int = 0, *, each_its_own: bool = False) -> tuple[Item, ...]:
    return tuple(
        Item(
            policy=f"p{number}" if each_its_own else "returns",
            policy_title=f"Policy {number}" if each_its_own else "Returns and refunds",
            version="2.0.0",
            message=f"The statement number-{number} (must) is new.",
            before=_WORDS * texts,
            after=_WORDS * texts,
            where="Sweden",
            effect="worse for customers",
            train=True,
        )
        for number in range(count)
    )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "told",
    [
        sheet(items(60), items(60)),
        sheet(items(60), ()),
        sheet((), items(60, 1)),
        sheet(items(60, each_its_own=True), items(60, 1, each_its_own=True)),
        sheet(items(60, 3), items(60, 2)),
        sheet(items(1, 40), items(60, 4), notes=2),
        sheet(items(2, 80), ()),
        sheet(items(2), items(90, each_its_own=True), notes=1),
    ],
)
def test_a_sheet_is_one_page(browser: Browser, told: Changelog, paper: str) -> None:
    page = browser.new_page()
    page.set_content(in_html.render(told, Style()))
    printed = PdfReader(io.BytesIO(page.pdf(format=paper)))
    by_itself = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    assert len(printed.pages) == 1
    assert len(by_itself.pages) == 1
    assert [round(side) for side in by_itself.pages[0].mediabox[2:]] == [595, 842]


def test_a_sheet_is_filled(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 703, "height": 1031})
    page.emulate_media(media="print")
    page.set_content(in_html.render(sheet(items(60), items(60, 1)), Style()))
    height = page.evaluate("document.body.scrollHeight")
    shown = page.locator("li").count()
    page.close()
    assert 600 < height < 1031
    assert shown > 10
