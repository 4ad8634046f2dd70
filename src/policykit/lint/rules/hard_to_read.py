"""WRD006: a policy as a whole is easy to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined, HumanText, Option, Options, Rule
from policykit.lint.sentences import spans, without_marks
from policykit.locale.readability import Reading, counted
from policykit.locale.word_lists import word_list
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.value import dataclass

FEWEST_WORDS: Final = 100
"""Below this a measure of a whole text says nothing."""

_ENGLISH: Final = "en"
_LIMITS: Final = (
    Option("en", 8, "The highest reading grade (Flesch-Kincaid) of an English text.", least=1),
    Option("sv", 45, "The highest LIX of a Swedish text.", least=1),
    Option("de", 50, "The highest LIX of a German text; its words are longer.", least=1),
)
_READ: Final = (
    "summary",
    "rationale",
    "customer_benefit",
    "definitions",
    "statements",
    "procedures",
    "scripts",
    "scenarios",
    "faq",
    "exceptions",
)
_TITLES: Final = frozenset({"title", "term", "right", "wrong"})
_WEIGHS: Final = ("This text weighs most.", "This text comes next.")
"""What is said of the texts that are told, one each."""


@dataclass(frozen=True, slots=True)
class _Read:
    text: HumanText
    reading: Reading


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    by_locale: dict[str, list[HumanText]] = {}
    for text in examined.texts:
        if text.section in _READ and text.key not in _TITLES:
            by_locale.setdefault(text.locale, []).append(text)
    for locale, texts in by_locale.items():
        language = locale.partition("-")[0]
        limit = options.get(language)
        if not isinstance(limit, int):
            continue
        words = word_list(locale)
        parts = [
            (plain, len(spans(plain, words)))
            for plain in (without_marks(text.text) for text in texts)
        ]
        whole = counted(parts, longest=0)
        level = _level(whole, language)
        if whole.words < FEWEST_WORDS or level <= limit:
            continue
        whole = counted(parts)
        read = [_Read(text, counted([part])) for text, part in zip(texts, parts, strict=True)]
        read = [each for each in read if _level(each.reading, language) > limit]
        read.sort(key=lambda each: _level(each.reading, language) * -each.reading.words)
        yield _problem(examined, locale, whole, limit, read[: len(_WEIGHS)])


def _level(reading: Reading, language: str) -> float:
    return reading.grade if language == _ENGLISH else reading.lix


def _problem(
    examined: Examined, locale: str, whole: Reading, limit: int, hardest: list[_Read]
) -> Problem:
    language = locale.partition("-")[0]
    measure = "a reading grade" if language == _ENGLISH else "a LIX"
    path = hardest[0].text.path if hardest else examined.facts.path
    mean = whole.words / max(whole.sentences, 1)
    advice = (
        f"The longest words: {', '.join(whole.longest)}. Use shorter ones, and split long "
        "sentences."
        if whole.longest
        else "Split them."
    )
    return Problem(
        place=Place(path, ("title",)),
        message=f"The {locale} text has {measure} of {_level(whole, language):.1f}; above {limit} "
        "it is hard to read at a counter.",
        hint=f"Sentences have {mean:.0f} words on average. {advice}",
        related=tuple(
            (message, Place(each.text.path, each.text.pointer))
            for message, each in zip(_WEIGHS, hardest, strict=False)
        ),
        value=locale,
    )


RULE = Rule(
    page=Page(
        code="WRD006",
        name="hard-to-read",
        category="words",
        severity=Severity.WARNING,
        summary="A policy as a whole asks for more years of school than its readers may have.",
        why="Staff read with a customer waiting, many of them in a second language. Long words "
        "and long sentences cost them time and us mistakes. The measures (Flesch-Kincaid for "
        "English, LIX for Swedish and German) count only lengths, so take them as a hint.",
        bad="""\
rationale: >-
  Organisational representatives acknowledge individual circumstances considerately.
  Comprehensive documentation facilitates subsequent investigations considerably.
  Unsatisfactory communication necessitates additional administrative interventions.
  Interdepartmental collaboration accelerates satisfactory resolutions immeasurably.
  Responsibilities regarding extraordinary compensation remain appropriately differentiated.
  Inappropriate generalisations undermine customer relationships unnecessarily everywhere.
  Continuous familiarisation guarantees uninterrupted professional conversations throughout.
  Administrative simplification encourages participation among inexperienced representatives.
  Misinterpretations originating internally require immediate transparent clarification.
  Exceptional perseverance characterises outstanding customer representatives internationally.
  Disproportionate formalities discourage legitimate complaints considerably.
  Unambiguous terminology facilitates international understanding significantly.
  Bureaucratic terminology alienates predominantly inexperienced customers.
  Professionalism presupposes predictable, recognisable, understandable communication.
  Unavoidable organisational reconfigurations necessitate supplementary familiarisation.
  Customer dissatisfaction correlates demonstrably with incomprehensible documentation.
""",
        good="""\
rationale: >-
  People phone us when they are stuck. Listen first, and let them tell it all. Then say what
  you will do and when. If you do not know, say so, and find out. Write down what you
  promised, so that the next one who helps can see it. Say sorry when the fault is ours. Do
  not hide behind a rule. If a rule seems wrong, tell us, and we look at it. Nobody minds a
  short call, and nobody minds a long one when it ends well. Thank them for their time. Then
  take a breath before the next call, and get up now and then. A calm voice needs rest too.
""",
        how="Put the short everyday word in place of the long one, the verb in place of the noun, "
        "and the full stop before the next thought. Texts below a hundred words are not judged.",
    ),
    options=_LIMITS,
    per_policy=_check,
)
