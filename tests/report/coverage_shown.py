"""What formats make of the gap reports made by hand, and such reports full of any text.

`python -m tests.report.coverage_shown` writes the snapshots anew; read what changed first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from tests.report.covered import empty, one_region, report

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style, coverage_format

SNAPSHOTS = Path(__file__).parent / "data" / "coverage"

_Whole = TypeVar("_Whole")


def shown(
    name: str, told: CoverageReport, style: Style | None = None, view: CoverageView | None = None
) -> str:
    made = coverage_format(name)(told, style or Style(), view or CoverageView())
    assert isinstance(made, str)
    return made


EVERYTHING = CoverageView(tasks=True, skeletons=True, everything=True)
CASES: Mapping[str, Callable[[], str]] = {
    "text.60.txt": lambda: shown("text", report(), Style(60)),
    "text.100.txt": lambda: shown("text", report(), Style(100)),
    "text.140.txt": lambda: shown("text", report(), Style(140)),
    "text.color.txt": lambda: shown("text", report(), Style(100, color=True)),
    "text.everything.txt": lambda: shown("text", report(), Style(100), EVERYTHING),
    "text.area.txt": lambda: shown("text", report(), Style(100), CoverageView("area")),
    "text.owner.txt": lambda: shown("text", report(), Style(100), CoverageView("owner")),
    "text.region.txt": lambda: shown("text", report(), Style(100), CoverageView("region")),
    "text.one-region.txt": lambda: shown("text", one_region(), Style(100)),
    "text.empty.txt": lambda: shown("text", empty(), Style(100)),
    "coverage.md": lambda: shown("markdown", report()),
    "coverage.everything.md": lambda: shown("markdown", report(), view=EVERYTHING),
    "coverage.empty.md": lambda: shown("markdown", empty()),
    "coverage.github.txt": lambda: shown("github", report()),
}
"""Each snapshot with what makes it."""


def poisoned(text: str, told: CoverageReport | None = None) -> CoverageReport:
    """A report whose every word, id, path and date is a text, as the whole of it or its head."""
    return _filled(told or report(), text)


def _filled(whole: _Whole, text: str) -> _Whole:
    made: Any = whole
    if isinstance(whole, str) and not isinstance(whole, Enum):
        made = text if whole else ""
    elif isinstance(whole, tuple):
        made = tuple(_filled(each, text) for each in whole)
    elif isinstance(whole, Mapping):
        made = {_filled(key, text): _filled(value, text) for key, value in whole.items()}
    elif dataclasses.is_dataclass(whole) and not isinstance(whole, type):
        made = dataclasses.replace(
            whole,
            **{
                field.name: _filled(getattr(whole, field.name), text)
                for field in dataclasses.fields(whole)
                if field.init
            },
        )
    return made  # type: ignore[no-any-return] # of the kind that came in


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for snapshot, make in CASES.items():
        (SNAPSHOTS / snapshot).write_bytes(make().encode())
