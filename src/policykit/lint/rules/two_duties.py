"""WRD003: one statement, one duty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, Option, Options, Rule
from policykit.lint.sentences import spans
from policykit.lint.texts import Duty
from policykit.locale.word_lists import WordList, word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.text import Placeholder, segments

_JOINED_VERBS = Option(
    "joined_verbs",
    default=False,
    summary="Whether any two verbs joined by and count as two duties, not only two promises.",
)
_HINT = "Make it a statement of its own, with its own id; what only explains goes under how:."


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    # Only the source is judged: how many duties there are is not for a translator to decide.
    source = examined.surroundings.settings.locales.source
    language = word_list(source)
    terms = frozenset(item.id for item in examined.facts.items if item.kind == "term")
    for duty in examined.duties:
        if duty.text.locale == source:
            yield from _judged(duty, language, terms, any_verbs=options[_JOINED_VERBS.name] is True)


def _judged(
    duty: Duty, language: WordList, terms: frozenset[str], *, any_verbs: bool
) -> Iterator[Problem]:
    text = duty.text
    found = spans(text.text, language)
    for number, (start, end) in enumerate(found[1:], start=2):
        yield Problem(
            place=part_of(text.path, text.pointer, text.text, start, end),
            message=f"This is sentence {number} of one statement, which should hold a single duty.",
            hint=_HINT,
            value=f"sentence {number}",
        )
    for joined in language.joined_verb.finditer(text.text):
        if any_verbs or _are_two_promises(text.text, joined, terms):
            yield Problem(
                place=part_of(text.path, text.pointer, text.text, joined.start(), joined.end()),
                message=f'A second duty begins with "{joined["verb"]}".',
                hint=_HINT,
                value=joined["verb"].lower(),
            )


def _are_two_promises(text: str, joined: re.Match[str], terms: frozenset[str]) -> bool:
    before, after = (_named(half, terms) for half in (text[: joined.start()], text[joined.end() :]))
    return bool(before and after and before != after)


def _named(text: str, terms: frozenset[str]) -> frozenset[str]:
    """The own terms a text names."""
    return frozenset(
        segment.names[0]
        for segment in segments(text)
        if isinstance(segment, Placeholder) and segment.names[0] in terms
    )


RULE = Rule(
    page=Page(
        code="WRD003",
        name="two-duties",
        category="words",
        severity=Severity.WARNING,
        summary="A statement holds two duties.",
        why="Staff keep one half and believe they have kept the rule. And nobody can link to, "
        "train, measure or change one of the two alone.",
        bad="""\
terms:
  receipt-time: {deadline: 1 business day, from: complaint-received}
  decision-time: {deadline: 10 business days, from: complaint-received}
statements:
  - id: answer
    must: Confirm a complaint within {receipt-time} and send our decision within {decision-time}.
""",
        good="""\
terms:
  receipt-time: {deadline: 1 business day, from: complaint-received}
  decision-time: {deadline: 10 business days, from: complaint-received}
statements:
  - id: confirm
    must: Confirm a complaint within {receipt-time}.
  - id: decide
    must: Send our decision within {decision-time}.
""",
        how="Make each duty a statement. Write explanations under how:, and what belongs together "
        "under points: with a lead-in. The option joined_verbs: true is stricter still.",
    ),
    options=(_JOINED_VERBS,),
    per_policy=_check,
)
