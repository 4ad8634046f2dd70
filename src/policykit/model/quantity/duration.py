"""Lengths of time, on the calendar's clock or on that of business."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from policykit.model.quantity.mistake import Mistake, shown
from policykit.model.value import dataclass

MOST: Final = 999_999
"""The greatest amount of a duration."""

MOST_BUSINESS: Final = 9_999
"""The greatest amount of business hours or days."""


class Unit(StrEnum):
    """What a duration counts; the value is the singular as it is written."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Clock(StrEnum):
    """Whether time always runs or only while we are open."""

    CALENDAR = "calendar"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: a whole amount of a unit on a clock.

    The day of the event is day 0, so no calendar days at all are the `same day`, the one
    duration of amount 0. The business clock knows hours and days.

    Raises:
        ValueError: for an amount or unit outside these rules.
    """

    amount: int
    unit: Unit
    clock: Clock = Clock.CALENDAR

    def __post_init__(self) -> None:
        business = self.clock is Clock.BUSINESS
        if business and self.unit not in {Unit.HOUR, Unit.DAY}:
            raise ValueError(f"the business clock does not count in {self.unit}s")
        least = 0 if self.unit is Unit.DAY and not business else 1
        if not least <= self.amount <= (MOST_BUSINESS if business else MOST):
            raise ValueError(f"no duration has the amount {self.amount}")

    @property
    def is_same_day(self) -> bool:
        """Whether it ends at the midnight behind the event."""
        return self.amount == 0

    def __str__(self) -> str:
        if self.is_same_day:
            return "same day"
        business = "business " if self.clock is Clock.BUSINESS else ""
        return f"{self.amount} {business}{self.unit}{'' if self.amount == 1 else 's'}"

    def is_like(self, other: Duration) -> bool:
        """Whether both are told in one unit by one clock."""
        return self.unit is other.unit and self.clock is other.clock

    def plus(self, other: Duration) -> Duration | DurationSum:
        """Both, one behind the other: one duration when unit and clock agree, else a sum."""
        return DurationSum((self,)).plus(other)


@dataclass(frozen=True, slots=True)
class DurationSum:
    """Durations one behind another that do not add up to one amount: `1 month + 14 days`."""

    parts: tuple[Duration, ...]

    def __str__(self) -> str:
        return " + ".join(str(part) for part in self.parts)

    def plus(self, other: Duration) -> Duration | DurationSum:
        """The sum and another duration; one duration when all of one unit and clock."""
        parts = list(self.parts)
        for index, part in enumerate(parts):
            if (part.unit, part.clock) == (other.unit, other.clock):
                amount = part.amount + other.amount
                if amount > (MOST_BUSINESS if part.clock is Clock.BUSINESS else MOST):
                    continue
                parts[index] = Duration(amount, part.unit, part.clock)
                break
        else:
            parts.append(other)
        return parts[0] if len(parts) == 1 else DurationSum(tuple(parts))


DURATION_PATTERN: Final = (
    "^(same day"
    "|1 (second|minute|(business )?hour|(business )?day|week|month|year)"
    "|([2-9]|[1-9][0-9]{1,5}) (seconds|minutes|hours|days|weeks|months|years)"
    "|([2-9]|[1-9][0-9]{1,3}) business (hours|days))$"
)
"""Every duration and nothing else, for ECMA-262, Rust and Python alike."""

DURATION_FORM: Final = (
    "a whole number, a space and a unit, such as 14 days, 24 hours, 5 business days or 1 month; "
    "or same day"
)

_EXACT = re.compile(DURATION_PATTERN[1:-1])


def exact_duration(text: str) -> Duration | None:
    """The duration a text in the accepted form stands for, None for any other text."""
    if not _EXACT.fullmatch(text):
        return None
    if text == "same day":
        return Duration(0, Unit.DAY)
    words = text.split(" ")
    clock = Clock.BUSINESS if words[1] == "business" else Clock.CALENDAR
    return Duration(int(words[0]), Unit(words[-1].removesuffix("s")), clock)


def no_duration(text: str) -> Mistake:
    """The mistake of a text nothing is known about."""
    return Mistake(f"{shown(text)} is not a length of time.", f"Write {DURATION_FORM}.")
