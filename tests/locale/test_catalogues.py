from __future__ import annotations

import re
import string
from importlib.resources import files
from itertools import product

import pytest

from policykit.locale.catalogue import Catalogue, read_catalogue
from policykit.locale.words import Locales
from policykit.model.errors import RenderError
from policykit.model.policy_shape import LEVELS
from policykit.model.text import FORMS

LANGUAGES = ("de", "en", "sv")
OF_ONE_LANGUAGE = ("money.", "sort.")


def catalogue(language: str) -> Catalogue:
    found = read_catalogue(files("policykit.locale"), language)
    assert found is not None
    return found


def shared(language: str) -> dict[str, tuple[str, ...]]:
    return {
        key: forms
        for key, forms in catalogue(language).messages.items()
        if ":" not in key and not key.startswith(OF_ONE_LANGUAGE)
    }


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def test_all_shipped_languages_are_known() -> None:
    assert tuple(Locales().available()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    assert shared(language).keys() == shared("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_name_the_same_values_and_forms(language: str) -> None:
    english = shared("en")
    for key, forms in shared(language).items():
        assert len(forms) == len(english[key]), key
        assert {frozenset(fields(form)) for form in forms} == {
            frozenset(fields(form)) for form in english[key]
        }, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_inflected_forms_belong_to_a_message(language: str) -> None:
    known = catalogue(language).messages
    for key in known:
        base, _, form = key.partition(":")
        assert not form or (base in known and form in FORMS), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_in_a_file(language: str) -> None:
    text = files("policykit.locale").joinpath(f"{language}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"]),
        ("sv", ["SKA", "FÅR INTE", "BÖR", "BÖR INTE", "FÅR"]),
        ("de", ["MUSS", "DARF NICHT", "SOLL", "SOLL NICHT", "DARF"]),
    ],
)
def test_level_labels(language: str, labels: list[str]) -> None:
    locale = Locales().locale(language)
    assert [locale.text(f"level.{level}") for level in LEVELS] == labels


def test_a_language_without_a_catalogue_speaks_english_with_its_own_dates() -> None:
    french = Locales().locale("fr")
    assert french.text("level.must") == "MUST"
    assert french.number(1000) == "1\u202f000"
    assert french.name == "Français"


def test_a_country_keeps_the_words_of_its_language() -> None:
    finland = Locales().locale("sv-FI")
    assert finland.text("level.must") == "SKA"
    assert finland.sort_key("å") > finland.sort_key("z")


def test_one_object_reads_each_catalogue_once() -> None:
    locales = Locales()
    assert locales.locale("sv") is locales.locale("sv")
    assert locales.locale("sv").catalogues[-1] is locales.locale("de").catalogues[-1]


@pytest.mark.parametrize("name", ["", "x", "svenska", "../sv", "sv/../en", "12"])
def test_names_of_no_language_are_refused(name: str) -> None:
    with pytest.raises(RenderError) as caught:
        Locales().locale(name)
    assert caught.value.reference == "unknown-locale"


def test_an_unknown_key_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        Locales().locale("sv").text("no.such.key")


def test_words_for_templates_fill_gaps_from_english() -> None:
    english = Locales().locale("en").under("book.")
    for language in product(LANGUAGES):
        assert Locales().locale(language[0]).under("book.").keys() == english.keys()
