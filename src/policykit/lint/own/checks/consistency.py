"""One of two ways to say something, never both in one policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policykit.lint.own.check import Said
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import Where
from policykit.lint.rule import Examined, HumanText
from policykit.lint.wording import place_in
from policykit.model.finding import Problem

KEY = "consistency"


@dataclass(frozen=True, slots=True)
class Consistency:
    """Tells where the rarer way stands, with the first place of the other."""

    one: Phrases
    other: Phrases

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """A problem at each place of the rarer way, in each language; of the second in a tie."""
        for unit in where.units(examined, "policy"):
            one, other = _places(unit, self.one), _places(unit, self.other)
            kept, rarer = (one, other) if len(one) >= len(other) else (other, one)
            if not rarer:
                continue
            first = place_in(*kept[0])
            for each in rarer:
                problem = said.at(
                    *each, hint=f'Write "{first.words}", as in this policy elsewhere.'
                )
                yield replace(problem, related=(("the other way to say it", first),))


def _places(texts: Iterable[HumanText], words: Phrases) -> list[tuple[HumanText, int, int]]:
    return [(text, *span) for text in texts for span in words.find(text.text)]


def read(entries: Entries) -> Consistency:
    """The check, from the words `either` and `or`."""
    entries.group("either", "or")
    return Consistency(entries.under("either").phrases(), entries.under("or").phrases())
