"""When policies are to be read again, and which reviews nobody can have held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from policykit.approvals.matrix import DECIDED
from policykit.approvals.stamps import fits, newest
from policykit.library import read
from policykit.library.reviews import day_after
from policykit.model.calendar import BusinessCalendar
from policykit.model.document import Json
from policykit.model.facts import Facts, StampFact
from policykit.model.quantity.duration import Duration, exact_duration
from policykit.model.review import Hollow, PolicyReview, ReviewState
from policykit.model.value import dataclass

MOST_A_DAY: Final = 10
"""Reviews that one person can hold in a day, where nobody set another number."""

_HOLLOW: Final = ("LIF004", "review-hollow")
"""The rule of lint for which the settings can set another number."""

Calendar = Callable[[date], BusinessCalendar | None]


@dataclass(frozen=True, slots=True)
class Looked:
    """The day a policy was looked at last, and what happened then: a review, or its start."""

    what: str
    day: date


def last_looked_at(facts: Facts, today: date) -> Looked | None:
    """The last review or the day the policy took effect; None where nobody can say."""
    days = [("took effect", facts.effective)]
    if facts.record is not None:
        days += [("was reviewed", stamp.date) for stamp in facts.record.reviews]
    known = [(day, what) for what, text in days if (day := _day(text)) is not None and day <= today]
    if not known:
        return None
    day, what = max(known)
    return Looked(what, day)


def cycle(facts: Facts, default: str) -> Duration | None:
    """How often a policy is to be read again; `default` is what the organisation says."""
    return exact_duration(facts.review_every or default)


def due(facts: Facts, default: str, today: date, calendar: Calendar) -> date | None:
    """The day of the next review; None where there is no cycle or nobody knows since when."""
    every = cycle(facts, default)
    last = last_looked_at(facts, today)
    return None if every is None or last is None else day_after(last.day, every, calendar)


def unbound(facts: Facts) -> StampFact | None:
    """The last review of a text in force, where it does not say which text was read."""
    if facts.record is None or not facts.record.reviews or facts.status not in DECIDED:
        return None
    last = newest(facts.record.reviews)
    return None if last.digests else last


def most_a_day(rules: Mapping[str, Json]) -> int:
    """Reviews that one person can hold in a day, as `lint.rules` of the settings says."""
    said = (read.number(read.section(rules, name), "most_a_day") for name in _HOLLOW)
    return next((each for each in said if each is not None and each > 0), MOST_A_DAY)


@dataclass(frozen=True, slots=True)
class InOneGo:
    """A person who noted reviews of more policies in a day than anybody can read."""

    person: str
    day: str
    reviews: tuple[tuple[Facts, StampFact], ...]

    @property
    def policies(self) -> int:
        """How many policies that were."""
        return len({facts.path for facts, _ in self.reviews})


def in_one_go(policies: Iterable[Facts], most: int = MOST_A_DAY) -> Iterator[InOneGo]:
    """Whoever noted reviews of more than `most` policies on one day."""
    days: dict[tuple[str, str], list[tuple[Facts, StampFact]]] = {}
    for facts in policies:
        for stamp in facts.record.reviews if facts.record is not None else ():
            if stamp.by and stamp.date:
                days.setdefault((stamp.by, stamp.date), []).append((facts, stamp))
    for (person, day), found in days.items():
        held = InOneGo(person, day, tuple(found))
        if held.policies > most:
            yield held


def policy_review(
    facts: Facts,
    default: str,
    present: Sequence[Mapping[str, str]],
    today: date,
    calendar: Calendar,
    *,
    within: int,
    go: Mapping[str, InOneGo],
) -> PolicyReview:
    """When a policy in force is to be read again, and what its last review was worth.

    Args:
        facts: the policy.
        default: how often, where the policy does not say.
        present: its rules digests now, by locale, and those of its coming text.
        today: the day to judge by.
        calendar: what measures business days from a day on.
        within: a review so many days ahead, or fewer, is due.
        go: by path, the round of reviews in which its last one was noted with too many others.
    """
    last = last_looked_at(facts, today)
    day = due(facts, default, today, calendar)
    reviews = facts.record.reviews if facts.record is not None else ()
    stamp = newest(reviews) if reviews else None
    hollow: list[Hollow] = []
    if unbound(facts) is not None:
        hollow.append(Hollow.UNBOUND)
    if facts.path in go:
        hollow.append(Hollow.IN_ONE_GO)
    return PolicyReview(
        policy=facts.id,
        oldest_id=facts.oldest_id,
        title=facts.title,
        path=facts.path,
        owner=facts.owner,
        version=facts.version,
        every=facts.review_every or default,
        last=last.day if last is not None else None,
        was=last.what if last is not None else "",
        by=stamp.by if stamp is not None else "",
        due=day,
        state=_state(day, today, within),
        hollow=tuple(hollow),
        changed_since=stamp is not None
        and bool(stamp.digests)
        and not any(fits(stamp, each) for each in present),
    )


def rounds(policies: Iterable[Facts], most: int = MOST_A_DAY) -> dict[str, InOneGo]:
    """By path of a policy, the round in which its last review was noted with too many others."""
    found: dict[str, InOneGo] = {}
    for go in in_one_go(policies, most):
        for facts, stamp in go.reviews:
            if facts.record is not None and newest(facts.record.reviews) == stamp:
                found[facts.path] = go
    return found


def _state(day: date | None, today: date, within: int) -> ReviewState:
    if day is None:
        return ReviewState.UNPLANNED
    if day < today:
        return ReviewState.OVERDUE
    return ReviewState.DUE if (day - today).days <= within else ReviewState.LATER


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
