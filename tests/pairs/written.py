"""The pairs: what stands on both sides, and every change that is to be told of it.

A file lists pairs, or has a table whose rows fill the gaps `$name` of one pair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from string import Template

from tests.pairs.laid import (
    ABSENT,
    AROUND,
    HERE,
    ORGANISATION_WORDS,
    POLICY,
    Files,
    Told,
    parsed,
    told,
)

from policykit.diffing.standing import Days
from policykit.model.change import Change
from policykit.model.document import Json
from policykit.model.value import dataclass

_SAME: Mapping[str, Json] = {
    "item": "",
    "customer": "same",
    "staff": "same",
    "where": "",
    "floors": [],
}
_FILES = {
    "words": "policies/returns.sv.yaml",
    "record": "policies/returns.record.yaml",
    "next": "policies/returns.next.yaml",
    "organisation_words": ORGANISATION_WORDS,
    **AROUND,
}


@dataclass(frozen=True, slots=True)
class Written:
    """One pair: files of both sides, the days they landed, and the changes expected."""

    chapter: str
    name: str
    before: Files
    after: Files
    days: Days | None
    changes: tuple[Mapping[str, Json], ...]

    @property
    def title(self) -> str:
        return f"{self.chapter}: {self.name}"

    def told(self, *, reverse: bool = False) -> Told:
        """What the comparison tells, or the comparison the other way round."""
        return _compared(self.title, reverse)


@cache
def _compared(title: str, reverse: bool) -> Told:
    pair = next(each for each in pairs() if each.title == title)
    if not reverse:
        return told(pair.before, pair.after, pair.days)
    days = Days(pair.days.after, pair.days.before) if pair.days is not None else None
    return told(pair.after, pair.before, days)


@cache
def pairs() -> tuple[Written, ...]:
    """All pairs, chapter by chapter."""
    return tuple(
        _pair(file.stem, row)
        for file in sorted(HERE.glob("*.yaml"))
        if file.stem != "skeleton"
        for row in _rows(parsed(file.read_text("utf-8")))
        if isinstance(row, dict)
    )


def _rows(content: Json) -> Iterator[Json]:
    assert isinstance(content, dict)
    rows = content.get("pairs", content.get("rows"))
    assert isinstance(rows, list)
    if "pairs" in content:
        yield from rows
        return
    columns, form = content["columns"], json.dumps(content["pair"])
    assert isinstance(columns, list)
    for row in rows:
        assert isinstance(row, list)
        filled = Template(form).substitute(dict(zip(map(str, columns), row, strict=True)))
        yield _without_gaps(json.loads(filled))


def _without_gaps(value: Json) -> Json:
    """What a row fills with nothing is left out."""
    if isinstance(value, dict):
        return {key: _without_gaps(each) for key, each in value.items() if each != ""}
    if isinstance(value, list):
        return [_without_gaps(each) for each in value]
    return value


def _pair(chapter: str, row: Mapping[str, Json]) -> Written:
    expected = row["changes"]
    assert isinstance(expected, list)
    return Written(
        chapter,
        str(row["name"]),
        _files(row, "before"),
        _files(row, "after"),
        _days(row.get("landed")),
        tuple(each for each in expected if isinstance(each, dict)),
    )


def _files(row: Mapping[str, Json], side: str) -> Files:
    """The files of a side: `both`, `before` and `after` are of the policy, other keys name files."""
    found: dict[str, Json] = {}
    shared = row.get("both", {})
    own = row.get(side, {})
    found[POLICY] = own if own == ABSENT else _joined(shared, own)
    for key, path in _FILES.items():
        value = row.get(f"{key}_{side}", row.get(key))
        if value is not None:
            found[path] = value
    beside = row.get(f"files_{side}", {})
    assert isinstance(beside, dict)
    return {**found, **beside}


def _joined(shared: Json, own: Json) -> Json:
    assert isinstance(shared, dict)
    assert isinstance(own, dict)
    joined: dict[str, Json] = {**shared}
    for key, value in own.items():
        there = joined.get(key)
        if isinstance(there, list) and isinstance(value, list):
            joined[key] = [*there, *value]
        elif isinstance(there, dict) and isinstance(value, dict):
            joined[key] = {**there, **value}
        else:
            joined[key] = value
    return joined


def _days(landed: Json) -> Days | None:
    if not isinstance(landed, list):
        return None
    before, after = (date.fromisoformat(str(day)) for day in landed)
    return Days(before, after)


def expected(pair: Written) -> list[Mapping[str, Json]]:
    """The changes of a pair with what is left out of them filled in, sorted."""
    return sorted(({**_SAME, **each} for each in pair.changes), key=_order)


def found(changes: tuple[Change, ...]) -> list[Mapping[str, Json]]:
    """Changes as pairs tell them, sorted."""
    return sorted((_told(each) for each in changes), key=_order)


def _told(change: Change) -> Mapping[str, Json]:
    return {
        "kind": change.name,
        "item": change.item,
        "customer": change.customer.value,
        "staff": change.staff.value,
        "bump": change.bump.value,
        "where": change.where,
        "floors": [
            f"{floor.name} {'crossed' if floor.crossed else 'kept'}" for floor in change.floors
        ],
    }


def _order(change: Mapping[str, Json]) -> str:
    return json.dumps(change, sort_keys=True)
