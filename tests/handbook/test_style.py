"""The colours of the site: enough contrast in light, dark and print."""

from __future__ import annotations

import re

import pytest
from tests.handbook.folders import LOCALES, ROOT, TEMPLATES

from policykit.handbook.colours import accent_style

CSS = TEMPLATES.text("site/site.css")
TEXT_ON = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("soft", "paper"),
    ("soft", "sheet"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink", "stop-soft"),
    ("stop", "stop-soft"),
    ("care", "care-soft"),
    ("care", "paper"),
    ("free", "free-soft"),
    ("soft", "accent-soft"),
    ("on-strong", "accent"),
    ("on-strong", "duty"),
    ("duty", "duty-soft"),
    ("ink", "duty-soft"),
    ("on-strong", "stop"),
]


def palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root(?:\S*) \{([^}]*--paper[^}]*)\}", CSS)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]


def brightness(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_colours_for_light_dark_and_print() -> None:
    assert len(palettes()) == 4


def test_dark_is_the_same_whether_the_system_or_the_reader_asks_for_it() -> None:
    _, system, chosen, _ = palettes()
    assert system == chosen


ACCENTS = ("#ffd400", "#c0ffee", "#000000", "#ffffff", "#1b5a50", "#d40000", "#7f7f7f", "#0000ff")


@pytest.mark.parametrize("accent", ACCENTS)
def test_words_in_any_colour_of_a_company_can_be_read(accent: str) -> None:
    rules = re.findall(r"--accent: (#\w{6}); --accent-soft: (#\w{6})", accent_style(accent))
    assert len(rules) == 4
    for (own, soft), palette in zip(rules, palettes(), strict=True):
        grounds = (soft, palette["paper"], palette["on-strong"])
        assert min(contrast(own, ground) for ground in grounds) >= 4.5
        assert contrast(palette["ink"], soft) >= 4.5
        assert contrast(palette["soft"], soft) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert "--accent: #1b5a50;" in accent_style("#1b5a50")
    assert accent_style("") == ""


@pytest.mark.parametrize("palette", range(4))
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(palette: int, text: str, ground: str) -> None:
    colours = palettes()[palette]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_every_colour_that_is_used_is_defined_everywhere() -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS)) - {"serif", "sans", "mono", "round"}
    assert all(used == palette.keys() & used for palette in palettes())


def test_printing_hides_what_only_a_screen_needs() -> None:
    printed = CSS.partition("@media print")[2]
    hidden = re.search(r"([^{}]*)\{ display: none; \}", printed)
    assert hidden is not None
    for part in (
        ".menu",
        ".crumbs",
        ".turn",
        ".toc",
        ".copy",
        ".top",
        ".filters",
        ".do-print",
        ".edit",
    ):
        assert part in hidden[1]


def test_every_word_for_templates_is_printed_somewhere() -> None:
    sources = [*ROOT.glob("templates/*/*.*"), *ROOT.glob("src/policykit/handbook/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    text = re.sub(r"\"book\.([a-z-]+)\"", lambda key: f'"{key[1].replace("-", "_")}"', text)
    words = {key.replace("-", "_") for key in LOCALES.locale("en").under("book.")} - {"title"}
    # Some words are put together from a first half and the name of a kind or level.
    halves = "|".join(re.findall(r'f"([a-z_]+)_\{', text))
    named = {w for w in words if halves and re.match(rf"(?:{halves})_", w)}
    whole = words - named
    assert sorted(w for w in whole if not re.search(rf"words\.{w}\b|[\"']{w}[\"']", text)) == []
