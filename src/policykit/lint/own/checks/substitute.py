"""Words with better ones to write in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policykit.lint.own.check import Said
from policykit.lint.own.entries import Entries
from policykit.lint.own.phrases import Phrases
from policykit.lint.own.where import Where
from policykit.lint.rule import Examined
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "substitute"


@dataclass(frozen=True, slots=True)
class Substitute:
    """Tells every place of a word, and what to write there instead.

    `words` are all of them together: one look tells whether a text has any.
    """

    words: Phrases
    better: tuple[tuple[Phrases, str], ...]

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem for each place; a fix may write the better word."""
        for text in where.texts(examined):
            for (start, end), better in self._found(text.text):
                instead = _as_begun(text.text[start:end], better)
                if text.text[start:end] != instead:
                    problem = said.at(text, start, end, hint=f'Write "{instead}".')
                    yield replace(problem, instead=instead)

    def _found(self, text: str) -> Iterator[tuple[tuple[int, int], str]]:
        """The places in order, none inside another; the word that stands first has the say."""
        if next(self.words.find(text), None) is None:
            return
        found = {span: better for words, better in self.better[::-1] for span in words.find(text)}
        end = 0
        for span in sorted(found, key=lambda span: (span[0], -span[1])):
            if span[0] >= end:
                yield span, found[span]
                end = span[1]


def _as_begun(written: str, better: str) -> str:
    """The better words with a capital where the others began with one."""
    return better[:1].upper() + better[1:] if written[:1].isupper() else better


def read(entries: Entries) -> Substitute:
    """The check, from a mapping of words to the better ones."""
    pairs = entries.pairs()
    match_case = entries.match_case
    return Substitute(
        Phrases.of(pairs, match_case=match_case),
        tuple(
            (Phrases.of((word,), match_case=match_case), better) for word, better in pairs.items()
        ),
    )
