"""Which version of a policy was in force on a day: a pure function of the branch's past.

A commit rules from the day it lands until the next one lands. While it rules, an active text
whose day has come takes over; a text once in force stays until another one, a retirement or
the end of its files. So a commit can bring the future, and no later one can change the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from itertools import accumulate
from typing import TypeAlias

from policykit.model.force import InForce, PolicyState, Reign, VersionFacts
from policykit.model.value import dataclass
from policykit.sources.port import Landing

_DAY = timedelta(days=1)

_Standing: TypeAlias = tuple[tuple[str, str], date]


def landed_days(landings: Sequence[Landing], time_zone: tzinfo) -> tuple[date, ...]:
    """The day each commit landed: the latest committer date among it and its ancestors.

    Args:
        landings: first-parent commits, oldest first.
        time_zone: that of the organisation.

    Returns:
        As many days as there are landings, never going backwards.
    """
    days = (it.committed_at.astimezone(time_zone).date() for it in landings)
    return tuple(accumulate(days, max))


def in_force(history: Sequence[PolicyState], day: date) -> InForce | None:
    """The version in force on a day, None where there was none.

    Args:
        history: the policy in every first-parent commit of the release branch, oldest first.
        day: any day, before, within or after the history.
    """
    reigns = timeline(history, day)
    return reigns[-1].in_force if reigns and reigns[-1].last_day is None else None


def timeline(history: Sequence[PolicyState], until: date) -> tuple[Reign, ...]:
    """Every stretch of days on which one version was in force, up to a day, oldest first.

    A version that came back after a break, or after another one, has a reign for each stretch.
    """
    reigns: list[Reign] = []
    for day, holding in _turns(history, until):
        open_reign = reigns[-1] if reigns and reigns[-1].last_day is None else None
        if open_reign is not None:
            last = open_reign.in_force
            if holding is not None and holding.version.identity == last.version.identity:
                still = InForce(holding.version, holding.commit, last.started_by, last.started_on)
                reigns[-1] = Reign(still, open_reign.first_day, None)
                continue
            reigns[-1] = Reign(last, open_reign.first_day, day - _DAY)
        if holding is not None:
            begun = InForce(holding.version, holding.commit, holding.begun_by, day)
            reigns.append(Reign(begun, day, None))
    return tuple(reigns)


@dataclass(frozen=True, slots=True)
class _Holding:
    """The text that holds, the last commit it stood in, and the one that brought it."""

    version: VersionFacts
    commit: str
    begun_by: str


def _turns(history: Sequence[PolicyState], until: date) -> Iterator[tuple[date, _Holding | None]]:
    """What holds at the end of each day on which that can change, oldest first."""
    holding: _Holding | None = None
    standing: dict[_Standing, str] = {}
    for state, following in zip(history, (*history[1:], None), strict=False):
        if state.landed > until:
            return
        standing = {it: standing.get(it, state.commit) for it in _standing(state)}
        for day in _days(state):
            rules = following is None or day < following.landed
            if state.landed <= day <= until and rules:
                holding = _after(holding, state, day, standing)
                yield day, holding
        if following is not None:
            holding = _after(holding, state, min(until, following.landed), standing)


def _standing(state: PolicyState) -> list[_Standing]:
    return [
        (it.identity, _first_day(it))
        for it in (state.main, state.next)
        if it is not None and it.status == "active"
    ]


def _days(state: PolicyState) -> list[date]:
    """The days on which a commit can change what holds: its landing and its files' dates."""
    dates = {state.landed}
    for version in (state.main, state.next):
        if version is not None:
            dates.update(it for it in (version.effective, version.retired_on) if it is not None)
    return sorted(dates)


def _after(
    holding: _Holding | None,
    state: PolicyState,
    until: date,
    standing: Mapping[_Standing, str],
) -> _Holding | None:
    """What holds when a commit has ruled up to a day, given what held before it.

    A text that starts by its date was brought by the first commit of those in a row that
    have it with this date; one that starts by landing was brought by the commit itself.
    """
    main = state.main
    versions = [it for it in (main, state.next) if it is not None]
    if not versions:
        return None
    chosen = holding
    for version in sorted(versions, key=_first_day):
        first_day = _first_day(version)
        if version.status == "active" and first_day <= until:
            begun_by = state.commit
            if first_day == until:
                begun_by = standing[version.identity, first_day]
            chosen = _Holding(version, state.commit, begun_by)
    if main is not None and main.status == "retired" and (main.retired_on or date.min) <= until:
        return None
    if chosen is None or holding is None or chosen.version.identity != holding.version.identity:
        return chosen
    return _Holding(chosen.version, chosen.commit, holding.begun_by)


def _first_day(version: VersionFacts) -> date:
    """The day a text wants to start; without one it starts when it lands."""
    return version.effective or date.min
