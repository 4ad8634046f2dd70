"""TRN006: one language addresses its readers in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.wording import place_in
from policykit.locale.phrases import patterns
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_FORMAL, _INFORMAL = "formal", "informal"
_Found = tuple[HumanText, re.Match[str]]


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    asked = examined.surroundings.settings.locales.address
    by_locale: dict[str, dict[str, list[_Found]]] = {}
    for text in examined.texts:
        if not patterns(text.locale, "address_formal") or text.is_told_as_wrong:
            continue
        ways = by_locale.setdefault(text.locale, {_FORMAL: [], _INFORMAL: []})
        for way, places in ways.items():
            found = _first(text, way)
            if found is not None:
                places.append((text, found))
    for locale, ways in by_locale.items():
        language = locale.partition("-")[0]
        few, many = sorted(ways, key=lambda way: len(ways[way]))
        wanted = asked.get(locale) or asked.get(language) or many
        other = few if wanted == many else many
        if wanted in ways and ways[other]:
            yield from _problems(
                locale,
                wanted,
                ways[wanted],
                ways[other],
                asked=bool(asked.get(locale) or asked.get(language)),
            )


def _first(text: HumanText, way: str) -> re.Match[str] | None:
    found = (pattern.search(text.text) for pattern in patterns(text.locale, f"address_{way}"))
    return next((each for each in found if each), None)


def _problems(
    locale: str, wanted: str, right: list[_Found], wrong: list[_Found], *, asked: bool
) -> Iterator[Problem]:
    # Where all of it is in the other way, one finding says as much as a hundred.
    told = wrong if right else wrong[:1]
    for text, found in told:
        place = place_in(text, found.start(), found.end())
        more = len(wrong) - 1 if not right else 0
        others = (
            ""
            if not more
            else " One more text has it so."
            if more == 1
            else (f" {more} more texts have it so.")
        )
        message = (
            f"locales.{locale}.address in policykit.yaml asks for the {wanted} form, and "
            f'"{place.words}" is another.'
            if asked
            else f'"{place.words}" addresses the reader in another way than other {locale} texts '
            "of this policy."
        )
        yield Problem(
            place=place,
            message=message + others,
            hint=f"Write it in the {wanted} form."
            if asked
            else f"Use one form throughout, and name it as locales.{locale}.address in "
            "policykit.yaml.",
            related=tuple(
                (
                    "Here it is right." if asked else "Here it is otherwise.",
                    place_in(each, match.start(), match.end()),
                )
                for each, match in right[:1]
            ),
            value=f"{text.locale} {place.words.lower()}",
        )


RULE = Rule(
    page=Page(
        code="TRN006",
        name="mixed-address",
        category="translation",
        severity=Severity.WARNING,
        summary="A language mixes the formal and the informal way to address readers, or uses another "
        "one than the settings ask for.",
        why="Du in one line and Sie in the next reads as if two companies had written it, and "
        "some readers take offence.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
    how: You smile when you speak.
    because: Your voice tells it.
---
# policies/phone-manners.de.yaml
translates: phone-manners
locale: de
statements:
  greet:
    text: Den Kunden grüßen.
    how: Beim Sprechen lächeln Sie.
    because: Man hört es deiner Stimme an.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
    how: You smile when you speak.
    because: Your voice tells it.
---
# policies/phone-manners.de.yaml
translates: phone-manners
locale: de
statements:
  greet:
    text: Den Kunden grüßen.
    how: Beim Sprechen lächeln Sie.
    because: Man hört es Ihrer Stimme an.
""",
        how="Choose one way for each language and put it into policykit.yaml as "
        "locales.de.address: formal or informal. Examples of what to avoid are not judged.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
