"""Processes that each open the repository and judge bundles for the one that gathers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, TypeAlias

from policykit.lint.crew import Ahead, BundleKey
from policykit.lint.kept import standing as standing_of
from policykit.linting.request import LintRequest
from policykit.linting.running import engine_for
from policykit.model.config import LintSettings
from policykit.model.value import dataclass
from policykit.opening import opened_at
from policykit.parallel import in_order

_AT_ONCE: Final = 20
"""Bundles a process is given at a time: enough to keep it busy, few enough to end together."""

_Keys: TypeAlias = tuple[BundleKey, ...]
_Results: TypeAlias = tuple[str, tuple[Ahead | None, ...]]
"""The key of what the process found the bundles to stand in, and what it judged of them."""


@dataclass(frozen=True, slots=True)
class Processes:
    """A crew of processes.

    `commit` is the revision to judge, None for the files as they are; `least` is how many
    bundles there must be for the start of processes to be worth it.
    """

    request: LintRequest
    commit: str | None
    settings: LintSettings
    day: date
    least: int

    def judged(self, bundles: Sequence[BundleKey], standing: str) -> Iterator[Ahead | None]:
        """What is judged of each bundle, in their order; None where it has to be looked at.

        Nothing where there are too few of them.
        """
        if len(bundles) < self.least:
            return
        told = replace(self.request, at=self.commit or "", baseline=None, against="", cache=None)
        work = partial(_open, told, self.settings, self.day)
        tasks: list[_Keys] = [
            tuple(bundles[start : start + _AT_ONCE]) for start in range(0, len(bundles), _AT_ONCE)
        ]
        results: Iterator[_Results | None] = in_order(work, tasks, self.request.workers)
        for task, result in zip(tasks, results, strict=True):
            if result is None or result[0] != standing:
                yield from (None for _ in task)
            else:
                yield from result[1]


@contextmanager
def _open(
    request: LintRequest, settings: LintSettings, day: date
) -> Iterator[Callable[[_Keys], _Results]]:
    """What judges some bundles after the other; it runs in a process of its own."""
    with opened_at(request.root, request.at, request.paths) as opened:
        engine, _ = engine_for(request, opened, settings, day)
        rules = engine.rules()
        seen = standing_of(opened.files, opened.surrounded, rules, engine.levels.options)
        judge = engine.judge(opened.surrounded.surroundings, rules)

        def judged(key: BundleKey) -> Ahead | None:
            entries = opened.files.bundles.get(key)
            if entries is None:
                return None
            reading = judge.read(key[1], entries)
            return None if reading.problems else Ahead(judge.judged(reading), reading.files())

        yield lambda keys: (seen, tuple(judged(key) for key in keys))
