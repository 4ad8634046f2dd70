"""The paper and the colours of a Word document."""

from __future__ import annotations

from typing import Final

from policykit.handbook.colours import luminance, parts_of
from policykit.rendering import Plain

_SIZES: Final = {"a4": (11906, 16838), "a5": (8391, 11906), "letter": (12240, 15840)}
"""Width and height in twentieths of a point: ISO 216 and ANSI Y14.1."""

_ACCENT: Final = "1b5a50"
_TINT: Final = 0.12
_LIGHT: Final = 0.179
"""Relative luminance above which black letters stand out more than white ones (WCAG 2.2)."""


def paper(size: str, *, is_sheet: bool = False) -> dict[str, Plain]:
    """Lengths of a page in twentieths of a point; `text` is the width of a line.

    A sheet, with tables alone, has narrow margins.
    """
    width, height = _SIZES[size]
    side = 737 if is_sheet else 851 if size == "a5" else 1247
    return {
        "width": width,
        "height": height,
        "left": side,
        "right": side,
        "top": side + 227,
        "bottom": side,
        "header": side // 2,
        "footer": side // 2,
        "text": width - 2 * side,
    }


def colours(accent: str) -> dict[str, Plain]:
    """Colours as RRGGBB: the accent (#rrggbb, '' for our own), a tint of it, letters upon it."""
    code = (accent or _ACCENT).removeprefix("#").lower()
    parts = parts_of(f"#{code}")
    tint = "".join(f"{round(255 - (255 - part) * _TINT):02X}" for part in parts)
    is_light = luminance(parts) > _LIGHT
    return {
        "accent": code.upper(),
        "soft": tint,
        "on_accent": "000000" if is_light else "FFFFFF",
    }
