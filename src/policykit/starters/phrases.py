"""The few phrases that new files are remarked with, in the languages there are starters in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "decide-number": {
        "en": "decide: is this your number?",
        "sv": "decide: är det här er siffra?",
        "de": "decide: Ist das Ihre Zahl?",
    },
    "decide-law": {
        "en": "decide: is this your number? The law sets a limit: policykit explain {law}",
        "sv": "decide: är det här er siffra? Lagen sätter en gräns: policykit explain {law}",
        "de": "decide: Ist das Ihre Zahl? Das Gesetz setzt eine Grenze: policykit explain {law}",
    },
    "decide-money": {
        "en": "decide: which sum in {currency}?",
        "sv": "decide: vilken summa i {currency}?",
        "de": "decide: Welche Summe in {currency}?",
    },
    "decide-words": {
        "en": "decide: the words below are English; write them in your language.",
        "sv": "decide: texten nedan är på engelska; skriv den på svenska.",
        "de": "decide: Die Texte unten sind englisch; schreiben Sie sie auf Deutsch.",
    },
    "decide-own": {
        "en": "decide: is this so with you? Keep it, change it or take it out.",
        "sv": "decide: är det så hos er? Behåll det, ändra det eller ta bort det.",
        "de": "decide: Ist das bei Ihnen so? Behalten, ändern oder streichen Sie es.",
    },
    "decide-rule": {
        "en": "decide: how do you say this? A framework asks for it.",
        "sv": "decide: hur säger ni det här? Ett ramverk kräver det.",
        "de": "decide: Wie sagen Sie das? Ein Rahmenwerk verlangt es.",
    },
    "decide-first": {
        "en": "decide: what is the first rule?",
        "sv": "decide: vilken är den första regeln?",
        "de": "decide: Wie lautet die erste Regel?",
    },
    "decide-mission": {
        "en": "decide: why are you there for your customers? One sentence, as mission: …",
        "sv": "decide: varför finns ni till för era kunder? En mening, som mission: …",
        "de": "decide: Wozu sind Sie für Ihre Kundschaft da? Ein Satz, als mission: …",
    },
    "decide-hours": {
        "en": "decide: when do people answer? These hours are only a guess.",
        "sv": "decide: när svarar människor? De här tiderna är bara en gissning.",
        "de": "decide: Wann antworten Menschen? Diese Zeiten sind nur angenommen.",
    },
    "decide-zone": {
        "en": "decide: which time zone is yours? This country has several.",
        "sv": "decide: vilken tidszon är er? Landet har flera.",
        "de": "decide: Welche Zeitzone ist Ihre? Das Land hat mehrere.",
    },
    "decide-roles": {
        "en": "decide: who works with customers? Roles, never names of people.",
        "sv": "decide: vilka arbetar med kunder? Roller, aldrig namn på personer.",
        "de": "decide: Wer arbeitet mit der Kundschaft? Rollen, nie Namen von Personen.",
    },
    "decide-reasons": {
        "en": "decide: why do customers contact you?",
        "sv": "decide: varför hör kunder av sig?",
        "de": "decide: Warum melden sich Kundinnen und Kunden?",
    },
    "handbook": {"en": "Staff handbook", "sv": "Personalhandbok", "de": "Mitarbeiterhandbuch"},
    "opening-hours": {"en": "Opening hours", "sv": "Öppettider", "de": "Öffnungszeiten"},
}

LANGUAGES: Final = ("en", "sv", "de")
"""The languages there are phrases and pages in."""


def has_words(locale: str) -> bool:
    """Whether there are any words in a language; `de-AT` is German."""
    return locale.partition("-")[0] in LANGUAGES


def phrase(name: str, locale: str) -> str:
    """A phrase in a language, else in English."""
    said = _PHRASES[name]
    return said.get(locale.partition("-")[0]) or said["en"]
