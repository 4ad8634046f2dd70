"""What to lint, as a call asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.model.report import BaselineRequest

Today = Callable[[str], date]
"""The day to judge by, given the organisation's time zone (an IANA name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRequest:
    """What to lint: `paths` (POSIX, relative to the root) narrow what is reported.

    `at` is a revision, '' for the work tree. `unsaved` are contents that stand in for those of
    files, by path. `with_bundle` widens the paths of policies to their words and records.
    `baseline` is None where none is to be heeded, not even that of the settings. `against`
    leaves out what stood at a revision already, '' for nothing. `clock` gives seconds, for
    statistics. `plugins` are the names of installed plugins whose rules run, too. `cache` is
    the folder where results are kept from run to run, None where nothing is. `workers` is how
    many processes judge policies where there are many; a script that asks for more than one
    needs the guard `if __name__ == "__main__":`, for each process reads it anew.
    """

    root: Path
    at: str = ""
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    obey_suppressions: bool = True
    allow_empty: bool = False
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    with_bundle: bool = False
    baseline: BaselineRequest | None = None
    against: str = ""
    clock: Callable[[], float] | None = None
    plugins: tuple[str, ...] = ()
    cache: Path | None = None
    workers: int = 1
