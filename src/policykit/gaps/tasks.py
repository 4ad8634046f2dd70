"""What to do about the gaps, owner by owner, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from policykit.gaps.owners import Keeper, Owners
from policykit.model.coverage import (
    Coverage,
    Lack,
    MissingArea,
    Reason,
    RequirementCoverage,
    State,
    Task,
)
from policykit.model.finding import Severity
from policykit.model.value import dataclass

_URGENCY: Final = {Severity.ERROR: 2, Severity.WARNING: 3, Severity.INFO: 4}
_NO_POLICY: Final = 1
_NOT_HERE: Final = frozenset({Lack.ABSENT, Lack.ELSEWHERE, Lack.RETIRED})
"""Lacks that are not mended where something else was found."""

_Key: TypeAlias = tuple[str, str, object, str]


@dataclass(frozen=True, slots=True)
class _Open:
    """A task with how urgent it is: 0 for a promise below the law, 1 for an area without a policy.

    `is_of_time` says that a text has to come into force, which may close other gaps, too.
    """

    task: Task
    urgency: int
    is_of_time: bool = False


def tasks(
    requirements: Iterable[RequirementCoverage],
    owners: Owners,
    areas: Iterable[MissingArea] = (),
) -> tuple[Task, ...]:
    """The to-do list of a report.

    One need of one requirement is one task, with all regions in which it does not hold; to write
    the policy of an area that has none is one task for all its requirements. Tasks come owner by
    owner, those with the most urgent task first and those of nobody last; within an owner a
    promise below the law comes first, then areas without a policy, errors, warnings and infos.
    """
    every = tuple(requirements)
    found: dict[_Key, _Open] = {}
    told: set[str] = set()
    for area in areas:
        found[area.area, "", "", ""] = _of_area(area, every)
        told.update(area.requirements)
    for requirement in every:
        if requirement.name in told:
            continue
        for coverage in requirement.gaps:
            for reason in coverage.reasons:
                keeper = _keeper(requirement, reason, owners)
                key = (
                    requirement.name,
                    reason.written.path,
                    reason.written.pointer or reason.need,
                    keeper.policy,
                )
                new = _opened(requirement, coverage, reason, keeper)
                found[key] = _joined(found[key], new) if key in found else new
    return tuple(_in_order(_alike(found.values())))


def _alike(opened: Iterable[_Open]) -> Iterator[_Open]:
    """Tasks that one approval or review does together, as one task."""
    groups: dict[object, list[_Open]] = {}
    for number, each in enumerate(opened):
        task = each.task
        key = (task.owner, task.path, task.do) if each.is_of_time and task.path else number
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        first = group[0]
        if len(group) == 1:
            yield first
            continue
        tasks_ = [each.task for each in group]
        yield _Open(
            replace(
                first.task,
                requirement="",
                state=min((each.state for each in tasks_), key=lambda state: state.rank),
                severity=max((each.severity for each in tasks_), key=lambda it: it.rank),
                regions=tuple(dict.fromkeys(name for each in tasks_ for name in each.regions)),
                parts=tuple(each.requirement for each in tasks_),
            ),
            min(each.urgency for each in group),
        )


def _of_area(area: MissingArea, requirements: Iterable[RequirementCoverage]) -> _Open:
    count = len(area.requirements)
    closes = "1 requirement" if count == 1 else f"{count} requirements"
    regions = {
        each.region: None
        for requirement in requirements
        if requirement.name in area.requirements
        for each in requirement.gaps
        if each.region
    }
    task = Task(
        owner=area.owner,
        requirement="",
        area=area.area,
        state=State.MISSING,
        severity=area.severity,
        do=f"Write a policy for {area.area.replace('-', ' ')}: it closes {closes}.",
        regions=tuple(regions),
        starter=area.starter,
        skeleton=area.skeleton,
        parts=area.needs,
    )
    return _Open(task, _NO_POLICY)


def _keeper(requirement: RequirementCoverage, reason: Reason, owners: Owners) -> Keeper:
    """Who has to do it: who keeps what was found and has to be mended, else who keeps the area."""
    if reason.found and reason.lack not in _NOT_HERE:
        keeper = owners.of_policy(reason.found[0].policy)
        if keeper is not None:
            return keeper
    keeper = owners.of_area(requirement.area)
    return replace(keeper, owner=requirement.owner or keeper.owner)


def _opened(
    requirement: RequirementCoverage, coverage: Coverage, reason: Reason, keeper: Keeper
) -> _Open:
    task = Task(
        owner=keeper.owner,
        requirement=requirement.name,
        area=requirement.area,
        state=coverage.state,
        severity=requirement.severity,
        do=reason.do,
        regions=(coverage.region,) if coverage.region else (),
        policy=keeper.policy,
        path=keeper.path,
        starter=keeper.starter,
        skeleton=reason.skeleton,
    )
    urgency = 0 if reason.is_error else _URGENCY[requirement.severity]
    return _Open(task, urgency, reason.lack.is_of_time)


def _joined(old: _Open, new: _Open) -> _Open:
    """A task with the regions and sentences of another one on the same need."""
    one, other = old.task, new.task
    todo = one.do if other.do in one.do else f"{one.do} {other.do}"
    worst: State = min((one.state, other.state), key=lambda state: state.rank)
    task = replace(
        one,
        state=worst,
        do=todo,
        regions=tuple(dict.fromkeys((*one.regions, *other.regions))),
        skeleton=one.skeleton or other.skeleton,
    )
    is_of_time = old.is_of_time and new.is_of_time
    return _Open(task, min(old.urgency, new.urgency), is_of_time)


def _in_order(found: Iterable[_Open]) -> Iterator[Task]:
    every = list(found)
    first: dict[str, int] = {}
    for each in every:
        owner = each.task.owner
        first[owner] = min(each.urgency, first.get(owner, each.urgency))
    every.sort(
        key=lambda it: (
            not it.task.owner,
            first[it.task.owner],
            it.task.owner,
            it.urgency,
            it.task.state.rank,
        )
    )
    return (each.task for each in every)
