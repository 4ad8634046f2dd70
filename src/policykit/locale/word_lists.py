"""Lists of words that rules about wording look for, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    sentence, as does a number where `ordinal_dots`. `number_words` are numbers from two on as
    words; `time_words` all forms of each unit of time, `business_words` what makes a day a
    business day, `percent_words` and `money_words` what stands behind a share or a sum,
    `age_words` what makes a length of time an age.
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
    number_words: frozenset[str] = frozenset()
    time_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    business_words: tuple[str, ...] = ()
    percent_words: tuple[str, ...] = ()
    money_words: tuple[str, ...] = ()
    age_words: tuple[str, ...] = ()

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
    def amount(self) -> re.Pattern[str]:
        """Finds a number with what it counts: a length of time, a share or a sum of money.

        The groups are `number`, and `unit` (a word of time, with `business` before it), `share`
        or `sum`; a sum may stand behind its sign, as in `€20`.
        """
        if not self.time_words:
            return _NOTHING
        units = _alternatives(tuple(word for words in self.time_words.values() for word in words))
        business = _alternatives(self.business_words) if self.business_words else "(?!)"
        numbers = _alternatives(tuple(self.number_words))
        shares = "|".join(("%", rf"(?:{_alternatives(self.percent_words)})\b"))
        sums = "|".join(("[€£$]", rf"(?:[A-Z]{{3}}|{_alternatives(self.money_words)})\b"))
        ages = _alternatives(self.age_words)
        return re.compile(
            rf"(?<![\w.,-])(?:(?P<number>\d+(?:[.,]\d+)?|(?:{numbers})\b)"
            rf"(?:[\s-]{{0,2}}(?:(?P<business>{business})\s)?(?P<unit>{units})\b"
            rf"(?!\s(?:{ages})\b)|\s?(?P<share>{shares})|\s?(?P<sum>{sums}))"
            r"|(?P<sign>[€£$])\s?\d+(?:[.,]\d+)?)",
            re.IGNORECASE,
        )

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
        number_words=frozenset(data["number_words"]),
        time_words={unit: tuple(words) for unit, words in data["time_words"].items()},
        business_words=tuple(data["business_words"]),
        percent_words=tuple(data["percent_words"]),
        money_words=tuple(data["money_words"]),
        age_words=tuple(data["age_words"]),
    )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return _NOTHING
    return re.compile(rf"(?<![\w-])(?:{_alternatives(phrases)})(?![\w-])", re.IGNORECASE)


def _alternatives(phrases: tuple[str, ...]) -> str:
    """All phrases, the longest first, with any white space between their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
