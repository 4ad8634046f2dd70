"""Library to Book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from policykit.handbook.anchors import Anchors
from policykit.handbook.back import decisions, glossary, index, owners
from policykit.handbook.choices import choices
from policykit.handbook.edition import Edition
from policykit.handbook.kinds import kind_of
from policykit.handbook.marking import mark
from policykit.handbook.news import coming, news
from policykit.handbook.page import policy_page
from policykit.handbook.printed import (
    Place,
    area_order,
    areas_of,
    places,
    printed,
    resolved_view,
)
from policykit.handbook.remarks import remark_on_book
from policykit.handbook.texts import PolicyTexts, demand_public, known_names, texts_of, titles
from policykit.handbook.view import View
from policykit.handbook.workplace import own_channels
from policykit.library import build
from policykit.locale.words import Locale, Locales
from policykit.model.book import (
    Book,
    Chapter,
    Choice,
    Design,
    Language,
    LevelNote,
    LinkTo,
    OrganisationPage,
    PolicyPage,
    plain_prose,
)
from policykit.model.config import HandbookSettings
from policykit.model.library import Library
from policykit.model.policy import Policy
from policykit.model.policy_shape import LEVELS
from policykit.model.value import dataclass
from policykit.rendering import ProseReader

if TYPE_CHECKING:
    from policykit.model.coverage import CoverageReport


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a run adds to a book.

    `edition` is a mark by which a printed copy can be checked, where it is not to be the code of
    the policies; `revision` is the commit the policies are of, None where they are of none;
    `languages` are those made in this run, for links between them, and those of the handbook
    when there are none; `logo` is a picture as in `Design`. Pages that are `known`, by the id of
    their policy, are taken as they are, but for their numbers and titles. `coverage` is what
    the policies hold of what is required, for kinds that tell it, None where nobody looked.
    """

    edition: str = ""
    languages: tuple[str, ...] = ()
    revision: str | None = ""
    logo: str = ""
    known: Mapping[str, PolicyPage] = field(default_factory=dict)
    coverage: CoverageReport | None = None


def book(
    library: Library,
    handbook: HandbookSettings,
    locale: str,
    *,
    today: date,
    locales: Locales,
    view: View | None = None,
    preface: str = "",
    imprint: Imprint | None = None,
) -> Book:
    """A handbook in one language, everything resolved to printable text.

    Args:
        library: the policies and what they stand in.
        handbook: which handbook; its areas, audience and `public` narrow what is printed.
        locale: the language, such as `sv`.
        today: the day the book is of.
        locales: the catalogues.
        view: what the edition is narrowed to beyond that.
        preface: CommonMark to open the book with, in the language of the book.
        imprint: what the run adds to the library and the settings.

    Returns:
        The book; what leads nowhere is in `unresolved`, and is printed as it was written.

    Raises:
        SettingsError: there is no handbook of that kind.
        RenderError: customers would read the value of a promise that is not public.
    """
    kind = kind_of(handbook)
    spoken = locales.locale(locale)
    noted = imprint or Imprint()
    narrowed = resolved_view(library, handbook, view or View(), public=kind.public)
    making = Edition(
        library=library,
        locale=spoken,
        view=narrowed,
        today=today,
        reader=ProseReader(),
        former={
            former: entry.facts.id
            for entry in library.entries.values()
            for former in entry.facts.former_ids
        },
    )
    every = places(library, locale)
    shown = printed(every, handbook, narrowed, today)
    making = replace(making, anchors=_anchors(making, shown))
    defaults = build.policy("", dict(making.organisation.defaults))
    chapters = _chapters(making, handbook, every, shown)
    pages, texts = _pages(making, shown, chapters, defaults, noted.known)
    opening = PolicyTexts(making, Policy(path="", id=""))
    demand_public(handbook.name, texts)
    entries = [each.entry for each in shown]
    links = [making.anchors.printed[each.policy.id][""] for each in shown]
    title, title_language = _worded(making, handbook.title, handbook.words)
    subtitle, subtitle_language = _worded(making, handbook.subtitle, handbook.subtitle_words)
    told = Book(
        name=handbook.name,
        title=title or spoken.text("book.title"),
        title_language=title_language,
        subtitle=subtitle,
        subtitle_language=subtitle_language,
        template=kind.name,
        design=Design(page_size=handbook.page_size, accent=handbook.accent, logo=noted.logo),
        language=_language(spoken),
        languages=_languages(
            noted.languages or handbook.locales or library.surroundings.settings.locales.all,
            spoken,
            locales,
        ),
        organisation=_organisation(making),
        as_of=spoken.date(today),
        day=today.isoformat(),
        published=handbook.address if handbook.codes else "",
        view=_view_words(making),
        audience=making.titles("role", _with_groups(narrowed)),
        edition=noted.edition or mark(library, handbook, locale, narrowed, today, shown),
        revision=spoken.text("book.not-committed")
        if noted.revision is None
        else noted.revision or library.commit or "",
        preface=opening.prose(preface, "preface"),
        levels=tuple(
            LevelNote(level, spoken.text(f"level.{level}"), spoken.text(f"level-note.{level}"))
            for level in LEVELS
        ),
        chapters=chapters,
        policies=pages,
        decisions=tuple(
            row for page, text in zip(pages, texts, strict=True) for row in decisions(text, page)
        ),
        glossary=() if narrowed.public else glossary(making, pages),
        index=index(pages),
        owners=() if narrowed.public else owners(making, _links(shown)),
        words={key.replace("-", "_"): text for key, text in spoken.under("book.").items()},
        news=() if narrowed.public else news(zip(texts, links, strict=True)),
        coming=() if narrowed.public else coming(making, zip(texts, entries, links, strict=True)),
        choices=choices(making, pages),
        works_in=_works_in(making),
        remark=remark_on_book(making),
    )
    if kind.gaps is not None and noted.coverage is not None:
        told = replace(told, gaps=kind.gaps(making, told, noted.coverage, handbook.areas))
    resolved = dict.fromkeys(each for text in (opening, *texts) for each in text.unresolved)
    return kind.shape(replace(told, unresolved=tuple(resolved)))


def _links(places: Sequence[Place]) -> tuple[tuple[Policy, LinkTo], ...]:
    """The policies of places with their links."""
    return tuple(
        (each.policy, LinkTo(each.policy.id, each.number, each.policy.title or each.policy.id))
        for each in places
    )


def _worded(making: Edition, words: str, others: Mapping[str, str]) -> tuple[str, str]:
    """Words of the settings in the language of the book; with their own where it has none."""
    is_source = making.locale.id == making.source
    own = "" if is_source else others.get(making.locale.id, "")
    if own or is_source or not words:
        return own or words, ""
    return words, making.source


def _with_groups(view: View) -> tuple[str, ...]:
    """The roles an edition is for, and the groups they belong to."""
    groups = (
        group
        for group, members in view.groups_of_roles.items()
        if not set(members).isdisjoint(view.audience)
    )
    return tuple(dict.fromkeys((*view.audience, *groups)))


def _view_words(making: Edition) -> tuple[str, ...]:
    view = making.view
    sides = (
        ("role", view.audience),
        ("region", view.regions),
        ("channel", view.channels),
        ("brand", view.brands),
    )
    return tuple(title for kind, names in sides for title in making.titles(kind, names))


def _works_in(making: Edition) -> tuple[Choice, ...]:
    """The channels an edition is narrowed to, else those its readers work in."""
    view = making.view
    names = view.channels or own_channels(making.library, view.audience)
    return tuple(Choice("channel", name, making.title("channel", name)) for name in names)


def _anchors(making: Edition, printed: Sequence[Place]) -> Anchors:
    links: dict[str, Mapping[str, LinkTo]] = {}
    known: dict[str, frozenset[str]] = {}
    for entry in making.library.entries.values():
        policy = making.policy(entry)
        if policy is not None:
            names = known_names(policy)
            for name in (*policy.former_ids, policy.id):
                known[name] = names
    for each in printed:
        found = titles(texts_of(making, each.entry, each.policy), each.number)
        for former in each.policy.former_ids:
            links.setdefault(former, found)
        links[each.policy.id] = found
    return Anchors(links, known)


def _chapters(
    making: Edition,
    handbook: HandbookSettings,
    places: Sequence[Place],
    printed: Sequence[Place],
) -> tuple[Chapter, ...]:
    """Service areas with something to print; a policy stands in its first area."""
    links = {policy.id: link for policy, link in _links(printed)}
    numbers = {each.area: each.number.partition(".")[0] for each in places}
    areas = dict.fromkeys(area for each in printed for area in areas_of(each))
    found: list[Chapter] = []
    first = {area: index for index, area in enumerate(handbook.chapters)}
    for area in sorted(
        areas, key=lambda area: (first.get(area, len(first)), *area_order(making.library, area))
    ):
        home = tuple(links[each.policy.id] for each in printed if each.area == area)
        also = tuple(
            links[each.policy.id]
            for each in printed
            if each.area != area and area in areas_of(each)
        )
        if handbook.areas and area not in handbook.areas and not home:
            continue
        title = making.area(area)
        found.append(Chapter(area or "other", numbers.get(area, ""), title, home, also))
    return tuple(found)


def _pages(
    making: Edition,
    printed: Sequence[Place],
    chapters: Sequence[Chapter],
    defaults: Policy,
    known: Mapping[str, PolicyPage],
) -> tuple[tuple[PolicyPage, ...], tuple[PolicyTexts, ...]]:
    named = {each.id: LinkTo(each.id, each.number, each.title) for each in chapters}
    pages: list[PolicyPage] = []
    texts: list[PolicyTexts] = []
    for each in printed:
        spoken = texts_of(making, each.entry, each.policy)
        areas = dict.fromkeys(area or "other" for area in areas_of(each))
        own = making.anchors.printed[each.policy.id][""]
        links = tuple(named[area] for area in areas if area in named)
        page = known.get(each.policy.id)
        pages.append(
            policy_page(spoken, each.entry, own, links, defaults)
            if page is None
            else replace(page, number=own.number, title=own.title, areas=links)
        )
        texts.append(spoken)
    return tuple(pages), tuple(texts)


def _organisation(making: Edition) -> OrganisationPage:
    told = making.organisation
    return OrganisationPage(
        told.name,
        plain_prose(told.mission),
        plain_prose(told.vision),
        tuple(plain_prose(value.title) for value in told.values),
    )


def _language(spoken: Locale) -> Language:
    return Language(spoken.id, spoken.name, spoken.direction)


def _languages(names: tuple[str, ...], spoken: Locale, locales: Locales) -> tuple[Language, ...]:
    every = names if spoken.id in names else (*names, spoken.id)
    return tuple(_language(locales.locale(name)) for name in every)
