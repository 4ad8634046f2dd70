"""Whether a text of a policy is in force on a day, and if not, why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from policykit.gaps.offers import Version
from policykit.library.reviews import due_day
from policykit.model.coverage import Lack
from policykit.model.value import dataclass

Due: TypeAlias = Callable[[date, str], date | None]
"""Gives the day a review is due: from the last one, and how often, as written."""


IN_FORCE: Final = frozenset({None, Lack.OVERDUE})
"""The lacks of texts that people work by: one that is overdue for a review still holds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A text of a policy on a day: `lack` is None where it is in force, `why` says what it is.

    `why` is the end of a sentence that begins with the policy: `is a draft`.
    """

    version: Version
    lack: Lack | None = None
    why: str = ""


def standings(
    versions: tuple[Version, ...], today: date, every: str, due: Due = due_day
) -> tuple[Standing, ...]:
    """The texts of one policy that count on a day, the one in force first.

    Args:
        versions: the main text and the coming one.
        today: the day.
        every: how often the organisation reviews policies that do not say it, '' for never.
        due: gives the day a review is due.
    """
    told = [_standing(each, today, every, due) for each in versions]
    gone = [it for it in told if it.lack is Lack.RETIRED and not it.version.is_coming]
    if gone:
        # A policy that is retired is over, whatever was to come after it.
        return tuple(gone)
    in_force = [each for each in told if each.lack in {None, Lack.OVERDUE}]
    if len(in_force) > 1:
        # Of two texts that have begun, the later one rules and the other is history.
        latest = max(in_force, key=lambda it: (it.version.effective, it.version.is_coming))
        told = [latest]
    return tuple(sorted(told, key=lambda it: it.lack is not None))


def _standing(version: Version, today: date, every: str, due: Due) -> Standing:
    if version.status == "retired":
        gone = _day(version.retired_on)
        if gone is None or gone <= today:
            return Standing(version, Lack.RETIRED, f"was retired{_on(version.retired_on)}")
    elif version.status != "active":
        what = {"in-review": "is in review", "approved": "is approved and not yet active"}
        return Standing(version, Lack.DRAFT, what.get(version.status, "is a draft"))
    begins = _day(version.effective)
    if begins is not None and begins > today:
        return Standing(version, Lack.COMING, f"takes effect on {begins}")
    looked_at = [begins, *map(_day, version.looked_at)]
    last = max((day for day in looked_at if day is not None and day <= today), default=None)
    until = None if last is None else due(last, version.review_every or every)
    if until is not None and until < today:
        return Standing(version, Lack.OVERDUE, f"was to be reviewed by {until}")
    return Standing(version)


def _on(day: str) -> str:
    return f" on {day}" if day else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
