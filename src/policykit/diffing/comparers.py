"""Comparers made of rows: lists of names, measured values, plain details, things as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.amounts import in_print, order_of, shown
from policykit.diffing.context import Context
from policykit.diffing.effects import SAME, UNCLEAR
from policykit.diffing.kind import Comparer, Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, names_in_words, sentence
from policykit.diffing.who import Effect, nobody
from policykit.model.change import Bump, StaffEffect
from policykit.model.order import Order
from policykit.model.shape import Reference
from policykit.model.value import dataclass


def thing(added: str, removed: str, effect: Effect = nobody) -> Comparer:
    """Tells that a thing is new or gone."""

    def compare(pair: Pair, _field: str, context: Context) -> Iterator[Draft]:
        if pair.before is not None and pair.after is not None:
            return
        is_new = pair.after is not None
        customer, staff = effect(pair, context, is_new)
        yield Draft(
            kind=added if is_new else removed,
            message=f"{sentence(called(pair))} is {'new' if is_new else 'gone'}.",
            before=None if is_new else said(pair),
            after=said(pair) if is_new else None,
            customer=customer,
            staff=staff,
        )

    return compare


_SAID = ("title", "text", "do", "what", "q", "a", "situation", "requirement", "meaning")
"""The keys of what a thing says itself, without what explains it."""


def said(pair: Pair) -> str:
    """What a thing says: its own texts and its points', else its values."""
    node = pair.node
    texts = [text for key in _SAID if (text := node.text(key))]
    if node.kind in {"statement", "row"}:
        by_id = sorted(node.children, key=lambda child: child.id)
        texts += [text for child in by_id if (text := child.text("text"))]
    if texts:
        return " / ".join(texts)
    return ", ".join(in_print(each) for _, each in sorted(node.fields.items()))


def listed(
    added: str,
    removed: str,
    names: str,
    words: str,
    effect: Effect = nobody,
    *,
    empty_is_all: bool = False,
) -> Comparer:
    """Tells which names came into a list and which left it.

    Args:
        added: the kind of change where there are more.
        removed: the kind where there are fewer.
        names: what kind of names these are.
        words: what the list is, in a sentence, up to the thing: `readers of`.
        effect: what more of them means.
        empty_is_all: whether no list stands for everything.
    """

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        old, new = names_of(pair, field, context)
        come = tuple(name for name in new if name not in old)
        gone = tuple(name for name in old if name not in new)
        if empty_is_all and (not old or not new):
            yield _whole(pair, field, context, narrowed=bool(new))
            return
        for some, is_new in ((come, True), (gone, False)):
            if not some:
                continue
            customer, staff = effect(pair, context, is_new)
            verb = "added" if is_new else "removed"
            told = names_in_words(context, names, tuple(sorted(some)))
            yield Draft(
                kind=added if is_new else removed,
                message=f"{sentence(words)} {called(pair)}: {told} {verb}.",
                field=field,
                before=_told(context, names, old),
                after=_told(context, names, new),
                customer=customer,
                staff=staff,
                lasting=",".join(sorted(some)),
            )

    def _whole(pair: Pair, field: str, context: Context, *, narrowed: bool) -> Draft:
        old, new = names_of(pair, field, context)
        customer, staff = effect(pair, context, not narrowed)
        told = names_in_words(context, names, tuple(sorted(new or old)))
        return Draft(
            kind=removed if narrowed else added,
            message=f"{sentence(called(pair))} "
            + (
                f"now holds for {told} alone." if narrowed else f"no longer holds for {told} alone."
            ),
            field=field,
            before=_told(context, names, old) or "all",
            after=_told(context, names, new) or "all",
            customer=customer,
            staff=staff,
        )

    return compare


def names_of(pair: Pair, field: str, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names a field lists on both sides; things of the policy by their present names."""
    old = pair.before.names_in(field) if pair.before else ()
    new = pair.after.names_in(field) if pair.after else ()
    found = pair.before.fields.get(field) if pair.before else None
    if found is not None and isinstance(found.shape, Reference) and found.shape.kind == "item":
        old = tuple(map(context.called_now, old))
    return old, new


def _told(context: Context, kind: str, names: tuple[str, ...]) -> str:
    return names_in_words(context, kind, tuple(sorted(names))) if names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a measured field is compared.

    `less` and `more` are the kinds where the value got smaller or greater, `unclear` where
    nobody can tell; `begun` and `ended` where it came or went (then taken for smaller or
    greater where they are ''). `words` is what the value is, in a sentence, up to the thing.
    `effect` says what more of it means; with `is_shorter_better` that is asked for less of it.
    `is_most_without` says that no value at all stands for the greatest: a limit that is not
    set, an exception that never ends. With `is_said_alone` the words are all there is to say.
    """

    less: str
    more: str
    words: str
    unclear: str = "value-not-comparable"
    begun: str = ""
    ended: str = ""
    effect: Effect = nobody
    is_shorter_better: bool = False
    is_most_without: bool = False
    is_duty: bool = False
    is_said_alone: bool = False


def measured(row: Measured) -> Comparer:
    """Tells how a measured field got greater or smaller."""

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        old, new = shown(pair, field, before=True), shown(pair, field, before=False)
        kind, order = _kind(pair, field, context, old, new)
        customer, staff = SAME, StaffEffect.SAME
        if order in {Order.LESS, Order.GREATER}:
            more = (order is Order.LESS) is not row.is_shorter_better
            customer, staff = row.effect(pair, context, more)
        elif order is not Order.EQUAL and row.effect is not nobody:
            customer = UNCLEAR if row.effect(pair, context, True)[0] is not SAME else SAME  # noqa: FBT003 - an Effect
            staff = StaffEffect.UNCLEAR
        yield Draft(
            kind=kind,
            message=f"{sentence(row.words)}{'' if row.is_said_alone else f' {called(pair)}'}: "
            f"{old or 'none'} → {new or 'none'}.",
            field=field,
            before=old or "none",
            after=new or "none",
            customer=customer,
            staff=staff,
            bump=Bump.MAJOR if row.is_duty and staff is StaffEffect.MORE else None,
        )

    def _kind(
        pair: Pair, field: str, context: Context, old: str | None, new: str | None
    ) -> tuple[str, Order]:
        if old is None or new is None:
            # A time that is promised at all is better than none, whatever it is.
            begun = old is None
            is_most = row.is_shorter_better or row.is_most_without
            better = Order.GREATER if is_most else Order.LESS
            order = better if begun else better.reverse
            kind = (row.begun if begun else row.ended) or (
                row.more if order is Order.LESS else row.less
            )
            return kind, order
        order = order_of(pair, field, context)
        match order:
            case Order.LESS:
                return row.more, order
            case Order.GREATER:
                return row.less, order
            case Order.EQUAL:
                return "value-written-otherwise", order
            case _:
                return row.unclear, order

    return compare


def detail(
    kind: str,
    words: str,
    effect: Effect = nobody,
    *,
    is_text: bool = False,
    is_said_alone: bool = False,
) -> Comparer:
    """Tells that a plain value is another one; with `is_text` it is compared word by word.

    With `is_said_alone` the words are all there is to say, and do not lead up to the thing.
    """

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        old, new = shown(pair, field, before=True), shown(pair, field, before=False)
        customer, staff = effect(pair, context, True)  # noqa: FBT003 - an Effect
        yield Draft(
            kind=kind,
            message=f"{sentence(words)}{'' if is_said_alone else f' {called(pair)}'}: "
            f"{old or 'none'} → {new or 'none'}.",
            field=field,
            before=old or ("" if is_text else "none"),
            after=new or ("" if is_text else "none"),
            customer=customer,
            staff=staff,
            is_text=is_text,
        )

    return compare


def named(kind: str, words: str, names: str, effect: Effect = nobody) -> Comparer:
    """Tells that one name stands where another one stood."""

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        old, new = (context.titles(names, sorted(each)) for each in names_of(pair, field, context))
        customer, staff = effect(pair, context, True)  # noqa: FBT003 - an Effect
        yield Draft(
            kind=kind,
            message=f"{sentence(words)} {called(pair)}: {old or 'none'} → {new or 'none'}.",
            field=field,
            before=old or "none",
            after=new or "none",
            customer=customer,
            staff=staff,
        )

    return compare


def switched(on: str, off: str, words: str, effect: Effect = nobody, who: str = "") -> Comparer:
    """Tells that something that is so or not is so now, or no longer.

    The words say what is so (`for customers to read`) of the thing, or of others: `who`, with
    their verb, as `customers are`.
    """

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        is_on = shown(pair, field, before=False) == "yes"
        if is_on == (shown(pair, field, before=True) == "yes"):
            return
        customer, staff = effect(pair, context, is_on)
        yield Draft(
            kind=on if is_on else off,
            message=f"{sentence(who or f'{called(pair)} is')} "
            f"{'now' if is_on else 'no longer'} {words}.",
            field=field,
            before="no" if is_on else "yes",
            after="yes" if is_on else "no",
            customer=customer,
            staff=staff,
        )

    return compare
