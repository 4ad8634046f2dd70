"""Which files were one policy at each commit: under every name it had, wherever they stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from policykit.library.files import FileKind, FileName, file_name
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.sources.port import Landing

_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Stand:
    """The files of a policy after a commit that touched one: path and blob id, None without.

    `day` is the day the commit landed.
    """

    landing: Landing
    day: date
    main: tuple[str, str] | None
    coming: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A policy through its names, the latest first, and every stand of its files."""

    names: tuple[str, ...]
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    """A file of a policy that came, changed or went with a commit."""

    number: int
    name: FileName
    path: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Lineages:
    """What is asked for the lineage of one policy after another; the commits are gone through once.

    `days` is the day each landing landed, `former_ids` gives the former ids in the blob of a
    policy file.
    """

    landings: Sequence[Landing]
    days: Sequence[date]
    former_ids: Callable[[str], tuple[str, ...]]
    _known: Mapping[str, Sequence[_Event]]

    @classmethod
    def of(
        cls,
        landings: Sequence[Landing],
        days: Sequence[date],
        former_ids: Callable[[str], tuple[str, ...]],
    ) -> Lineages:
        """The policies of first-parent commits, oldest first."""
        known: dict[str, list[_Event]] = {}
        for event in _events(landings):
            known.setdefault(event.name.id, []).append(event)
        return cls(landings, days, former_ids, known)

    def lineage(self, asked: str) -> Lineage:
        """The policy that has or had an id, from the first commit with a file of it to the last.

        A policy that has the id now comes before one that had it.

        Raises:
            SourceError: no policy ever had this id; the hint has ids that are near.
        """
        name = _latest_name(self._known, asked, self.former_ids)
        last = next(each.key for each in reversed(self._known[name]) if each.key is not None)
        names = tuple(dict.fromkeys((name, *reversed(self.former_ids(last)))))
        own = [event for each in names for event in self._known.get(each, ())]
        # The changes of a commit are sorted by path.
        own.sort(key=lambda event: (event.number, event.path))
        return Lineage(names, tuple(_stands(own, names, self.landings, self.days)))


def lineage(
    landings: Sequence[Landing],
    days: Sequence[date],
    asked: str,
    former_ids: Callable[[str], tuple[str, ...]],
) -> Lineage:
    """The lineage of one policy.

    Args:
        landings: first-parent commits, oldest first.
        days: the day each landed.
        asked: an id it has or had; a policy that has the id now comes before one that had it.
        former_ids: the former ids in the blob of a policy file.

    Raises:
        SourceError: no policy ever had this id; the hint has ids that are near.
    """
    return Lineages.of(landings, days, former_ids).lineage(asked)


def _events(landings: Sequence[Landing]) -> Iterator[_Event]:
    name_of = cache(file_name)
    for number, landing in enumerate(landings):
        for change in landing.changes:
            name = name_of(change.path)
            if name.kind is FileKind.POLICY:
                yield _Event(number, name, change.path, change.after)


def _latest_name(
    known: Mapping[str, Sequence[_Event]],
    asked: str,
    former_ids: Callable[[str], tuple[str, ...]],
) -> str:
    """The id a policy has now, or had when its files went."""
    if asked not in known:
        raise _unknown(asked, known)
    name = asked
    seen = {name}
    while (gone := _gone(known[name])) is not None:
        heirs = (
            each.name.id
            for events in known.values()
            for each in events
            if each.number >= gone
            and each.key is not None
            and each.name.id not in seen
            and name in former_ids(each.key)
        )
        heir = next(heirs, "")
        if not heir:
            break
        name = heir
        seen.add(name)
    return name


def _gone(events: Sequence[_Event]) -> int | None:
    """The number of the commit that took the last file away, None where one still stands."""
    standing = {each.path: each.key for each in events}
    return None if any(standing.values()) else events[-1].number


def _stands(
    events: Sequence[_Event],
    names: Sequence[str],
    landings: Sequence[Landing],
    days: Sequence[date],
) -> Iterator[Stand]:
    standing: dict[tuple[str, bool], dict[str, str]] = {}
    before: tuple[tuple[str, str] | None, tuple[str, str] | None] = (None, None)
    for place, event in enumerate(events):
        files = standing.setdefault((event.name.id, event.name.coming), {})
        if event.key is None:
            files.pop(event.path, None)
        else:
            files[event.path] = event.key
        if events[place + 1 : place + 2] and events[place + 1].number == event.number:
            continue
        name = next(
            (it for it in names if standing.get((it, False)) or standing.get((it, True))), ""
        )
        now = _first(standing.get((name, False))), _first(standing.get((name, True)))
        if now != before:
            before = now
            yield Stand(landings[event.number], days[event.number], *now)


def _first(files: Mapping[str, str] | None) -> tuple[str, str] | None:
    return min(files.items()) if files else None


def _unknown(asked: str, known: Mapping[str, Sequence[_Event]]) -> SourceError:
    near = " or ".join(get_close_matches(asked, sorted(known), _SUGGESTIONS))
    return SourceError(
        "unknown-policy",
        "No commit of the release branch has a policy of this name.",
        context=asked[:120],
        hint=f"Did you mean {near}?" if near else "Name a policy by its id, as in its file name.",
    )
