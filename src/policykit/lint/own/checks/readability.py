"""How hard texts may be to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.own.check import Said, place_of
from policykit.lint.own.entries import Entries, UnusableError
from policykit.lint.own.where import WITHIN, Where
from policykit.lint.rule import Examined, HumanText
from policykit.lint.sentences import spans, without_marks
from policykit.locale.readability import Reading, counted
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem
from policykit.model.value import dataclass

KEY = "readability"
_FEWEST: Final = 100
"""Words below which a measure of a text says nothing, unless the rule says otherwise."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Measures units of at least `from_words` words; None where a measure has no limit."""

    grade: int | None
    lix: int | None
    from_words: int
    within: str

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem a unit that is too hard, at its first text."""
        for unit in where.units(examined, self.within):
            locale = unit[0].locale
            reading = _reading(unit, locale)
            if reading.words < self.from_words:
                continue
            measured = self._above(reading, locale)
            if measured:
                place = place_of(unit)
                hint = f"It has {measured}. The longest words: {', '.join(reading.longest)}."
                yield said.of(place, measured, locale, hint=hint)

    def _above(self, reading: Reading, locale: str) -> str:
        is_english = locale.partition("-")[0] == "en"
        if self.grade is not None and is_english and reading.grade > self.grade:
            return f"a reading grade of {reading.grade:.1f}, above {self.grade}"
        if self.lix is not None and reading.lix > self.lix:
            return f"a LIX of {reading.lix:.1f}, above {self.lix}"
        return ""


def _reading(unit: tuple[HumanText, ...], locale: str) -> Reading:
    words = word_list(locale)
    plain = (without_marks(text.text) for text in unit)
    return counted((each, len(spans(each, words))) for each in plain)


def read(entries: Entries) -> Readability:
    """The check, from `grade` or `lix` or both, `from_words` and `within`."""
    entries.group("grade", "lix", "from_words", "within")
    found = Readability(
        entries.under("grade").number(),
        entries.under("lix").number(),
        entries.under("from_words").number() or _FEWEST,
        entries.under("within").choice(WITHIN, WITHIN[0]),
    )
    if found.grade is None and found.lix is None:
        raise UnusableError
    return found
