"""What is to be renamed, and why it must not be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from policykit.library.cited import dotted
from policykit.library.walk import Walk
from policykit.model.errors import SourceError
from policykit.model.ids import LONGEST_ID, RESERVED, is_id, suggested_id

_FILES = frozenset({"organisation", "assessments"})
"""Ids no policy can have: files of that name are something else."""


def new_id(old: str, new: str) -> str:
    """The new id by itself, where it may be given whole, such as `returns.no-bill`.

    Raises:
        SourceError: it can be no id, or it says that the thing moves elsewhere.
    """
    above, _, last = old.rpartition(".")
    if "." in new:
        owner, _, name = new.rpartition(".")
        if owner != above:
            raise SourceError(
                "not-a-rename",
                f"{old[:120]} keeps its place when it is renamed, and {new[:120]} is another one.",
                hint=f"Give the new id alone: policykit rename {old[:120]} {name[:64]}.",
            )
        new = name
    if not is_id(new):
        near = suggested_id(new)
        reason = (
            f"{new} means something else where an id could stand"
            if new in RESERVED
            else f"{new[:120]} cannot be an id"
        )
        raise SourceError(
            "not-an-id",
            f"{reason}.",
            hint=f"Did you mean {near}?"
            if near
            else f"An id has small letters, digits and single hyphens, at most {LONGEST_ID} of "
            "them, and begins with a letter.",
        )
    if new == last:
        raise SourceError("nothing-to-rename", f"It is called {new} already.")
    return new


def demand_free_policy(
    new: str, old: str, former: Mapping[str, Sequence[str]], taken: Iterable[str]
) -> None:
    """Refuse an id that another policy has or had.

    Args:
        new: the id that is wanted.
        old: the id the policy has.
        former: the former ids of every policy there is, by its id.
        taken: ids that files have, of policies or not.

    Raises:
        SourceError: it is not free.
    """
    if new in _FILES:
        raise SourceError(
            "id-taken",
            f"A policy cannot be called {new}: that file is something else.",
            hint="Take another id.",
        )
    if new in former or new in set(taken):
        raise SourceError(
            "id-taken", f"There are files of a policy {new} already.", hint="Take another id."
        )
    for policy, had in former.items():
        if policy != old and new in had:
            raise SourceError(
                "id-taken",
                f"The policy {policy} was called {new} once, and an id is never used again: "
                "history and links would lead to the wrong policy.",
                hint="Take another id.",
            )


def demand_free_item(walked: Walk, before: str, after: str, where: str) -> None:
    """Refuse an id that another item beside it has or had.

    Raises:
        SourceError: it is not free, or the item stands twice.
    """
    parent, _, new = after.rpartition(".")
    same = [item for item in walked.items if item.kind != "cell" and dotted(item) == before]
    if len(same) > 1:
        raise SourceError(
            "id-stands-twice",
            f"{before} stands twice, so nobody can tell which one is meant.",
            context=where,
            hint="Give one of them another id by hand first.",
        )
    for item in walked.items:
        if item.kind == "cell" or item.parent != parent or dotted(item) == before:
            continue
        had = former_of(item.value)
        if new == item.id or new in had:
            was = "is called" if new == item.id else "was once called"
            raise SourceError(
                "id-taken",
                f"{'An' if item.kind[0] in 'aeiou' else 'A'} {item.kind.replace('-', ' ')} here "
                f"{was} {new}, and an id means one thing, now and in the past.",
                context=where,
                hint="Take another id.",
            )


def former_of(value: object) -> tuple[str, ...]:
    """The former ids of an item."""
    had = value.get("former_ids") if isinstance(value, dict) else None
    return tuple(each for each in had if isinstance(each, str)) if isinstance(had, list) else ()


def unknown(old: str, known: Iterable[str], now: str = "") -> SourceError:
    """What to say of a name nobody has; `now` is what it is called where it once was that."""
    if now:
        return SourceError(
            "unknown-name", f"{old[:120]} is called {now} now.", hint=f"Rename {now}."
        )
    near = get_close_matches(old, sorted(set(known)), 1)
    return SourceError(
        "unknown-name",
        f"There is nothing called {old[:120]} here.",
        hint=f"Did you mean {near[0]}?"
        if near
        else "Name a policy (returns), an item of one (returns.no-receipt), a point of an item "
        "(returns.damaged-by-us.replace) or a requirement (our-rules.greet).",
    )
