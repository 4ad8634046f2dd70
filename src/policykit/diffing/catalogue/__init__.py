"""The catalogue of kinds of change: a file a chapter, a row a kind."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from policykit.diffing.kind import Kind
from policykit.model.change import Bump
from policykit.model.finding import Severity


@cache
def catalogue() -> Mapping[str, Kind]:
    """Every kind of change by name, in the order of the codes."""
    found: list[Kind] = []
    for place in files(__name__).iterdir():
        if place.name.endswith(".toml"):
            chapter = tomllib.loads(place.read_text("utf-8"))
            found += [_kind(row, chapter["title"]) for row in chapter["kind"]]
    return MappingProxyType({kind.name: kind for kind in sorted(found, key=lambda it: it.code)})


def find(name: str) -> Kind | None:
    """The kind of a code or a name, in any case."""
    wanted = name.strip().lower()
    return next(
        (kind for kind in catalogue().values() if wanted in {kind.code.lower(), kind.name}), None
    )


def near(name: str) -> str:
    """The known code or name nearest to a mistyped one, '' where none is near."""
    known = [*catalogue(), *(kind.code for kind in catalogue().values())]
    wanted = name.strip()
    close = get_close_matches(wanted.lower(), known, 1) or get_close_matches(
        wanted.upper(), known, 1
    )
    return close[0] if close else ""


def _kind(row: Mapping[str, str], chapter: str) -> Kind:
    return Kind(
        code=row["code"],
        name=row["name"],
        mirror=row["mirror"],
        summary=row["summary"],
        why=row["why"],
        chapter=chapter,
        before=row.get("before", ""),
        after=row.get("after", ""),
        file=row.get("file", "policy"),
        absent=row.get("absent", ""),
        beside=tuple(row.get("beside", ())),
        severity=Severity(row.get("severity", "info")),
        bump=Bump(row.get("bump", "minor")),
        editorial=bool(row.get("editorial", False)),
    )
