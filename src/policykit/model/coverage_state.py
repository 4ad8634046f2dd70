"""What becomes of a requirement, why a need does not hold, and how many are in each state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from policykit.model.value import dataclass


class State(StrEnum):
    """What becomes of a requirement.

    COVERED: every need of it holds. PARTIAL: something is there, and a need fails. OUTDATED:
    every need would hold, were its text in force (it is a draft, coming, overdue or expired).
    MISSING: nothing is there. NOT_APPLICABLE and WAIVED come with a reason.
    """

    COVERED = "covered"
    PARTIAL = "partial"
    OUTDATED = "outdated"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    WAIVED = "waived"

    @property
    def counts(self) -> bool:
        """Whether a requirement in this state counts in percentages."""
        return self not in {State.NOT_APPLICABLE, State.WAIVED}

    @property
    def is_gap(self) -> bool:
        """Whether something has to be done about it."""
        return self in {State.PARTIAL, State.OUTDATED, State.MISSING}

    @property
    def rank(self) -> int:
        """0 for missing, up to 3 for covered; what does not count ranks with covered."""
        return _RANKS.get(self, 3)


_RANKS: Final = {State.MISSING: 0, State.PARTIAL: 1, State.OUTDATED: 2}


def whole(regions: Iterable[State]) -> State:
    """The worst state of some regions; where none counts, waived before not applicable."""
    states = frozenset(regions)
    counting = [state for state in states if state.counts]
    if counting:
        return min(counting, key=lambda state: state.rank)
    return State.WAIVED if State.WAIVED in states else State.NOT_APPLICABLE


class Lack(StrEnum):
    """Why a need does not hold.

    ABSENT: nothing like it is there. ELSEWHERE: it is there for other regions, channels,
    contact reasons or roles. OTHERWISE: it is there, and lacks a mark that is asked for (level,
    phase, public, part, owner of an answer …). ENDED: the promise is taken back here (`none`).
    OTHER_START: it counts from another event. BELOW: its number breaks the limit. SOMETIMES:
    its number keeps the limit in its best case alone. UNMEASURED, INCOMPARABLE: nobody can tell.
    DRAFT, COMING, OVERDUE, EXPIRED, RETIRED: its text is not in force.
    """

    ABSENT = "absent"
    ELSEWHERE = "elsewhere"
    OTHERWISE = "otherwise"
    ENDED = "ended"
    OTHER_START = "other-start"
    BELOW = "below"
    SOMETIMES = "sometimes"
    UNMEASURED = "unmeasured"
    INCOMPARABLE = "incomparable"
    DRAFT = "draft"
    COMING = "coming"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    RETIRED = "retired"

    @property
    def is_of_time(self) -> bool:
        """Whether all that is wrong is that the text is not in force."""
        return self in {Lack.DRAFT, Lack.COMING, Lack.OVERDUE, Lack.EXPIRED, Lack.RETIRED}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requirements are in each state."""

    covered: int = 0
    partial: int = 0
    outdated: int = 0
    missing: int = 0
    waived: int = 0
    not_applicable: int = 0

    @property
    def counted(self) -> int:
        """How many count in percentages."""
        return self.covered + self.partial + self.outdated + self.missing

    @property
    def percent(self) -> int | None:
        """The share that is covered, rounded down so that 100 means all; None of nothing."""
        return self.covered * 100 // self.counted if self.counted else None


def tally(states: Iterable[State]) -> Tally:
    """States, counted."""
    counts = dict.fromkeys(State, 0)
    for state in states:
        counts[state] += 1
    return Tally(
        covered=counts[State.COVERED],
        partial=counts[State.PARTIAL],
        outdated=counts[State.OUTDATED],
        missing=counts[State.MISSING],
        waived=counts[State.WAIVED],
        not_applicable=counts[State.NOT_APPLICABLE],
    )
