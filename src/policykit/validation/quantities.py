"""Typed values as the model reads them: the last word beyond the pattern of a schema.

A pattern cannot know that February has no 30th day or that `1 days` is no count of things,
so the keyword `x-checked` asks the readers of the model. Both validators use this module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from policykit.model.quantity.count import Count
from policykit.model.quantity.dates import parse_date, parse_date_range
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake, shown
from policykit.model.quantity.money import Money, parse_money
from policykit.model.quantity.parse import is_term_name, parse_quantity
from policykit.model.quantity.share import Share, parse_share

_READERS: Final[dict[str, Callable[[str], object]]] = {
    "duration": parse_duration,
    "money": parse_money,
    "share": parse_share,
    "amount": parse_quantity,
    "date": parse_date,
    "dates": parse_date_range,
    "hours": parse_hours,
}

_KINDS: Final[dict[type, str]] = {
    Duration: "a length of time",
    Money: "an amount of money",
    Share: "a percentage",
    Count: "a number of things",
}
_WANTED: Final = {"duration": _KINDS[Duration], "money": _KINDS[Money], "share": _KINDS[Share]}


def mistake(x_type: str, value: object) -> Mistake | None:
    """What is wrong with a value in a typed place.

    Args:
        x_type: the type as the schema names it, such as `duration-or-term`.
        value: the value of the document.

    Returns:
        The mistake; None when the value is right or no reader knows this type.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _mistake(x_type, str(value))


@lru_cache(maxsize=4096)
def _mistake(x_type: str, text: str) -> Mistake | None:
    # The same few values stand in most documents, and each is read twice in a wrong one.
    base, _, other = x_type.partition("-or-")
    if base not in _READERS or (other == "none" and text == "none"):
        return None
    if other == "term" and is_term_name(text):
        return None
    if x_type == "date-or-dates":
        base = "dates" if " " in text.strip() else "date"
    found = _READERS[base](text)
    return _of_another_kind(base, text, found) if isinstance(found, Mistake) else None


def _of_another_kind(base: str, text: str, found: Mistake) -> Mistake:
    """The mistake, told as what the text is where it would be right in another place."""
    kind = _KINDS.get(type(parse_quantity(text)))
    # A bare number may be anything, and a mistake with a suggestion tells more.
    if kind is None or base not in _WANTED or found.suggestion or " " not in text:
        return found
    return replace(found, message=f"{shown(text)} is {kind}, not {_WANTED[base]}.")
