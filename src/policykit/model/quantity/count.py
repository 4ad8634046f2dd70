"""Counts: how many of something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from policykit.model.quantity.currency import DECIMALS
from policykit.model.quantity.duration_slips import TIME_WORDS
from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.quantity.money import MONEY_WORDS
from policykit.model.quantity.number import LOOSE_NUMBER, plain_decimal, read_number
from policykit.model.quantity.share import SHARE_WORDS
from policykit.model.value import dataclass

COUNT_PATTERN: Final = (
    r"^(0|[1-9][0-9]{0,8})(\.[0-9]?[1-9])?( [a-z][a-z0-9]{0,31}(-[a-z0-9]{1,31}){0,3})?$"
)
"""Every count, for ECMA-262, Rust and Python alike.

It also fits `3 days` and `20 kronor`, whose last word speaks of time or money; only the reader
refuses these, for a pattern without lookaround cannot.
"""

COUNT_FORM: Final = "a number, or a number, a space and what is counted, such as 3 or 500 points"

OTHER_UNITS: Final = (
    TIME_WORDS | MONEY_WORDS | SHARE_WORDS | {"%"} | frozenset(code.lower() for code in DECIMALS)
)
"""Words that no count is counted in, because they speak of time, money or shares."""

_FORM: Final = f"Write {COUNT_FORM}."
_EXACT = re.compile(COUNT_PATTERN[1:-1])
_UNIT = re.compile("[a-z][a-z0-9]{0,31}(-[a-z0-9]{1,31}){0,3}")
_LOOSE = re.compile(
    rf"(?P<number>{LOOSE_NUMBER}|[a-z-]+?)(?: ?(?P<unit>[a-z][a-z-]+|[%€£$¥₹₺₴]))?\.?"
)
_LIMIT: Final = 10**9


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things; `unit` says of what, None for a bare number.

    Raises:
        ValueError: for a number below 0, of a thousand million or more or with more than two
            decimals, and for a unit that is no word of a count.
    """

    number: Decimal
    unit: str | None = None

    def __post_init__(self) -> None:
        if not self.number.is_finite() or not 0 <= self.number < _LIMIT:
            raise ValueError(f"{self.number} counts nothing")
        if self.number != round(self.number, 2):
            raise ValueError(f"{self.number} has more than two decimals")
        if self.unit is not None and (self.unit in OTHER_UNITS or not _UNIT.fullmatch(self.unit)):
            raise ValueError(f"nothing is counted in {self.unit}")

    def __str__(self) -> str:
        number = plain_decimal(self.number)
        return number if self.unit is None else f"{number} {self.unit}"

    def in_units(self, forms: Mapping[str, str]) -> Count:
        """The count with the id of its unit for the form as written.

        `forms` leads from every written form (`warning`, `warnings`) to the id of the unit; a
        form it lacks stays. Only counts made so compare across singular and plural.
        """
        if self.unit is None:
            return self
        return Count(self.number, forms.get(self.unit, self.unit))


def exact_count(text: str) -> Count | None:
    """The count a text in the accepted form stands for, None for any other text."""
    if not _EXACT.fullmatch(text):
        return None
    number, _, unit = text.partition(" ")
    return None if unit in OTHER_UNITS else Count(Decimal(number), unit or None)


def parse_count(text: str) -> Count | Mistake:
    """The count a text stands for, or what is wrong with it."""
    found = exact_count(text) or count_slip(text)
    return found or Mistake(f"{shown(text)} is not a number of things.", _FORM)


def count_slip(text: str) -> Mistake | None:
    """What is wrong with a text that speaks of a number of things; None if it does not."""
    plain = tidy(text).casefold()
    found = _LOOSE.fullmatch(plain)
    number = read_number(found["number"]) if found else None
    if found is None or number is None:
        return _below_zero(text, plain)
    if found["unit"] in OTHER_UNITS:
        return Mistake(f"{shown(text)} speaks of time, money or a share, not a number.", _FORM)
    try:
        meant = Count(number.value, found["unit"])
    except ValueError:
        return Mistake(
            f"{shown(text)} is out of bounds: a count has at most nine digits and two decimals.",
            _FORM,
        )
    if number.sure:
        return respelled(text, str(meant), _FORM)
    return Mistake(
        f"{shown(text)} can be read in two ways; use no mark between thousands and a point "
        f"before decimals. If you mean {meant}, write that.",
        _FORM,
        str(meant),
    )


def _below_zero(text: str, plain: str) -> Mistake | None:
    if not re.fullmatch(r"-[0-9.]+( [a-z0-9-]+)?", plain):
        return None
    return Mistake(f"{shown(text)} is below zero; a count starts at 0.", _FORM)
