"""What policies stand in: organisation, areas, measures, frameworks, settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.frameworks import resolved
from policykit.library.needs import readable
from policykit.library.organisation import organisation
from policykit.library.settings import settings
from policykit.library.walk import walk
from policykit.library.words import overlay_texts, with_words
from policykit.model.document import Document, Json
from policykit.model.framework import Framework, Requirement
from policykit.model.organisation import Organisation
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.surroundings import Area, Measure, Surroundings


def surroundings(
    *,
    settings_file: Document | None,
    organisation_file: Document | None,
    organisation_words: Mapping[str, Document],
    areas_file: Document | None,
    measures_file: Document | None,
    frameworks: tuple[Document, ...],
    vocabulary: Mapping[str, Json],
    unions: Mapping[str, Json],
    spoken: Iterable[str] = (),
) -> Surroundings:
    """All surroundings, from what could be read of their files.

    `spoken` are languages some policy has words in, whether the settings name them or not.
    """
    chosen = settings(
        settings_file.path if settings_file is not None else "", mapping(settings_file)
    )
    organisations = _organisations(
        organisation_file, organisation_words, vocabulary, (*chosen.locales.all, *spoken)
    )
    areas = {
        name: _area(name, item, chosen.locales.source)
        for _, name, item in read.named(mapping(areas_file), "areas")
    }
    measures = {
        name: _measure(name, item, chosen.locales.source)
        for _, name, item in read.named(mapping(measures_file), "measures")
    }
    known = resolved(map(framework, frameworks))
    declared = {
        kind: frozenset(titles)
        for kind, titles in organisations[chosen.locales.source].names.items()
    }
    return Surroundings(
        settings=chosen,
        organisations=organisations,
        areas=areas,
        measures=measures,
        frameworks=known,
        names={
            **declared,
            "area": frozenset(areas),
            "measure": frozenset(measures),
            "column": frozenset(c for measure in measures.values() for c in measure.columns),
            **requirement_names(known.values()),
        },
        unions=_unions(unions),
    )


def requirement_names(frameworks: Iterable[Framework]) -> dict[str, frozenset[str]]:
    """Requirement names by kind: law where a framework has a jurisdiction, covers elsewhere."""
    law: set[str] = set()
    covers: set[str] = set()
    for each in frameworks:
        known = law if each.jurisdiction else covers
        known.update(f"{each.id}.{requirement.id}" for requirement in each.requirements)
    return {"requirement": frozenset(law), "covers": frozenset(covers)}


def framework(document: Document) -> Framework:
    """The framework a document describes; what is malformed is left out."""
    data = mapping(document)
    return Framework(
        id=read.text(data, "framework"),
        path=document.path,
        title=read.text(data, "title"),
        jurisdiction=read.text(data, "jurisdiction"),
        checked=read.text(data, "checked"),
        applies_when=dict(read.section(data, "applies_when")),
        extends=read.names(data, "extends"),
        requirements=tuple(
            Requirement(
                id=read.text(item, "id"),
                pointer=pointer,
                area=read.text(item, "area"),
                title=read.text(item, "title"),
                requirement=read.text(item, "requirement"),
                question=read.text(item, "question"),
                url=read.text(item, "url"),
                applies_when=dict(read.section(item, "applies_when")),
                severity=_severity(read.text(item, "severity")),
                needs=tuple(readable(need) for _, need in read.items(item, "needs")),
                cite=read.text(item, "cite"),
                implements=read.names(item, "implements"),
                valid_from=read.text(item, "valid_from"),
                valid_to=read.text(item, "valid_to"),
                checked=read.text(item, "checked"),
                confidence=read.text(item, "confidence"),
                words=_words(item),
            )
            for pointer, item in read.items(data, "requirements")
        ),
        words=_words(data),
    )


def _words(item: Mapping[str, Json]) -> dict[str, str]:
    """What something is called in other languages, by locale."""
    words = read.section(item, "words")
    return {locale: read.text(words, locale) for locale in words}


def _severity(written: str) -> str:
    """How bad it is when a requirement is missing; what nobody can read counts in full."""
    return written if written in {"warning", "info"} else "error"


def _organisations(
    file: Document | None,
    overlays: Mapping[str, Document],
    vocabulary: Mapping[str, Json],
    locales: Iterable[str],
) -> dict[str, Organisation]:
    """The organisation in every language there is a word in.

    Without an overlay its own names stay in the source's words, but the shipped closed lists
    speak every language they have.
    """
    data = mapping(file)
    texts = tuple(walk(dict(data), ORGANISATION).texts)
    told = {locale: organisation(data, vocabulary, locale) for locale in locales}
    for locale, overlay in overlays.items():
        worded = with_words(dict(data), texts, overlay_texts(overlay.data, ORGANISATION))
        if isinstance(worded, dict):
            told[locale] = organisation(worded, vocabulary, locale)
    return told


def _titles(item: Mapping[str, Json], source: str) -> dict[str, str]:
    return {source: read.text(item, "title"), **_words(item)}


def _area(name: str, item: Mapping[str, Json], source: str) -> Area:
    return Area(
        id=name,
        titles=_titles(item, source),
        order=read.number(item, "order") or 0,
        contact_facing=read.flag(item, "contact_facing") is True,
        needs_escalation=read.flag(item, "escalation") is True,
        starter=read.text(item, "starter"),
    )


def _measure(name: str, item: Mapping[str, Json], source: str) -> Measure:
    return Measure(
        id=name,
        titles=_titles(item, source),
        unit=read.text(item, "unit"),
        direction=read.text(item, "direction"),
        columns=read.names(item, "columns"),
        definition=dict(item),
    )


def _unions(data: Mapping[str, Json]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Members of each union with the first and last day of membership, '' where open."""
    unions = read.section(data, "unions")
    return {
        union: tuple(
            (read.text(member, "region"), read.text(member, "from"), read.text(member, "to"))
            for _, member in read.items(read.section(unions, union), "members")
        )
        for union in unions
    }
