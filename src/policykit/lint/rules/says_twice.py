"""STR008: a policy says a thing once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.digest import canonical_json
from policykit.model.document import Json
from policykit.model.facts import Narrowing
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer


class _Said(NamedTuple):
    """Something said: by which item, at which pointer, and where it holds."""

    id: str
    pointer: Pointer
    narrowing: Narrowing


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    path = examined.facts.path
    told = [
        (pointer, item, level, _plain(read.text(item, level)))
        for pointer, item in read.items(data, "statements")
        for level in (next((each for each in LEVELS if each in item), ""),)
    ]
    often = Counter((level, words) for _, _, level, words in told)
    statements: dict[str, list[_Said]] = {}
    for pointer, item, level, words in told:
        if words and often[level, words] > 1:
            same = statements.setdefault(_signature(level, words, item), [])
            said = _Said(read.text(item, "id"), (*pointer, level), read.narrowing(item))
            first = _met(said, same)
            same.append(said)
            if first is not None:
                yield _problem(path, said, first, "statement", "says the very same as")
    questions: dict[str, list[_Said]] = {}
    for pointer, item in read.items(data, "faq"):
        words = _plain(read.text(item, "q"))
        if words:
            same = questions.setdefault(words, [])
            said = _Said(read.text(item, "id"), (*pointer, "q"), read.narrowing(item))
            first = _met(said, same)
            same.append(said)
            if first is not None:
                yield _problem(path, said, first, "question", "asks the very same as")


def _plain(text: str) -> str:
    """The words alone: without capitals, line breaks and the mark at the end."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(".!?… ")


def _signature(level: str, words: str, item: Mapping[str, Json]) -> str:
    """What else makes two statements with the same words different ones."""
    others = {key: item[key] for key in ("points", "one_of", "when", "instead_of") if key in item}
    return canonical_json([level, words, others])


def _met(said: _Said, earlier: list[_Said]) -> _Said | None:
    """The first that holds where this one does: as narrow, or one of them everywhere."""
    everywhere = Narrowing()
    return next(
        (
            each
            for each in earlier
            if each.narrowing == said.narrowing or everywhere in (each.narrowing, said.narrowing)
        ),
        None,
    )


def _problem(path: str, said: _Said, first: _Said, kind: str, does: str) -> Problem:
    return Problem(
        place=Place(path, said.pointer),
        message=f"The {kind} {said.id} {does} {first.id}.",
        hint="Keep one of them, with all that they name (law, channels, supports).",
        related=((first.id, Place(path, first.pointer)),),
        value=f"{said.id} {first.id}",
    )


RULE = Rule(
    page=Page(
        code="STR008",
        name="says-twice",
        category="structure",
        severity=Severity.WARNING,
        summary="Two statements or two questions of a policy have the same words.",
        why="Sooner or later one of the two is changed and the other is forgotten. Then the policy "
        "contradicts itself.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
  - id: be-kind
    must: Greet the customer.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
  - id: be-kind
    should: Smile while you greet the customer.
""",
        how="Keep one of them. If they were meant to differ, say in what.",
    ),
    per_policy=_check,
)
