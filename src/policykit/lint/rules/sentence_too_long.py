"""WRD002: sentences that can be read at a counter."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, Option, Options, Rule
from policykit.lint.sentences import sentences
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_MAX_WORDS = Option(
    "max_words", 25, "How many words a sentence may have; a placeholder counts as one.", least=1
)


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    most = options[_MAX_WORDS.name]
    if not isinstance(most, int):
        return
    for text in examined.texts:
        # A word takes a letter and a space at least.
        if len(text.text) <= 2 * most or len(text.text.split()) <= most:
            continue
        for sentence in sentences(text.text, word_list(text.locale)):
            if sentence.words > most:
                yield Problem(
                    place=part_of(text.path, text.pointer, text.text, sentence.start, sentence.end),
                    message=f"This sentence has {sentence.words} words; more than {most} are hard "
                    "to follow.",
                    hint="Split it in two, or leave out what the reader knows.",
                    value=f"{text.locale} {text.address.rpartition('#')[2]}",
                )


RULE = Rule(
    page=Page(
        code="WRD002",
        name="sentence-too-long",
        category="words",
        severity=Severity.WARNING,
        summary="A sentence is too long to be read with a customer waiting.",
        why="Policies are read in a hurry, often in a second language. Beyond some twenty-five "
        "words readers lose the beginning before they reach the end.",
        bad="""\
statements:
  - id: greet
    must: Greet every customer who comes to the desk with a smile, your first name and the
      question what brings them here today, even when the queue is long and the phone rings.
""",
        good="""\
statements:
  - id: greet
    must: Greet every customer at the desk with a smile and your first name.
    how: Ask what brings them here. A long queue or a ringing phone is no reason to skip this.
""",
        how="Split the sentence. Conditions fit under when:, explanations under how:, and several "
        "things that all hold under points:.",
    ),
    options=(_MAX_WORDS,),
    per_policy=_check,
)
