"""TRN004: words for something the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.lint.names import nearest
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import Overlaid, of_organisation, of_policy
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    if any(words.unknown for words in examined.facts.words):
        for overlaid in of_policy(examined):
            yield from _unknown(overlaid)


def _organisation(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for overlaid in of_organisation(surrounded):
        yield from _unknown(overlaid)


def _unknown(overlaid: Overlaid) -> Iterator[Problem]:
    given = {text.address for text in overlaid.given}
    free = [address for address in overlaid.sources() if address not in given]
    for text in overlaid.state.unknown:
        near = _nearest(text.address, free)
        yield Problem(
            place=Place(overlaid.overlay.path, text.pointer, part="key"),
            message=f"{shown(text.address)} is no text of {overlaid.source.path}.",
            hint=f"Did you mean {near}?"
            if near
            else "Take these words out, or move them to the id they belong to.",
            value=f"{overlaid.locale} {text.address}",
        )


def _nearest(address: str, free: list[str]) -> str:
    """The nearest address without words; in the same section, where there is one."""
    section = address.partition(".")[0]
    beside = [each for each in free if each.partition(".")[0] == section]
    return nearest(address, beside or free)


RULE = Rule(
    page=Page(
        code="TRN004",
        name="words-unknown-address",
        category="translation",
        severity=Severity.ERROR,
        summary="A file of words has a text for something that is not in its source.",
        why="The words appear nowhere. Most often an id was renamed or mistyped, and the text "
        "they were meant for stays untranslated.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
---
# policies/phone-manners.sv.yaml
statements:
  greeet: Hälsa på kunden.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden.
""",
        how="Use the sections and ids of the source: statements: {greet: …}; a point as "
        "{damaged.replace: …}, a field as {greet: {how: …}}.",
    ),
    per_policy=_policy,
    around=_organisation,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
