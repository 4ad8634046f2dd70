"""How far the words of each language are: translated, stale, missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from policykit.library.files import FileKind
from policykit.model.errors import SourceError
from policykit.model.standing_words import Standing
from policykit.opening import Opened, demand_policies, opened_at
from policykit.sources.port import Entry
from policykit.translating.aging import Ages, opened_ages
from policykit.translating.subject import ORGANISATION, Subject, demand_locale, words_of


def standings(
    root: Path, name: str = "", locale: str = "", *, coming: bool = False
) -> tuple[Standing, ...]:
    """How the words stand: of one policy or all, in one language or all that are spoken of.

    Of words nobody accepted the history tells which are older than their source. Languages are those the settings require or offer, and those there are files for.

    Raises:
        SourceError: there is no such policy, or no language.
    """
    with opened_at(root, "", demanding=True) as opened, opened_ages(root) as ages:
        demand_policies(opened, allow_empty=False)
        if locale:
            demand_locale(locale, opened)
        wanted = {name} if name else None
        found = tuple(
            each for each in _all(opened, ages, locale, wanted) if not coming or each.coming
        )
        if not found and name:
            raise SourceError(
                "nothing-to-translate",
                f"There is no policy {name[:120]}, or no language to translate it to.",
                hint="Use the id of a policy, or organisation; name languages under locales in "
                "policykit.yaml.",
            )
    return found


def stale_standings(root: Path, names: Collection[str]) -> tuple[Standing, ...]:
    """How the words of these policies stand that have any older than their source.

    Raises:
        SourceError: the files cannot be read.
    """
    with opened_at(root, "") as opened, opened_ages(root) as ages:
        found = _all(opened, ages, "", names, offered=False)
        return tuple(each for each in found if each.stale)


def _all(
    opened: Opened,
    ages: Ages,
    locale: str,
    names: Collection[str] | None,
    *,
    offered: bool = True,
) -> Iterator[Standing]:
    """All there are, or those of these names; `offered` without words, too, in languages named."""
    settings = opened.surrounded.surroundings.settings.locales
    wanted = [each for each in settings.all if each != settings.source] if offered else []
    organisation = opened.files.single.get(FileKind.ORGANISATION)
    if organisation is not None and (names is None or ORGANISATION in names):
        known = tuple(opened.files.organisation_words)
        for each in _languages(wanted, known, locale):
            yield _standing(opened, ages, ORGANISATION, each, organisation, coming=False)
    for (_, policy), group in opened.files.bundles.items():
        if names is not None and policy not in names:
            continue
        for file in group:
            if file.name.kind is not FileKind.POLICY:
                continue
            known = tuple(
                other.name.locale
                for other in group
                if other.name.kind is FileKind.TRANSLATION and other.name.coming == file.name.coming
            )
            for each in _languages(wanted, known, locale):
                yield _standing(opened, ages, policy, each, file.entry, coming=file.name.coming)


def _languages(wanted: list[str], known: tuple[str, ...], locale: str) -> tuple[str, ...]:
    return (locale,) if locale else tuple(dict.fromkeys((*wanted, *sorted(known))))


def _standing(
    opened: Opened, ages: Ages, name: str, locale: str, entry: Entry, *, coming: bool
) -> Standing:
    path = entry.path
    document, _ = opened.loader.parsed(entry)
    words = words_of(opened.files, path, locale)
    required = locale in opened.surrounded.surroundings.settings.locales.required
    trouble = ""
    if document is None or not isinstance(document.data, dict):
        return Standing(
            name=name,
            locale=locale,
            coming=coming,
            path=words.path if words else "",
            owner="",
            required=required,
            texts=0,
            translated=0,
            trouble=f"{path} cannot be read.",
        )
    subject = Subject(name, locale, document, words, opened)
    try:
        given = subject.given
    except SourceError as error:
        trouble = error.message
        subject = Subject(name, locale, document, None, opened)
        given = {}
    there = [address for address in subject.counted if address in given]
    unread = tuple(each for each in there if each not in subject.stamps)
    older = ages.older(subject)
    stale = {*subject.state.stale, *older}
    return Standing(
        name=name,
        locale=locale,
        coming=coming,
        path=words.path if words else "",
        owner=subject.owner,
        required=required,
        texts=len(subject.counted),
        translated=len(there),
        stale=tuple(each for each in there if each in stale),
        older=tuple(each for each in unread if each in older),
        missing=tuple(each for each in subject.counted if each not in given),
        unread=unread,
        gone=tuple(text.address for text in subject.state.unknown),
        trouble=trouble,
    )
