"""TRN009: words of which nobody can say whether they are still true to their source."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.library.read import section
from policykit.library.words import OWN_WORDS
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import Overlaid, is_same_everywhere, of_organisation, of_policy
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_STAMPS = "translated_from"
_OVER = "retired"


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    if examined.facts.status != _OVER:
        for overlaid in of_policy(examined):
            yield from _unstamped(overlaid)


def _organisation(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for overlaid in of_organisation(surrounded):
        yield from _unstamped(overlaid)


def _unstamped(overlaid: Overlaid) -> Iterator[Problem]:
    stamps = section(mapping(overlaid.overlay), _STAMPS)
    sources = {
        address: source.text if isinstance(source.text, str) else " / ".join(source.text)
        for address, source in overlaid.sources().items()
    }
    count = sum(
        text.address in sources
        and text.address not in stamps
        and text.address not in OWN_WORDS
        and not is_same_everywhere(sources[text.address])
        for text in overlaid.given
    )
    if count:
        yield Problem(
            place=Place(overlaid.overlay.path, (_STAMPS,)),
            message=f"Nobody has noted of {count} {overlaid.locale} "
            f"{'text here that it was' if count == 1 else 'texts here that they were'} read beside "
            "the source, so no change of it would show.",
            hint="Read both side by side; then note it with "
            f"`policykit translate {overlaid.command()} --stamp`. `policykit translate --status` "
            "names those that the Git history shows to be older than their source.",
            value=overlaid.locale,
        )


RULE = Rule(
    page=Page(
        code="TRN009",
        name="words-unstamped",
        category="translation",
        severity=Severity.INFO,
        summary="Nobody has noted that the words in another language were read beside their "
        "source.",
        why="A translation is found to be stale by the note of the text it was made from. Without "
        "one it looks up to date for ever, whatever becomes of the source.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer by name.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden med namn.
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
        how="Read the words beside the source and mend what differs; then "
        "`policykit translate POLICY --locale L --stamp` notes the texts they are true to. From "
        "then on TRN002 tells when one of them changes.",
    ),
    per_policy=_policy,
    around=_organisation,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
