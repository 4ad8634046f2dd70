"""What every check of a custom rule has, and what its author says of what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, runtime_checkable

from policykit.lint.own.where import Where
from policykit.lint.rule import Examined, HumanText, Noted, Overview
from policykit.lint.wording import place_in
from policykit.model.document import Json
from policykit.model.finding import Place, Problem
from policykit.model.value import dataclass

WORDS = "{words}"
"""Stands for the words found, in what an author says of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the author of a rule says: what is wrong, and what to do about it."""

    message: str
    hint: str = ""

    def of(self, place: Place, words: str, value: str, *, hint: str = "") -> Problem:
        """A problem at a place; `words` are what was found there or is missing."""
        return Problem(
            place=place,
            message=self.message.replace(WORDS, f'"{words}"'),
            hint=self.hint or hint,
            value=value,
        )

    def at(self, text: HumanText, start: int, end: int, *, hint: str = "") -> Problem:
        """A problem with a stretch of a text."""
        place = place_in(text, start, end)
        return self.of(place, place.words, f"{text.locale} {place.words.lower()}", hint=hint)


def place_of(unit: tuple[HumanText, ...]) -> Place:
    """The place of texts as a whole: the text the item is known by, else the first."""
    main = next((text for text in unit if "#" not in text.address), unit[0])
    return Place(main.path, main.pointer)


class OwnCheck(Protocol):
    """A check with all its author says of it."""

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterable[Problem]:
        """What is wrong with a policy."""
        ...


@runtime_checkable
class WideCheck(Protocol):
    """A check of all policies together: it notes what each says, then compares."""

    def notes(self, examined: Examined, where: Where) -> Iterable[Noted]:
        """What is to be compared of a policy."""
        ...

    def compared(self, noted: tuple[Noted, ...], said: Said) -> Iterable[Problem]:
        """What is wrong with what all policies say together."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with where it looks and what is said of what it finds."""

    check: OwnCheck
    where: Where
    said: Said

    def __call__(self, examined: Examined, _options: Mapping[str, Json]) -> Iterable[Problem]:
        """What is wrong with a policy."""
        return self.check.problems(examined, self.where, self.said)


@dataclass(frozen=True, slots=True)
class Noting:
    """The first half of a check of all policies."""

    check: WideCheck
    where: Where

    def __call__(self, examined: Examined, _options: Mapping[str, Json]) -> Iterable[Noted]:
        """What is to be compared of a policy."""
        return self.check.notes(examined, self.where)


@dataclass(frozen=True, slots=True)
class Compared:
    """The second half; `code` is that of the rule, whose notes these are."""

    check: WideCheck
    said: Said
    code: str

    def __call__(self, overview: Overview, _options: Mapping[str, Json]) -> Iterable[Problem]:
        """What is wrong with what all policies say together."""
        return self.check.compared(overview.noted.get(self.code, ()), self.said)
