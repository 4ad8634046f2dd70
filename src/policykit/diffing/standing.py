"""What concerns a policy as a whole: its dates, its file, its words in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from policykit.diffing.amounts import amount
from policykit.diffing.context import Context
from policykit.diffing.kind import Draft
from policykit.diffing.sides import PolicyText, Worded
from policykit.library.addresses import Prefix, prefixes
from policykit.library.walk import Walk, walk
from policykit.model.calendar import BusinessTimeError
from policykit.model.change import Change, CustomerEffect, StaffEffect
from policykit.model.length import DAY
from policykit.model.policy_shape import POLICY
from policykit.model.quantity.dates import parse_date
from policykit.model.quantity.duration import Duration
from policykit.model.text import folded
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


def _words(old: PolicyText | None, new: PolicyText | None, context: Context) -> Iterator[Draft]:
    """Words in other languages: there or not, of the present text or an older one."""
    before = old.worded if old is not None else {}
    after = new.worded if new is not None else {}
    if old is None or new is None:
        return
    now = _Present.of(old, context)
    for locale in sorted(before.keys() | after.keys()):
        one, other = before.get(locale), after.get(locale)
        if one is None or other is None:
            is_new = one is None
            yield Draft(
                kind="translation-added" if is_new else "translation-removed",
                message=f"Its words in {locale} are {'new' if is_new else 'gone'}.",
                field="words",
                before=None if is_new else locale,
                after=locale if is_new else None,
                places=(
                    None if one is None else (one.words.path, ()),
                    None if other is None else (other.words.path, ()),
                ),
                lasting=locale,
            )
            continue
        stale, was = set(other.state.stale), set(map(now.address, one.state.stale))
        for kind, some, verb in (
            ("translation-stale", sorted(stale - was), "are of an older text"),
            ("translation-current", sorted(was - stale), "are of the present text again"),
        ):
            if some:
                yield Draft(
                    kind=kind,
                    message=f"Its words in {locale} {verb}: {', '.join(some[:5])}"
                    f"{f' and {len(some) - 5} more' if len(some) > 5 else ''}.",  # noqa: PLR2004 - as many as one reads
                    field="words",
                    before=", ".join(some) if kind == "translation-current" else None,
                    after=", ".join(some) if kind == "translation-stale" else None,
                    places=((one.words.path, ()), (other.words.path, ())),
                    lasting=locale,
                )
        yield from _reworded(locale, one, other, _new_texts(old, new, now) | (was ^ stale), now)


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

    def text(self, text: str | tuple[str, ...]) -> str | tuple[str, ...]:
        named = self.context.in_present_names
        return named(text) if isinstance(text, str) else tuple(map(named, text))


def _new_texts(old: PolicyText, new: PolicyText, now: _Present) -> frozenset[str]:
    """The addresses whose source is another text: their words have to be others, too."""
    before = {
        now.address(each.address): now.text(each.text)
        for each in walk(dict(old.data), POLICY).texts
    }
    after = {each.address: each.text for each in walk(dict(new.data), POLICY).texts}
    return frozenset(key for key, text in after.items() if before.get(key) != text)


def _reworded(
    locale: str, one: Worded, other: Worded, changed: frozenset[str], now: _Present
) -> Iterator[Draft]:
    old = {now.address(text.address): now.text(text.text) for text in one.words.texts}
    pointers = {now.address(text.address): text.pointer for text in one.words.texts}
    for text in other.words.texts:
        was = old.get(text.address)
        if was is None or _folded(was) == _folded(text.text):
            continue
        yield Draft(
            kind="translation-reworded",
            message=f"The words for {text.address} in {locale} are others.",
            field="words",
            before=_joined(was),
            after=_joined(text.text),
            is_text=True,
            editorial=text.address in changed,
            customer=CustomerEffect.SAME if text.address in changed else CustomerEffect.UNCLEAR,
            places=(
                (one.words.path, pointers.get(text.address, ())),
                (other.words.path, text.pointer),
            ),
            lasting=f"{locale}:{text.address}",
        )


def _folded(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(each) for each in ((text,) if isinstance(text, str) else text))


def _joined(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else "\n".join(text)
