"""The branch that says what is in force: its commits and the days they landed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from policykit.model.history import Brought
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.model.surroundings import Surroundings
    from policykit.sources.git import Repository
    from policykit.sources.git_history import GitHistory
    from policykit.sources.port import Landing

_SHORT = 12
"""Letters of a commit's id that are told."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The past of the branch that says what is in force.

    `name` is '' for the commit that is checked out; `days` are those the commits landed.
    """

    name: str
    repository: Repository
    history: GitHistory
    landings: tuple[Landing, ...]
    days: tuple[date, ...]
    around: Surroundings

    def brought(self, commit: str) -> Brought:
        """A commit of the branch as it is named to people."""
        number = next(it for it, each in enumerate(self.landings) if each.commit == commit)
        landing = self.landings[number]
        return Brought(landing.commit, landing.author, landing.subject, self.days[number])


@contextmanager
def opened_branch(root: Path, at: str, *, compares: bool = False) -> Iterator[Branch]:
    """The release branch of a repository, or the past of a commit.

    Of what policies stand in only the settings and the organisation in the source language are
    read; all but the frameworks where versions are to be compared.

    Raises:
        SourceError: the history cannot be read.
    """
    from policykit.library.files import FileKind
    from policykit.library.in_force import landed_days
    from policykit.library.load import Loader
    from policykit.library.survey import Survey, survey
    from policykit.opening import release_head, surrounded
    from policykit.sources.git import Repository
    from policykit.sources.git_history import GitHistory
    from policykit.sources.git_program import is_id
    from policykit.sources.worktree import WorkTree
    from policykit.validation import load_schemas

    files = survey(WorkTree(root))
    if not compares:
        naming = {FileKind.SETTINGS, FileKind.ORGANISATION}
        single = {kind: each for kind, each in files.single.items() if kind in naming}
        files = Survey(single=single)
    around = surrounded(Loader(load_schemas(())), files, frameworks=False).surroundings
    with Repository(root) as repository:
        name, head = (
            (at[:_SHORT] if is_id(at) else at, repository.resolve(at))
            if at
            else release_head(repository, around.settings.release_branch)
        )
        past = GitHistory(repository)
        landings = past.landings(head)
        days = landed_days(landings, ZoneInfo(around.organisation.time_zone))
        yield Branch(name, repository, past, landings, days, around)
