"""Lists of words that rules about wording look for, one file a language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class WordList:
    """What a language says vaguely, how it denies, how it joins; empty where we do not know it.

    `vague_times` are words that put a time off without naming it; `time_units` how words for
    a length of time begin; `negations` what denies, `negation_reach` among how many first
    words of a duty it stands then; `joining` what joins two duties, `verbs` the commonest
    verbs of duties in the form a statement has them, `after_verbs` what may follow such a verb
    to show that it is one (empty: anything); `abbreviations` end with a full stop that ends no
    sentence, as does a number where `ordinal_dots`.
    """

    vague_times: tuple[str, ...] = ()
    time_units: tuple[str, ...] = ()
    negations: frozenset[str] = frozenset()
    negation_reach: int = 0
    joining: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    after_verbs: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    ordinal_dots: bool = False

    @cached_property
    def vague_time(self) -> re.Pattern[str]:
        """Finds words that put a time off without naming it."""
        return _any_of(self.vague_times)

    @cached_property
    def length_of_time(self) -> re.Pattern[str]:
        """Finds a number and a unit of time, as in `2 hours` or `24-timmars`."""
        if not self.time_units:
            return _NOTHING
        units = "|".join(map(re.escape, self.time_units))
        return re.compile(rf"\d[\s-]{{0,3}}(?:\w{{1,20}}\s)?(?:{units})", re.IGNORECASE)

    @cached_property
    def joined_verb(self) -> re.Pattern[str]:
        """Finds a joining word with the verb behind it; the group `verb` holds the verb."""
        if not self.joining or not self.verbs:
            return _NOTHING
        joining, verbs = _alternatives(self.joining), _alternatives(self.verbs)
        after = (
            rf"(?=\s+(?:{_alternatives(self.after_verbs)})\b|\s+\{{)" if self.after_verbs else ""
        )
        return re.compile(rf"\b(?:{joining})\s+(?P<verb>{verbs})\b{after}", re.IGNORECASE)


@cache
def word_list(locale: str) -> WordList:
    """The list of a locale such as `sv` or `de-AT`: its language's; empty where there is none."""
    file = files("policykit.locale") / "word_lists" / f"{locale.partition('-')[0]}.toml"
    if not file.is_file():
        return WordList()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return WordList(
        vague_times=tuple(data["vague_times"]),
        time_units=tuple(data["time_units"]),
        negations=frozenset(data["negations"]),
        negation_reach=data["negation_reach"],
        joining=tuple(data["joining"]),
        verbs=tuple(data["verbs"]),
        after_verbs=tuple(data["after_verbs"]),
        abbreviations=frozenset(data["abbreviations"]),
        ordinal_dots=data["ordinal_dots"],
    )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return _NOTHING
    return re.compile(rf"(?<![\w-])(?:{_alternatives(phrases)})(?![\w-])", re.IGNORECASE)


def _alternatives(phrases: tuple[str, ...]) -> str:
    """All phrases, the longest first, with any white space between their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
