"""The text of a policy as it was: in force on a day, in a revision, or in the files as they are."""

from __future__ import annotations

from datetime import date

from policykit.model.history import Brought
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One text for people, values filled in.

    `heading` is 1 for the policy, 2 for a section, 3 for an item and 0 for all other lines;
    `label` stands before the text (`Must`, `deadline`), '' where nothing does. `item` is the
    dotted id of what it belongs to, '' for the policy.
    """

    item: str
    label: str
    text: str
    heading: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A policy, or an item of it, as it was.

    `on` is the day that was asked for; None stands for a revision or the files. `commit` is the
    last commit by that day that touched the text, and so proves it, None for the files;
    `since` is the first day it was in force without a break and `by` the commit that brought
    it, None where that was not asked. `lines` is empty where there was no such thing; `why`
    then says so in a sentence.
    """

    policy: str
    item: str
    title: str
    version: str
    status: str
    path: str
    on: date | None
    commit: Brought | None
    since: date | None
    by: Brought | None
    lines: tuple[ShownLine, ...]
    why: str
    branch: str
    gap: str
