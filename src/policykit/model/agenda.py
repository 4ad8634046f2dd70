"""Days to come: when a policy is to be looked at, takes effect, is taught or told."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from policykit.model.notice import urn_of
from policykit.model.value import dataclass


class OccasionKind(StrEnum):
    """What a day is for."""

    REVIEW = "review"
    EFFECT = "effect"
    WAIVER = "waiver"
    EXCEPTION = "exception"
    TRAINING = "training"
    STAFF = "staff"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something on a day.

    `uid` stays when the day is moved, so that a calendar moves it too. `title` and `lines` are
    words of the language of the agenda; `roles` those it concerns, `owner` the one who answers
    for it, '' for nobody. `overdue` says that the day has passed and it is still to be done;
    `page` is the address where the policy can be read, '' for none.
    """

    uid: str
    kind: OccasionKind
    day: date
    title: str
    category: str
    policy: str = ""
    owner: str = ""
    roles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    overdue: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All occasions in the order of their days, with what to call them together.

    `empty` says in words that there are none.
    """

    title: str
    locale: str
    day: date
    empty: str
    occasions: tuple[Occasion, ...] = ()


def occasion_uid(organisation: str, kind: OccasionKind, *key: str) -> str:
    """What a calendar knows an occasion again by, wherever it was told.

    Args:
        organisation: its name.
        kind: what the day is for.
        key: what it is of, the oldest id of a policy first, so that a rename makes no other.
    """
    return urn_of("occasion", organisation, kind.value, *key).rpartition(":")[2]
