"""TRN008: a translation has the numbers of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from policykit.library.files import FileKind
from policykit.library.words import OWN_WORDS
from policykit.lint.everywhere import each_overlay
from policykit.lint.places import part_of
from policykit.lint.rule import Rule
from policykit.lint.translations import Overlaid
from policykit.locale.amounts import amounts
from policykit.locale.phrases import word_set
from policykit.locale.word_lists import word_list
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.value import dataclass

_MARK = re.compile(r"\{[^{}\n]*\}|\]\([^()\s]*\)|https?://\S+")
_NUMBER = re.compile(r"\d+(?:[.,:'\u2019\u00a0\u202f]\d+| \d{3}(?!\d))*")
_OTHER_WAYS = re.compile(
    r"\d\s?[ap]\.?m\b|o'clock|\d/\d|[$\u00a3\u20ac]|\d\s?(?:inch|feet|foot|mile|lb|F\b)",
    re.IGNORECASE,
)
"""Hours, dates, fractions, sums and measures that languages and countries write otherwise."""

_OWN = ("#example", "#address")
"""Texts that each language or country has its own figures in."""

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAW = re.compile(r"(?:\u00a7\s?|\b(?:art|artikel|article|kap|abs|nr|no)\b\.?\s?)$", re.IGNORECASE)
_OF_LAW = re.compile(r"\s?(?:\u00a7|kap\b|abs\b)", re.IGNORECASE)
_YEAR_AND_NUMBER = re.compile(r"\d{4}:\d+")
"""How laws are counted, which each country names in its own way: `\u00a7 312`, `(2022:260)`."""

_NEAR = 12
"""Characters before a number that are looked at."""

_SIGNS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of one language, with its figures by their place."""

    locale: str
    path: str
    pointer: Pointer
    text: str

    @property
    def numbers(self) -> dict[tuple[int, int], str]:
        return _numbers(self.text)

    def place(self, span: tuple[int, int]) -> Place:
        return part_of(self.path, self.pointer, self.text, *span)


def _changed(overlaid: Overlaid) -> Iterator[Problem]:
    sources = overlaid.sources()
    for given in overlaid.given:
        source = sources.get(given.address)
        if source is None or given.address in OWN_WORDS or given.address.endswith(_OWN):
            continue
        if not isinstance(given.text, str) or not isinstance(source.text, str):
            continue
        problem = _between(
            _Said(overlaid.source_locale, overlaid.source.path, source.pointer, source.text),
            _Said(overlaid.locale, overlaid.overlay.path, given.pointer, given.text),
        )
        if problem is not None:
            yield replace(problem, value=f"{overlaid.locale} {given.address}")


def _between(source: _Said, given: _Said) -> Problem | None:
    said, wanted = given.numbers, source.numbers
    if not (said or wanted) or _OTHER_WAYS.search(source.text):
        return None
    lacking = Counter(wanted.values()) - Counter(said.values())
    added = Counter(said.values()) - Counter(wanted.values())
    if lacking and added:
        return _another(source, given, lacking, added)
    if added and not _OTHER_WAYS.search(given.text) and not _counts_in_words(source, given):
        return _added(source, given, added)
    return None


def _another(source: _Said, given: _Said, lacking: Counter[str], added: Counter[str]) -> Problem:
    span = next(span for span, number in given.numbers.items() if added[number])
    wanted = next(span for span, number in source.numbers.items() if lacking[number])
    place = given.place(span)
    return Problem(
        place=place,
        message=f"Here stands {place.words}; the source has {source.text[slice(*wanted)]}.",
        hint="Write the number of the source, or better a term that holds it.",
        related=(("The number of the source.", source.place(wanted)),),
    )


def _added(source: _Said, given: _Said, added: Counter[str]) -> Problem | None:
    spans = (
        span
        for span, number in given.numbers.items()
        if added[number] and not _is_of_law(given.text, span)
    )
    span = next(spans, None)
    if span is None:
        return None
    place = given.place(span)
    return Problem(
        place=place,
        message=f"Here stands {place.words}; the source has no such number.",
        hint="Take it out, or write it in the source as well, or better as a term in both.",
        related=(("The words of the source.", Place(source.path, source.pointer)),),
    )


def _is_of_law(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return bool(
        _YEAR_AND_NUMBER.fullmatch(text, start, end)
        or _LAW.search(text[max(0, start - _NEAR) : start])
        or _OF_LAW.match(text, end)
    )


def _counts_in_words(source: _Said, given: _Said) -> bool:
    """Whether the source may say in words what another language writes in figures.

    A language whose words for numbers are not known always may.
    """
    language = word_list(source.locale)
    if not language.number_words:
        return True
    words = set(_WORD.findall(source.text.lower()))
    if words & (language.number_words.keys() | word_set(source.locale, "counting")):
        return True
    # A day may be 24 hours, and a year twelve months.
    times = {word for forms in language.time_words.values() for word in forms}
    return bool(words & times) and any(
        not each.is_sum and not each.value.endswith("%")
        for each in amounts(given.text, given.locale)
    )


def _numbers(text: str) -> dict[tuple[int, int], str]:
    """The figures of a text by their place, without the signs that languages put between them."""
    if not _DIGIT.search(text):
        return {}
    masked = _MARK.sub(lambda mark: "x" * len(mark.group()), text)
    return {found.span(): _SIGNS.sub("", found.group()) for found in _NUMBER.finditer(masked)}


_POLICY, _AROUND = each_overlay(_changed)

RULE = Rule(
    page=Page(
        code="TRN008",
        name="number-changed",
        category="translation",
        severity=Severity.WARNING,
        summary="A text has a number that is another one than in the source, or is not there at all.",
        why="Somebody mistyped it, or the source was changed later. Customers of two countries "
        "then hear two different things.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
    how: The greeting stands on page 14 of the book.
---
# policies/phone-manners.sv.yaml
statements:
  greet:
    text: Hälsa på kunden.
    how: Hälsningen står på sidan 41 i boken.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
    how: The greeting stands on page 14 of the book.
---
# policies/phone-manners.sv.yaml
statements:
  greet:
    text: Hälsa på kunden.
    how: Hälsningen står på sidan 14 i boken.
""",
        how="Write the number of the source. Better still, make it a term and write its name in "
        "braces, so that it stands once. Numbers of laws, and figures where the source says a "
        "number in words, may differ.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
