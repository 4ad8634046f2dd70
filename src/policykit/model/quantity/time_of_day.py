"""Times of the day, to the minute."""

from __future__ import annotations

import re
from typing import Final

from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.value import dataclass

TIME_PATTERN: Final = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""Every time and nothing else, for ECMA-262, Rust and Python alike."""

HOUR_MINUTES: Final = 60
DAY_MINUTES: Final = 1440
NOON: Final = 12

_FORM: Final = "Write hours and minutes of the 24-hour clock, such as 09:30."
_EXACT = re.compile(TIME_PATTERN[1:-1])
_LOOSE = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2})|h)?(?::00)?(?: ?(?P<half>[ap])\.?m\.?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A time of the day: minutes since midnight, 0 to 1439.

    Raises:
        ValueError: for minutes outside the day.
    """

    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes < DAY_MINUTES:
            raise ValueError(f"a day has no minute {self.minutes}")

    def __str__(self) -> str:
        return clock_text(self.minutes)


def clock_text(minutes: int) -> str:
    """Minutes since midnight as `09:30`; the end of the day is `24:00`."""
    return f"{minutes // HOUR_MINUTES:02}:{minutes % HOUR_MINUTES:02}"


def exact_minutes(text: str) -> int:
    """The minutes since midnight of a text known to read `HH:MM`."""
    return int(text[:2]) * HOUR_MINUTES + int(text[3:5])


def parse_time(text: str) -> Time | Mistake:
    """The time a text stands for, or what is wrong with it."""
    if _EXACT.fullmatch(text):
        return Time(exact_minutes(text))
    minutes = loose_minutes(tidy(text).casefold())
    if minutes is None or minutes == DAY_MINUTES:
        return Mistake(f"{shown(text)} is not a time of the day.", _FORM)
    return respelled(text, clock_text(minutes), _FORM)


def loose_minutes(plain: str) -> int | None:
    """The minutes since midnight (1440 for 24:00) of a time in any usual writing."""
    found = _LOOSE.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found["half"] == "p" else 0)
    minutes = hour * HOUR_MINUTES + minute
    return minutes if minute < HOUR_MINUTES and minutes <= DAY_MINUTES else None
