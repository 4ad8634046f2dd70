"""Lists of words that rules about wording look for, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache, cached_property

from policykit.locale.folder import FOLDER
from policykit.model.value import dataclass

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class WordList:
    """What a language says vaguely, how it denies, how it joins; empty where we do not know it.

    `vague_times` are words that put a time off without naming it; `time_units` how words for
    a length of time begin; `negations` what denies, `negation_reach` among how many first
    words of a duty it stands then; `joining` what joins two duties, `verbs` the commonest
    verbs of duties in the form a statement has them, `after_verbs` what may follow such a verb
    to show that it is one (empty: anything); `abbreviations` end with a full stop that ends no
    sentence, as does a number where `ordinal_dots`. `number_words` are numbers from two on as
    words, with their values; right behind one of `one_leads` one of `ones` is the number one,
    elsewhere it is an article; `range_words` stand between the ends of a range; `time_words` are
    all forms of each unit of time, `business_words` what makes a day a business day,
    `plain_day_words` what leaves it a plain one; `percent_words` and `money_words` stand behind
    a share or a sum. A length of time with `age_leads` before it or `age_words` behind it is an
    age, with `rhythm_words` behind it a rhythm; `grown_leads` lead to an age where it is one of
    a person who is nearly grown or older. `weight_words` are words of money that are a weight
    too: they are one in a text with one of `weighing_words`.
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
    number_words: Mapping[str, int] = field(default_factory=dict)
    ones: tuple[str, ...] = ()
    one_leads: frozenset[str] = frozenset()
    range_words: tuple[str, ...] = ()
    time_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    business_words: tuple[str, ...] = ()
    plain_day_words: tuple[str, ...] = ()
    percent_words: tuple[str, ...] = ()
    money_words: tuple[str, ...] = ()
    age_leads: tuple[str, ...] = ()
    grown_leads: tuple[str, ...] = ()
    age_words: tuple[str, ...] = ()
    weight_words: frozenset[str] = frozenset()
    weighing_words: frozenset[str] = frozenset()
    rhythm_words: tuple[str, ...] = ()

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
    def one(self) -> str:
        """A pattern for an article that is the number one, as in `within a day`; never empty."""
        leads = "|".join(rf"(?<=\b{re.escape(lead)}\s)" for lead in sorted(self.one_leads))
        return rf"(?:{leads})(?:{alternatives(self.ones)})\b" if leads else "(?!)"

    @cached_property
    def joined_verb(self) -> re.Pattern[str]:
        """Finds a joining word with the verb behind it; the group `verb` holds the verb."""
        if not self.joining or not self.verbs:
            return _NOTHING
        joining, verbs = alternatives(self.joining), alternatives(self.verbs)
        after = rf"(?=\s+(?:{alternatives(self.after_verbs)})\b|\s+\{{)" if self.after_verbs else ""
        return re.compile(rf"\b(?:{joining})\s+(?P<verb>{verbs})\b{after}", re.IGNORECASE)


@cache
def word_list(locale: str) -> WordList:
    """The list of a locale such as `sv` or `de-AT`: its language's; empty where there is none."""
    file = FOLDER / "word_lists" / f"{locale.partition('-')[0]}.toml"
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
        number_words=dict(data["number_words"]),
        ones=tuple(data["ones"]),
        one_leads=frozenset(data["one_leads"]),
        range_words=tuple(data["range_words"]),
        time_words={unit: tuple(words) for unit, words in data["time_words"].items()},
        business_words=tuple(data["business_words"]),
        plain_day_words=tuple(data["plain_day_words"]),
        percent_words=tuple(data["percent_words"]),
        money_words=tuple(data["money_words"]),
        age_leads=tuple(data["age_leads"]),
        grown_leads=tuple(data["grown_leads"]),
        age_words=tuple(data["age_words"]),
        weight_words=frozenset(data["weight_words"]),
        weighing_words=frozenset(data["weighing_words"]),
        rhythm_words=tuple(data["rhythm_words"]),
    )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return _NOTHING
    return re.compile(rf"(?<![\w-])(?:{alternatives(phrases)})(?![\w-])", re.IGNORECASE)


def alternatives(phrases: tuple[str, ...]) -> str:
    """A pattern for any of the phrases, the longest first; white space parts their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
