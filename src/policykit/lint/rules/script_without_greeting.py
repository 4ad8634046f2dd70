"""WRD016: a letter begins with a greeting and ends with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.wording import place_in
from policykit.locale.phrases import finder, phrases
from policykit.model.document import Json
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_WRITTEN = frozenset({"email", "post"})
_NAME = re.compile(r"\{[a-z-]*name[a-z-]*(?::[a-z]+)?\}")
_MARK = re.compile(r"\{|\]\(|https?://|\?")
_FIRST_WORDS = re.compile(r"(?:\S+\s+){0,5}\S+")
_CLOSING_LINES = 2


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    letters = frozenset(_letters(examined))
    for text in examined.by_section.get("scripts", ()) if letters else ():
        if not text.key and text.name in letters and text.text.strip():
            yield from _letter(examined, text)


def _letters(examined: Examined) -> Iterator[str]:
    """The scripts that are sent as an email or a letter and nowhere else."""
    scope = examined.facts.scope.channels
    for item in examined.found.items:
        if item.kind == "script" and isinstance(item.value, dict) and "kind" not in item.value:
            channels = _channels(item.value) or scope
            if channels and _WRITTEN.issuperset(channels):
                yield item.id


def _channels(script: Mapping[str, Json]) -> tuple[str, ...]:
    channels = script.get("channels")
    return (
        tuple(each for each in channels if isinstance(each, str))
        if isinstance(channels, list)
        else ()
    )


def _letter(examined: Examined, text: HumanText) -> Iterator[Problem]:
    if not phrases(text.locale, "greetings"):
        return
    lines = [line for line in re.finditer(r"[^\n]+", text.text) if line.group().strip()]
    opening = _FIRST_WORDS.search(text.text)
    if opening and not _greets(opening.group(), text.locale):
        yield Problem(
            place=place_in(text, opening.start(), opening.end()),
            message="This letter greets nobody.",
            hint="Begin with a greeting and the name, such as: Hello {customer-name},",
            value=f"{text.locale} greeting",
        )
    closing = text.text[lines[-_CLOSING_LINES:][0].start() :]
    if not _ends_well(closing, examined.surroundings.organisation.name, text.locale):
        last = lines[-1]
        yield Problem(
            place=place_in(text, last.start(), last.end()),
            message="This letter ends without a name and without a next step.",
            hint="End with who writes, such as {agent-name}, or with what happens next.",
            value=f"{text.locale} closing",
        )


def _greets(opening: str, locale: str) -> bool:
    return bool(_NAME.search(opening) or finder(locale, "greetings").search(opening))


def _ends_well(closing: str, organisation: str, locale: str) -> bool:
    return bool(
        _MARK.search(closing)
        or (organisation and organisation.lower() in closing.lower())
        or finder(locale, "farewells").search(closing)
        or finder(locale, "next_steps").search(closing)
    )


RULE = Rule(
    page=Page(
        code="WRD016",
        name="script-without-greeting",
        category="words",
        severity=Severity.INFO,
        summary="A script for an email or a letter greets nobody, or ends without a name or a next "
        "step.",
        why="A letter without a greeting reads like a form, and one that just stops leaves the "
        "customer waiting for more.",
        bad="""\
scripts:
  - id: sent
    channels: [email]
    title: Your parcel is on its way
    text: The parcel left our stock.
""",
        good="""\
scripts:
  - id: sent
    channels: [email]
    title: Your parcel is on its way
    text: |
      Hello {customer-name},
      Your parcel has left our stock.
      Havsby
""",
        how="Begin with a greeting and the name, and end with who writes or with what happens "
        "next. Scripts with a kind: of their own, such as parts of letters, are not judged.",
    ),
    per_policy=_check,
)
