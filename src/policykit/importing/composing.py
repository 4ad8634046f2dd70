"""Documents as draft policies and notes: the bytes of every file, and where each sentence is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import Final

from policykit.importing.chapters import Entry, Unit, parted
from policykit.importing.draft import Draft, Ground, begun
from policykit.importing.drafting import drafted
from policykit.importing.language import language_of
from policykit.importing.laying_out import laid_out
from policykit.importing.notes import notes_of
from policykit.importing.outcome import again, notes_path, unruled
from policykit.importing.phrases import ASTRAY, CONTACT
from policykit.importing.proof import (
    astray,
    demand_noted,
    demand_parted,
    demand_placed,
    demand_read,
    lost,
)
from policykit.importing.rule_lists import with_headings
from policykit.importing.ruling import with_rules
from policykit.importing.source import SourceText
from policykit.importing.standing import Standing, apart, beside
from policykit.importing.wording import Names, name_of
from policykit.lint.personal import Found, Kind, may_hold_any, personal
from policykit.locale.blanks import check
from policykit.locale.handbook_words import LOCALES, handbook_words
from policykit.model.document import Document, Json, Origin
from policykit.model.imported import (
    ImportedDocument,
    ImportedPolicy,
    ImportedSentence,
    ImportReport,
    Sure,
)
from policykit.model.portable import is_kept_by_windows
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.validation import Schemas
from policykit.yamlsource import read

_FOLDER: Final = "policies"
_LEFT: Final = "notes"
_ROUNDS: Final = 5
"""How often sentences that could not be followed are set aside."""


Barred = Mapping[tuple[int, int], str]
"""Sentences that cannot stand in a policy, by document and number, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How documents are to become policies.

    `area` and `locale` are '' to be found out, `depth` is that of the headings at which policies
    begin, 0 to find out. `policies` and `terms` are names that are in use, `files` the paths;
    `standing` is what the policies say that are there.
    """

    around: Surroundings
    schemas: Schemas
    owner: str
    events: Container[str]
    area: str = ""
    locale: str = ""
    depth: int = 0
    policies: Container[str] = frozenset()
    terms: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    standing: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """The files that documents become, by path, with the report.

    `units` are the document and number of the sentences in a policy, by its path and by pointers.
    """

    files: Mapping[str, bytes]
    report: ImportReport
    units: Mapping[str, Mapping[Pointer, tuple[tuple[int, int], ...]]]


@dataclasses.dataclass(slots=True)
class _Made:
    files: dict[str, bytes] = field(default_factory=dict)
    documents: list[ImportedDocument] = field(default_factory=list)
    policies: list[ImportedPolicy] = field(default_factory=list)
    sentences: list[ImportedSentence] = field(default_factory=list)
    units: dict[str, dict[Pointer, tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    astray: list[tuple[int, int]] = field(default_factory=list)


def composed(sources: Sequence[SourceText], asked: Asked, barred: Barred) -> Composed:
    """Documents as policies.

    Raises:
        PolicykitError: a sentence would be lost, which is a fault of ours.
    """
    kept = dict(barred)
    for _ in range(_ROUNDS):
        made = _Made()
        ids = _Free(asked.policies, asked.files)
        terms = Names(asked.terms)
        for index, source in enumerate(sources):
            mine = {number: why for (document, number), why in kept.items() if document == index}
            _compose(source, index, asked, mine, ids, terms, made)
        if not made.astray:
            return _whole(made, asked.around.settings.locales.source)
        kept |= dict.fromkeys(made.astray, ASTRAY)
    raise lost(sources[0].name, "words could not be followed")


def _whole(made: _Made, locale: str) -> Composed:
    return Composed(
        made.files,
        ImportReport(
            documents=tuple(made.documents),
            policies=tuple(made.policies),
            sentences=tuple(made.sentences),
            mark=check(locale),
        ),
        made.units,
    )


class _Free:
    """Ids and paths that nothing else has."""

    def __init__(self, policies: Container[str], files: frozenset[str]) -> None:
        self._policies = policies
        self._files = {each.casefold() for each in files}
        self._names = Names(("organisation", "assessments"))

    def policy(self, wanted: str) -> str:
        """An id for a policy."""
        wanted = f"{wanted}-policy" if is_kept_by_windows(wanted) else wanted
        name = self._names.give(wanted, "policy")
        while name in self._policies or f"{_FOLDER}/{name}.yaml" in self._files:
            name = self._names.give(wanted, "policy")
        return name

    def notes(self, name: str) -> str:
        """A path for the notes of a document."""
        number, path = 1, notes_path(name)
        while path in self._files:
            number += 1
            path = f"{notes_path(name).removesuffix('.md')}-{number}.md"
        self._files.add(path)
        return path


def _compose(
    source: SourceText,
    index: int,
    asked: Asked,
    barred: Mapping[int, str],
    ids: _Free,
    terms: Names,
    made: _Made,
) -> None:
    demand_read(source)
    told, is_clear = language_of(source)
    locale = asked.locale if asked.locale in LOCALES else told
    words = handbook_words(locale)
    ground = Ground(
        words=words,
        around=asked.around,
        owner=asked.owner,
        area=asked.area,
        events=asked.events,
        barred=barred,
    )
    blocks = with_headings(source.blocks, words)
    parts = parted(blocks, words, asked.depth)
    demand_parted(source, parts.units)
    personal_data = _personal(parts.units)
    ground = replace(
        ground,
        barred={**personal_data, **barred},
        contacts=_contacts(parts.units) - personal_data.keys(),
    )
    front, chapters = with_rules(parts, ground)
    notes_file = ids.notes(source.name)
    left: list[tuple[Unit, str]] = [(unit, "") for entry in front for unit in _units(entry)]
    placed: list[int] = []
    sentences: dict[int, ImportedSentence] = {}
    for chapter in chapters:
        title = chapter.title.block.text if chapter.title else _title(source.name)
        draft = begun(chapter, title, ids.policy(name_of(title, words.common)), ground, terms)
        drafted(chapter, draft)
        left += draft.left
        path = f"{_FOLDER}/{draft.id}.yaml"
        content = laid_out(draft, path, asked.schemas)
        document, _ = read(content, Origin(path, ""))
        missed = astray(document, draft.placings, parts.units, ground)
        if missed:
            made.astray += ((index, number) for number in missed)
            continue
        made.files[path] = content
        made.policies.append(_policy(draft, path, asked.standing))
        placed += (each.unit for each in draft.placings)
        sentences |= _sentences(draft, document, source.name, parts.units)
        _remember(draft, path, index, made)
    if made.astray:
        return
    left.sort(key=lambda each: each[0].number)
    deleted = tuple((each.text, each.place) for each in source.deleted)
    placed += (unit.number for unit, _ in left)
    demand_placed(source.name, parts.units, placed)
    if left or deleted:
        notes = notes_of(source.name, left, deleted, asked.around.settings.locales.source)
        demand_noted(notes_file, notes.text, notes.lines, parts.units)
        made.files[notes_file] = notes.text.encode()
        sentences |= _left(left, notes.lines, notes_file, source.name)
    made.sentences += (sentences[number] for number in sorted(sentences))
    has_rule = any(each.pointer[:1] == ("statements",) for each in sentences.values())
    made.documents.append(
        ImportedDocument(
            name=source.name,
            locale=locale,
            notes=notes_file if left or deleted else "",
            sentences=len(parts.units),
            remarks=(
                *source.remarks,
                *_remarks(locale, asked, is_clear=is_clear),
                *again(source.name, notes_file, asked.files),
                *unruled(source, words, has_rule=has_rule),
            ),
            deleted=tuple(text for text, _ in deleted),
        )
    )


def _remarks(locale: str, asked: Asked, *, is_clear: bool) -> tuple[str, ...]:
    told: list[str] = []
    if asked.locale and asked.locale not in LOCALES:
        told.append(f"Levels can be told in English, Swedish and German; it was read as {locale}.")
    elif not asked.locale and not is_clear:
        told.append(f"Its language is not clear; it was read as {locale}. --locale says it.")
    source = asked.around.settings.locales.source
    if locale != source.partition("-")[0]:
        told.append(
            f"Its language ({locale}) is not the one in which policies are written here ({source}). "
            "Translate the drafts, or change locales: source: in policykit.yaml."
        )
    return tuple(told)


def _personal(units: Sequence[Unit]) -> dict[int, str]:
    """Sentences with what tells of a person or is secret: that belongs into no policy."""
    return {
        each.number: CONTACT.format(found.kind.value)
        for each in units
        if may_hold_any(each.text)
        for found in personal(each.text)
        if not _is_shared(found)
    }


def _contacts(units: Sequence[Unit]) -> frozenset[int]:
    """Sentences with an address or number of a house rather than of a person."""
    return frozenset(
        each.number
        for each in units
        if may_hold_any(each.text) and any(map(_is_shared, personal(each.text)))
    )


def _is_shared(found: Found) -> bool:
    """Whether a contact may be one for everybody: no mailbox of somebody's first and last name."""
    if found.kind is Kind.EMAIL:
        return not re.search(r"[._-]", found.words.partition("@")[0])
    return found.kind is Kind.PHONE


def _units(entry: Entry) -> tuple[Unit, ...]:
    return (*entry.units, *(unit for row in entry.cells for cell in row for unit in cell))


def _title(name: str) -> str:
    stem = PurePosixPath(name).stem.replace("_", " ").replace("-", " ").strip()
    plain = " ".join("".join(each if each.isprintable() else " " for each in stem).split())
    return (plain[:1].upper() + plain[1:])[:150].strip() or "Imported rules"


def _policy(draft: Draft, path: str, others: Sequence[Standing]) -> ImportedPolicy:
    areas = draft.sections["areas"]
    terms = draft.sections.get("terms")
    area = str(areas[0]) if isinstance(areas, list) else ""
    title = str(draft.sections["title"])
    told = "" if draft.area_sure is Sure.UNSURE else area
    found = beside(title, name_of(title, draft.ground.words.common), told, others)
    stands = found.id if found else ""
    return ImportedPolicy(
        id=draft.id,
        path=path,
        title=title,
        area=area,
        sure=draft.area_sure,
        statements=len(draft.statements),
        terms=len(terms) if isinstance(terms, dict) else 0,
        stands=stands,
        apart=apart(draft.sections, stands, others),
    )


def _sentences(
    draft: Draft, document: Document, name: str, units: Sequence[Unit]
) -> dict[int, ImportedSentence]:
    lines: dict[Pointer, int] = {}
    for pointer, key, node in document.nodes():
        lines[pointer] = document.positions.span(node if key is None else key).start.line
    found: dict[int, ImportedSentence] = {}
    for each in draft.placings:
        unit = units[each.unit]
        found[each.unit] = ImportedSentence(
            number=each.unit + 1,
            text=unit.text,
            source=name,
            place=unit.place,
            heading=unit.heading,
            kind=each.kind,
            path=document.path,
            line=lines[each.pointer],
            pointer=_named(each.pointer, draft.sections),
            sure=each.sure,
            said=each.said,
            check=each.check,
        )
    return found


def _named(pointer: Pointer, sections: Mapping[str, Json]) -> Pointer:
    """A pointer with the ids of items in place of their numbers."""
    named: list[str | int] = []
    value: Json = dict(sections)
    for part in pointer:
        value = (
            value[part]
            if isinstance(value, list) and isinstance(part, int)
            else value.get(str(part))
            if isinstance(value, dict)
            else None
        )
        is_item = isinstance(part, int) and isinstance(value, dict) and "id" in value
        named.append(str(value["id"]) if is_item and isinstance(value, dict) else part)
    return tuple(named)


def _left(
    left: Sequence[tuple[Unit, str]], lines: Mapping[int, int], path: str, name: str
) -> dict[int, ImportedSentence]:
    return {
        unit.number: ImportedSentence(
            number=unit.number + 1,
            text=unit.text,
            source=name,
            place=unit.place,
            heading=unit.heading,
            kind=_LEFT,
            path=path,
            line=lines[unit.number],
            pointer=(),
            sure=Sure.LIKELY if not why else Sure.UNSURE,
            check=why,
        )
        for unit, why in left
    }


def _remember(draft: Draft, path: str, index: int, made: _Made) -> None:
    by_pointer: dict[Pointer, tuple[tuple[int, int], ...]] = {}
    for each in draft.placings:
        by_pointer[each.pointer] = (*by_pointer.get(each.pointer, ()), (index, each.unit))
    made.units[path] = by_pointer
