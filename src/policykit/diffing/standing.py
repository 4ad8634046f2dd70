"""What concerns a policy as a whole: its dates, its file, its words in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from policykit.diffing.amounts import amount
from policykit.diffing.context import Context
from policykit.diffing.kind import Draft
from policykit.diffing.sides import PolicyText
from policykit.diffing.translations import Sourced, Words, translations
from policykit.library.addresses import Prefix, prefixes
from policykit.library.walk import Walk, walk
from policykit.model.calendar import BusinessTimeError
from policykit.model.change import Change, CustomerEffect, StaffEffect
from policykit.model.length import DAY
from policykit.model.policy_shape import POLICY
from policykit.model.quantity.dates import parse_date
from policykit.model.quantity.duration import Duration
from policykit.model.value import dataclass

_BINDING: Final = frozenset({"approved", "active"})


@dataclass(frozen=True, slots=True)
class Days:
    """The day each side landed, or the day it is for files as they are."""

    before: date
    after: date


def standing(
    old: PolicyText | None,
    new: PolicyText | None,
    found: Sequence[Change],
    days: Days,
    context: Context,
) -> Iterator[Draft]:
    """What is otherwise about a policy besides what stands in it.

    Args:
        old: the earlier text.
        new: the later text.
        found: what was found in the text.
        days: the days of both sides.
        context: what the comparison knows.
    """
    if old is not None and new is not None:
        yield from _moved(old, new)
        yield from _dates(old, new, found, days, context)
        yield from _words(old, new, context)


def withdrawn(coming: PolicyText) -> Draft:
    """That a coming version is gone, and that of today did not become it."""
    version, day = coming.node.text("version"), coming.node.text("effective")
    planned = f", planned for {day}," if day else ""
    return Draft(
        kind="coming-version-withdrawn",
        message=f"The coming version {version}{planned} was taken back.",
        field="version",
        before=" from ".join(filter(None, (version, day))),
        meant=("", ""),
    )


def _moved(old: PolicyText, new: PolicyText) -> Iterator[Draft]:
    if old.path != new.path and old.node.id == new.node.id and old.coming is new.coming:
        yield Draft(
            kind="file-moved",
            message=f"The policy stands in {new.path}, before in {old.path}.",
            field="path",
            before=old.path,
            after=new.path,
        )


def _dates(
    old: PolicyText, new: PolicyText, found: Sequence[Change], days: Days, context: Context
) -> Iterator[Draft]:
    # When the earlier text landed is not known here, so both are held against one day; only a
    # date that was put right, with no new version, is no longer late.
    was, is_ = _late(old, days.after), _late(new, days.after)
    changed = old.node.text("effective") != new.node.text("effective")
    same_version = old.node.text("version") == new.node.text("version")
    if changed and (is_ if not same_version else is_ != was):
        yield Draft(
            kind="start-backdated" if is_ else "start-no-longer-backdated",
            message=f"It says it takes effect on {new.node.text('effective')}"
            + (f", and landed on {days.after.isoformat()}." if is_ else "."),
            field="effective",
            before=old.node.text("effective"),
            after=new.node.text("effective"),
        )
    need = _training_days(new, context)
    if not need or not any(_asks_for_notice(each) for each in found):
        return
    left = _days_left(new, days.after)
    if left is not None and 0 <= left < need:
        yield Draft(
            kind="notice-too-short",
            message=f"It takes effect in {left} days, and training for it may take {need}.",
            field="effective",
            before=old.node.text("effective"),
            after=new.node.text("effective"),
        )


def _late(text: PolicyText, landed: date) -> bool:
    left = _days_left(text, landed)
    return left is not None and left < 0 and text.node.text("status") in _BINDING


def _days_left(text: PolicyText, since: date) -> int | None:
    day = parse_date(text.node.text("effective")) if text.node.text("effective") else None
    return (day - since).days if isinstance(day, date) else None


def _training_days(text: PolicyText, context: Context) -> int:
    for node in text.node.children:
        if node.kind == "training":
            within = amount(node.text("within"), context, before=False)
            if isinstance(within, Duration):
                try:
                    return context.measure(None, None)(within).most // DAY
                except BusinessTimeError:
                    # Nobody said when we are open, so nobody can say how long it takes.
                    return 0
    return 0


def _asks_for_notice(change: Change) -> bool:
    return change.customer is CustomerEffect.WORSE or (
        change.staff is StaffEffect.MORE and bool(change.retrain)
    )


def _words(old: PolicyText, new: PolicyText, context: Context) -> Iterator[Draft]:
    """What is otherwise about its words in other languages."""
    if not old.worded and not new.worded:
        return
    now = _Present.of(old, context)
    yield from translations(
        Sourced(old.worded, lambda: walk(dict(old.data), POLICY), now.address, now.text),
        Sourced(new.worded, lambda: walk(dict(new.data), POLICY)),
    )


@dataclass(frozen=True, slots=True)
class _Present:
    """The earlier side by the names that things have now: addresses and texts."""

    prefixes: tuple[Prefix, ...]
    context: Context

    @classmethod
    def of(cls, old: PolicyText, context: Context) -> _Present:
        renamed = context.renamed
        walked = walk(dict(old.data), POLICY) if renamed else Walk()
        # What stands in something else comes first, while that has its earlier name.
        inner_first = sorted(renamed.items(), key=lambda pair: -pair[0].count("."))
        return cls(
            tuple(
                prefix
                for was, now in inner_first
                if was.rpartition(".")[2] != now.rpartition(".")[2]
                for prefix in prefixes(walked, was, now)
            ),
            context,
        )

    def address(self, address: str) -> str:
        for each in self.prefixes:
            address = each.of(address)
        return address

    def text(self, text: Words) -> Words:
        named = self.context.in_present_names
        return named(text) if isinstance(text, str) else tuple(map(named, text))
