"""One of two ways to say something, never both: in one policy, or in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from policykit.lint.own.check import OwnCheck, Said, WideCheck
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import Where
from policykit.lint.rule import Examined, HumanText, Noted
from policykit.lint.wording import place_in
from policykit.model.finding import Place, Problem
from policykit.model.value import dataclass

KEY = "consistency"

WITHIN: Final = ("policy", "all-policies")
"""What is compared, the first where nothing is said."""

_ONE, _OTHER = "either", "or"
_Found = TypeVar("_Found")
_RELATED: Final = "the other way to say it"


@dataclass(frozen=True, slots=True)
class Consistency:
    """Tells where the rarer way of a policy stands, with the first place of the other."""

    one: Phrases
    other: Phrases

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """A problem at each place of the rarer way, in each language; of the second in a tie."""
        for unit in where.units(examined, WITHIN[0]):
            one, other = _places(unit, self.one), _places(unit, self.other)
            kept, rarer = _parted(one, other)
            if not rarer:
                continue
            first = place_in(*kept[0])
            for each in rarer:
                problem = said.at(
                    *each, hint=f'Write "{first.words}", as in this policy elsewhere.'
                )
                yield replace(problem, related=((_RELATED, first),))


@dataclass(frozen=True, slots=True)
class ConsistencyOfAll:
    """Tells where the rarer way of all policies stands, with the nearest place of the other."""

    one: Phrases
    other: Phrases

    def notes(self, examined: Examined, where: Where) -> Iterator[Noted]:
        """Every place of either way, with its language."""
        for unit in where.units(examined, WITHIN[0]):
            for way, words in ((_ONE, self.one), (_OTHER, self.other)):
                for text, start, end in _places(unit, words):
                    yield Noted(place_in(text, start, end), text.locale, way)

    def compared(self, noted: tuple[Noted, ...], said: Said) -> Iterator[Problem]:
        """A problem at each place of the rarer way, in each language; of the second in a tie."""
        for locale in sorted({each.group for each in noted}):
            ways: dict[str, list[Place]] = {_ONE: [], _OTHER: []}
            for each in noted:
                if each.group == locale:
                    ways[each.value].append(each.place)
            kept, rarer = _parted(ways[_ONE], ways[_OTHER])
            if not rarer:
                continue
            nearest = {place.path: place for place in reversed(kept)}
            for place in rarer:
                other = nearest.get(place.path, kept[0])
                problem = said.of(
                    place,
                    place.words,
                    f"{locale} {place.words.lower()}",
                    hint=f'Write "{other.words}", as elsewhere: it stands so {_times(kept)}, '
                    f"and this way {_times(rarer)}.",
                )
                yield replace(problem, related=((_RELATED, other),))


def _places(texts: Iterable[HumanText], words: Phrases) -> list[tuple[HumanText, int, int]]:
    return [(text, *span) for text in texts for span in words.find(text.text)]


def _parted(one: list[_Found], other: list[_Found]) -> tuple[list[_Found], list[_Found]]:
    """The way that is kept, and the rarer one."""
    return (one, other) if len(one) >= len(other) else (other, one)


def _times(places: Sequence[Place]) -> str:
    return {1: "once", 2: "twice"}.get(len(places), f"{len(places)} times")


def read(entries: Entries) -> OwnCheck | WideCheck:
    """The check, from the words `either` and `or`, and `within`."""
    entries.group("either", "or", "within")
    one, other = entries.under("either").phrases(), entries.under("or").phrases()
    if entries.under("within").choice(WITHIN, WITHIN[0]) == WITHIN[0]:
        return Consistency(one, other)
    return ConsistencyOfAll(one, other)
