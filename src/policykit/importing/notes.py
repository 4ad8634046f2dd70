"""The file beside the policies that holds every sentence they have no room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from policykit.importing.chapters import BETWEEN, Unit
from policykit.importing.phrases import in_language
from policykit.model.value import dataclass

_HEADS: Final[Mapping[str, str]] = {
    "en": """\
# Left over from {name}

What stands here found no place in a policy when {name} was imported. Go through it: what is a
rule belongs into a policy, what is not needed any more can go. When nothing is left, delete this
file. No check and no handbook looks at it.
""",
    "sv": """\
# Kvar från {name}

Det som står här fick ingen plats i en policy när {name} importerades. Gå igenom det: det som är
en regel hör hemma i en policy, det som inte behövs längre kan tas bort. Radera filen när inget är
kvar. Ingen kontroll och ingen handbok läser den.
""",
    "de": """\
# Übrig aus {name}

Was hier steht, fand beim Import von {name} keinen Platz in einer Richtlinie. Gehen Sie es durch:
Was eine Regel ist, gehört in eine Richtlinie; was nicht mehr gebraucht wird, kann weg. Wenn nichts
übrig ist, löschen Sie diese Datei. Keine Prüfung und kein Handbuch liest sie.
""",
}

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "Before the first heading": ("Före första rubriken", "Vor der ersten Überschrift"),
    "Deleted by tracked changes": (
        "Struket med spårade ändringar",
        "In verfolgten Änderungen gelöscht",
    ),
    "on": ("vid", "bei"),
    "Footnote": ("Fotnot", "Fußnote"),
    "Endnote": ("Slutnot", "Endnote"),
    "Comment": ("Kommentar", "Kommentar"),
    "Header": ("Sidhuvud", "Kopfzeile"),
    "Footer": ("Sidfot", "Fußzeile"),
    "Table of contents": ("Innehållsförteckning", "Inhaltsverzeichnis"),
    "Heads of columns": ("Kolumnrubriker", "Spaltenköpfe"),
    "Front matter": ("Filhuvud", "Dateikopf"),
}
"""Headings of the notes in Swedish and German; headings of the document stay as they are."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes file: its text, and the line of each sentence in it."""

    text: str
    lines: dict[int, int]


def notes_of(
    name: str, left: Sequence[tuple[Unit, str]], deleted: Sequence[tuple[str, str]], locale: str
) -> Notes:
    """The notes of a document.

    Args:
        name: what its file is called.
        left: the sentences without a place, in the order of the document, each with a reason.
        deleted: what tracked changes took out, each with where it stood.
        locale: the language of those who read them.
    """
    language = locale.partition("-")[0]
    lines = _HEADS.get(language, _HEADS["en"]).format(name=name).split("\n")
    where: dict[int, int] = {}
    heading: str | None = None
    for unit, why in left:
        told = f"{unit.place}: {in_language(why, locale)}" if why else unit.place
        if unit.is_heading:
            heading = f"{unit.heading}{BETWEEN}{unit.text}" if unit.heading else unit.text
            _head(lines, f"{heading} <!-- {told} -->")
            where[unit.number] = len(lines) - 1
            continue
        if unit.heading != heading:
            heading = unit.heading
            title = heading or "Before the first heading"
            _head(lines, _word(title, language))
        lines.append(f"- {unit.text} <!-- {told} -->")
        where[unit.number] = len(lines)
        if unit.anchor:
            lines.append(f"  ({_word('on', language)}: {unit.anchor})")
    if deleted:
        _head(lines, _word("Deleted by tracked changes", language))
        lines += [f"- {text} <!-- {place} -->" for text, place in deleted]
    while lines and not lines[-1]:
        lines.pop()
    text = "\n".join(lines) + "\n"
    return Notes(text, where)


def _head(lines: list[str], heading: str) -> None:
    if lines[-1]:
        lines.append("")
    lines += [f"## {heading}", ""]


def _word(text: str, language: str) -> str:
    at = {"sv": 0, "de": 1}.get(language)
    return text if at is None or text not in _WORDS else _WORDS[text][at]
