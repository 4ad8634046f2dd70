"""Which policies a handbook prints, in which order, under which numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policykit.handbook.page import IN_FORCE, state
from policykit.handbook.values import is_public
from policykit.handbook.view import View
from policykit.model.config import HandbookSettings
from policykit.model.ids import is_id
from policykit.model.library import Entry, Library
from policykit.model.policy import Policy
from policykit.model.value import dataclass

_LAST = 1_000_000
"""The order of an area nobody declared: behind all others."""

_EARLY = frozenset({"draft", "in-review"})
"""The states of a policy that nobody has agreed to yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A policy with its home chapter and its number."""

    entry: Entry
    policy: Policy
    area: str
    number: str


def resolved_view(
    library: Library, handbook: HandbookSettings, view: View, *, public: bool
) -> View:
    """What an edition is narrowed to: as asked for, else as the handbook says."""
    return replace(
        view,
        audience=view.audience or handbook.audience,
        regions=view.regions or handbook.regions,
        channels=view.channels or handbook.channels,
        brands=view.brands or handbook.brands,
        public=view.public or handbook.public or public,
        groups_of_roles=library.surroundings.organisation.groups_of_roles,
    )


def area_order(library: Library, area: str) -> tuple[int, str]:
    """What areas are sorted by."""
    known = library.surroundings.areas.get(area)
    return (known.order if known is not None else _LAST, area)


def places(library: Library, locale: str) -> tuple[Place, ...]:
    """All policies that are not retired, in order and with numbers, whatever the view.

    Numbers depend on the library alone, so that a rule has the same one in every handbook,
    language and format made of it. Drafts come last in a chapter, so a new one moves no number
    of what is agreed there.
    """
    source = library.surroundings.settings.locales.source
    homes: dict[str, list[tuple[Entry, Policy]]] = {}
    for entry in library.entries.values():
        policy = entry.policies.get(locale) or entry.policies.get(source)
        if policy is not None and policy.status != "retired" and is_id(policy.id):
            area = next((each for each in policy.areas if is_id(each)), "")
            homes.setdefault(area, []).append((entry, policy))
    found: list[Place] = []
    for chapter, area in enumerate(sorted(homes, key=lambda area: area_order(library, area)), 1):
        inside = sorted(homes[area], key=lambda pair: (pair[1].status in _EARLY, pair[1].id))
        found.extend(
            Place(entry, policy, area, f"{chapter}.{index}")
            for index, (entry, policy) in enumerate(inside, 1)
        )
    return tuple(found)


def printed(
    every: tuple[Place, ...], handbook: HandbookSettings, view: View, today: date
) -> tuple[Place, ...]:
    """Those of all policies that a handbook prints, in its order.

    Args:
        every: what `places` gives.
        handbook: which handbook; its chapters come first.
        view: what the edition is narrowed to, as `resolved_view` gives it.
        today: the day the handbook is of.
    """
    first = {area: index for index, area in enumerate(handbook.chapters)}
    return tuple(
        sorted(
            (each for each in every if _is_printed(each.policy, handbook, view, today)),
            key=lambda each: first.get(each.area, len(first)),
        )
    )


def _is_printed(policy: Policy, handbook: HandbookSettings, view: View, today: date) -> bool:
    if handbook.areas and not set(handbook.areas).intersection(policy.areas):
        return False
    if view.public and not (state(policy, today) == IN_FORCE and _speaks(policy)):
        return False
    return view.shows_policy(policy)


def _speaks(policy: Policy) -> bool:
    """Whether anything in a policy is meant for customers."""
    return any(map(is_public, policy.terms)) or any(
        each.public
        for group in (policy.statements, policy.faq, policy.tables, policy.targets)
        for each in group
    )


def areas_of(place: Place) -> tuple[str, ...]:
    """The areas of a policy, its home first; names that can be no area are left out."""
    return (place.area, *(area for area in place.policy.areas if is_id(area)))
