"""Texts for translators as a PO file, and back.

A list has a line a text; what is a line break inside one of them is a line separator there.
"""

from __future__ import annotations

from typing import Final

from policykit.locale.portable import (
    Entry,
    Messages,
    UnreadableMessagesError,
    read_messages,
    write_messages,
)
from policykit.model.errors import SourceError
from policykit.translating.notes import Text
from policykit.translating.units import Parcel, Unit
from policykit.translating.xml_reading import MOST_BYTES

_BREAK: Final = "\u2028"


def write(parcel: Parcel) -> bytes:
    """A parcel as a PO file."""
    return write_messages(
        Messages(
            project=parcel.name,
            version=parcel.version or "1",
            locale=parcel.locale,
            entries=tuple(
                Entry(
                    context=unit.address,
                    source=_one(unit.source),
                    words="" if unit.words is None else _one(unit.words),
                    fuzzy=unit.stale,
                    notes=unit.notes,
                )
                for unit in parcel.units
            ),
        )
    )


def _one(text: Text) -> str:
    if isinstance(text, str):
        return text
    return "\n".join(line.replace("\n", _BREAK) for line in text)


def parse(content: bytes, path: str) -> Parcel:
    """A file that came back.

    Raises:
        SourceError: it is no PO file.
    """
    if len(content) > MOST_BYTES:
        raise _refused("it is larger than any file of words", path)
    try:
        found = read_messages(content)
    except UnreadableMessagesError as trouble:
        raise _refused(str(trouble), path) from trouble
    if not found.entries:
        raise _refused("there is no text in it", path)
    return Parcel(
        name=found.project,
        original="",
        source_locale="",
        locale=found.locale,
        version=found.version,
        units=tuple(
            Unit(
                address=entry.context,
                source=entry.source,
                words=entry.words or None,
                stale=entry.fuzzy,
                reviewed=not entry.fuzzy,
                unsure=entry.fuzzy,
                line=entry.line,
            )
            for entry in found.entries
        ),
    )


def as_list(text: str) -> tuple[str, ...]:
    """The texts of a list that stands in one message."""
    return tuple(line.replace(_BREAK, "\n") for line in text.split("\n") if line.strip())


def _refused(why: str, path: str) -> SourceError:
    return SourceError(
        "exchange-unreadable",
        f"This file cannot be taken: {why}.",
        context=path,
        hint="Ask for it as PO, UTF-8, as `policykit translate --export po` writes it.",
    )
