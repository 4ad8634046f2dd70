"""Words that must not stand there."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.own.check import Said
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import Where
from policykit.lint.rule import Examined
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "forbid"


@dataclass(frozen=True, slots=True)
class Forbid:
    """Tells every place where one of the words stands."""

    words: Phrases

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem for each place."""
        for text in where.texts(examined):
            for start, end in self.words.find(text.text):
                yield said.at(text, start, end)


def read(entries: Entries) -> Forbid:
    """The check, from a list of words."""
    return Forbid(entries.phrases())
