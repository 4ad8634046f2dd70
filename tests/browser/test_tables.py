"""Tables that are wider than a phone show that they go on, on a screen and not on paper."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.opened import opened

WIDE = '.table[aria-labelledby="decisions"]'
CASES: tuple[tuple[str, Literal["light", "dark"]], ...] = (
    ("en/decisions.html", "light"),
    ("en/decisions.html", "dark"),
    ("staff.sv.html", "light"),
)

SHADES = """
async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const row = image.height - 4;
  const shade = (x) => [...context.getImageData(x, row, 1, 1).data].slice(0, 3);
  return [shade(2), shade(image.width >> 1), shade(image.width - 3)];
}
"""


def edges(page: Page, browser: Browser) -> tuple[int, int]:
    """How far the left and the right edge of the table differ from its middle: 0 to 765."""
    table = page.locator(WIDE)
    table.locator("caption").evaluate("one => { one.style.color = 'transparent'; }")
    table.evaluate("box => box.scrollIntoView()")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box = table.bounding_box()
    assert box
    blank = browser.new_page()
    picture = page.screenshot(clip={**box, "y": box["y"] + 12, "height": 24})
    left, middle, right = blank.evaluate(SHADES, b64encode(picture).decode())
    blank.close()
    found = [sum(abs(a - b) for a, b in zip(edge, middle, strict=True)) for edge in (left, right)]
    return found[0], found[1]


@pytest.mark.parametrize(("path", "scheme"), CASES)
def test_a_table_shows_where_it_goes_on(
    browser: Browser, folder: Path, path: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, folder, path, width=320, scheme=scheme) as found:
        box = found.page.locator(WIDE)
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        left, right = edges(found.page, browser)
        assert left == 0
        # Seen at a glance, and lighter than letters.
        assert 100 < right < 250
        box.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
        left, right = edges(found.page, browser)
        assert right == 0
        assert 100 < left < 250
        found.page.set_viewport_size({"width": 1600, "height": 900})
        assert edges(found.page, browser) == (0, 0)
        found.page.set_viewport_size({"width": 320, "height": 900})
        found.page.emulate_media(media="print")
        assert box.evaluate("box => getComputedStyle(box).backgroundImage") == "none"
        assert found.wrong == []
