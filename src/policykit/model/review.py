"""When policies are to be read again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from policykit.model.unread import Unread
from policykit.model.value import dataclass


class ReviewState(StrEnum):
    """Where a policy stands on the way to its next review, the most urgent first."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    UNPLANNED = "not planned"


class Hollow(StrEnum):
    """Why a review is only a date."""

    UNBOUND = "does not say which text was read"
    IN_ONE_GO = "was noted with too many others on one day"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReview:
    """A policy in force and its next review.

    `oldest_id` is the first id the policy ever had. `last` is the day it was looked at last and `was` what happened then (`was reviewed` or `took
    effect`); `by` the code of who reviewed it last. `due` is None where nothing says how often.
    `changed_since` tells that its rules are others than those that were read.
    """

    policy: str
    oldest_id: str
    title: str
    path: str
    owner: str
    version: str
    every: str
    last: date | None
    was: str
    by: str
    due: date | None
    state: ReviewState
    hollow: tuple[Hollow, ...] = ()
    changed_since: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A person who noted reviews of more policies on a day than anybody can read."""

    by: str
    on: str
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectReference:
    """A place that refers to a statement or term which says something else than it did.

    `item` is the citing item of `policy`, at `path` and `line` (from 1). `target` is the id of the
    statement or term and `cited` the policy it stands in, `words` what it says now. `changed` are
    sentences on what is otherwise since both were looked at, none where nobody knows. `coming`
    tells that the place stands in a coming text beside one in force.
    """

    policy: str
    title: str
    owner: str
    item: str
    path: str
    line: int
    cited: str
    target: str
    kind: str
    words: str
    changed: tuple[str, ...] = ()
    coming: bool = False

    @property
    def name(self) -> str:
        """What is cited, as the citing policy writes it."""
        return self.target if self.cited == self.policy else f"{self.cited}.{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleWords:
    """Words of a policy in another language whose source has changed: how many texts."""

    policy: str
    title: str
    owner: str
    path: str
    locale: str
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """The reviews of a repository, the most urgent first.

    `within` is how many days ahead a review counts as due. `suspects` and `stale` are what is to
    be looked at again because of a change elsewhere, by policy; `since` is the revision from
    which such changes count, '' where it is when somebody last looked.
    """

    name: str
    today: date
    within: int
    policies: tuple[PolicyReview, ...]
    rounds: tuple[Round, ...]
    suspects: tuple[SuspectReference, ...] = ()
    stale: tuple[StaleWords, ...] = ()
    since: str = ""
    unread: tuple[Unread, ...] = ()
