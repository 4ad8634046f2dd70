"""A file of words to fill in, and one that is brought up to its source."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from policykit.formatting.formatting import formatted
from policykit.library.words import OWN_WORDS
from policykit.lint.translations import is_same_everywhere
from policykit.model.errors import SourceError
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.translating.aging import opened_ages
from policykit.translating.earlier import earlier_texts
from policykit.translating.entries import OURS
from policykit.translating.growing import Growth, grown
from policykit.translating.notes import Text, source_notes, stale_notes
from policykit.translating.places import Slot, Way
from policykit.translating.subject import Subject
from policykit.translating.writing import Leaf, Value
from policykit.validation import Kind, load_schemas
from policykit.yamlsource.characters import STRANGE_BREAK

_STAMPS: Final = "translated_from"
_GONE: Final = "# No longer in the source, so nobody reads it:"
_GUIDE: Final = """\
# Write the words of this language behind each key. Above it stands the source, marked #>, and
# what its {placeholders} stand for, marked #:. Write {placeholders} and the targets of links as
# they are there. What stays empty is missing: readers get the source. Once you have read it
# through: policykit translate NAME --locale LOCALE --stamp
"""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A file of words as it is and as it would be, and what was done to it, as addresses.

    `added` are entries that need words, `free` those that may do without; `gone` are words whose
    item is no longer in the source: they stay as a comment.
    """

    rewrite: Rewrite
    is_new: bool
    added: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def drafted(root: Path, subject: Subject, *, update: bool) -> Drafted:
    """A file of words with an entry for each text of the source, the source above it.

    Words that are there stay as they are. Above those made from an older text stands what has
    changed in it.

    Args:
        root: the policy repository, whose history knows earlier texts.
        subject: what is translated.
        update: whether a file that is there is brought up to its source; else it is refused.

    Raises:
        SourceError: there is a file already, or it cannot be changed.
    """
    if subject.exists and not update:
        raise SourceError(
            "words-exist",
            f"{subject.path} is there already.",
            hint="Add --update: it keeps the words that are there and adds what is missing.",
        )
    before = subject.raw.text if subject.exists else _head(subject)
    missing = _missing(subject)
    known = _known(subject, missing)
    empty = [slot.address for slot in missing if slot.address not in known]
    with opened_ages(root) as ages:
        older = ages.older(subject) if subject.exists else {}
    is_stale = {*subject.state.stale, *older}
    gone = {text.address: tuple(map(str, text.pointer)) for text in subject.state.unknown}
    growth = Growth(
        added={
            **{
                slot.way: Leaf(known[slot.address])
                if slot.address in known
                else Leaf(None, _notes(subject, slot))
                for slot in missing
            },
            **{(_STAMPS, each): Leaf(subject.digest(each)) for each in _read(subject, known)},
        },
        noted=_noted(root, subject, older),
        dropped=(*gone.values(), *_stamps_of_gone(subject)),
        order=order(subject),
        main=chief_keys(subject),
        foot=_foot(subject, gone),
    )
    return Drafted(
        rewrite_of(subject, grown(before, subject.path, growth)),
        not subject.exists,
        tuple(each for each in empty if each in subject.counted),
        tuple(each for each in empty if each not in subject.counted),
        tuple(each for each in subject.slots if each in is_stale),
        tuple(gone),
    )


def rewrite_of(subject: Subject, text: str) -> Rewrite:
    """A file of words with another text; one that was laid out in the usual way stays so."""
    content = subject.raw.content(text) if subject.exists else text.encode()
    if content == subject.content:
        return Rewrite(subject.path, subject.content, content)
    schemas = load_schemas(())
    laid_out = formatted(subject.content, subject.path, Kind.TRANSLATION, schemas)
    if not subject.exists or laid_out.content == subject.content:
        content = formatted(content, subject.path, Kind.TRANSLATION, schemas).content
    return Rewrite(subject.path, subject.content, content)


def order(subject: Subject) -> tuple[Way, ...]:
    """The ways of all entries there may be, in the order of the source, then of their digests.

    An entry that stands elsewhere than we would put it counts where it stands.
    """
    ways = [
        way
        for address, slot in subject.slots.items()
        for way in dict.fromkeys((subject.places.get(address, slot.way), slot.way))
    ]
    return (*ways, *((_STAMPS, address) for address in subject.slots))


def chief_keys(subject: Subject) -> Mapping[Way, str]:
    """By the way of an item, the key its chief text goes by once it has others beside it."""
    keys: dict[Way, str] = {}
    for slot in subject.slots.values():
        if slot.item:
            keys.setdefault(slot.item, "text")
            if slot.main and slot.way != slot.item:
                keys[slot.item] = slot.way[-1]
    return keys


def _missing(subject: Subject) -> tuple[Slot, ...]:
    return tuple(
        slot
        for address, slot in subject.slots.items()
        if address not in subject.places
        and not (slot.source and is_same_everywhere(_joined(slot)))
        and not (subject.exists and (slot.source is None or address in OWN_WORDS))
    )


def _known(subject: Subject, missing: Sequence[Slot]) -> Mapping[str, Value]:
    """The words in force beside a coming version, of the texts that are the same in both."""
    in_force = subject.in_force()
    if in_force is None:
        return {}
    stale = in_force.state.stale
    return {
        slot.address: in_force.given[slot.address].text
        for slot in missing
        if slot.address in in_force.given
        and slot.address not in stale
        and (
            slot.address in OWN_WORDS
            or subject.digest(slot.address) == in_force.digest(slot.address)
        )
    }


def _read(subject: Subject, known: Mapping[str, Value]) -> list[str]:
    """Those of the words in force that somebody has accepted."""
    in_force = subject.in_force() if known else None
    return [
        each
        for each in known
        if in_force and each in in_force.stamps and each not in subject.stamps
    ]


def _joined(slot: Slot) -> str:
    text = slot.source.text if slot.source else ""
    return text if isinstance(text, str) else " / ".join(text)


def _notes(subject: Subject, slot: Slot) -> tuple[str, ...]:
    return source_notes(slot.source, slot.address, subject.value)


def _noted(
    root: Path, subject: Subject, older: Mapping[str, Text]
) -> Mapping[Way, tuple[str, ...]]:
    """New comments above entries that are there: of stale ones, and where the source moved on.

    `older` are the sources of those nobody accepted, as they were.
    """
    stamps = subject.stamps
    stale = subject.state.stale
    earlier = earlier_texts(root, subject, [(address, stamps[address]) for address in stale])
    old = {**older, **{address: text for (address, _), text in earlier.items()}}
    noted: dict[Way, tuple[str, ...]] = {}
    lines = subject.raw.text.replace("\r\n", "\n").split("\n")
    for address, way in subject.places.items():
        slot = subject.slots.get(address)
        if slot is None or slot.source is None:
            continue
        if address in stale or address in older:
            changed = stale_notes(old.get(address), slot.source.text)
            noted[way] = (*changed, *_notes(subject, slot))
        elif _has_notes(subject, way, lines):
            noted[way] = _notes(subject, slot)
    return noted


def _has_notes(subject: Subject, way: Way, lines: Sequence[str]) -> bool:
    """Whether we wrote a comment above an entry."""
    span = subject.words.key_span(way) if subject.words is not None else None
    line = span.start.line - 2 if span else -1
    return line >= 0 and OURS.match(lines[line]) is not None


def _stamps_of_gone(subject: Subject) -> list[Way]:
    return [(_STAMPS, address) for address in subject.stamps if address not in subject.slots]


def _foot(subject: Subject, gone: Mapping[str, Way]) -> tuple[str, ...]:
    """Words whose item is gone, as a comment at the end, so that nothing is lost."""
    if not gone:
        return ()
    lines = []
    for address in gone:
        given = subject.given[address].text
        for text in (given,) if isinstance(given, str) else given:
            first, *rest = map(_on_a_line, text.rstrip("\n").split("\n"))
            lines += [f"#   {address}: {first}", *(f"#     {line}" for line in rest)]
    known = [] if _GONE in subject.raw.text else ["", _GONE]
    return (*known, *lines)


def _on_a_line(text: str) -> str:
    """A line without what some programs take for the end of one."""
    return STRANGE_BREAK.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _head(subject: Subject) -> str:
    folder = posixpath.dirname(subject.path)
    schema = posixpath.relpath("schemas/translation.schema.json", folder)
    guide = _GUIDE.replace("NAME", subject.name).replace("LOCALE", subject.locale)
    if ".next." in subject.path:
        guide = guide.replace("--stamp", "--next --stamp")
    return (
        f"# yaml-language-server: $schema={schema}\n{guide}\n"
        f"translates: {subject.name}\nlocale: {subject.locale}\n"
    )
