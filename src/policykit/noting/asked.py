"""What can be noted in the record of a policy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeAlias

from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """People of a role, or customers, were asked: how many (0 unknown), how, what came of it."""

    role: str
    count: int = 0
    via: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Something was found, perhaps by a source of feedback, and changed items."""

    found: str
    source: str = ""
    changed: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A remark on a text in review, on an item of it or ('') on the whole."""

    says: str
    role: str
    item: str = ""
    by: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of a remark; `again` replaces an answer that is there."""

    comment: str
    outcome: str
    answer: str
    by: str
    changed: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Somebody wrote or changed the text, or the coming one."""

    by: str
    coming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChecked:
    """A role, or somebody, compared the policy with the law behind it."""

    by: str


Happening: TypeAlias = Consulted | Learnt | Said | Answered | Drafted | LawChecked


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRequest:
    """What happened to which policy, and on which day; today where that is None.

    Without `writes` it is only shown what would be.
    """

    root: Path
    policy: str
    what: Happening
    on: date | None = None
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The records that change, what was noted in a line, and what is worth knowing beside it."""

    rewrites: tuple[Rewrite, ...]
    told: str
    remarks: tuple[str, ...] = ()
