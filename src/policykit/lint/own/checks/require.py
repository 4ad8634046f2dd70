"""Words of which one must stand in every item, text or policy."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.own.check import Said, place_of
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import WITHIN, Where
from policykit.lint.rule import Examined
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "require"


@dataclass(frozen=True, slots=True)
class Require:
    """Tells where none of the words stands; `named` are the words as they were written."""

    words: Phrases
    named: tuple[str, ...]
    within: str

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem for each unit without the words, at its first text."""
        for unit in where.units(examined, self.within):
            if not any(True for text in unit for _ in self.words.find(text.text)):
                named = " or ".join(self.named)
                place = place_of(unit)
                yield said.of(place, named, unit[0].locale, hint=f"Write one of: {named}.")


def read(entries: Entries) -> Require:
    """The check, from `words` and `within`."""
    entries.group("words", "within")
    words = entries.under("words")
    return Require(
        words.phrases(), words.texts(), entries.under("within").choice(WITHIN, WITHIN[0])
    )
