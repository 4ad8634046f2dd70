"""The policies in force on two days as the two sides of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from policykit.library.files import FileKind, file_name
from policykit.library.past import Moment, Past
from policykit.model.change import Endpoint
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.opening import moments_of, opened_at, release_head
from policykit.sources.endpoints import Side, Sides
from policykit.sources.git import Repository
from policykit.sources.git_history import GitHistory
from policykit.sources.git_source import GitSource
from policykit.sources.port import Entry, EntryKind

_NEXT = ".next"


@dataclass(frozen=True, slots=True)
class _Day:
    """A Source with the files of the policies in force on a day, each of its own commit.

    A version that came into force beside another one stands under the name of the main file.
    """

    name: str
    keys: Mapping[str, str]
    read: Callable[[str], bytes]

    def entries(self) -> Sequence[Entry]:
        """The files, sorted by path."""
        return tuple(
            Entry(path, EntryKind.FILE, 0, key, partial(self.read, key))
            for path, key in sorted(self.keys.items())
        )


@contextmanager
def sides_of_days(root: Path, days: tuple[date, date]) -> Iterator[Sides]:
    """What was in force on two days, by the release branch as it is now.

    Raises:
        SourceError: the history cannot be read, or nothing had landed by one of the days.
    """
    with opened_at(root, "") as opened:
        around = opened.surrounded.surroundings
        schemas = opened.loader.schemas
    zone = ZoneInfo(around.organisation.time_zone)
    with Repository(root) as repository:
        _, head = release_head(repository, around.settings.release_branch)
        history = GitHistory(repository)
        told = moments_of(history, head, zone, schemas)
        past = Past(told)
        before, after = (_side(repository, history, told, past, day) for day in days)
        notes = (history.gap,) if history.gap else ()
        yield Sides(before, after, notes)


def _side(
    repository: Repository, history: GitHistory, told: Sequence[Moment], past: Past, day: date
) -> Side:
    stood = [each for each in told if each.landed <= day]
    held = past.held(day)
    if not stood:
        first = f" Its first commit landed on {told[0].landed.isoformat()}." if told else ""
        raise SourceError(
            "nothing-that-day",
            f"Nothing stood on the release branch by {day.isoformat()}.{first}",
            context=str(repository.root),
            hint=f"Name a later day. {history.gap}".rstrip(),
        )
    trees = _Trees(repository)
    keys = {
        path: key
        for path, key in trees.files(stood[-1].commit).items()
        if file_name(path).kind not in {FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD}
        or file_name(path).id == "organisation"
    }
    for one in held:
        keys |= _bundle(one.version.path, trees.files(one.commit))
    name = day.isoformat()
    commit = stood[-1].commit
    return Side(_Day(name, keys, history.read), Endpoint(name, commit, name))


class _Trees:
    """The files of commits, each listed once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: dict[str, dict[str, str]] = {}

    def files(self, commit: str) -> Mapping[str, str]:
        """Paths with the keys of their contents."""
        if commit not in self._known:
            self._known[commit] = {
                each.path: each.key
                for each in GitSource(self._repository, commit).entries()
                if each.kind is EntryKind.FILE and each.key is not None
            }
        return self._known[commit]


def _bundle(path: str, files: Mapping[str, str]) -> Mapping[str, str]:
    """The files of a policy whose text stands at a path, under the names of a main text's."""
    folder = path.rpartition("/")[0]
    name = file_name(path)
    found: dict[str, str] = {}
    for each, key in files.items():
        if each.rpartition("/")[0] != folder:
            continue
        other = file_name(each)
        if other.id != name.id or other.kind not in {
            FileKind.POLICY,
            FileKind.TRANSLATION,
            FileKind.RECORD,
        }:
            continue
        if other.kind is FileKind.RECORD or other.coming is name.coming:
            found[each.replace(f"/{name.id}{_NEXT}.", f"/{name.id}.") if name.coming else each] = (
                key
            )
    return found
