"""Shares: percentages, exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.quantity.number import LOOSE_NUMBER, plain_decimal, read_number
from policykit.model.value import dataclass

SHARE_PATTERN: Final = r"^(0|[1-9][0-9]{0,2})(\.[0-9]?[1-9])? %$"
"""Every share and nothing else, for ECMA-262, Rust and Python alike."""

SHARE_FORM: Final = "a number, a space and %, such as 90 % or 99.5 %"

SHARE_WORDS: Final = frozenset({"percent", "pct", "procent", "prozent"})
"""Words that speak of a share and so are no units of counts."""

_FORM: Final = f"Write {SHARE_FORM}."
_EXACT = re.compile(SHARE_PATTERN[1:-1])
_LOOSE = re.compile(
    rf"(?P<number>{LOOSE_NUMBER}|[a-z-]+) ?(?:%|per cent|{'|'.join(sorted(SHARE_WORDS))})\.?"
    rf"|% ?(?P<behind>{LOOSE_NUMBER})"
)
_LIMIT: Final = 1000
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Share:
    """So many in a hundred, from 0 to below 1000 with at most two decimals.

    Raises:
        ValueError: for a percentage outside that.
    """

    percent: Decimal

    def __post_init__(self) -> None:
        if not self.percent.is_finite() or not 0 <= self.percent < _LIMIT:
            raise ValueError(f"{self.percent} is no percentage")
        if self.percent != round(self.percent, 2):
            raise ValueError(f"{self.percent} has more than two decimals")

    def __str__(self) -> str:
        return f"{plain_decimal(self.percent)} %"


def exact_share(text: str) -> Share | None:
    """The share a text in the accepted form stands for, None for any other text."""
    return Share(Decimal(text[:-2])) if _EXACT.fullmatch(text) else None


def parse_share(text: str) -> Share | Mistake:
    """The share a text stands for, or what is wrong with it."""
    found = exact_share(text) or share_slip(text)
    if found is not None:
        return found
    number = read_number(tidy(text))
    if number is None:
        return Mistake(f"{shown(text)} is not a percentage.", _FORM)
    percent = number.value * _HUNDRED if 0 < number.value < 1 else number.value
    return _meant(text, percent, sure=False)


def share_slip(text: str) -> Mistake | None:
    """What is wrong with a text that speaks of a percentage; None when it does not seem to."""
    found = _LOOSE.fullmatch(tidy(text).casefold())
    number = read_number(found["number"] or found["behind"]) if found else None
    return None if number is None else _meant(text, number.value, sure=number.sure)


def _meant(text: str, percent: Decimal, *, sure: bool) -> Mistake:
    try:
        share = Share(percent)
    except ValueError:
        return Mistake(
            f"{shown(text)} is out of bounds: a percentage is below 1000 and has at most two "
            "decimals.",
            _FORM,
        )
    if sure:
        return respelled(text, str(share), _FORM)
    return Mistake(
        f"{shown(text)} does not surely say a percentage; if you mean {share}, write that.",
        _FORM,
        str(share),
    )
