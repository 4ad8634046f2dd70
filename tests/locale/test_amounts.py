"""Amounts in prose: what is one, where it begins and ends, and which are the same."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.locale.amounts import amounts, value_of
from policykit.locale.word_lists import word_list

AMOUNTS: dict[str, dict[str, dict[str, str]]] = {
    "en": {
        "Call within 2 hours.": {"2 hours": "2 hour"},
        "two working\ndays": {"two working\ndays": "2 business_day"},
        "14 calendar days": {"14 calendar days": "14 day"},
        "A two-week or 30-day return": {"two-week": "2 week", "30-day": "30 day"},
        "(two days)": {"two days": "2 day"},
        "forty-eight hours": {"forty-eight hours": "48 hour"},
        "48h, 30 min, 5 mins, 2 hrs": {
            "48h": "48 hour",
            "30 min": "30 minute",
            "5 mins": "5 minute",
            "2 hrs": "2 hour",
        },
        "1.5 hours, 0.500 hours, 1½ hours, 1/2 hour": {
            "1.5 hours": "1.5 hour",
            "0.500 hours": "0.5 hour",
            "1½ hours": "",
            "1/2 hour": "",
        },
        "2-3 days, 2–3 weeks, 2 to 3 months": {
            "2-3 days": "",
            "2–3 weeks": "",
            "2 to 3 months": "",
        },
        "costs 1 000 SEK or 1,000 EUR or £1,000.50": {
            "1 000 SEK": "1000 SEK",
            "1,000 EUR": "1000 EUR",
            "£1,000.50": "1000.5 GBP",
        },
        "EUR 20, 20€, € 20, 20 euros": {
            "EUR 20": "20 EUR",
            "20€": "20 EUR",
            "€ 20": "20 EUR",
            "20 euros": "20 EUR",
        },
        "$20 or 20 kr": {"$20": "", "20 kr": ""},
        "15%, 15 per cent, fifteen percent": {
            "15%": "15 %",
            "15 per cent": "15 %",
            "fifteen percent": "15 %",
        },
        "over 2 years, at least 100 years": {"2 years": "2 year", "100 years": "100 year"},
        "Give 30 pounds back": {"30 pounds": ""},
        "Reply in under 2 days": {"2 days": "2 day"},
        "2 day\u017f, \u0662 days": {"2 day\u017f": "", "\u0662 days": "2 day"},
    },
    "sv": {
        "Svara inom 24 h eller 48 tim.": {"24 h": "24 hour", "48 tim": "48 hour"},
        "de 14 dagarna": {"14 dagarna": "14 day"},
        "1\u00a0000 kr, 99:- och 50 öre": {"1\u00a0000 kr": "", "99:-": "", "50 öre": ""},
        "2 till 3 arbetsdagar": {"2 till 3 arbetsdagar": ""},
        "inom 1,5 timme": {"1,5 timme": "1.5 hour"},
        "garanti i minst 5 år, 30 pund tillbaka": {"5 år": "5 year", "30 pund": ""},
        "garanti under 5 år": {"5 år": "5 year"},
        "från 2 dagar": {"2 dagar": "2 day"},
    },
    "de": {
        "1.000,50 € oder 1.000 Euro": {"1.000,50 €": "1000.5 EUR", "1.000 Euro": "1000 EUR"},
        "achtundvierzig Stunden": {"achtundvierzig Stunden": "48 hour"},
        "Innerhalb von 30 Min.": {"30 Min": "30 minute"},
        "über 2 Jahre, 30 Pfund zurück": {"2 Jahre": "2 year", "30 Pfund": ""},
        "unter 5 Minuten": {"5 Minuten": "5 minute"},
    },
}

NONE: dict[str, tuple[str, ...]] = {
    "en": (
        "In 2024, on 5 May 2024, at 9:00, from 9-17, in week 5",
        "We are open 24/7: 24 hours a day, 7 days a week.",
        "The Consumer Rights Act 2015, Article 6, ISO 10002:2018, Act 2022:260",
        "A shelf of 2 x 3 metres with 4 LED lamps, 2 USB cables, 10 PDF files and 3 VAT rates",
        "TRY 2 times, and ALL 20 of us",
        "under 15 years, aged 13 to 17 years, an 18-year-old, 18 years of age, a two-year-old",
        "5 :-) and 5 may",
        "One day you get a day off.",
        "over 18 years, at least 21 years, above eighteen years, 3 years and up",
        "Two people lift what is over 30 pounds.",
    ),
    "sv": (
        "Öppet 7 dagar i veckan, 24 timmar om dygnet, kl. 10-18",
        "är under 15 år, från 18 år, fyllt 18 år, 18 år fyllda, 18 års ålder, en 15-åring",
        "över 18 år, minst 20 år, kunder under 18 år",
        "Ett paket på 30 pund är tungt.",
        "lagen (2022:260), 5 § samma lag, den 5 maj 2024, 2024-05-06",
    ),
    "de": (
        "ab 18 Jahren, unter 15 Jahren, 18 Jahre und älter, 15 Jahre alt",
        "über 18 Jahre, mindestens 21 Jahre",
        "Ein Paket von 30 Pfund",
        "7 Tage die Woche, 24 Stunden am Tag, 9-17 Uhr, am 5. Tag, § 312g BGB, Art. 6 DSGVO",
    ),
    "fi": ("14 days", "14 päivää"),
}


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [(locale, *case) for locale, cases in AMOUNTS.items() for case in cases.items()],
)
def test_amounts(locale: str, text: str, expected: dict[str, str]) -> None:
    found = amounts(text, locale)
    assert [(text[each.start : each.end], each.value) for each in found] == [*expected.items()]


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale, texts in NONE.items() for text in texts]
)
def test_what_is_no_amount(locale: str, text: str) -> None:
    assert [text[each.start : each.end] for each in amounts(text, locale)] == []


def test_a_country_speaks_its_language() -> None:
    assert [each.value for each in amounts("binnen 3 Tagen", "de-AT")] == ["3 day"]


@pytest.mark.parametrize("locale", AMOUNTS)
def test_every_word_of_a_list_is_known(locale: str) -> None:
    words = word_list(locale)
    for unit, forms in words.time_words.items():
        assert {form: value_of(f"2 {form}", locale) for form in forms} == dict.fromkeys(
            forms, f"2 {unit}"
        )
    day = words.time_words["day"][1]
    for word, number in words.number_words.items():
        assert value_of(f"{word} {day}", locale) == f"{number} day"
        assert [each.value for each in amounts(f"({word} {day})", locale)] == [f"{number} day"]
    for each in words.rhythm_words + words.age_words:
        assert not [*amounts(f"7 {words.time_words['year'][-1]} {each}", locale)]
    for each in words.age_leads:
        assert not [*amounts(f"x {each} 18 {words.time_words['year'][-1]}", locale)]
    for each in words.grown_leads:
        assert not [*amounts(f"x {each} 18 {words.time_words['year'][-1]}", locale)]
    for each in words.weight_words:
        assert [*amounts(f"30 {each}", locale)]
        for weighing in words.weighing_words:
            assert not [*amounts(f"{weighing} 30 {each}", locale)]
    for each in words.plain_day_words:
        assert value_of(f"2 {each} {day}", locale) == "2 day"
    for each in words.range_words:
        assert value_of(f"2 {each} 3 {day}", locale) == ""
        (found,) = amounts(f"2 {each} 3 {day}", locale)
        assert found.start == 0


def test_the_value_of_a_whole_text() -> None:
    assert value_of("2 business days", "en") == "2 business_day"
    assert value_of("2 business days or so", "en") == value_of("2 days", "fi") == ""


_PIECES = ("1", "20", "000", " ", "\u00a0", ".", ",", "-", "–", "/", "½", "€", "%", ":-")
_WORDS = ("two", "days", "day", "EUR", "to", "working", "a week", "old", "x")


@given(st.lists(st.sampled_from(_PIECES + _WORDS), max_size=20).map("".join))
def test_amounts_stand_in_order_and_none_is_cut_out_of_a_longer_number(text: str) -> None:
    last = 0
    for each in amounts(text, "en"):
        assert last <= each.start < each.end <= len(text)
        assert not text[: each.start][-1:].isalnum()
        last = each.end


@pytest.mark.parametrize("figures", ["9" * 1_000_005, f"0.{'0' * 40}1"], ids=["many", "tiny"])
def test_a_number_beyond_all_use_is_an_amount_like_no_other(figures: str) -> None:
    (found,) = amounts(f"{figures} days", "en")
    assert (found.start, found.end, found.value) == (0, len(figures) + 5, "")


@pytest.mark.parametrize(
    ("piece", "each"),
    [("1", 0), ("1.", 0), ("1-", 0), ("000 ", 0), ("5 per ", 0), ("two ", 0), ("€9 ", 1)],
)
def test_a_long_text_is_looked_through_in_one_go(piece: str, each: int) -> None:
    times = 30_000
    assert sum(1 for _ in amounts(piece * times, "en")) == each * times


@pytest.mark.parametrize(
    ("locale", "text", "form"),
    [
        ("en", "a 14-day return", "adjective"),
        ("en", "a two-week return", "adjective"),
        ("en", "14 days", ""),
        ("en", "2-3 days", ""),
        ("sv", "14-dagars öppet köp", "adjective"),
        ("en", "20 EUR", ""),
    ],
)
def test_what_stands_before_a_noun_says_so(locale: str, text: str, form: str) -> None:
    assert [each.form for each in amounts(text, locale)] == [form]
