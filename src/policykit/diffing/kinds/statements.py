"""Statements and their points: levels, conditions, precedence, choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.diffing.amounts import shown
from policykit.diffing.comparers import detail, names_of, said
from policykit.diffing.context import Context
from policykit.diffing.effects import (
    SAME,
    UNCLEAR,
    for_customer,
    for_staff,
    is_denied,
    strength,
)
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, sentence
from policykit.diffing.texts import redlined
from policykit.diffing.who import duty, gains, statement_of, unclear
from policykit.model.change import Bump, CustomerEffect, StaffEffect

_LONGEST: Final = 160
"""Letters of a duty that are told with its level."""

_WORDS: Final = {
    "must": "must",
    "must_not": "must not",
    "should": "should",
    "should_not": "should not",
    "may": "may",
}


def _thing(pair: Pair, _field: str, _context: Context) -> Iterator[Draft]:
    if pair.before is not None and pair.after is not None:
        return
    is_new = pair.after is not None
    level = pair.node.text("level")
    staff = for_staff("", level) if is_new else for_staff(level, "")
    customer = for_customer(gains(pair), more=is_new)
    text = f"{_WORDS.get(level, level)}: {said(pair)}"
    yield Draft(
        kind="statement-added" if is_new else "statement-removed",
        message=f"{sentence(called(pair))} ({_WORDS.get(level, level)}) is "
        f"{'new' if is_new else 'gone'}.",
        before=None if is_new else text,
        after=text if is_new else None,
        customer=customer,
        staff=staff,
        bump=Bump.MAJOR if staff is StaffEffect.MORE and strength(level) > 1 else None,
    )


def _level(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    """Another level: the lattice of must, must_not, should, should_not and may."""
    if pair.before is None or pair.after is None:
        return
    old, new = pair.before.text(field), pair.after.text(field)
    text = " ".join(pair.after.text("text").split())
    words = (
        f"{sentence(called(pair))} says {_WORDS.get(new, new)}, before {_WORDS.get(old, old)}: "
        f"{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}"
    )
    staff = for_staff(old, new)
    if is_denied(old) is not is_denied(new):
        yield Draft(
            kind="duty-reversed",
            message=words,
            field=field,
            before=_WORDS.get(old, old),
            after=_WORDS.get(new, new),
            customer=_reversed(pair, old, new),
            staff=staff if "may" in {old, new} else StaffEffect.UNCLEAR,
        )
        return
    stronger = strength(new) > strength(old)
    yield Draft(
        kind="duty-strengthened" if stronger else "duty-weakened",
        message=words,
        field=field,
        before=_WORDS.get(old, old),
        after=_WORDS.get(new, new),
        customer=for_customer(gains(pair), more=stronger),
        staff=staff,
        bump=Bump.MAJOR if staff is StaffEffect.MORE and strength(new) > 1 else None,
    )


def _reversed(pair: Pair, old: str, new: str) -> CustomerEffect:
    """What a reversal means is known where a permission says who gains if it is used."""
    for node, level, is_now in ((pair.before, old, False), (pair.after, new, True)):
        if node is not None and level == "may" and node.text("gains"):
            return for_customer(node.text("gains"), more=is_now)
    return UNCLEAR


def _condition(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """The case a thing holds in, in words."""
    old, new = shown(pair, field, before=True) or "", shown(pair, field, before=False) or ""
    if old and new:
        customer, staff = unclear(pair, context, True)  # noqa: FBT003 - an Effect
        told = Draft(
            kind="condition-reworded",
            message=f"The case of {called(pair)} is told otherwise.",
            customer=customer,
            staff=staff,
        )
        yield from redlined(pair, field, told, context)
        return
    customer, staff = duty(pair, context, not new)
    yield Draft(
        kind="condition-added" if new else "condition-removed",
        message=f"{sentence(called(pair))} "
        + (f"now holds in one case alone: {new}" if new else f"no longer waits for: {old}"),
        field=field,
        before=old or None,
        after=new or None,
        customer=customer,
        staff=staff,
    )


def _point(pair: Pair, _field: str, context: Context) -> Iterator[Draft]:
    if pair.before is not None and pair.after is not None:
        return
    is_new = pair.after is not None
    statement = statement_of(pair)
    there = (statement.after if is_new else statement.before) if statement else None
    chosen = there is not None and there.text("choice") == "one_of"
    if chosen:
        chooser = there.text("chosen_by") if there else ""
        customer = for_customer("customer", more=is_new) if chooser == "customer" else UNCLEAR
        staff = StaffEffect.SAME
    else:
        customer, staff = duty(pair, context, is_new)
    noun = "option" if chosen else "point"
    yield Draft(
        kind=f"{noun}-{'added' if is_new else 'removed'}",
        message=f"{sentence(called(pair)).replace('point', noun, 1)} of "
        f"{called(statement) if statement else 'a statement'} is {'new' if is_new else 'gone'}.",
        before=None if is_new else said(pair),
        after=said(pair) if is_new else None,
        customer=customer,
        staff=staff,
        bump=Bump.MAJOR if is_new and _is_duty(statement) and not chosen else None,
    )


def _is_duty(statement: Pair | None) -> bool:
    return statement is not None and strength(statement.node.text("level")) > 1


def _choice(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """Whether all points hold or one is chosen; a statement that got points tells them itself."""
    if not (pair.before and pair.after and pair.before.text(field) and pair.after.text(field)):
        return
    all_now = pair.after.text(field) == "points"
    customer, staff = duty(pair, context, all_now)
    yield Draft(
        kind="choice-became-all" if all_now else "all-became-choice",
        message=f"{sentence(called(pair))} asks for "
        + (
            "all its points, no longer for one." if all_now else "one of its points, no longer all."
        ),
        field=field,
        before="one of them" if all_now else "all of them",
        after="all of them" if all_now else "one of them",
        customer=customer,
        staff=staff,
    )


def _precedence(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    old, new = names_of(pair, field, context)
    for some, kind, verb in (
        ([name for name in new if name not in old], "precedence-added", "now wins over"),
        ([name for name in old if name not in new], "precedence-removed", "no longer wins over"),
    ):
        if some:
            yield Draft(
                kind=kind,
                message=f"{sentence(called(pair))} {verb} {', '.join(some)}.",
                field=field,
                before=", ".join(sorted(old)),
                after=", ".join(sorted(new)),
                customer=UNCLEAR,
                staff=StaffEffect.UNCLEAR,
                lasting=",".join(sorted(some)),
            )


def _gains(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    old = (pair.before.text(field) if pair.before else "") or "customer"
    new = (pair.after.text(field) if pair.after else "") or "customer"
    if old != new:
        yield Draft(
            kind="gains-changed",
            message=f"Who gains by {called(pair)}: {old} → {new}.",
            field=field,
            before=old,
            after=new,
            customer=UNCLEAR if "customer" in {old, new} else SAME,
        )


CHAPTER = Chapter(
    things={"statement": _thing, "point": _point},
    fields={
        ("statement", "level"): _level,
        ("*", "when"): _condition,
        ("statement", "choice"): _choice,
        ("statement", "instead_of"): _precedence,
        ("statement", "gains"): _gains,
        ("statement", "chosen_by"): detail("chooser-changed", "who chooses in", unclear),
        ("statement", "phase"): detail("phase-changed", "the phase of"),
    },
)
