"""What axe finds in a page that keeps some readers out, and the looks it is asked in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final, Literal

from playwright.sync_api import Page

LOOKS: Final[tuple[tuple[int, Literal["light", "dark"]], ...]] = ((1280, "light"), (320, "dark"))
"""Width in pixels and colours: a screen, and the narrowest that WCAG 2.2 asks for (1.4.10)."""

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_AXE: Final = files("axe_playwright_python").joinpath("axe.min.js")
_ASK: Final = (
    "rules => axe.run(document,"
    " {runOnly: {type: 'tag', values: rules}, preload: false, resultTypes: ['violations']})"
)


def looks(page: Page) -> Iterator[int]:
    """Shows a page in each look in turn; gives its width in pixels."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        yield width


def barriers(page: Page, rules: Sequence[str] = RULES) -> list[tuple[str, str]]:
    """What breaks a rule in a page that `looks` shows: the name of the rule, and an element."""
    told = page.evaluate(_ASK, list(rules))
    return [(one["id"], one["nodes"][0]["html"]) for one in told["violations"]]
