"""What became of a text: mended, reworded, or with a number, a negation or a condition otherwise.

A duty that is told in other words may ask for more or for less, and nobody but a reader can
say which; what explains a duty or is only said beside it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policykit.diffing.context import Context
from policykit.diffing.effects import SAME, UNCLEAR
from policykit.diffing.kind import Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, sentence
from policykit.diffing.who import gains, statement_of
from policykit.diffing.wording import Shift, Wording, WordingKind, wording
from policykit.library import read
from policykit.model.case import Case
from policykit.model.change import Bump, CustomerEffect, StaffEffect
from policykit.model.text import Placeholder, Words, folded, segments
from policykit.model.value import dataclass

_BINDING: Final = frozenset(
    {
        ("statement", "text"),
        ("point", "text"),
        ("exception", "what"),
        ("exclusion", "text"),
        ("definition", "text"),
        ("cell", "text"),
    }
)
"""Texts that are rules themselves."""

_DONE: Final = frozenset(
    {("step", "do"), ("step", "how"), ("statement", "how"), ("escalation-step", "how")}
)
"""Texts that staff go by: a number or a negation in them can turn what customers get."""

_LINK: Final = "reference-in-text-changed"

_TOLD: Final = frozenset({"script", "faq"})
"""Things whose texts customers are told."""

_FIELD_WORDS: Final = {
    "a": "the answer",
    "bad": "the bad example",
    "because": "the reason",
    "customer_benefit": "the benefit for customers",
    "do": "the text",
    "good": "the good example",
    "how": "the explanation",
    "q": "the question",
    "quiz.question": "the question of the quiz",
    "quiz.right": "the right answer of the quiz",
    "rationale": "the reason",
    "situation": "the situation",
    "summary": "the summary",
    "text": "the text",
    "title": "the title",
    "what": "the text",
    "when": "the case",
}

_PHRASES: Final = {"say": "what staff should say", "avoid": "what staff should not say"}


@dataclass(frozen=True, slots=True)
class _Weight:
    """How much a text weighs: for customers, for staff, for the version."""

    customer: CustomerEffect
    staff: StaffEffect
    bump: Bump


def compare_text(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """Tells what became of one text."""
    old = pair.before.text(field) if pair.before else ""
    new = pair.after.text(field) if pair.after else ""
    words = f"{_FIELD_WORDS.get(field, field.replace('_', ' '))} of {called(pair)}"
    if not old or not new:
        yield Draft(
            kind="text-added" if new else "text-removed",
            message=f"{sentence(words)} is {'new' if new else 'gone'}.",
            field=field,
            before=old or None,
            after=new or None,
            bump=_told_bump(pair),
        )
        return
    said = wording(context.in_present_names(old), new, context.locale)
    weight = _weight(pair, field)
    if _is_same_value(said, context) and _filled(old, context, before=True) == _filled(
        new, context, before=False
    ):
        yield Draft(
            kind="value-written-otherwise",
            message=f"{sentence(words)} says its number by a term, or no longer does.",
            field=field,
            before=old,
            after=new,
            is_text=True,
        )
        return
    shifts = () if _is_same_value(said, context) else tuple(_shifts(said, words))
    if not shifts:
        yield _plain(pair, field, words, said, weight)
        return
    for number, (kind, message, shift) in enumerate(shifts):
        # The first one carries the whole redline; the others say what else there is in it.
        first = number == 0
        yield Draft(
            kind=kind,
            message=message,
            field=field,
            before=old if first else ", ".join(shift.left),
            after=new if first else ", ".join(shift.entered),
            customer=SAME if kind == _LINK else weight.customer,
            staff=StaffEffect.SAME if kind == _LINK else weight.staff,
            bump=None if kind == _LINK else weight.bump,
            is_text=first,
        )


def _plain(pair: Pair, field: str, words: str, said: Wording, weight: _Weight) -> Draft:
    """A text without a number, negation or condition that came or went."""
    old = pair.before.text(field) if pair.before else ""
    new = pair.after.text(field) if pair.after else ""
    is_duty = (pair.kind, field) in _BINDING
    if said.kind is not WordingKind.REWORDED:
        kind, verb = "mended", "was mended"
    else:
        kind, verb = "duty-reworded" if is_duty else "reworded", "is told in other words"
    weighs = kind == "duty-reworded" or (kind == "reworded" and pair.kind in _TOLD)
    return Draft(
        kind=kind,
        message=f"{sentence(words)} {verb}.",
        field=field,
        before=old,
        after=new,
        customer=weight.customer if weighs else SAME,
        staff=weight.staff if weighs else StaffEffect.SAME,
        is_text=True,
    )


def redlined(pair: Pair, field: str, told: Draft, context: Context) -> Iterator[Draft]:
    """A change of a text whose kind is known, with its redline; a mere mend is told as one."""
    old = pair.before.text(field) if pair.before else ""
    new = pair.after.text(field) if pair.after else ""
    if wording(old, new, context.locale).is_editorial:
        words = f"{_FIELD_WORDS.get(field, field)} of {called(pair)}"
        yield Draft(
            kind="mended",
            message=f"{sentence(words)} was mended.",
            field=field,
            before=old,
            after=new,
            is_text=True,
        )
        return
    yield replace(told, field=field, before=old, after=new, is_text=True)


def compare_texts(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    """Tells which phrases came into a list and which left it."""
    old, new = _phrases(pair, field, before=True), _phrases(pair, field, before=False)
    words = _PHRASES.get(field, f"{field.replace('_', ' ')} in {called(pair)}")
    for phrase in new:
        if phrase not in old:
            yield Draft(
                kind="phrase-added",
                message=f"A phrase is new among {words}.",
                field=field,
                after=phrase,
                lasting=phrase,
            )
    for phrase in old:
        if phrase not in new:
            yield Draft(
                kind="phrase-removed",
                message=f"A phrase is gone from {words}.",
                field=field,
                before=phrase,
                lasting=phrase,
            )


def _phrases(pair: Pair, field: str, *, before: bool) -> tuple[str, ...]:
    node = pair.before if before else pair.after
    found = None if node is None else node.fields.get(field)
    return () if found is None else read.names({field: found.value}, field)


def _shifts(said: Wording, words: str) -> Iterator[tuple[str, str, Shift]]:
    """The kinds of what came and went, what turns a rule round first."""
    for shift, entered, left, what in (
        (said.negations, "negation-entered", "negation-left", "that denies"),
        (said.conditions, "condition-word-entered", "condition-word-left", "that limits it"),
        (said.duties, "duty-word-entered", "duty-word-left", "that binds or permits"),
    ):
        if shift.entered:
            yield (
                entered,
                f"{sentence(words)} now has a word {what}: {_told(shift.entered)}.",
                shift,
            )
        if shift.left:
            yield left, f"{sentence(words)} lost a word {what}: {_told(shift.left)}.", shift
    if said.moved_negation:
        moved = _told(said.moved)
        message = f"In {words}, a word that denies stands elsewhere: {moved}."
        yield "negation-moved", message, Shift(said.moved, said.moved)
    numbers = said.numbers
    if numbers.entered and numbers.left:
        message = f"In {words}: {_told(numbers.left)} → {_told(numbers.entered)}."
        yield "number-in-text-changed", message, numbers
    elif numbers.entered:
        yield "number-entered", f"{sentence(words)} now has {_told(numbers.entered)}.", numbers
    elif numbers.left:
        yield "number-left", f"{sentence(words)} no longer has {_told(numbers.left)}.", numbers
    terms = said.placeholders
    if terms.entered and terms.left:
        message = f"In {words}: {_told(terms.left)} → {_told(terms.entered)}."
        yield "promise-swapped", message, terms
    elif terms.entered:
        yield "promise-entered", f"{sentence(words)} now names {_told(terms.entered)}.", terms
    elif terms.left:
        yield "promise-left", f"{sentence(words)} no longer names {_told(terms.left)}.", terms
    if said.links:
        message = f"{sentence(words)} leads elsewhere: {_told(said.links.left) or 'nowhere'} → "
        message += f"{_told(said.links.entered) or 'nowhere'}."
        yield _LINK, message, said.links


def _told(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _is_same_value(said: Wording, context: Context) -> bool:
    """Whether a number became the term that has this very value, or the other way round."""
    if said.negations or said.conditions or said.duties or said.moved_negation:
        return False
    numbers, terms = said.numbers, said.placeholders
    if numbers.left and terms.entered and not numbers.entered and not terms.left:
        return _values(terms.entered, context, before=False) == [*numbers.left]
    if numbers.entered and terms.left and not numbers.left and not terms.entered:
        return _values(terms.left, context, before=True) == [*numbers.entered]
    return False


def _values(placeholders: tuple[str, ...], context: Context, *, before: bool) -> list[str]:
    terms = context.terms[0 if before else 1]
    found = (terms.get(each.strip("{}").partition(":")[0]) for each in placeholders)
    return [str(term.at(Case()).value) if term is not None else "" for term in found]


def _filled(text: str, context: Context, *, before: bool) -> str:
    """A text with the values of the policy's own terms in place of their names."""
    terms = context.terms[0 if before else 1]
    parts = (
        str(terms[each.names[0]].at(Case()).value)
        if isinstance(each, Placeholder) and len(each.names) == 1 and each.names[0] in terms
        else each.text
        if isinstance(each, Words)
        else each.raw
        for each in segments(text)
    )
    return folded("".join(parts))


def _weight(pair: Pair, field: str) -> _Weight:
    if (pair.kind, field) in _BINDING:
        statement = statement_of(pair)
        for_staff_alone = statement is not None and gains(statement) == "staff"
        customer = SAME if for_staff_alone else UNCLEAR
        return _Weight(customer, StaffEffect.UNCLEAR, Bump.MAJOR)
    if pair.kind in _TOLD:
        return _Weight(UNCLEAR, StaffEffect.SAME, Bump.MINOR)
    if (pair.kind, field) in _DONE:
        return _Weight(UNCLEAR, StaffEffect.UNCLEAR, Bump.MINOR)
    return _Weight(SAME, StaffEffect.SAME, Bump.PATCH)


def _told_bump(pair: Pair) -> Bump:
    return Bump.MINOR if pair.kind in _TOLD else Bump.PATCH
