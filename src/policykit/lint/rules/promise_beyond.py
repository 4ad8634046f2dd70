"""WRD011: we promise what we can keep."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.spoken import promised
from policykit.lint.wording import phrases_in, wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    named: dict[str, str] = {}
    for text, found in phrases_in(promised(examined), "beyond"):
        if text.locale not in named:
            named[text.locale] = _named(examined, text.locale)
        if found.group().lower() not in named[text.locale]:
            yield wording(
                text,
                found.start(),
                found.end(),
                "{} promises more than anybody can keep every time.",
                "Say what we do and by when, with a term such as {reply-time} for the time.",
            )


def _named(examined: Examined, locale: str) -> str:
    """The words that this house gives a meaning of its own, in small letters."""
    around = examined.surroundings.organisation_in(locale)
    words = [word for entry in around.glossary for word in (entry.term, *entry.synonyms)]
    words += [
        text.text
        for text in examined.texts
        if text.locale == locale
        and (text.address.startswith("terms.") or text.address.endswith("#term"))
    ]
    return "\n".join(words).lower()


RULE = Rule(
    page=Page(
        code="WRD011",
        name="promise-beyond",
        category="words",
        severity=Severity.WARNING,
        summary='What customers hear or read promises without limit: "we guarantee", "always", '
        '"immediately".',
        why="The first customer for whom it does not come true has our broken promise in writing. "
        "Some such promises bind us in law, too.",
        bad="""\
scripts:
  - id: parcel
    title: Where is my parcel?
    text: We guarantee that it arrives tomorrow.
""",
        good="""\
scripts:
  - id: parcel
    title: Where is my parcel?
    text: The carrier has it and plans to deliver tomorrow. I look again in the evening and write to you.
""",
        how="Promise what we do, and put the time in a term. Words that the glossary or a term of "
        "the policy explains may stand.",
    ),
    per_policy=_check,
)
