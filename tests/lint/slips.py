"""Slips of authors that lint has a mended line for, made in any good file."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_SLIPS: tuple[tuple[str, str], ...] = (
    (r"(?m)^( *[a-z_]+: )([A-Z][^:#\n]* )(?=[a-z])", r"\1\2so: "),
    (r"(?<=[a-z])(?= )(?=[^\n:]*\n)", "\u200b"),
    (r"\b(\d+) days\b", r"\1d"),
    (r"\b(\d+) hours\b", r"\1h"),
    (r"\b(\d+) %", r"\1%"),
    (r"\b(\d+) EUR\b", r"€\1"),
    (r"\{([a-z-]{3})([a-z])([a-z-]+)\}", r"{\1\3}"),
    (r"\{([a-z-]+)\}", r"[\1]"),
    (r"\]\(([a-z-]{3})[a-z]([a-z-]+)\)", r"](\1\2)"),
    (r"(?m)^( *(?:- )?[a-z]{3})([a-z_]+):", r"\1x\2:"),
    (r"(?m)^( *)([a-z_]+): ", r"\1\2:"),
    (r"(?m)^( *)- ", r"\1-"),
    (r"(?m)^( *[a-z_]+): \[([a-z-]+)\]$", r"\1: \2"),
    (r"(?m)^( *[a-z_]+: )([A-Z][^'\"\n]*)$", r'\1"\2'),
    (r"(?m)^( *[a-z_]+: )([A-Z][^'\"\n]*)$", r"\1“\2”"),
    (r"(?m)^( *[a-z_]+: )([A-Z][^'\"\n]*)$", r'\1"\2" here'),
    (r"(?m)^( *[a-z_]+: )([A-Z][^'\"\n]*)$", r"\1*\2"),
    (r"(?m)^( *[a-z_]+: )([A-Z][^'\"\n]* )(?=[a-z])", r"\1\2#9 "),
    (r"(?m)^  (?=  *[a-z])", "\t"),
    (r"(?m)^( *)(?= [a-z_]+: )", r"\1 "),
    (r"\bid: ([a-z]+)-([a-z])", r"id: \1_\2"),
    (r"\b(\d)\.(\d)\.0\b", r"\1.\g<2>0"),
    (r": true\b", ": yes"),
    (r"(\[[a-z-]+), ", r"\1; "),
    (r"(\[[^\]\n]*)\]", r"\1"),
    (r"(?<=[a-z])-(?=[a-z]+\])", ""),
)
"""What stands in a good file, and what a hurried hand makes of it."""


@st.composite
def slipped(draw: st.DrawFn, content: bytes) -> bytes:
    """A good file in which one to three of these slips were made, where there is room for them."""
    text = content.decode()
    for good, bad in draw(st.lists(st.sampled_from(_SLIPS), min_size=1, max_size=3)):
        places = list(re.finditer(good, text))
        if places:
            place = draw(st.sampled_from(places))
            text = text[: place.start()] + place.expand(bad) + text[place.end() :]
    return text.encode()
