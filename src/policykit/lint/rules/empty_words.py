"""WRD015: a duty holds as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import may_hold, wording
from policykit.locale.phrases import finder, phrases, word_set
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_LEVELS = frozenset({"must", "must_not", "should", "should_not"})
_FORBIDDING = frozenset({"must_not", "should_not"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    locales = may_hold(examined, "empty_words")
    for duty in examined.duties if locales else ():
        text = duty.text
        if duty.level not in _LEVELS:
            continue
        for found in finder(text.locale, "empty_words").finditer(text.text):
            rest = text.text[found.start() :].lower()
            if rest.startswith(tuple(phrases(text.locale, "empty_words_but"))):
                continue
            # A prohibition of the attempt forbids more, and "every attempt to …" asks nothing.
            if found.group().lower() in word_set(text.locale, "efforts") and (
                duty.level in _FORBIDDING or _is_noun(text.text[: found.start()], text.locale)
            ):
                continue
            # Words that put off a time are told by the rule on vague times.
            vague = word_list(text.locale).vague_time.finditer(text.text)
            if any(each.start() <= found.start() < each.end() for each in vague):
                continue
            yield wording(
                text,
                found.start(),
                found.end(),
                "{} leaves it to each reader how much of the duty holds.",
                "Name the case or the measure, or leave the words out. What is only advice is "
                "a should.",
            )


def _is_noun(before: str, locale: str) -> bool:
    return not word_set(locale, "determiners").isdisjoint(before.lower().split()[-1:])


RULE = Rule(
    page=Page(
        code="WRD015",
        name="empty-words",
        category="words",
        severity=Severity.WARNING,
        summary='A must or should holds words such as "strive to" or "as appropriate" that take it '
        "back.",
        why="One colleague takes them as an excuse, another as an order. Nobody can check "
        "afterwards what was asked.",
        bad="""\
statements:
  - id: chair
    must: Offer a chair where appropriate.
""",
        good="""\
statements:
  - id: chair
    must: Offer a chair to anybody who waits for more than one customer.
""",
        how="Say when it holds: in the text, under when:, or as an exception. Where staff may "
        "judge for themselves, say so as a may.",
    ),
    per_policy=_check,
)
