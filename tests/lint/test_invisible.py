from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, strategies as st

from policykit.lint.invisible import HIDDEN, invisible, name

ZWNJ, ZWJ, RLM, SHY = "\u200c", "\u200d", "\u200f", "\u00ad"

CASES: list[tuple[str, list[int]]] = [
    ("plain words, å ä ö ß 12 €", []),
    ("20\u00a0EUR\u2009\u2013\u202f30", []),
    (f"re{SHY}fund{SHY}", [2, 7]),
    (f"a{ZWNJ}b", [1]),
    (f"{ZWJ}a", [0]),
    (f"\u0645\u06cc{ZWNJ}\u062e", []),
    (f"\u0645{ZWNJ} ", [1]),
    (f"\u0915\u094d{ZWJ}\u0937", []),
    (f"\u0915a{ZWJ}\u0937", [2]),
    (f"\U0001f469{ZWJ}\U0001f467", []),
    (f"\U0001f469{ZWJ}a", [1]),
    ("\u2764\ufe0f", []),
    ("1\ufe0f\u20e3", []),
    ("a\ufe0f", [1]),
    (" \ufe0f", [1]),
    ("\ufe0f\ufe0f", [0, 1]),
    (f"abc{RLM}", [3]),
    (f"\u05d0{RLM} b", []),
    (f"b {RLM}\u0628", []),
    ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
    ("a\U000e0067", [1]),
    ("\u8fbb\U000e0100", []),
    ("a\U000e0100", [1]),
    ("\u1820\u180b", []),
    ("a\u180b", [1]),
    ("a\u3164b", [1]),
    ("a\u2800b", [1]),
    ("a\u2060b\ufeff", [1, 3]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_has_no_business_where_it_stands(text: str, expected: list[int]) -> None:
    assert list(invisible(text)) == expected


@given(st.text(alphabet=st.characters(exclude_categories=["Cf", "Cc", "Cs"]), max_size=40))
def test_what_can_be_seen_is_let_be(text: str) -> None:
    flagged = [text[offset] for offset in invisible(text)]
    assert all(HIDDEN.match(character) for character in flagged)
    assert not any(
        unicodedata.category(character)[0] in "LNPZ" and character not in "\u115f\u1160\u3164\uffa0"
        for character in flagged
    )


@given(
    st.text(alphabet=f"aב ک\u062e{ZWNJ}{ZWJ}{RLM}{SHY}\u200b\ufe0f\u2764\U0001f469", max_size=30)
)
def test_each_finding_is_one_of_the_hidden_characters(text: str) -> None:
    offsets = list(invisible(text))
    assert offsets == sorted(set(offsets))
    assert all(HIDDEN.match(text[offset]) for offset in offsets)
    assert all(offset in offsets for offset, each in enumerate(text) if each in {SHY, "\u200b"})


@given(st.characters(categories=["Cf"]))
def test_every_format_character_is_known_but_those_with_a_shape(character: str) -> None:
    seen = ("ARABIC", "SYRIAC ABBREVIATION", "KAITHI", "EGYPTIAN")
    proper = unicodedata.name(character, "")
    if proper.startswith(seen) and character != "\u061c":
        return
    assert HIDDEN.match(character), proper


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\u200b", "ZERO WIDTH SPACE (U+200B)"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("\u2065", "U+2065"),
    ],
)
def test_a_character_has_a_name(character: str, expected: str) -> None:
    assert name(character) == expected


@pytest.mark.parametrize(
    "text",
    [RLM * 200_000, "\U0001f3f4" + "\U000e0067" * 200_000, f"a{ZWJ}" * 100_000],
    ids=range(3),
)
def test_a_hostile_text_costs_little(text: str) -> None:
    begin = time.process_time()
    list(invisible(text))
    assert time.process_time() - begin < 2
