"""TRN003: a translation promises what the source promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.library.words import OWN_WORDS
from policykit.lint.everywhere import each_overlay
from policykit.lint.names import nearest
from policykit.lint.places import part_of
from policykit.lint.rule import Rule
from policykit.lint.sentences import mask
from policykit.lint.translations import Overlaid, marks
from policykit.locale.amounts import amounts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.text import Placeholder, segments
from policykit.model.translation import TranslatedText

_BARE = re.compile(r"\{[^.{}]+\}")


def _changed(overlaid: Overlaid) -> Iterator[Problem]:
    sources = overlaid.sources()
    for given in overlaid.given:
        source = sources.get(given.address)
        if source is None or given.address in OWN_WORDS:
            continue
        promised, said = marks(source.text), marks(given.text)
        if promised == said:
            continue
        lacking, added = _without_mistyped(overlaid, promised - said, said - promised)
        if not lacking and not added:
            continue
        parts = [
            f"{verb} {', '.join(lacks.elements())}"
            for verb, lacks in (("lack", lacking), ("add", added))
            if lacks
        ]
        yield Problem(
            place=_place(overlaid, given, lacking, added),
            message=f"Unlike the source, these {overlaid.locale} words {' and '.join(parts)}.",
            hint="Use the same placeholders and links as the source, each as often; their order "
            "and their forms are free.",
            related=(("The text of the source.", overlaid.source_place(source)),),
            value=f"{overlaid.locale} {given.address}",
        )


def _without_mistyped(
    overlaid: Overlaid, lacking: Counter[str], added: Counter[str]
) -> tuple[Counter[str], Counter[str]]:
    """What differs but for names of terms that the source alone mistyped: they are told there."""
    terms = read.section(mapping(overlaid.source), "terms")
    right = {name for mark in added if (name := mark.strip("{}")) in terms}
    for mark in lacking if right else ():
        meant = nearest(mark.strip("{}"), right) if _BARE.fullmatch(mark) else ""
        if meant and mark.strip("{}") not in terms:
            count = min(lacking[mark], added[f"{{{meant}}}"])
            lacking = lacking - Counter({mark: count})
            added = added - Counter({f"{{{meant}}}": count})
    return lacking, added


def _place(
    overlaid: Overlaid, given: TranslatedText, lacking: Counter[str], added: Counter[str]
) -> Place:
    """The first mark too many, else a number that stands for a lacking one, else all the words."""
    path, text = overlaid.overlay.path, given.text
    whole = Place(path, given.pointer)
    if not isinstance(text, str):
        return whole
    for segment in segments(text):
        if isinstance(segment, Placeholder) and added[f"{{{'.'.join(segment.names)}}}"]:
            return Place(path, given.pointer, words=segment.raw)
    if any(mark.startswith("{") for mark in lacking):
        for number in amounts(mask(text), overlaid.locale):
            return part_of(path, given.pointer, text, number.start, number.end)
    return whole


_POLICY, _AROUND = each_overlay(_changed)

RULE = Rule(
    page=Page(
        code="TRN003",
        name="placeholder-changed",
        category="translation",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A translation has other placeholders or links than its source.",
        why="Numbers stand behind placeholders. A translation that drops or swaps one promises "
        "something else in that language.",
        bad="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in}.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Svara inom 20 sekunder.
""",
        good="""\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in}.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Svara inom {answer-in}.
""",
        how="Write the placeholders and links of the source, each as often as there. What a "
        "language says in its own words, such as tone, is not compared.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
