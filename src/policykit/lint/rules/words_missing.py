"""TRN001: what is in force is there in every language staff and customers need."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import (
    Overlaid,
    is_same_everywhere,
    of_organisation,
    of_policy,
    organisation_file,
)
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown

_IN_FORCE = frozenset({"approved", "active"})
_OVER = "retired"


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if facts.status == _OVER:
        return
    locales = examined.surroundings.settings.locales
    wanted = [locale for locale in locales.required if locale != locales.source]
    given = {words.locale: words for words in facts.words}
    for locale in wanted:
        if locale not in given and facts.status in _IN_FORCE:
            yield _no_file(facts.path, locale, facts.id, facts.status)
    if any(words.missing for words in facts.words if words.locale in wanted):
        for overlaid in of_policy(examined):
            if overlaid.locale in wanted:
                yield from _missing(overlaid)


def _organisation(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    source = organisation_file(surrounded)
    if source is None:
        return
    locales = surrounded.surroundings.settings.locales
    wanted = [locale for locale in locales.required if locale != locales.source]
    overlays = {overlaid.locale: overlaid for overlaid in of_organisation(surrounded)}
    for locale in wanted:
        if locale in overlays:
            yield from _missing(overlays[locale])
        else:
            yield _no_file(source.path, locale, "organisation", "")


def _no_file(path: str, locale: str, name: str, status: str) -> Problem:
    beside = f"{path.removesuffix('.yaml')}.{locale}.yaml"
    version = " --next" if file_name(path).coming else ""
    return Problem(
        place=Place(path, ("title" if status else "name",)),
        message=f"There are no {locale} words: {beside} is not there or cannot be read.",
        hint=f"Make it with `policykit translate {name} --locale {locale}{version}`, and write the {locale} "
        "words behind each key.",
        value=locale,
        at_most=_at_most(status),
    )


def _missing(overlaid: Overlaid) -> Iterator[Problem]:
    sources = overlaid.sources()
    for address in overlaid.state.missing:
        source = sources[address]
        words = source.text if isinstance(source.text, str) else " / ".join(source.text)
        if is_same_everywhere(words):
            continue
        yield Problem(
            place=overlaid.wanted_place(address),
            message=f"There are no {overlaid.locale} words for {address}: {shown(words)}",
            hint=f"Write them in {overlaid.overlay.path.rpartition('/')[2]}.",
            related=(("The text of the source.", overlaid.source_place(source)),),
            value=f"{overlaid.locale} {address}",
            at_most=_at_most(overlaid.status),
        )


def _at_most(status: str) -> Severity | None:
    return None if status in _IN_FORCE else Severity.WARNING


RULE = Rule(
    page=Page(
        code="TRN001",
        name="words-missing",
        category="translation",
        severity=Severity.ERROR,
        summary="A policy lacks words in a language that the settings require.",
        why="Whoever works in that language would read some rules in another one, or not at all. "
        "Until a policy is approved it may do without, and what its words lack is a warning.",
        bad="""\
status: approved
---
# policies/phone-manners.sv.yaml
title: Så svarar vi i telefon
""",
        good="""\
status: approved
---
# policies/phone-manners.sv.yaml
title: Så svarar vi i telefon
statements:
  greet: Hälsa på kunden.
""",
        how="`policykit translate POLICY --locale L` makes the file of that language with an entry "
        "for each text, and `--update` adds those that are missing. Write the words there. A language that is only offered stands under locales: offered.",
    ),
    per_policy=_policy,
    around=_organisation,
    by_address=True,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
