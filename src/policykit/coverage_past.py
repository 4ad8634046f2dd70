"""Coverage in the past: at tags, months or commits, by the frameworks and settings of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.branch import Branch, opened_branch
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.gaps.narrowing import Part
    from policykit.gaps.offers import Version
    from policykit.library.calendars import BusinessTime
    from policykit.library.survey import NamedEntry, Survey
    from policykit.model.coverage import TrendPoint
    from policykit.model.surroundings import Surroundings
    from policykit.sources.port import Landing

KINDS: Final = ("tags", "months", "commits")
"""What the points of a trend can be."""

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Past:
    """The points of a trend, oldest first, and what a reader should know of them."""

    points: tuple[TrendPoint, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stop:
    """A commit to stop at: what the point is called, the landing up to it, and the day."""

    name: str
    number: int
    day: date


def past(
    root: Path,
    at: str,
    kind: str,
    most: int,
    around: Surroundings,
    today: date,
    part: Part | None = None,
) -> Past:
    """The coverage of the last so many tags, months or commits of the release branch.

    Args:
        root: the folder of the policy repository.
        at: the commit whose past is told, '' for the release branch.
        kind: `tags`, `months` or `commits`.
        most: how many points at most.
        around: what policies stand in today: its frameworks and settings judge the past.
        today: the day; what landed later is left out.
        part: what is asked for, None for all that is required.

    Raises:
        PolicykitError: there is no such kind of point.
        SourceError: the history cannot be read.
    """
    if kind not in KINDS:
        raise PolicykitError(
            "unknown-trend",
            f"{kind[:120]!r} is nothing a trend can go by.",
            hint=f"Use one of {', '.join(KINDS)}.",
        )
    with opened_branch(root, at) as branch:
        stops = [each for each in _stops(branch, kind, today) if each.day <= today][-most:]
        points = tuple(_points(branch, stops, around, part))
        notes = ["The past is judged by the frameworks and settings of today."]
        if branch.history.gap:
            notes.append(branch.history.gap)
        if not stops:
            notes = [f"There are no {kind} to tell a trend by."]
    return Past(points, tuple(notes))


def _stops(branch: Branch, kind: str, today: date) -> list[_Stop]:
    if kind == "tags":
        places = {each.commit: number for number, each in enumerate(branch.landings)}
        tagged = [
            _Stop(name, places[commit], branch.days[places[commit]])
            for name, commit in branch.repository.tags().items()
            if commit in places
        ]
        return sorted(tagged, key=lambda it: it.number)
    if kind == "months":
        months: dict[str, _Stop] = {}
        for number, day in enumerate(branch.days):
            if day > today:
                break
            name = day.strftime("%Y-%m")
            months[name] = _Stop(name, number, min(_last_of(day), max(day, today)))
        return [*_every_month(months, today)]
    return [
        _Stop(landing.commit[:_SHORT], number, branch.days[number])
        for number, landing in enumerate(branch.landings)
        if any(_counts(change.path) for change in landing.changes)
    ]


def _every_month(months: Mapping[str, _Stop], today: date) -> Iterator[_Stop]:
    """A stop for each month from the first one on: one without commits stands as the last did."""
    if not months:
        return
    stop = next(iter(months.values()))
    day = date.fromisoformat(f"{stop.name}-01")
    while day <= today:
        name = day.strftime("%Y-%m")
        stop = months.get(name) or stop
        last = _last_of(day)
        yield replace(stop, name=name, day=min(last, today) if name not in months else stop.day)
        day = last + timedelta(days=1)


def _last_of(day: date) -> date:
    first = day.replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _counts(path: str) -> bool:
    return path.startswith("policies/") and path.endswith(".yaml")


def _points(
    branch: Branch, stops: Sequence[_Stop], around: Surroundings, part: Part | None
) -> Iterator[TrendPoint]:
    """The points, each blob parsed once, whatever the number of points it stands in."""
    from policykit.gaps.assess import world
    from policykit.gaps.index import Shelves
    from policykit.gaps.narrowing import WHOLE
    from policykit.gaps.states import Remembered, point

    reader = _Reader(branch)
    # Both go by the identity of texts, which live as long as the reader does.
    remembered: Remembered = {}
    shelves: Shelves = {}
    for stop in stops:
        policies, then = reader.at(stop.number, around)
        time = reader.time(then, stop.day)
        judged = world(then, policies, stop.day, time=time, shelves=shelves)
        commit = branch.landings[stop.number].commit
        yield point(stop.name, commit, judged, remembered, part or WHOLE)


class _Reader:
    """Reads the files of one landing after another; make one for a run."""

    def __init__(self, branch: Branch) -> None:
        from policykit.library.load import Loader
        from policykit.validation import load_schemas

        self._branch = branch
        self._loader = Loader(load_schemas(()))
        self._standing: dict[str, str] = {}
        self._next = 0
        self._lost: SourceError | None = None
        self._policies: dict[object, tuple[Version, ...]] = {}
        self._organisations: dict[object, Surroundings] = {}
        self._times: dict[tuple[int, int], BusinessTime] = {}

    def at(
        self, number: int, around: Surroundings
    ) -> tuple[tuple[tuple[Version, ...], ...], Surroundings]:
        """The texts of all policies after a landing, and what they stand in."""
        from policykit.library.past import Standing
        from policykit.library.survey import survey

        for landing in self._branch.landings[self._next : number + 1]:
            self._take(landing)
        self._next = max(self._next, number + 1)
        commit = self._branch.landings[number].commit
        files = survey(Standing(commit, self._standing, self._read))
        found = [self._policy(name, group, commit) for (_, name), group in files.bundles.items()]
        then = self._around(files, around, commit)
        if self._lost is not None:
            raise self._lost
        return tuple(each for each in found if each), then

    def _read(self, key: str) -> bytes:
        """A blob; that one is missing must not pass for a policy that says nothing."""
        try:
            return self._branch.history.read(key)
        except SourceError as error:
            self._lost = self._lost or error
            raise

    def time(self, around: Surroundings, day: date) -> BusinessTime:
        """What measures business time from the first day of a year on."""
        from policykit.library.calendars import BusinessTime

        key = (id(around.organisation), day.year)
        if key not in self._times:
            since = date(day.year, 1, 1)
            self._times[key] = BusinessTime(around.organisation, since)
        return self._times[key]

    def _take(self, landing: Landing) -> None:
        for change in landing.changes:
            if change.after is None:
                self._standing.pop(change.path, None)
            else:
                self._standing[change.path] = change.after

    def _policy(self, name: str, group: tuple[NamedEntry, ...], commit: str) -> tuple[Version, ...]:
        from policykit.gaps.offers import offered
        from policykit.library.files import FileKind

        wanted = {FileKind.POLICY, FileKind.RECORD}
        files = tuple(each for each in group if each.name.kind in wanted)
        key = name, tuple((each.entry.path, each.entry.key) for each in files)
        if key not in self._policies:
            loader = replace(self._loader, commit=commit)
            self._policies[key] = offered(loader.bundle(name, files, checked=False).bundle)
        return self._policies[key]

    def _around(self, files: Survey, today: Surroundings, commit: str) -> Surroundings:
        """The organisation as it was, in the settings and frameworks of today."""
        from policykit.library.files import FileKind
        from policykit.library.survey import Survey
        from policykit.opening import surrounded

        entry = files.single.get(FileKind.ORGANISATION)
        key = None if entry is None else entry.key
        if key not in self._organisations:
            loader = replace(self._loader, commit=commit)
            single = {} if entry is None else {FileKind.ORGANISATION: entry}
            then = surrounded(loader, Survey(single=single), frameworks=False).surroundings
            self._organisations[key] = replace(
                today, organisations={today.settings.locales.source: then.organisation}
            )
        return self._organisations[key]
