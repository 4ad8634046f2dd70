"""Amounts in prose: lengths of time, shares and sums of money as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from policykit.locale.word_lists import WordList, alternatives, word_list
from policykit.model.quantity.currency import DECIMALS, SHARED_SIGNS, SIGNS
from policykit.model.value import dataclass

_DIGIT: Final = re.compile(r"[\d½¼¾]")
_WORD: Final = re.compile(r"\w+")
_FIGURES: Final = r"(?:(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)|\d++)(?:[.,]\d++){0,4}(?:/\d++|[½¼¾])?|[½¼¾])"
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_SIGNS: Final = "[" + "".join(sign for sign in (*SIGNS, *SHARED_SIGNS) if len(sign) == 1) + "]"
_CODES: Final = f"(?-i:{'|'.join(DECIMALS)})"
_CODES_BEFORE: Final = f"(?-i:{'|'.join(sorted(DECIMALS.keys() - {'ALL', 'TOP', 'TRY'}))})"
"""Codes before a number; those left out are commonly words in capitals: `TRY 2 times`."""

_LONGEST: Final = 20
"""Figures a number may have to be compared with others."""

_NEAR: Final = 40
"""Characters before an amount that are looked at: what leads to an age is shorter."""

_GROWN: Final = range(13, 100)
"""Years that are the age of a person after words such as `over`: fewer may be a promise."""


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount from `start` to before `end` of a text.

    `value` is one form for all languages and ways of writing, such as `14 day`,
    `2 business_day`, `20 EUR` or `15 %`; '' for ranges, fractions and sums of an unclear
    currency. `is_sum` tells a sum of money from a time or a share. `form` is how a placeholder
    has to print to read the same: `adjective` for `14-day`, '' for the plain one. `currencies`
    are those a sum may be of where its word is one of weight too, as `pounds` is: elsewhere
    nothing is weighed in money.
    """

    start: int
    end: int
    value: str
    is_sum: bool = False
    form: str = ""
    currencies: tuple[str, ...] = ()


def amounts(text: str, locale: str) -> Iterator[WrittenAmount]:
    """The amounts in a text in order; no ages or weights, no rhythm such as `24 hours a day`."""
    language = word_list(locale)
    if not language.time_words or not _may_hold_one(text, language):
        return
    for found in _pattern(locale).finditer(text):
        if _is_led_to_as_age(text, found, language) or _is_weight(text, found, language):
            continue
        currency = (found["sum"] or "").lower()
        yield WrittenAmount(
            found.start(),
            found.end(),
            _value(found, language),
            is_sum=bool(found["sum"] or found["sign"]),
            form=_form(found),
            currencies=SHARED_SIGNS.get(currency, ()) if currency in language.weight_words else (),
        )


def value_of(written: str, locale: str) -> str:
    """The value of a text that is an amount and nothing else, as in `WrittenAmount`; else ''."""
    language = word_list(locale)
    found = _pattern(locale).fullmatch(written) if language.time_words else None
    return _value(found, language) if found else ""


def _may_hold_one(text: str, language: WordList) -> bool:
    # Most texts hold no number, and looking for one costs a tenth of the pattern.
    if _DIGIT.search(text):
        return True
    words = _WORD.findall(text.lower())
    return not (
        language.number_words.keys().isdisjoint(words) and language.one_leads.isdisjoint(words)
    )


@cache
def _pattern(locale: str) -> re.Pattern[str]:
    """Finds a number with what it counts.

    The groups are `number`, `least` where it is a range, and `unit` (a word of time, with
    `business` before it), `share` or `sum`; of a sum behind its sign `sign` and `price`.
    """
    words = word_list(locale)
    units = alternatives(tuple(unit for units in words.time_words.values() for unit in units))
    number = rf"(?:{_FIGURES}|(?:{alternatives(tuple(words.number_words))})\b|{words.one})"
    between = rf"\s(?:{alternatives(words.range_words)})\s"
    least = rf"(?P<least>{_FIGURES}\s?[-\u2013\u2014]\s?|{number}{between})?"
    business = alternatives(words.business_words) or "(?!)"
    plain = alternatives(words.plain_day_words) or "(?!)"
    other = alternatives((*words.age_words, *words.rhythm_words))
    shares = rf"%|(?:{alternatives(words.percent_words)})\b"
    sums = rf"{_SIGNS}|:-(?![\w)])|(?:{_CODES}|{alternatives(words.money_words)})\b"
    return re.compile(
        rf"(?<![\w.,/-])(?:{least}(?P<number>{number})"
        rf"(?:[\s-]{{0,2}}(?:(?P<business>{business})\s|(?:{plain})\s)?(?P<unit>{units})\b"
        rf"(?![\s-](?:{other})\b)|\s?(?P<share>{shares})|\s?(?P<sum>{sums}))"
        rf"|(?P<sign>{_SIGNS}|{_CODES_BEFORE}\b)\s?(?P<price>{_FIGURES}))",
        re.IGNORECASE,
    )


def _is_led_to_as_age(text: str, found: re.Match[str], language: WordList) -> bool:
    """Whether words before an amount of years make it an age, as in `under 15 years`."""
    if (found["unit"] or "").lower() not in language.time_words["year"]:
        return False
    before = _WORD.findall(text[max(0, found.start() - _NEAR) : found.start()].lower())
    leads = language.age_leads
    if _number(found["number"], language) in map(str, _GROWN):
        leads += language.grown_leads
    return any(before[-len(lead) :] == lead for lead in map(str.split, leads))


def _is_weight(text: str, found: re.Match[str], language: WordList) -> bool:
    """Whether what counts a sum is a weight in this text, as in `lift 30 pounds`."""
    if (found["sum"] or "").lower() not in language.weight_words:
        return False
    return not language.weighing_words.isdisjoint(_WORD.findall(text.lower()))


def _form(found: re.Match[str]) -> str:
    """How a placeholder prints what is written: with a hyphen it stands before a noun."""
    hyphen = found["unit"] and found.string[found.end("number") : found.start("unit")] == "-"
    return "adjective" if hyphen else ""


def _value(found: re.Match[str], language: WordList) -> str:
    number = _number(found["price"] or found["number"], language)
    if not number or found["least"]:
        return ""
    if found["share"]:
        return f"{number} %"
    if found["unit"]:
        word = found["unit"].lower()
        # The pattern takes an old long s for an s; the lists do not.
        unit = next((unit for unit, words in language.time_words.items() if word in words), "")
        if not unit:
            return ""
        is_business = found["business"] and not unit.startswith("business")
        return f"{number} {'business_' if is_business else ''}{unit}"
    currency = found["sum"] or found["sign"]
    code = currency if currency in DECIMALS else SIGNS.get(currency.lower(), "")
    return f"{number} {code}" if code else ""


def _number(written: str, language: WordList) -> str:
    """A number in plain figures; '' for a fraction and for one that is no use to anybody."""
    told = 1 if written.lower() in language.ones else language.number_words.get(written.lower())
    if told is not None:
        return str(told)
    figures = "".join(written.split())
    if _THOUSANDS.fullmatch(figures):
        figures = figures.replace(",", "").replace(".", "")
    *whole, decimals = figures.replace(",", ".").split(".")
    figures = f"{''.join(whole)}.{decimals}" if whole else decimals
    if len(figures) > _LONGEST or not figures.replace(".", "", 1).isdecimal():
        return ""
    return f"{Decimal(figures).normalize():f}"
