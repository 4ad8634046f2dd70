"""What an import tells people beside what they wrote, in the language they write in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

SHORTEN: Final = "The level says this already; shorten the words if you like."
REWORD: Final = "Say it in your own words."
TURN: Final = "It says no. Turn it round: under must_not, name what is forbidden."
SPLIT: Final = "It holds two levels. Make two rules of it."
WITHIN: Final = "Is this the rule, or only told within the sentence?"
DOUBT: Final = "Is it a permission, or only something that is possible?"
DUTY: Final = "Is it a must? No word in it says so."
PROMISE: Final = "Is it a promise of yours? No word of a level says so."
GAINS: Final = "Who gains if staff do this: customer, staff or us?"
AREA: Final = "Is this the right area?"
TITLE: Final = "Give it a title of its own."
ADDRESS: Final = "May everybody know this contact? Then it belongs into organisation.yaml too."
ABOVE: Final = 'It stood under "{0}". Say so in the rule if it holds only then.'
TERM: Final = '"{0}" as {1}?'
NAMED: Final = '"{0}" as {1}? And is the title right?'
KEPT: Final = "The document has no rule here; this one was put in so that the rest has a place."
UNREAD: Final = '"{0}" is no length of time. Say how long, or leave it out.'
COLUMN: Final = "Its column is none that a rule has."
NO_LEVEL: Final = "It is no level we know."
UNTIMED: Final = "It names no channel or no time that could be read."
BESIDE: Final = "It stands beside one that cannot."
CONTACT: Final = "It holds {0}, which does not belong into a policy."
ASTRAY: Final = "Its words could not be followed into the policy."
AFTER: Final = (
    "How long has the step before this one? The document says when a matter goes on to this."
)
LONG: Final = "It is longer than a title may be."

_SEVERAL: Final = "  "
"""What parts several remarks on one thing."""

_SAID: Final[Mapping[str, tuple[str, str]]] = {
    SHORTEN: (
        "Nivån säger det redan; korta meningen om du vill.",
        "Die Stufe sagt das schon; kürzen Sie den Satz, wenn Sie möchten.",
    ),
    REWORD: ("Säg det med egna ord.", "Sagen Sie es mit eigenen Worten."),
    TURN: (
        "Meningen säger nej. Vänd på den: skriv under must_not vad som är förbjudet.",
        "Der Satz verneint. Drehen Sie ihn um: Unter must_not steht, was verboten ist.",
    ),
    SPLIT: (
        "Meningen har två nivåer. Gör två regler av den.",
        "Der Satz hat zwei Stufen. Machen Sie zwei Regeln daraus.",
    ),
    WITHIN: (
        "Är det här regeln, eller nämns det bara i meningen?",
        "Ist das die Regel, oder wird es im Satz nur erwähnt?",
    ),
    DOUBT: (
        "Är det ett tillstånd, eller bara något som är möjligt?",
        "Ist es eine Erlaubnis oder nur etwas Mögliches?",
    ),
    DUTY: (
        "Är det ett krav? Inget ord i meningen säger det.",
        "Ist es eine Pflicht? Kein Wort im Satz sagt es.",
    ),
    PROMISE: (
        "Är det ett löfte från er? Inget ord i meningen anger nivån.",
        "Ist das ein Versprechen von Ihnen? Kein Wort im Satz nennt die Stufe.",
    ),
    GAINS: (
        "Vem tjänar på det: kunden (customer), personalen (staff) eller vi (us)?",
        "Wer hat etwas davon: Kunde (customer), Personal (staff) oder wir (us)?",
    ),
    AREA: ("Är det här rätt område?", "Ist das der richtige Bereich?"),
    TITLE: ("Ge texten en egen rubrik.", "Geben Sie dem Text einen eigenen Titel."),
    ADDRESS: (
        "Får alla känna till kontakten? Då hör den hemma i organisation.yaml också.",
        "Darf jeder diesen Kontakt kennen? Dann gehört er auch in die organisation.yaml.",
    ),
    ABOVE: (
        'Det stod under "{0}". Säg det i regeln om den gäller bara då.',
        'Es stand unter "{0}". Sagen Sie es in der Regel, wenn sie nur dann gilt.',
    ),
    TERM: ('"{0}" som {1}?', '"{0}" als {1}?'),
    NAMED: (
        '"{0}" som {1}? Och stämmer rubriken?',
        '"{0}" als {1}? Und stimmt der Titel?',
    ),
    KEPT: (
        "Dokumentet har ingen regel här; den här sattes in så att resten får en plats.",
        "Das Dokument hat hier keine Regel; diese wurde eingesetzt, damit der Rest einen Platz hat.",
    ),
    UNREAD: (
        '"{0}" är ingen tidslängd. Skriv hur länge, eller utelämna det.',
        '"{0}" ist keine Zeitdauer. Schreiben Sie, wie lange, oder lassen Sie es weg.',
    ),
    COLUMN: (
        "Kolumnen är ingen som en regel har.",
        "Die Spalte ist keine, die eine Regel hat.",
    ),
    NO_LEVEL: ("Det är ingen nivå vi känner till.", "Das ist keine bekannte Stufe."),
    UNTIMED: (
        "Här finns ingen kanal eller ingen tid som kunde läsas.",
        "Hier steht kein Kanal oder keine Zeit, die gelesen werden konnte.",
    ),
    BESIDE: (
        "Det står bredvid något som inte kan stå i en policy.",
        "Es steht neben etwas, das nicht in einer Richtlinie stehen kann.",
    ),
    CONTACT: (
        "Innehåller personuppgifter eller något hemligt, som inte hör hemma i en policy.",
        "Enthält persönliche oder geheime Angaben, die nicht in eine Richtlinie gehören.",
    ),
    ASTRAY: (
        "Orden kunde inte följas in i policyn.",
        "Die Wörter ließen sich nicht in die Richtlinie verfolgen.",
    ),
    AFTER: (
        "Hur länge har steget före det här? Dokumentet säger när ärendet går vidare hit.",
        "Wie lange hat die Stufe davor? Das Dokument sagt, wann der Fall hierher weitergeht.",
    ),
    LONG: ("Längre än en rubrik får vara.", "Länger, als ein Titel sein darf."),
}


def several(*remarks: str) -> str:
    """Several remarks on one thing as one; empty ones are left out."""
    return _SEVERAL.join(each for each in remarks if each)


def in_language(remark: str, locale: str) -> str:
    """A remark in a language; in English where it has not been put into that one."""
    return " ".join(_one(each, _language(locale)) for each in remark.split(_SEVERAL))


def _one(remark: str, language: str) -> str:
    at = {"sv": 0, "de": 1}.get(language)
    if at is None:
        return remark
    for pattern, said in _patterns():
        if found := pattern.fullmatch(remark):
            return said[at].format(*found.groups())
    return remark


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    made = []
    # The longest first: one may begin like another.
    for english, said in sorted(_SAID.items(), key=lambda each: -len(each[0])):
        parts = re.split(r"\{\d\}", english)
        made.append((re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL), said))
    return tuple(made)


def _language(locale: str) -> str:
    return locale.partition("-")[0]
