"""Any quantity from its text, and names told from values."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from policykit.model.quantity.count import COUNT_PATTERN, Count, count_slip, exact_count
from policykit.model.quantity.duration import (
    DURATION_PATTERN,
    Duration,
    DurationSum,
    exact_duration,
)
from policykit.model.quantity.duration_slips import duration_slip
from policykit.model.quantity.mistake import Mistake, shown
from policykit.model.quantity.money import MONEY_PATTERN, Money, exact_money, money_slip
from policykit.model.quantity.share import SHARE_PATTERN, Share, exact_share, share_slip

Quantity: TypeAlias = Duration | Money | Share | Count
"""What a term promises, as it is written."""

Amount: TypeAlias = Quantity | DurationSum
"""A quantity, or a total that no single quantity writes."""

QUANTITY_PATTERN: Final = f"^({'|'.join(p[1:-1] for p in (DURATION_PATTERN, MONEY_PATTERN, SHARE_PATTERN, COUNT_PATTERN))})$"
"""Every quantity; with the same leniency as `COUNT_PATTERN`."""

TERM_NAME_PATTERN: Final = "^[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*){0,2}$"
"""`term`, `term.part`, `policy.term` or `policy.term.part`; values never fit it, `none` apart."""

QUANTITY_FORM: Final = (
    "Write a length of time (14 days), money (20 EUR), a percentage (90 %) or a number (3, "
    "500 points)."
)

_LONGEST_ID: Final = 64
_MOST_DIGITS: Final = 10**15
_TERM_NAME = re.compile(TERM_NAME_PATTERN[1:-1])
_RESERVED = frozenset({"none", "true", "false", "null", "these"})


def parse_quantity(value: str | float) -> Quantity | Mistake:
    """The quantity a value stands for, or what is wrong with it.

    Bare numbers of a document are counts. A text that is nearly a quantity of several types
    is taken for time, then money, then a share, then a count.
    """
    text = _text(value)
    exact = exact_duration(text) or exact_money(text) or exact_share(text) or exact_count(text)
    if exact is not None:
        return exact
    slip = duration_slip(text) or money_slip(text) or share_slip(text) or count_slip(text)
    return slip or Mistake(f"{shown(text)} is not a quantity.", QUANTITY_FORM)


def is_term_name(text: str) -> bool:
    """Whether a text in a typed place names a term or a part of one, rather than a value.

    Values start with a digit or are `same day` or `none`; names do not.
    """
    if _TERM_NAME.fullmatch(text) is None:
        return False
    segments = text.split(".")
    return not _RESERVED.intersection(segments) and all(
        len(segment) <= _LONGEST_ID for segment in segments
    )


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= _MOST_DIGITS:
        return "a number of more than fifteen digits"
    return str(value)
