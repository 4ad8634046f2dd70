"""TRN004: words for something the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.library.walk import MAIN_TEXT
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
        message = f"{shown(text.address)} is no text of {overlaid.source.path}."
        lacking = _lacking(text.address, overlaid)
        near = _nearest(text.address, free)
        if lacking:
            message = f"{overlaid.source.path} has no {lacking}."
            hint = "Give it one there, or take these words out."
        elif near:
            hint = f"Did you mean {near}?"
        else:
            hint = "Take these words out, or move them to the id they belong to."
        yield Problem(
            place=Place(overlaid.overlay.path, text.pointer, part="key"),
            message=message,
            hint=hint,
            value=f"{overlaid.locale} {text.address}",
        )


def _lacking(address: str, overlaid: Overlaid) -> str:
    """The text an item of the source could have and does not: `title for the term window`.

    Empty where the source has no such item.
    """
    for item in overlaid.found.items:
        section = str(item.pointer[0])
        if address == f"{section}.{item.id}" and item.kind in MAIN_TEXT and not item.parent:
            return f"{MAIN_TEXT[item.kind]} for the {item.kind.replace('-', ' ')} {item.id}"
    return ""


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
        preset="minimal",
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
    by_address=True,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
