"""WRD014: we do not say what we avoid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import is_quoted, place_in
from policykit.locale.phrases import phrases_pattern
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_AVOIDED = "tone.avoid"
_SHORTEST = 6
"""Letters of a single word that is looked for; shorter ones have too many uses."""


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    avoided: dict[str, dict[str, Place]] = {}
    for text in examined.by_section.get("tone", ()):
        if text.address != _AVOIDED:
            continue
        words = " ".join(text.text.strip(" .!?…\"'\u201c\u201d\u201e").lower().split())
        if " " in words or len(words) >= _SHORTEST:
            places = avoided.setdefault(text.locale, {})
            places.setdefault(words, Place(text.path, text.pointer))
    patterns = {
        locale: pattern
        for locale, places in avoided.items()
        if (pattern := _pattern(places, " ".join(_spoken(examined, locale)))) is not None
    }
    for text in examined.spoken if patterns else ():
        if text.locale not in patterns:
            continue
        for found in patterns[text.locale].finditer(text.text):
            if is_quoted(text, found.start()):
                continue
            place = place_in(text, found.start(), found.end())
            words = place.words.lower()
            yield Problem(
                place=place,
                message=f'"{place.words}" stands among the words that this policy avoids.',
                hint="Say it in another way, or take the words out of avoid:.",
                related=(("Here they are to be avoided.", avoided[text.locale][words]),),
                value=f"{text.locale} {words}",
            )


def _spoken(examined: Examined, locale: str) -> Iterator[str]:
    return (text.text.lower() for text in examined.spoken if text.locale == locale)


def _pattern(known: Iterable[str], spoken: str) -> re.Pattern[str] | None:
    """Finds the phrases of which a word is spoken at all; None where that is so of none.

    To make a pattern takes longer than to read a policy.
    """
    plain = (each.replace("*", "") for each in known)
    likely = tuple(each for each in plain if max(each.split(), key=len, default="") in spoken)
    return phrases_pattern(likely) if likely else None


RULE = Rule(
    page=Page(
        code="WRD014",
        name="avoided-phrase-in-script",
        category="words",
        severity=Severity.WARNING,
        summary="A script or a good example says what the policy itself avoids.",
        why="Staff who are taught to avoid a phrase find it in the ready text they are given, and "
        "believe neither.",
        bad="""\
tone:
  style: [calm]
  avoid:
    - Calm down.
scripts:
  - id: upset
    title: An upset customer
    text: Please calm down, then I can help.
""",
        good="""\
tone:
  style: [calm]
  avoid:
    - Calm down.
scripts:
  - id: upset
    title: An upset customer
    text: I hear how much this has cost you. Let me help.
""",
        how="Write the script anew without the phrase. Where the phrase is fine after all, take "
        "it out of avoid:.",
    ),
    per_policy=_check,
)
