"""Days to come: one call from what was asked to an agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.agenda import Agenda, OccasionKind
from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.model.library import Library
    from policykit.model.surroundings import Surroundings
    from policykit.opening import Opened

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRequest:
    """Whose days to tell; empty sequences mean all.

    `roles` are those a day concerns, `owners` those who answer for it, both roles or groups of
    them. `at` is the revision of the files, '' for those as they are; `locale` is '' for the
    language the policies are written in.
    """

    root: Path
    at: str = ""
    roles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    locale: str = ""


def agenda(request: AgendaRequest, today: Today) -> Agenda:
    """Reviews, texts taking effect, waivers ending, training and telling, day by day.

    Raises:
        SourceError: the files or the revision cannot be read, or there is no policy.
        PolicykitError: there is no such role, kind or language; the hint has what is near.
    """
    from policykit.handbook.addresses import sites
    from policykit.handbook.agenda import Asked, agenda_of
    from policykit.locale.words import Locales
    from policykit.opening import demand_policies, opened_at

    with opened_at(request.root, request.at, demanding=True) as opened:
        demand_policies(opened, allow_empty=False)
        around = opened.surrounded.surroundings
        _demand_known(request, around)
        locales = around.settings.locales
        return agenda_of(
            _library(opened),
            Locales().locale(request.locale or locales.source),
            today(around.organisation.time_zone),
            Asked(
                roles=request.roles,
                owners=request.owners,
                kinds=tuple(OccasionKind(name) for name in request.kinds),
                sites=tuple(sites(around)),
            ),
        )


def _library(opened: Opened) -> Library:
    """All policies in every language, as far as they can be read."""
    from policykit.library.whole import library_entry
    from policykit.model.library import Library

    around = opened.surrounded.surroundings
    source = around.settings.locales.source
    found = (
        library_entry(opened.loader.bundle(name, group, checked=False).bundle, source)
        for (_, name), group in opened.files.bundles.items()
    )
    return Library(
        surroundings=around,
        entries={entry.facts.id: entry for entry in found if entry is not None},
    )


def _demand_known(request: AgendaRequest, around: Surroundings) -> None:
    """Refuse names that nothing here has.

    Raises:
        PolicykitError: there is one.
    """
    organisation = around.organisation
    roles = {
        *organisation.roles,
        *organisation.names.get("role", {}),
        *organisation.groups_of_roles,
    }
    for kind, asked, known in (
        ("role", (*request.roles, *request.owners), roles),
        ("kind", request.kinds, {each.value for each in OccasionKind}),
        ("locale", (request.locale,) if request.locale else (), set(around.settings.locales.all)),
    ):
        for name in asked:
            if name not in known:
                near = " or ".join(get_close_matches(name, sorted(known)))
                raise PolicykitError(
                    f"unknown-{kind}",
                    f"There is no {kind} {name[:120]!r}.",
                    hint=f"Did you mean {near}?"
                    if near
                    else f"Use one of {', '.join(sorted(known)[:12]) or 'none: there are none'}.",
                )
