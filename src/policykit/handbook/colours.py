"""The colours of a site and of single pages, made of the one a company gives."""

from __future__ import annotations

from typing import Final

_LEAST: Final = 4.6
"""Contrast of words with their ground; WCAG 2.2 AA asks for 4.5."""

_STEPS: Final = 100

_PAPER: Final = {"light": "#fbf8f2", "dark": "#191714", "print": "#ffffff"}
_TOWARDS: Final = {"light": "#000000", "dark": "#ffffff", "print": "#000000"}
_TINT: Final = {"light": 0.11, "dark": 0.17, "print": 0.07}


def accent_style(accent: str) -> str:
    """Rules of CSS that put a colour in the place of the accent of the style sheet.

    It is made darker on paper and lighter on a dark ground until its words can be read.

    Args:
        accent: the colour as #rrggbb, '' for that of the style sheet.
    """
    if not accent:
        return ""
    light, dark, printed = (_rule(accent, scheme) for scheme in ("light", "dark", "print"))
    return (
        f":root {{ {light} }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f'{{ :root:not([data-theme="light"]) {{ {dark} }} }}\n'
        f'@media screen {{ :root[data-theme="dark"] {{ {dark} }} }}\n'
        f"@media print {{ :root {{ {printed} }} }}\n"
    )


def _rule(accent: str, scheme: str) -> str:
    paper = parts_of(_PAPER[scheme])
    towards = parts_of(_TOWARDS[scheme])
    for step in range(_STEPS + 1):
        colour = _mixed(parts_of(accent), towards, step / _STEPS)
        soft = _mixed(paper, colour, _TINT[scheme])
        if min(contrast(colour, soft), contrast(colour, paper)) >= _LEAST:
            break
    else:  # black on white and white on black always have it
        raise AssertionError(accent)
    return f"--accent: {_written(colour)}; --accent-soft: {_written(soft)};"


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How well two colours can be told apart, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of red, green and blue from 0 to 255, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """A part of a colour as light (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's own numbers


def parts_of(code: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, from 0 to 255."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _mixed(
    one: tuple[int, int, int], other: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _written(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
