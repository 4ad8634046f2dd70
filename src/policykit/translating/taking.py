"""A file that came back from translators: what is right in it becomes words, all or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.library.words import OWN_WORDS
from policykit.lint.translations import marks
from policykit.model.errors import SourceError
from policykit.model.rewrite import Rewrite
from policykit.model.standing_words import Slip
from policykit.model.value import dataclass
from policykit.translating import gettext, xliff
from policykit.translating.drafting import rewrite_of
from policykit.translating.growing import Growth, grown
from policykit.translating.notes import Text, changed_words
from policykit.translating.places import Way
from policykit.translating.stamping import stamps_growth
from policykit.translating.subject import Subject
from policykit.translating.units import Parcel, Unit, parcel
from policykit.translating.writing import Leaf, Value
from policykit.yamlsource.characters import REFUSED, name

FORMATS: Final = ("xliff", "po")
_CARRIAGE: Final = re.compile("\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file of words as it is and as it would be, and what became of each unit.

    `words` are the addresses with new words, `changed` those of them that had others before,
    `accepted` those whose words were said to hold as they are, `unsure` those whose words are
    the same and still said not to hold; `slips` are what is not taken. `rewrite` holds the right
    ones, whatever the slips.
    """

    rewrite: Rewrite
    words: tuple[str, ...]
    changed: tuple[str, ...]
    accepted: tuple[str, ...]
    unsure: tuple[str, ...]
    slips: tuple[Slip, ...]


def exported(subject: Subject, kind: str) -> bytes:
    """The texts of a source with their words, for translators.

    Args:
        subject: what is translated.
        kind: `xliff` or `po`.
    """
    made = parcel(subject)
    return gettext.write(made) if kind == "po" else xliff.write(made).encode()


def taken(subject: Subject, content: bytes, path: str) -> Taken:
    """The words of a file that came back, put where they belong.

    Args:
        subject: what was translated.
        content: the bytes of the file.
        path: what it is called in findings.

    Raises:
        SourceError: the file cannot be read, or nothing in it is translated.
    """
    is_xml = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"<\0", b"\0<"))
    came = (xliff.parse if is_xml else gettext.parse)(content, path)
    sent = {unit.address: unit for unit in parcel(subject).units}
    wrong = tuple(_of_another(subject, came, path))
    slips = list(wrong)
    new: dict[str, Text] = {}
    accepted: list[str] = []
    unsure: list[str] = []
    if not wrong:
        _demand_words(came, path)
        seen = Counter(unit.address for unit in came.units)
        for unit in came.units:
            slip = _slip(subject, unit, sent, seen, path)
            if slip is not None:
                slips.append(slip)
                continue
            words = _words(unit, sent[unit.address].source)
            before = sent[unit.address]
            if words is not None and words != before.words:
                new[unit.address] = words
            elif unit.unsure and words is not None:
                unsure.append(unit.address)
            elif before.stale and unit.reviewed:
                accepted.append(unit.address)
        slips += _lost(sent, seen, path)
    stamped = [each for each in (*new, *accepted) if subject.digest(each) and each not in OWN_WORDS]
    growth = _growth(subject, new, stamped)
    before_text = subject.raw.text if subject.exists else _head(subject)
    text = grown(before_text, subject.path, growth) if new or accepted else before_text
    same = Rewrite(subject.path, subject.content, subject.content)
    return Taken(
        rewrite=rewrite_of(subject, text) if new or accepted else same,
        words=tuple(new),
        changed=tuple(each for each in new if sent[each].words is not None),
        accepted=tuple(accepted),
        unsure=tuple(unsure),
        slips=tuple(slips),
    )


def _head(subject: Subject) -> str:
    return f"translates: {subject.name}\nlocale: {subject.locale}\n"


def _growth(subject: Subject, new: Mapping[str, Text], accepted: list[str]) -> Growth:
    added: dict[Way, Leaf] = {}
    set_to: dict[Way, Value] = {}
    for address, words in new.items():
        way = subject.places.get(address)
        if way is None:
            added[subject.slots[address].way] = Leaf(words)
        else:
            set_to[way] = words
    noted = {subject.places[each]: () for each in (*new, *accepted) if each in subject.places}
    stamps = stamps_growth(subject, accepted, noted)
    return replace(stamps, added={**added, **stamps.added}, set_to={**set_to, **stamps.set_to})


def _of_another(subject: Subject, came: Parcel, path: str) -> Iterator[Slip]:
    if came.name != subject.name:
        yield Slip(
            path=path,
            message=f"This file is of {came.name[:120] or 'something that it does not name'}, "
            f"not of {subject.name}.",
            hint=f"Take it with `policykit translate {came.name} --import`."
            if subject.has_policy(came.name)
            else "Send the file out again with --export.",
        )
    if came.locale.lower() != subject.locale.lower():
        yield Slip(
            path=path,
            message=f"This file holds {came.locale[:20] or 'no'} words, not {subject.locale} ones.",
            hint=f"Take it with --locale {came.locale[:20]}." if came.locale else "",
        )


def _slip(
    subject: Subject, unit: Unit, sent: Mapping[str, Unit], seen: Mapping[str, int], path: str
) -> Slip | None:
    """Why a unit cannot be taken, None where it can."""

    def slip(message: str, hint: str, detail: str = "") -> Slip:
        return Slip(
            path=path,
            line=unit.line,
            address=unit.address[:120],
            message=message,
            detail=detail,
            hint=hint,
        )

    known = sent.get(unit.address)
    if known is None:
        return slip(
            f"{subject.source.path} has no such text.",
            "Somebody changed the id of this unit, or the text is gone since it was sent out.",
        )
    if seen[unit.address] > 1:
        return slip("This text stands here twice.", "Leave the one that holds.")
    source = _words(Unit(address="", source="", words=unit.source), known.source)
    if source != known.source:
        changed = changed_words(source, known.source) if source is not None else ()
        return slip(
            "It was made from another version of the text.",
            "Send it out again with --export, or write these words by hand.",
            "; ".join(changed)[:120],
        )
    told = _of_words(known, unit)
    return slip(*told) if told else None


def _of_words(known: Unit, unit: Unit) -> tuple[str, str] | None:
    """What is wrong with the words of a unit, and what to do; None where nothing is."""
    words = _words(unit, known.source)
    if words is None or words == known.words:
        return None
    if unit.unsure:
        return (
            "These words are marked as fuzzy: whoever wrote them is not sure of them.",
            "Ask the translators; they take the mark away once the words hold.",
        )
    if unit.address in OWN_WORDS:
        return None
    lacking, added = marks(known.source) - marks(words), marks(words) - marks(known.source)
    if lacking or added:
        parts = [
            f"{verb} {', '.join(each.elements())[:120]}"
            for verb, each in (("lack", lacking), ("add", added))
            if each
        ]
        return (
            f"Unlike the source, the words {' and '.join(parts)}.",
            "Put each placeholder and link of the source into the words, as often as there.",
        )
    unwritable = _unwritable(words)
    if unwritable:
        return (f"The words hold {unwritable}, which no file may hold.", "Take it out.")
    return None


def _unwritable(words: Text) -> str:
    """The first character of words that no file of words can hold, by name; '' for none."""
    text = words if isinstance(words, str) else "".join(words)
    found = REFUSED.search(text) or _CARRIAGE.search(text)
    return name(found.group()) if found else ""


def _lost(sent: Mapping[str, Unit], seen: Mapping[str, int], path: str) -> Iterator[Slip]:
    for address, unit in sent.items():
        if address not in seen and not unit.optional:
            yield Slip(
                path=path,
                address=address,
                message="There is no unit for this text.",
                hint="It was left out, its id was changed, or the file was cut off; ask for the "
                "whole file.",
            )


def _demand_words(came: Parcel, path: str) -> None:
    """Refuse a file that came back as empty as it went.

    Raises:
        SourceError: it did.
    """
    if not any("".join(unit.words or ()).strip() for unit in came.units):
        raise SourceError(
            "nothing-translated",
            "Nothing in this file is translated: no text of it has words.",
            context=path,
            hint="Ask the translators for the file with their words in it.",
        )


def _words(unit: Unit, source: Text) -> Text | None:
    """The words of a unit in the form of its source: a text or a list."""
    words = unit.words
    if words is None:
        return None
    if isinstance(source, str):
        text = words if isinstance(words, str) else "".join(words)
        return text if text.strip() else None
    lines = gettext.as_list(words) if isinstance(words, str) else words
    return tuple(line for line in lines if line.strip()) or None
