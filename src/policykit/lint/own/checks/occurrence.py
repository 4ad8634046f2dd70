"""How often words may or must stand in an item, text or policy."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.own.check import Said, place_of
from policykit.lint.own.entries import Entries, UnusableError
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import WITHIN, Where
from policykit.lint.rule import Examined
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "occurrence"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Counts words; None where there is no fewest or no most."""

    words: Phrases
    named: tuple[str, ...]
    at_least: int | None
    at_most: int | None
    within: str

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem a unit: at the first place too many, or at its first text."""
        for unit in where.units(examined, self.within):
            found = [(text, *span) for text in unit for span in self.words.find(text.text)]
            if self.at_most is not None and len(found) > self.at_most:
                hint = (
                    f"It stands there {_times(len(found))}; at most {_times(self.at_most)} will do."
                )
                yield said.at(*found[self.at_most], hint=hint)
            elif self.at_least is not None and len(found) < self.at_least:
                place = place_of(unit)
                hint = f"It stands there {_times(len(found))}; write it {_times(self.at_least)}."
                yield said.of(place, " or ".join(self.named), unit[0].locale, hint=hint)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def read(entries: Entries) -> Occurrence:
    """The check, from `words`, `at_least` or `at_most` or both, and `within`."""
    entries.group("words", "at_least", "at_most", "within")
    words = entries.under("words")
    found = Occurrence(
        words.phrases(),
        words.texts(),
        entries.under("at_least").number(),
        entries.under("at_most").number(),
        entries.under("within").choice(WITHIN, WITHIN[0]),
    )
    if found.at_least is None and found.at_most is None:
        raise UnusableError
    return found
