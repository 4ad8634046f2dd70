"""News for a role: one call from what was asked to a notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.model.errors import PolicykitError
from policykit.model.notice import CUSTOMERS, Notice
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.model.change import Comparison
    from policykit.model.library import Library
    from policykit.model.surroundings import Surroundings
    from policykit.sources.port import Source

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRequest:
    """What to tell to whom.

    `since` and `until` are revisions, or days (YYYY-MM-DD): what had landed on the release branch
    by the end of them. `role` is a role, a group of them, or `customers`; `locale` is '' for the
    language the policies are written in. `here` is the folder that paths count from.
    """

    root: Path
    since: str
    role: str
    until: str = "HEAD"
    locale: str = ""
    here: Path | None = None


def notice(request: NoticeRequest, today: Today) -> Notice:
    """What changed for a role, from when, what to do, and where it can be read.

    Raises:
        SourceError: a revision cannot be found or read.
        PolicykitError: there is no such role or language, the hint has what is near; or the day
            to begin from has not come, or comes after the end.
    """
    from policykit.comparing import DiffRequest, compared
    from policykit.handbook.addresses import documents, sites
    from policykit.handbook.noticing import Telling, notice_of
    from policykit.locale.words import Locales
    from policykit.sources.endpoints import opened_sides

    since, until = (_revision(request.root, each) for each in (request.since, request.until))
    _demand_forward(request, since, until)
    asked = DiffRequest(root=request.root, words=(f"{since}..{until}",), here=request.here)
    with opened_sides(request.root, asked.words, here=request.here) as sides:
        comparison = compared(asked, sides, today)
        later = _library(sides.after.source, comparison, later=True)
        around = later.surroundings
        day = today(around.organisation.time_zone)
        _demand_past(request.since, day)
        _demand_role(request.role, around)
        return notice_of(
            Telling(
                comparison=comparison,
                role=request.role,
                earlier=_library(sides.before.source, comparison, later=False),
                later=later,
                locale=Locales().locale(_locale(request.locale, around)),
                today=day,
                sites=tuple(sites(around)),
                documents=tuple(documents(around)),
            )
        )


def _revision(root: Path, name: str) -> str:
    """A revision as it is, or the commit that stood at the end of a day.

    Raises:
        PolicykitError: it is written as a day and is none, or an option.
    """
    if not _DAY.fullmatch(name):
        if ".." in name or not name:
            raise PolicykitError(
                "wrong-revision",
                f'"{name[:120]}" is not one revision.',
                hint="Name a branch, a tag, a commit or a day (YYYY-MM-DD); the other side goes "
                "to --until.",
            )
        return name
    from policykit.on_a_day import commit_of

    try:
        return commit_of(root, date.fromisoformat(name))
    except ValueError as trouble:
        raise PolicykitError(
            "wrong-date", f"{name!r} is no date.", hint="Write the day as YYYY-MM-DD."
        ) from trouble


def _demand_forward(request: NoticeRequest, since: str, until: str) -> None:
    """Refuse an end that was before the beginning: all would be told the other way round."""
    from shlex import quote

    from policykit.sources.git import Repository
    from policykit.sources.git_program import cut

    with Repository(request.root) as repository:
        end = repository.resolve(until)
        if repository.resolve(since) == end or repository.merge_base(since, until) != end:
            return
    first, last, role = (quote(it) for it in (request.until, request.since, request.role))
    raise PolicykitError(
        "end-before-beginning",
        f"{cut(request.until)} was before {cut(request.since)}, so what changed would be told "
        "the wrong way round.",
        context="--since",
        hint=f"Turn them round: `policykit notify --since {first} --until {last} --for {role}`.",
    )


def _library(source: Source, comparison: Comparison, *, later: bool) -> Library:
    """The policies that changed, in every language, and those whose values they name."""
    from policykit.alone import named_policies
    from policykit.library.demanded import demand_surroundings
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.library.whole import library_entry
    from policykit.model.library import Entry, Library
    from policykit.opening import surrounded
    from policykit.validation import load_schemas

    files, loader = survey(source), Loader(load_schemas(()))
    standing = surrounded(loader, files, frameworks=False)
    demand_surroundings(files, standing)
    around = standing.surroundings
    language = around.settings.locales.source

    def read(wanted: Callable[[str, set[str]], bool]) -> Iterable[Entry]:
        for (_, name), group in files.bundles.items():
            if wanted(name, {each.entry.path for each in group}):
                reading = loader.bundle(name, group, checked=False)
                entry = library_entry(reading.bundle, language)
                if entry is not None:
                    yield entry

    changed = {
        side.location.path
        for change in comparison.changes
        for side in (change.before, change.after)
        if side is not None
    }
    if later:
        changed |= {each.path for each in comparison.policies}
    entries = {entry.facts.id: entry for entry in read(lambda _, paths: bool(paths & changed))}
    named = {name for entry in entries.values() for name in named_policies(entry)} - set(entries)
    others = {entry.facts.id: entry for entry in read(lambda name, _: name in named)}
    return Library(surroundings=around, entries={**others, **entries})


def _demand_past(since: str, today: date) -> None:
    if _DAY.fullmatch(since) and date.fromisoformat(since) > today:
        raise PolicykitError(
            "day-to-come",
            f"{since} has not come yet, so nothing can have changed since.",
            context="--since",
            hint=f"Name a day up to today, {today.isoformat()}. What holds from a day to come is "
            "told all the same once it is decided.",
        )


def _demand_role(role: str, around: Surroundings) -> None:
    organisation = around.organisation
    known = {
        *organisation.roles,
        *organisation.names.get("role", {}),
        *organisation.groups_of_roles,
        CUSTOMERS,
    }
    if role in known:
        return
    near = " or ".join(get_close_matches(role, sorted(known)))
    raise PolicykitError(
        "unknown-role",
        "There is no role of this name.",
        context=f"--for {role[:120]}",
        hint=f"Did you mean {near}?"
        if near
        else f"Name a role as organisation.yaml does, or {CUSTOMERS}.",
    )


def _locale(asked: str, around: Surroundings) -> str:
    locales = around.settings.locales
    if asked and asked not in locales.all:
        raise PolicykitError(
            "unknown-locale",
            f"The policies are not in {asked[:40]!r}.",
            context="--locale",
            hint=f"Use one of {', '.join(locales.all)}.",
        )
    return asked or locales.source
