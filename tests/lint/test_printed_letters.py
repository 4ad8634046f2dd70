from __future__ import annotations

import unicodedata

from policykit import resources
from policykit.lint.printed_letters import unprinted
from policykit.rendering import Templates
from policykit.rendering.typesetting import Fonts, unprintable

STEP = 11
"""Each so many characters are asked about, lest the test takes long."""


def test_the_typesetter_prints_the_very_characters_the_table_has() -> None:
    asked = [
        character
        for character in map(chr, (*range(0x21, 0x3400, STEP), *range(0xA000, 0x1F700, STEP * 7)))
        if unicodedata.category(character) not in {"Cc", "Co", "Cn", "Cs"}
        and not character.isspace()
    ]
    fonts = Fonts(Templates(resources.shipped("templates")).folders("pdf/fonts"))
    boxed = unprintable(asked, fonts)
    assert [each for each in asked if unprinted(each)] == list(boxed)
    assert 1000 < len(boxed) < len(asked) - 500


def test_white_space_and_ordinary_letters_are_no_trouble() -> None:
    assert unprinted("Åsa\tsäger: “ja”\u00a0– 20\u202f€\n") == []
    assert unprinted("a 😀 b 字") == [(2, "😀"), (6, "字")]
