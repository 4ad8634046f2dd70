"""TRN008: a translation has the numbers of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.words import OWN_WORDS
from policykit.lint.everywhere import each_overlay
from policykit.lint.places import part_of
from policykit.lint.rule import Rule
from policykit.lint.translations import Overlaid
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_MARK = re.compile(r"\{[^{}\n]*\}|\]\([^()\s]*\)|https?://\S+")
_NUMBER = re.compile(r"\d+(?:[.,:'\u2019\u00a0\u202f]\d+| \d{3}(?!\d))*")
_OTHER_WAYS = re.compile(
    r"\d\s?[ap]\.?m\b|o'clock|\d/\d|[$\u00a3\u20ac]|\d\s?(?:inch|feet|foot|mile|lb|F\b)",
    re.IGNORECASE,
)
"""Hours, dates, fractions, sums and measures that languages and countries write otherwise."""

_OWN = ("#example", "#address")
"""Texts that each language or country has its own figures in."""

_SIGNS = re.compile(r"\D")


def _changed(overlaid: Overlaid) -> Iterator[Problem]:
    sources = overlaid.sources()
    for given in overlaid.given:
        source = sources.get(given.address)
        if source is None or given.address in OWN_WORDS or given.address.endswith(_OWN):
            continue
        if not isinstance(given.text, str) or not isinstance(source.text, str):
            continue
        said = _numbers(given.text)
        promised = _numbers(source.text) if said else {}
        if not promised or _OTHER_WAYS.search(source.text):
            continue
        lacking = Counter(promised.values()) - Counter(said.values())
        added = Counter(said.values()) - Counter(promised.values())
        # One without the other may be a number that a language writes as a word.
        if lacking and added:
            span = next(span for span, number in said.items() if added[number])
            wanted = next(span for span, number in promised.items() if lacking[number])
            place = part_of(overlaid.overlay.path, given.pointer, given.text, *span)
            yield Problem(
                place=place,
                message=f"Here stands {place.words}; the source has {source.text[slice(*wanted)]}.",
                hint="Write the number of the source, or better a term that holds it.",
                related=(
                    (
                        "The number of the source.",
                        part_of(overlaid.source.path, source.pointer, source.text, *wanted),
                    ),
                ),
                value=f"{overlaid.locale} {given.address}",
            )


def _numbers(text: str) -> dict[tuple[int, int], str]:
    """The figures of a text by their place, without the signs that languages put between them."""
    if not any(map(str.isdigit, text)):
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
        summary="A number in a text is another one than in the source.",
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
        "braces, so that it stands once.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
