"""What a policy was at other times: the history of a promise, by the commits of the branch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from policykit.branch import opened_branch
from policykit.model.history import History
from policykit.model.value import dataclass

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRequest:
    """Whose history: `name` is a policy, or an item of it behind a dot, by an id it has or had.

    `at` is the commit whose past is told, '' for the release branch.
    """

    root: Path
    name: str
    at: str = ""


def history(request: HistoryRequest, today: Today) -> History:
    """Every value a policy or an item of it ever had: when it landed, when it was in force.

    Raises:
        SourceError: the history cannot be read, or nothing ever had that name.
    """
    from policykit.library.lineage import lineage
    from policykit.library.tracing import Tracer, told

    policy, _, item = request.name.partition(".")
    with opened_branch(request.root, request.at) as branch:
        tracer = Tracer(branch.history, branch.around.organisation.title)
        line = lineage(branch.landings, branch.days, policy, tracer.former_ids)
        target = tracer.target(line, item)
        landed = {
            each.commit: (each, day) for each, day in zip(branch.landings, branch.days, strict=True)
        }
        values = told(line, tracer.versions(line, target), target, landed)
        gap = branch.history.gap
    return History(
        policy=line.names[0],
        item=target.item,
        kind=target.kind,
        title=target.title,
        names=_names(line.names, target.names),
        values=values,
        today=today(branch.around.organisation.time_zone),
        branch=branch.name,
        gap=gap,
    )


def _names(policies: tuple[str, ...], parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """All ids of a thing, the latest first: those of the policy, or those of the item in it."""
    if not parts:
        return policies
    above = ".".join((policies[0], *(names[0] for names in parts[:-1])))
    return tuple(f"{above}.{name}" for name in parts[-1])
