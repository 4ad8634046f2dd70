"""What is sent to translators and comes back, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from policykit.library.words import OWN_WORDS
from policykit.lint.translations import is_same_everywhere
from policykit.model.value import dataclass
from policykit.translating.notes import OWN, Text, source_notes
from policykit.translating.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One text to translate.

    Args:
        address: its address in the source.
        source: the text, or a list that is replaced as a whole.
        words: what it is in the other language, None where there is nothing yet.
        stale: whether the words were made from an older text.
        reviewed: of a file that came back, whether somebody said that the words hold.
        unsure: of a file that came back, whether it says that its words are not to be used yet.
        notes: what a translator should know.
        line: of a file that came back, the line it begins on.
        optional: whether nothing is missing where it has no words.
    """

    address: str
    source: Text
    words: Text | None = None
    stale: bool = False
    reviewed: bool = False
    unsure: bool = False
    notes: tuple[str, ...] = ()
    line: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file for translators.

    `name` is the id of what is translated, `original` the file its source stands in.
    """

    name: str
    original: str
    source_locale: str
    locale: str
    version: str = ""
    units: tuple[Unit, ...] = field(default=())


def parcel(subject: Subject) -> Parcel:
    """All texts of a source with their words, as far as there are any."""
    data = subject.source.data
    version = data.get("version") if isinstance(data, dict) else None
    return Parcel(
        name=subject.name,
        original=subject.source.path,
        source_locale=subject.source_locale,
        locale=subject.locale,
        version=version if isinstance(version, str) else "",
        units=tuple(_units(subject)),
    )


def _units(subject: Subject) -> Iterator[Unit]:
    stale = set(subject.state.stale)
    for address, slot in subject.slots.items():
        if slot.source is None:
            yield _headword(subject, address)
            continue
        text = slot.source.text
        if not text or is_same_everywhere(text if isinstance(text, str) else " ".join(text)):
            continue
        given = subject.given.get(address)
        notes = [
            note.removeprefix("#: ")
            for note in source_notes(slot.source, address, subject.value)
            if note.startswith("#:")
        ]
        level = str(slot.source.pointer[-1]).replace("_", " ")
        if slot.main and slot.item[:1] == ("statements",) and "." not in slot.item[-1]:
            notes.insert(0, f"The sentence goes on from: {level}")
        if address in OWN_WORDS:
            notes.insert(0, OWN.partition(". ")[0])
        yield Unit(
            address=address,
            source=text,
            words=given.text if given else None,
            stale=address in stale,
            notes=tuple(notes),
        )


def _headword(subject: Subject, address: str) -> Unit:
    """The word a definition goes by, which the source has only as an id."""
    word = address.rpartition("#")[0].rpartition(".")[2].replace("-", " ")
    given = subject.given.get(address)
    return Unit(
        address=address,
        source=word,
        words=given.text if given else None,
        optional=True,
        notes=("The word itself, as the handbook prints it.",),
    )
