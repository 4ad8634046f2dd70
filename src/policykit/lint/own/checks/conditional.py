"""Words that must stand where others do."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.own.check import Said
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import WITHIN, Where
from policykit.lint.rule import Examined
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "conditional"


@dataclass(frozen=True, slots=True)
class Conditional:
    """Tells where the first words stand without the others."""

    given: Phrases
    then: Phrases
    named: tuple[str, ...]
    within: str

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem a unit, at the first of the words that bring the others along."""
        for unit in where.units(examined, self.within):
            found = next(
                ((text, *span) for text in unit for span in self.given.find(text.text)), None
            )
            if found is not None and not any(
                True for text in unit for _ in self.then.find(text.text)
            ):
                yield said.at(*found, hint=f"Write there, too, one of: {', '.join(self.named)}.")


def read(entries: Entries) -> Conditional:
    """The check, from the words `if` and `then`, and `within`."""
    entries.group("if", "then", "within")
    then = entries.under("then")
    return Conditional(
        entries.under("if").phrases(),
        then.phrases(),
        then.texts(),
        entries.under("within").choice(WITHIN, WITHIN[0]),
    )
