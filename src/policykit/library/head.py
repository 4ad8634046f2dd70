"""The head of a version of a policy: its number and days, and why it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from policykit.library import read
from policykit.library.slices import Slice
from policykit.model.document import Json
from policykit.model.history import Facet
from policykit.model.quantity.dates import parse_date
from policykit.model.text import folded

HEAD: Final = frozenset(
    {"id", "former_ids", "title", "version", "status", "effective", "retired_on"}
)
"""The keys of a head."""

TOLD: Final = HEAD | {"supersedes"}
"""The same with why the version came."""


def day_of(written: str) -> date | None:
    """A day as it is written, None where it is none."""
    day = parse_date(written) if written else None
    return day if isinstance(day, date) else None


def head_of(slices: Sequence[Slice]) -> dict[str, Json]:
    """What the pieces of a version say of the version itself."""
    return {each.section: each.data[each.section] for each in slices if each.section in TOLD}


def is_same_version(head: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Whether two heads are of one version."""
    return read.text(head, "version") == read.text(other, "version")


def reason(head: Mapping[str, Json]) -> str:
    """Why a version took the place of the newest one before it."""
    before = [item for _, item in read.items(head, "supersedes")]
    newest = max(before, key=lambda it: _order(read.text(it, "version")), default=None)
    return "" if newest is None else folded(read.text(newest, "reason"))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def facets_of(head: Mapping[str, Json]) -> tuple[Facet, ...]:
    """Where a version stands: its status and its days."""
    keys = ("status", "effective", "retired_on")
    return tuple(
        Facet(key.replace("_", " "), read.text(head, key)) for key in keys if read.text(head, key)
    )
