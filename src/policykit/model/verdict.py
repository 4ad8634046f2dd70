"""What `verify` finds out about an edition of a handbook."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from policykit.model.value import dataclass


class Difference(StrEnum):
    """What became of a policy since an edition was made."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDifference:
    """A policy that an edition tells otherwise than it is in force.

    `since` is the first day from which the two have differed without a break; `before` and
    `after` are the versions in the edition and in force, '' where there is none.
    """

    policy: str
    title: str
    kind: Difference
    since: date
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an edition says what is in force.

    `handbook`, `locale` and the narrowing are as in the settings; `day` is the day it is of,
    `commit` the commit whose policies it prints, `on` the day it was looked at. `since` is the
    first day from which it has not been in force, None while it is.
    """

    code: str
    handbook: str
    title: str
    locale: str
    day: date
    commit: str
    on: date
    audience: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    policies: int = 0
    since: date | None = None
    differences: tuple[PolicyDifference, ...] = ()

    @property
    def is_in_force(self) -> bool:
        """Whether it says what is in force."""
        return self.since is None
