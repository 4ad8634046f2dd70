"""Whether what is told between two commits accounts for all that is otherwise between them.

What was renamed or moved is held under its present name and place, so that the words of a
rename excuse nothing else. Not told by design, as docs/changes.md says at these kinds: names that lead
to a renamed thing (`renamed`), words in another language that come and go with the text they
are of (`translation-extended`), and stamps of words, but for what they make of them
(`translation-stale`). What a thing was called is part of what tells that it is the same thing, and
nothing it says; what is said not to be so is as if left out (docs/decisions/0003-ids-and-digests.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from tests.fuzzing.libraries import Data

from policykit.diffing.version import is_lower
from policykit.model.change import Change, PieceKind, Side
from policykit.model.document import Json
from policykit.model.position import Pointer

Steps: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[str, Steps]
"""A file, and keys and ids in it."""

Repository: TypeAlias = Mapping[str, Data]

_SAME_THING: Final = frozenset({"renamed", "moved"})
_NO_MORE: Final = _SAME_THING | {"moved-away", "file-moved"}
"""Kinds of changes that tell where a thing is, and nothing of what it says."""

_NAMED: Final = frozenset({"id", "policy"})


class Account:
    """Two sides and what is told of them; `old` is the earlier one with files as called now."""

    def __init__(self, old: Repository, new: Repository, changes: tuple[Change, ...]) -> None:
        self.before, self.new, self.changes = old, new, changes
        self.now = dict(self._now())
        self.old = {self.path_now(path): data for path, data in old.items()}
        self.names = {
            str(was[1][-1]): str(is_[1][-1]) for was, is_ in self.now.items() if was[1] and is_[1]
        } | {_stem(was[0]): _stem(is_[0]) for was, is_ in self.now.items() if not was[1]}

    def _now(self) -> Iterator[tuple[Place, Place]]:
        """Where what was renamed or moved stands now, by where it stood."""
        for each in self.changes:
            if each.name in _SAME_THING and each.before is not None and each.after is not None:
                was, is_ = _of(self._source(each), each.before), _of(self.new, each.after)
                yield was, is_

    def _source(self, change: Change) -> Repository:
        """What the earlier side of a change stands in: a new coming version is told against today."""
        return self.new if self._is_drafted(change) else self.before

    def _is_drafted(self, change: Change) -> bool:
        sides = change.before, change.after
        paths = [each.location.path if each is not None else "" for each in sides]
        return ".next." in paths[1] and ".next." not in paths[0] and bool(paths[0])

    def path_now(self, path: str) -> str:
        """The file as it is called now: those beside a policy go with it."""
        stem = _stem(path)
        for was, is_ in self.now.items():
            if not was[1] and _stem(was[0]) == stem and path.startswith("policies/"):
                return path.replace(f"/{stem}.", f"/{_stem(is_[0])}.")
        return path

    def place_now(self, place: Place) -> Place:
        """A place of the earlier side as it is called now."""
        path, steps = place
        for length in range(len(steps), 0, -1):
            found = self.now.get((path, steps[:length]))
            if found is not None:
                return found[0], (*found[1], *steps[length:])
        return self.path_now(path), steps

    def of_all(self) -> None:
        """Each change tells what stands on its sides, and nothing is otherwise untold."""
        self.each_stands_there()
        for path in sorted({*self.old, *self.new}):
            self.of_file(path)

    def each_stands_there(self) -> None:
        """What a change says of its sides stands there."""
        for change in self.changes:
            for side, files, other in (
                (change.before, self._source(change), PieceKind.ADDED),
                (change.after, self.new, PieceKind.REMOVED),
            ):
                if side is not None and side.location.path in files:
                    _stands_there(change, side, files[side.location.path], other)

    def of_file(self, path: str) -> None:
        """Nothing of a file is otherwise untold."""
        one, other = self.old.get(path), self.new.get(path)
        if "translates" in (one or other or {}):
            return
        is_policy = "id" in (one or other or {})
        main = path.replace(".next.", ".")
        if is_policy and (main in self.old) is not (main in self.new):
            # Its coming version comes and goes with it.
            assert any(each.item_kind == "policy" and not each.item for each in self.changes), path
            return
        if other is None and ".next." in path and one is not None:
            if is_lower(str(self.new[main].get("version")), str(one.get("version"))):
                assert self._is_told("coming-version-withdrawn", path)
            return
        if one is None or other is None:
            if ".next." not in path:
                assert any(_is_whole(each, path) for each in self.changes), path
                return
            one = self.new[main]
        self._of_both(path)

    def _is_told(self, name: str, path: str) -> bool:
        paths = {self.path_now(path), path}
        return any(
            each.name == name
            and any(
                side and self.path_now(side.location.path) in paths
                for side in (each.before, each.after)
            )
            for each in self.changes
        )

    def _of_both(self, path: str) -> None:
        told = set(self._told())
        is_drafted = path not in self.old
        if is_drafted:
            told |= set(self._gone_in_draft(path))
        was = self._leaves_drafted(path) if is_drafted else self._leaves_before(path)
        is_ = {(path, steps): value for steps, value in leaves(self.new[path])}
        for leaf in sorted({*was, *is_}, key=str):
            one, other = was.get(leaf, _NOTHING), is_.get(leaf, _NOTHING)
            if one == other or _are_off(one, other) or _is_so_anyway(leaf, one, other):
                continue
            if self._is_named_otherwise(leaf, one, other):
                continue
            assert any(_covers(place, leaf) for place in told), (
                leaf,
                one,
                other,
                sorted(told, key=str),
            )

    def _gone_in_draft(self, path: str) -> Iterator[Place]:
        """What stands in the text of today, and in its new coming version no more."""
        today = path.replace(".next.", ".")
        for each in self.changes:
            if each.before is not None and each.after is None:
                place = _of(self.new, each.before)
                if place[0] == today and place[1]:
                    yield path, place[1]

    def _leaves_before(self, path: str) -> dict[Place, object]:
        """What stood in this file, or in others from which it came."""
        found = (
            (self.place_now((file, steps)), value)
            for file, data in self.before.items()
            for steps, value in leaves(data)
        )
        return {place: value for place, value in found if place[0] == path}

    def _leaves_drafted(self, path: str) -> dict[Place, object]:
        today = path.replace(".next.", ".")
        found = ((self._drafted((today, steps)), value) for steps, value in leaves(self.new[today]))
        return {(path, place[1]): value for place, value in found}

    def _drafted(self, place: Place) -> Place:
        """A place of the text of today in the coming one, under the name it has there."""
        path, steps = place
        for length in range(len(steps), 0, -1):
            found = self.now.get((path, steps[:length]))
            if found is not None and ".next." in found[0]:
                return found[0], (*found[1], *steps[length:])
        return place

    def _is_named_otherwise(self, leaf: Place, one: object, other: object) -> bool:
        """Whether it is the name of a thing, told as such, or leads to one that is called otherwise."""
        path, steps = leaf
        if steps and steps[-1] == "former_ids":
            return True
        if steps and steps[-1] == "id":
            return (path, steps[:-1]) in self.now.values()
        return one is not _NOTHING and self.in_present_names(one) == _text(other)

    def in_present_names(self, value: object) -> str:
        """A value as text, with the names that things have now."""
        text = _text(value)
        for was, is_ in self.names.items():
            text = re.sub(rf"(?<![\w-]){re.escape(was)}(?![\w-])", is_, text)
        return text

    def _told(self) -> Iterator[Place]:
        for change in self.changes:
            if change.name in _NO_MORE:
                continue
            found = []
            if change.before is not None and change.before.location.path in self._source(change):
                place = _of(self._source(change), change.before)
                if self._is_drafted(change) and change.after is not None:
                    place = change.after.location.path, self._drafted(place)[1]
                else:
                    place = self.place_now(place)
                found.append(place)
            if change.after is not None and change.after.location.path in self.new:
                found.append(_of(self.new, change.after))
            if change.name == "version-changed":
                # The day a version takes effect on is told with the version, on both sides.
                yield from ((path, ("effective",)) for path, _ in found)
            # What is not there on a side is placed at what it would stand in.
            yield from (
                each
                for each in found
                if each[1] and not any(_is_inside(other, each) for other in found)
            )


_NOTHING: Final = object()


def _are_off(one: object, other: object) -> bool:
    """Whether something is not so on both sides: said, and left out."""
    return all(each is _NOTHING or each is False for each in (one, other))


_SO_ANYWAY: Final = {"gains": "customer"}
"""What holds where nothing is said."""


def _is_so_anyway(leaf: Place, one: object, other: object) -> bool:
    """Whether one side says what holds where the other says nothing."""
    usual = _SO_ANYWAY.get(str(leaf[1][-1]), _NOTHING) if leaf[1] else _NOTHING
    return all(each is _NOTHING or each == usual for each in (one, other))


def _text(value: object) -> str:
    return "" if value is _NOTHING else json.dumps(value, ensure_ascii=False)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _is_inside(inner: Place, outer: Place) -> bool:
    return (
        inner[0] == outer[0]
        and len(inner[1]) > len(outer[1])
        and inner[1][: len(outer[1])] == outer[1]
    )


def _covers(place: Place, leaf: Place) -> bool:
    return place == leaf or _is_inside(leaf, place) or _is_inside(place, leaf)


def _is_whole(change: Change, path: str) -> bool:
    """Whether a change tells that a file around policies is new or gone."""
    one, other = change.before, change.after
    there = one or other
    return (one is None or other is None) and there is not None and there.location.path == path


def _stands_there(change: Change, side: Side, data: Data, other: PieceKind) -> None:
    assert len(list(_steps(data, side.location.pointer))) >= len(side.location.pointer) - 1, change
    found = _at(data, side.location.pointer)
    if change.redline and isinstance(found, str):
        said = "".join(each.text for each in change.redline if each.kind is not other)
        assert said.strip() == found.strip(), change


def _of(files: Repository, side: Side) -> Place:
    path, pointer = side.location.path, side.location.pointer
    data = files.get(path)
    if pointer and pointer[-1] in _NAMED and _at(data, pointer[:-1]) is not None:
        pointer = pointer[:-1]
    return path, tuple(_steps(data, pointer))


def _steps(data: Json, pointer: Pointer) -> Iterator[str | int]:
    """The steps of a pointer, items by their ids; the last may lead to what is not written."""
    for step in pointer:
        if isinstance(step, int):
            if not isinstance(data, list) or step >= len(data):
                return
            data = data[step]
            yield str(data["id"]) if isinstance(data, dict) and "id" in data else step
        else:
            yield step
            data = data.get(step) if isinstance(data, dict) else None


def _at(data: Json, pointer: Pointer) -> Json:
    for step in pointer:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif isinstance(data, dict):
            data = data.get(str(step))
        else:
            return None
    return data


def leaves(data: Json, path: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """All that is no mapping, by keys; items by their ids, whatever their order."""
    if (
        isinstance(data, list)
        and data
        and all(isinstance(each, dict) and "id" in each for each in data)
    ):
        data = {str(each["id"]): each for each in data if isinstance(each, dict)}
    if isinstance(data, dict) and data:
        for key, each in data.items():
            yield from leaves(each, (*path, key))
    elif data is not None:
        yield path, data
