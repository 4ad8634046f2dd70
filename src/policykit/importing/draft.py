"""A policy in the making."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Mapping, Sequence
from dataclasses import field
from typing import Final

from policykit.importing.areas import area_of
from policykit.importing.chapters import Chapter, Unit
from policykit.importing.phrases import ADDRESS, AREA, LONG, NAMED, TERM, several
from policykit.importing.placing import Placing
from policykit.importing.terms import Proposed, PutIn, proposed, term, with_names
from policykit.importing.wording import Names, escaped, fitting
from policykit.locale.handbook_words import HandbookWords
from policykit.model.document import Json
from policykit.model.imported import Sure
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

MOST_TITLE: Final = 150
MOST_TEXT: Final = 9_000
"""Letters of a text; the schema takes twice as many, and marks are put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What chapters are drafted from: the language, what there is, who owns them, what is barred.

    `barred` are the numbers of sentences that cannot stand in a policy, with the reason;
    `contacts` are those that hold an address, which stands there with a remark.
    """

    words: HandbookWords
    around: Surroundings
    owner: str
    area: str
    events: Container[str]
    barred: Mapping[int, str]
    contacts: frozenset[int] = frozenset()

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies the organisation has prices in."""
        return frozenset(each.currency for each in self.around.organisation.regions.values())


@dataclasses.dataclass(slots=True)
class Draft:
    """A policy in the making: its sections, remarks by place, and where sentences went.

    `shown` are the places of contacts that stand in it until somebody has looked at them.
    """

    id: str
    ground: Ground
    terms_taken: Names
    sections: dict[str, Json]
    area_sure: Sure
    names: Names
    notes: dict[tuple[str, ...], str] = field(default_factory=dict)
    placings: list[Placing] = field(default_factory=list)
    left: list[tuple[Unit, str]] = field(default_factory=list)
    shown: set[tuple[str, ...]] = field(default_factory=set)
    _terms: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _ids: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def statements(self) -> list[Json]:
        """The rules so far."""
        return self.items("statements")

    def items(self, section: str) -> list[Json]:
        """The items of a section that is a list, to be added to."""
        found = self.sections.setdefault(section, [])
        return found if isinstance(found, list) else []

    def put(self, text: str, sentence: str) -> PutIn:
        """A text with its numbers as terms of this policy."""
        found = proposed(
            text,
            sentence,
            self.ground.words,
            self.ground.events,
            self.ground.currencies,
        )
        named: list[tuple[Proposed, str]] = []
        for each in found:
            key = (each.kind, each.value, each.event)
            if key not in self._terms:
                name = self.names.give(self.terms_taken.give(each.id, "number"), "number")
                self._terms[key] = name
                terms = self.sections.setdefault("terms", {})
                if isinstance(terms, dict):
                    title = self._title_of(each, name, sentence)
                    terms[name] = term(each, escaped(title))
                    told = NAMED if title else TERM
                    self.notes["terms", name] = told.format(short(each.words), each.kind)
            named.append((each, self._terms[key]))
        return with_names(text, named)

    def _title_of(self, number: Proposed, name: str, sentence: str) -> str:
        """What to call a number in print; '' where its id says it as well."""
        words = self.ground.words
        others = [key for key in self._terms if self._ids.get(key) == number.id]
        self._ids[number.kind, number.value, number.event] = number.id
        plain = words.titles.get(number.id, "")
        if not plain or (words.locale == "en" and name == number.id):
            return ""
        if others:
            before = sentence.partition(number.words)[0] or sentence
            return f"{plain}: {short(before.strip(' ,;:'))}"
        title = str(self.sections.get("title", ""))
        return plain if name == number.id else f"{plain} ({short(title)})"

    def remark(self, way: tuple[str, ...], check: str, unit: Unit | None = None) -> str:
        """What a person is to look at in a place; gives all there is to say of it."""
        told = check
        if unit is not None and unit.number in self.ground.contacts:
            told = several(check, ADDRESS)
            self.shown.add(way)
        if told:
            self.notes[way] = told
        return told

    def leave(self, units: Sequence[Unit], why: str = "") -> None:
        """Sentences a policy has no room for."""
        self.left += [(each, why) for each in units]


def begun(chapter: Chapter, title: str, name: str, ground: Ground, terms: Names) -> Draft:
    """A draft of a chapter without anything in it but its head."""
    texts = [each.text for entry in chapter.entries for each in entry.units]
    sure = Sure.SURE
    area = ground.area
    if not area:
        area, sure = area_of(title, texts, ground.around.areas)
    sections: dict[str, Json] = {
        "format": 1,
        "id": name,
        "title": fitting(title, MOST_TITLE),
        "areas": [area],
        "status": "draft",
        "version": "0.1.0",
        "owner": ground.owner,
    }
    draft = Draft(name, ground, terms, sections, sure, Names())
    if sure is Sure.UNSURE:
        draft.notes["areas",] = AREA
    if chapter.title is not None:
        (unit,) = chapter.title.units
        if len(escaped(title)) <= MOST_TITLE and unit.number not in ground.barred:
            draft.placings.append(
                Placing(unit=unit.number, pointer=("title",), kind="title", written=escaped(title))
            )
        else:
            draft.leave([unit], LONG)
    return draft


def short(text: str, most: int = 40) -> str:
    """The beginning of a text."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
