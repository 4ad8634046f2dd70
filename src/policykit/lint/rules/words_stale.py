"""TRN002: words that were made from an older text."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import Overlaid, of_organisation, of_policy
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    if any(words.stale for words in examined.facts.words):
        for overlaid in of_policy(examined):
            yield from _stale(overlaid)


def _organisation(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for overlaid in of_organisation(surrounded):
        yield from _stale(overlaid)


def _stale(overlaid: Overlaid) -> Iterator[Problem]:
    sources = overlaid.sources()
    given = {text.address: text for text in overlaid.given}
    for address in overlaid.state.stale:
        source = sources[address]
        yield Problem(
            place=Place(overlaid.overlay.path, given[address].pointer),
            message=f"The source of these {overlaid.locale} words has changed since they were "
            "written.",
            hint="Mend what differs from the source; then note it with "
            f"`policykit translate {overlaid.command(address)} --stamp`.",
            related=(
                ("The text of the source.", overlaid.source_place(source)),
                (
                    "The digest of the text they were made from.",
                    Place(overlaid.overlay.path, ("translated_from", address)),
                ),
            ),
            value=f"{overlaid.locale} {address}",
        )


RULE = Rule(
    page=Page(
        code="TRN002",
        name="words-stale",
        category="translation",
        severity=Severity.WARNING,
        summary="A text was changed after its words in another language were written.",
        why="Two languages that say different things are two policies. Which one a customer "
        "gets then depends on whom they meet.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer by name.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden.
translated_from:
  statements.greet: s-00000000
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer by name.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden med namn.
translated_from:
  statements.greet: s-9dc0d25a
""",
        how="`policykit translate POLICY --locale L --update` puts what has changed above the words. "
        "Read both texts side by side and mend the words; `--stamp` notes that you have.",
    ),
    per_policy=_policy,
    around=_organisation,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
