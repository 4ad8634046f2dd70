"""Numbers as people write them: in words, with decimal commas, with marks between thousands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from policykit.model.value import dataclass

WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "twenty-one": 21,
    "twenty-four": 24,
    "twenty-eight": 28,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "forty-eight": 48,
    "fifty": 50,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
    "hundred": 100,
}
"""Number words that turn up in promises."""

LOOSE_NUMBER: Final = "[0-9](?:[0-9.,' ]*[0-9])?"
"""A regular expression of anything `read_number` may understand, words apart."""

_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_WRITINGS: Final = (
    (" '", re.compile(r"[0-9]{1,3}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]{1,2})?")),
    (".", re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+,[0-9]{1,3})")),
    (",", re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+\.[0-9]{1,3})")),
    ("", re.compile(r"[0-9]+(?:[.,][0-9]+)?")),
)
"""Marks between thousands, and how a number with them looks."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number someone meant; `sure` is False where a mark may part thousands or decimals."""

    value: Decimal
    sure: bool = True


def read_number(text: str) -> NumberReading | None:
    """What a number in any usual writing means; None when it is no number.

    `1.000` and `1,000` are read as a thousand, and not surely so.
    """
    words = WORDS.get(text.casefold())
    if words is not None:
        return NumberReading(Decimal(words))
    if _DOUBTFUL.fullmatch(text):
        return NumberReading(Decimal(re.sub("[.,]", "", text)), sure=False)
    for marks, writing in _WRITINGS:
        if writing.fullmatch(text):
            digits = "".join(character for character in text if character not in marks)
            return NumberReading(Decimal(digits.replace(",", ".")))
    return None


def plain_decimal(value: Decimal) -> str:
    """The digits of a number without exponent and without zeros at the end of decimals."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
