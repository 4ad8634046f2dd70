"""What a policy was at other times: the history of a promise, by the commits of the branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from policykit.model.history import History
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.model.surroundings import Surroundings
    from policykit.sources.git_history import GitHistory
    from policykit.sources.port import Landing

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


@dataclass(frozen=True, slots=True)
class Branch:
    """The past of the branch that says what is in force.

    `name` is '' for the commit that is checked out; `days` are those the commits landed.
    """

    name: str
    history: GitHistory
    landings: tuple[Landing, ...]
    days: tuple[date, ...]
    around: Surroundings


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


@contextmanager
def opened_branch(root: Path, at: str) -> Iterator[Branch]:
    """The release branch of a repository, or the past of a commit.

    Raises:
        SourceError: the history cannot be read.
    """
    from policykit.library.in_force import landed_days
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.opening import release_head, surrounded
    from policykit.sources.git import Repository
    from policykit.sources.git_history import GitHistory
    from policykit.sources.worktree import WorkTree
    from policykit.validation import load_schemas

    files = survey(WorkTree(root))
    around = surrounded(Loader(load_schemas(())), files, frameworks=False).surroundings
    with Repository(root) as repository:
        name, head = (
            (at, repository.resolve(at))
            if at
            else release_head(repository, around.settings.release_branch)
        )
        past = GitHistory(repository)
        landings = past.landings(head)
        days = landed_days(landings, ZoneInfo(around.organisation.time_zone))
        yield Branch(name, past, landings, days, around)


def _names(policies: tuple[str, ...], parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """All ids of a thing, the latest first: those of the policy, or those of the item in it."""
    if not parts:
        return policies
    above = ".".join((policies[0], *(names[0] for names in parts[:-1])))
    return tuple(f"{above}.{name}" for name in parts[-1])
