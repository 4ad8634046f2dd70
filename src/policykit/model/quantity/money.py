"""Money: an amount of one currency, never converted."""

from __future__ import annotations

import difflib
import re
from decimal import Decimal
from typing import Final

from policykit.model.quantity.currency import DECIMALS, SHARED_SIGNS, SIGNS
from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.quantity.number import LOOSE_NUMBER, read_number
from policykit.model.value import dataclass

_LIMIT: Final = 10**9
_FRACTIONS: Final = {
    0: "",
    2: r"(\.([0-9][1-9]|[1-9]0))?",
    3: r"(\.([0-9][0-9][1-9]|[0-9][1-9]0|[1-9]00))?",
}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency.

    Raises:
        ValueError: for an unknown currency, a negative amount, one of a thousand million or
            more, or one with more decimals than the currency has.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in DECIMALS:
            raise ValueError(f"no currency has the code {self.currency}")
        if not self.amount.is_finite() or not 0 <= self.amount < _LIMIT:
            raise ValueError(f"{self.amount} is no amount of money")
        if self.amount != round(self.amount, DECIMALS[self.currency]):
            raise ValueError(f"{self.amount} has more decimals than {self.currency}")

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.amount:.{0 if whole else DECIMALS[self.currency]}f} {self.currency}"


def _pattern() -> str:
    groups = (
        f"{fraction} ({'|'.join(code for code, number in DECIMALS.items() if number == decimals)})"
        for decimals, fraction in _FRACTIONS.items()
    )
    return f"^(0|[1-9][0-9]{{0,8}})({'|'.join(groups)})$"


MONEY_PATTERN: Final = _pattern()
"""Every amount of money and nothing else, for ECMA-262, Rust and Python alike."""

MONEY_FORM: Final = "an amount, a space and the code of the currency, such as 20 EUR or 49.50 SEK"

_FORM: Final = f"Write {MONEY_FORM}."
_EXACT = re.compile(MONEY_PATTERN[1:-1])
_SIGN: Final = r"[a-zčł]+|[€£$¥₹₺₴]|:-"
_BEFORE = re.compile(rf"(?P<sign>{_SIGN})\.? ?(?P<number>{LOOSE_NUMBER})(?:[.,]-)?")
_BEHIND = re.compile(rf"(?P<number>{LOOSE_NUMBER})(?:[.,]-)? ?(?P<sign>{_SIGN})\.?")
_BARE = re.compile(r"-? ?[0-9][0-9.,' ]*")

MONEY_WORDS: Final = frozenset(SIGNS) | frozenset(SHARED_SIGNS)
"""Words that speak of money and so are no units of counts; currency codes come on top."""


def exact_money(text: str) -> Money | None:
    """The money a text in the accepted form stands for, None for any other text."""
    if not _EXACT.fullmatch(text):
        return None
    amount, currency = text.split(" ")
    return Money(Decimal(amount), currency)


def parse_money(text: str) -> Money | Mistake:
    """The money a text stands for, or what is wrong with it."""
    found = exact_money(text) or money_slip(text)
    if found is not None:
        return found
    if _BARE.fullmatch(tidy(text)):
        return Mistake(f"{shown(text)} does not say of which currency.", _FORM)
    return Mistake(f"{shown(text)} is not an amount of money.", _FORM)


def money_slip(text: str) -> Mistake | None:
    """What is wrong with a text that speaks of money; None when it does not seem to."""
    plain = tidy(text).casefold()
    found = _BEFORE.fullmatch(plain) or _BEHIND.fullmatch(plain)
    if found is None:
        return _below_zero(text, plain)
    currencies = _currencies(found["sign"])
    number = read_number(found["number"])
    if not currencies or number is None:
        return _misspelt_code(text, found["sign"])
    try:
        meant = Money(number.value, currencies[0])
    except ValueError:
        return _too_fine(text, currencies[0])
    if number.sure and len(currencies) == 1:
        return respelled(text, str(meant), _FORM)
    doubt = (
        f"leaves the currency open: it can be {', '.join(currencies)}"
        if number.sure
        else f"can mean {meant} or {_cents(found['number'])} {meant.currency}; use no mark "
        "between thousands and a point before decimals"
    )
    return Mistake(f"{shown(text)} {doubt}.", _FORM, str(meant))


def _below_zero(text: str, plain: str) -> Mistake | None:
    if not plain.startswith("-") or not money_slip(plain.lstrip("- ")):
        return None
    return Mistake(f"{shown(text)} is below zero; write the amount without a minus.", _FORM)


def _currencies(sign: str) -> tuple[str, ...]:
    if sign.upper() in DECIMALS:
        return (sign.upper(),)
    return (SIGNS[sign],) if sign in SIGNS else SHARED_SIGNS.get(sign, ())


def _misspelt_code(text: str, sign: str) -> Mistake | None:
    """A currency nobody knows, only when the author wrote a code: three capital letters."""
    code = sign.upper()
    if not re.fullmatch("[A-Z]{3}", code) or code not in text:
        return None
    close = [other for other in DECIMALS if sorted(other) == sorted(code)]
    close += difflib.get_close_matches(code, DECIMALS, n=1, cutoff=0.6)
    meant = exact_money(tidy(text).replace(code, close[0])) if close else None
    return Mistake(
        f"{shown(text)} names no currency: {code} is not in use.", _FORM, str(meant or "")
    )


def _too_fine(text: str, currency: str) -> Mistake:
    decimals = DECIMALS[currency]
    rule = "no decimals" if decimals == 0 else f"{decimals} decimals"
    return Mistake(
        f"{shown(text)} cannot be an amount: {currency} has {rule}, and nine digits before "
        "them are the most.",
        _FORM,
    )


def _cents(number: str) -> str:
    return number.replace(",", ".").rstrip("0").rstrip(".")
