"""Whom policies have been talked over with: who was heard, who was not, and every comment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.model.errors import SourceError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.heard.policies import Words
    from policykit.model.facts import Facts
    from policykit.model.hearing import HearingReport, PolicyHearing

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""

_RETIRED: Final = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRequest:
    """What is to be told: policies of these owners, areas, statuses or ids; none of each for all.

    Retired policies are told where they, or their status, are named.
    """

    root: Path
    policies: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def heard(request: HearingRequest, today: Today) -> HearingReport:
    """Whom the policies have been talked over with, the most urgent first.

    Raises:
        SourceError: the files cannot be read, or there is no policy of a name.
        PolicykitError: there is no such owner, area or status.
    """
    from policykit.heard.policies import policy_hearing
    from policykit.library.demanded import demand_surroundings
    from policykit.library.facts import facts as facts_of
    from policykit.lint.stages import STAGES
    from policykit.model.hearing import HearingReport
    from policykit.model.unread import Unread
    from policykit.opening import listed_at, surrounded
    from policykit.stamping import demand_known, mistakes

    found: dict[str, PolicyHearing] = {}
    names: dict[str, tuple[str, ...]] = {}
    unread: list[Unread] = []
    owners: set[str] = set()
    areas: set[str] = set()
    with listed_at(request.root, "") as (files, loader):
        standing = surrounded(loader, files, frameworks=False)
        demand_surroundings(files, standing)
        around = standing.surroundings
        source = around.settings.locales.source
        day = today(around.organisation.time_zone)
        words = _filling(request.root, day)
        for (_, name), group in files.bundles.items():
            reading = loader.bundle(name, group)
            bundle = reading.bundle
            told = facts_of(bundle, source, digests=False)
            if told is None:
                continue
            names[told.id or name] = told.former_ids
            owners.add(told.owner)
            areas.update(told.areas)
            if _is_asked(told, request):
                found.setdefault(told.id, policy_hearing(bundle, told, around, words))
                unread += [
                    Unread(told.id, path, each.message)
                    for path, each in sorted(mistakes(reading.problems).items())
                ]
    demand_known("owner", request.owners, owners | {*around.organisation.roles})
    demand_known("area", request.areas, areas | {*around.areas})
    demand_known("status", request.statuses, {*STAGES, _RETIRED})
    for name in request.policies:
        if name not in found:
            raise _unknown(name, names)
    return HearingReport(
        name=around.organisation.name,
        today=day,
        policies=tuple(sorted(found.values(), key=lambda each: _urgency(each, day))),
        unread=tuple(unread),
    )


def _filling(root: Path, day: date) -> Words:
    """What fills in the texts that comments are about; nothing is read where there are none."""
    from policykit.filled import Values
    from policykit.model.text import has_markup
    from policykit.sources.worktree import WorkTree

    kept: list[Values] = []

    def words(text: str, path: str, item: str) -> str:
        if not has_markup(text):
            return text
        if not kept:
            kept.append(Values(WorkTree(root), lambda _: day))
        return kept[0].filled(text, path, item)

    return words


def _is_asked(facts: Facts, request: HearingRequest) -> bool:
    statuses = {facts.status, facts.coming.status if facts.coming else facts.status}
    if request.policies and facts.id not in request.policies:
        return False
    if request.statuses:
        if statuses.isdisjoint(request.statuses):
            return False
    elif facts.status == _RETIRED and not request.policies:
        return False
    return (not request.owners or facts.owner in request.owners) and (
        not request.areas or not set(request.areas).isdisjoint(facts.areas)
    )


def _urgency(policy: PolicyHearing, today: date) -> tuple[int, int, int, str]:
    """Answers that are due, then texts in review, then those who were not heard."""
    return (
        -len(policy.waiting) if policy.is_late(today) else 0,
        0 if policy.in_review else 1,
        -len(policy.unheard),
        policy.policy,
    )


def _unknown(name: str, known: dict[str, tuple[str, ...]]) -> SourceError:
    if name in known:
        return SourceError(
            "not-among-these",
            f"{name} is not among the policies that were asked for.",
            context=name[:120],
            hint="Leave out --owner, --area and --status, or name another policy.",
        )
    renamed = next((each for each, former in known.items() if name in former), "")
    near = renamed or " or ".join(get_close_matches(name, sorted(known)))
    return SourceError(
        "unknown-policy",
        "There is no policy of this name.",
        context=name[:120],
        hint=f"Did you mean {near}?" if near else "Name a policy by its id, as in its file name.",
    )
