"""What a promise was at every time: its values, when they landed, when they were in force."""

from __future__ import annotations

from datetime import date

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Brought:
    """A commit as it is named to people: its id, author and subject, and the day it landed."""

    commit: str
    author: str
    subject: str
    day: date


@dataclass(frozen=True, slots=True)
class Facet:
    """One side of a value: `deadline` and `10 days`, `in Sweden` and `49 SEK`, `must` and text."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Days:
    """Days something was in force, both included; `last` is None where no end is known.

    `by` is the commit that brought it.
    """

    first: date
    last: date | None
    by: Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value, and its way through the files and through the days.

    `words` is the value in one line, `facets` all there is to it. `name` is the id it had,
    `path` its file, `version` and `status` those of the policy when it landed, `reason` why
    that version took the place of the one before, '' where its file does not say. `landed` is the
    commit that wrote it, `gone` the one after which no file had it. `in_force` is empty where
    it never was.
    """

    words: str
    facets: tuple[Facet, ...]
    name: str
    path: str
    version: str
    status: str
    landed: Brought
    gone: Brought | None
    in_force: tuple[Days, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every value that a policy or an item of it ever had, in the order they came into force.

    What is not in force yet comes last, what never was stands by the day it landed; of two of
    the same day, that comes first which landed first.

    `item` is the item's dotted id, '' for the policy itself, whose values are its versions;
    `kind` is the kind of item (`policy` for the policy). `names` are all ids the thing had,
    the latest first, each with its policy. `branch` is the one that says what is in force,
    '' for the commit that is checked out. `gap` says what is missing of the past.
    """

    policy: str
    item: str
    kind: str
    title: str
    names: tuple[str, ...]
    values: tuple[Told, ...]
    today: date
    branch: str
    gap: str
