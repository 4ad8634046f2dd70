"""What happened to a policy: who was asked, what was found, who approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.document import Json
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Somebody did something on a day, over texts with these digests by locale."""

    date: str
    by: str = ""
    role: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """Who was asked, and what came of it."""

    role: str
    date: str
    count: int | None = None
    via: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something learnt that changed the policy."""

    id: str
    source: str
    found: str
    date: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on a text in review, and what became of it; open while `outcome` is ''."""

    id: str
    role: str
    date: str
    says: str
    by: str = ""
    item: str = ""
    outcome: str = ""
    answer: str = ""
    settled: str = ""
    settled_by: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record of a policy and its coming version."""

    path: str
    drafted: tuple[Stamp, ...] = ()
    consulted: tuple[Consultation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    comments: tuple[Comment, ...] = ()
    law_checked: Mapping[str, Json] = field(default_factory=dict)
    reviews: tuple[Stamp, ...] = ()
    approvals: tuple[Stamp, ...] = ()
    seen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    accepted: tuple[Mapping[str, Json], ...] = ()
