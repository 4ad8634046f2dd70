"""What can stand inside of a text: placeholders behind `{`, targets of links behind `](`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policykit.authoring.completion.items import links, terms
from policykit.authoring.completion.names import Name
from policykit.authoring.completion.sight import Sight
from policykit.authoring.completion.suggestion import Sort, Suggestion
from policykit.model.position import Position, Span
from policykit.model.text import CHANNEL_VALUES, FORMS

_PLACEHOLDER: Final = re.compile(
    r"(?:^|[^{])(?:\{\{)*\{(?P<name>[A-Za-z0-9_.-]*)(?P<form>:[a-z]*)?$"
)
_LINK: Final = re.compile(r"\]\((?P<target>[^()\s]*)$")
_REST_OF_NAME: Final = re.compile(r"[A-Za-z0-9_.:-]*\}?")
_REST_OF_TARGET: Final = re.compile(r"[^()\s,]*\)?")

_OWN_FIELD: Final = 10
_OF_CHANNEL: Final = 20


def within(sight: Sight, cursor: Position) -> tuple[Suggestion, ...] | None:
    """What fits behind an open brace or link before the cursor, None where there is neither."""
    word = sight.place.word
    line = word.before.rpartition("\n")[2]
    behind = word.after.partition("\n")[0]
    if found := _PLACEHOLDER.search(line):
        rest = _REST_OF_NAME.match(behind)
        length = rest.end() if rest else 0
        if found["form"] is not None:
            span = _span(cursor, len(found["form"]) - 1, length)
            return tuple(_forms(span))
        span = _span(cursor, len(found["name"]), length)
        return tuple(_placeholders(sight, found["name"], span))
    if found := _LINK.search(line):
        rest = _REST_OF_TARGET.match(behind)
        span = _span(cursor, len(found["target"]), rest.end() if rest else 0)
        return tuple(_targets(sight, found["target"], span))
    return None


def _span(cursor: Position, before: int, after: int) -> Span:
    return Span(
        Position(cursor.line, cursor.column - before), Position(cursor.line, cursor.column + after)
    )


def _placeholders(sight: Sight, typed: str, span: Span) -> Iterator[Suggestion]:
    for name in (*terms(sight, typed), *_fields(sight), *_of_channels(sight)):
        yield Suggestion(
            label=name.id,
            sort=name.sort,
            text=f"{name.id}{'.' if name.goes_on else '}'}",
            span=span,
            detail=name.title,
            about=name.about,
            fitness=name.fitness,
            goes_on=name.goes_on,
        )


def _fields(sight: Sight) -> Iterator[Name]:
    for name in sorted(sight.around.names.get("field", ())):
        example = sight.organisation.examples.get(name, "")
        title = sight.organisation.names.get("field", {}).get(name, "")
        about = f"Filled in for each customer, such as {example}." if example else ""
        yield Name(name, title, about, _OWN_FIELD)


def _of_channels(sight: Sight) -> Iterator[Name]:
    for channel in sight.organisation.channels.values():
        for value in CHANNEL_VALUES:
            told = {
                f"{region}: {', '.join(said) if isinstance(said, tuple) else said}"
                for region, hours in channel.regions.items()
                if (said := getattr(hours, value))
            }
            if told or value == "hours":
                title = f"{value} of {channel.title}"
                yield Name(f"{channel.id}.{value}", title, "\n".join(sorted(told)), _OF_CHANNEL)


def _forms(span: Span) -> Iterator[Suggestion]:
    told = {
        "genitive": "for languages that inflect: whose",
        "dative": "for languages that inflect: to whom",
        "accusative": "for languages that inflect: whom",
        "adjective": "before a noun: 14-day",
        "number": "the number alone",
    }
    for index, form in enumerate(FORMS):
        yield Suggestion(
            label=form,
            sort=Sort.VALUE,
            text=f"{form}}}",
            span=span,
            detail=told.get(form, ""),
            fitness=index,
        )


def _targets(sight: Sight, typed: str, span: Span) -> Iterator[Suggestion]:
    for name in links(sight, typed):
        suggestion = Suggestion(
            label=name.id,
            sort=name.sort,
            text=f"{name.id})",
            span=span,
            detail=name.title,
            about=name.about,
            fitness=name.fitness,
        )
        yield replace(suggestion, is_old=name.is_old) if name.is_old else suggestion
