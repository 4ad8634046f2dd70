"""TRN007: a translation is in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import Overlaid, of_organisation, of_policy
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.text import folded

_FEWEST = 4
"""Words from which on two languages hardly ever say the same with the same letters."""

_MARK = re.compile(r"\{[^{}\n]*\}|\]\([^()\s]*\)|https?://\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    source = examined.surroundings.settings.locales.source
    for overlaid in of_policy(examined):
        yield from _same(overlaid, source)


def _organisation(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    source = surrounded.surroundings.settings.locales.source
    for overlaid in of_organisation(surrounded):
        yield from _same(overlaid, source)


def _same(overlaid: Overlaid, source: str) -> Iterator[Problem]:
    if overlaid.locale.partition("-")[0] == source.partition("-")[0]:
        return
    known = overlaid.sources()
    for given in overlaid.given:
        text = known.get(given.address)
        if text is None:
            continue
        lines = {folded(line) for line in _lines(text.text)}
        for index, line in enumerate(_lines(given.text)):
            if folded(line) in lines and _says_something(line):
                pointer: Pointer = given.pointer
                if not isinstance(given.text, str):
                    pointer = (*pointer, index)
                yield Problem(
                    place=Place(overlaid.overlay.path, pointer),
                    message=f"These {overlaid.locale} words are still those of the source.",
                    hint="Translate them, or take them out until they are: then they count as missing.",
                    related=(("The text of the source.", overlaid.source_place(text)),),
                    value=f"{overlaid.locale} {given.address}",
                )


def _lines(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _says_something(line: str) -> bool:
    """Whether a text holds words of a language: no names alone, no placeholders."""
    words = _WORD.findall(_MARK.sub(" ", line))
    small = [word for word in words[1:] if word.islower()]
    return len(words) >= _FEWEST and len(small) >= _FEWEST - 1


RULE = Rule(
    page=Page(
        code="TRN007",
        name="not-translated",
        category="translation",
        severity=Severity.WARNING,
        summary="Words in another language are those of the source, letter by letter.",
        why="It was copied to be translated later. Nothing shows that it was not, since it counts "
        "as there, and readers get the wrong language.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer with a smile.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Greet the customer with a smile.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer with a smile.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden med ett leende.
""",
        how="Translate it. Names, placeholders and texts of up to three words may be the same.",
    ),
    per_policy=_check,
    around=_organisation,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
