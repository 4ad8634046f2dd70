"""A policy repository somebody writes in: its buffers, when it is looked at, what was found."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.linting import LintRequest, Today, lint
from policykit.lsp.buffers import Buffer
from policykit.lsp.roots import Root
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding
from policykit.model.report import BaselineRequest
from policykit.model.value import dataclass

PAUSE: Final = 0.3
"""Seconds without an edit after which all of a repository is looked at."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How repositories are looked at.

    `today` gives the day by the time zone of an organisation, `cache` is the folder where
    results are kept, None where nothing is, `pause` is how many seconds without an edit come
    before a look at everything.
    """

    today: Today
    cache: Path | None = None
    pause: float = PAUSE


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a look brought.

    `findings` are by path, `buffers` the open files as they were looked at, `texts` those of
    all files something was found in. `whole` says that all files were looked at.
    """

    findings: Mapping[str, tuple[Finding, ...]]
    buffers: Mapping[str, Buffer]
    texts: Mapping[str, str]
    whole: bool


class Repository:
    """One repository. All but the looks themselves happens on the event loop.

    Args:
        root: where it is.
        ways: how it is looked at.
        seen: told of each look that is not out of date; called in a worker thread.
        failed: told of an error a look ended with; called in a worker thread.
    """

    def __init__(
        self,
        root: Root,
        ways: Ways,
        seen: Callable[[Repository, Seen], None],
        failed: Callable[[Repository, Exception], None],
    ) -> None:
        self.root = root
        self.buffers: dict[str, Buffer] = {}
        self.findings: Mapping[str, tuple[Finding, ...]] = {}
        self._ways = ways
        self._seen = seen
        self._failed = failed
        self._generation = 0
        self._snapshot: tuple[int, Snapshot] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")
        self._looking: asyncio.Future[None] | None = None

    def changed(self) -> None:
        """Look at it once nothing has changed for a moment."""
        self._generation += 1
        self._look_in(self._ways.pause)

    def look(self) -> None:
        """Look at it at once."""
        self._generation += 1
        self._look_in(0.0)

    async def settled(self) -> None:
        """Wait until all that changed was looked at."""
        while self._timer is not None or self._looking is not None:
            if self._looking is not None:
                await asyncio.wait([self._looking])
            else:
                await asyncio.sleep(self._ways.pause / 4 + 0.001)

    def close(self) -> None:
        """Look at it no more."""
        self._generation += 1
        if self._timer is not None:
            self._timer.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def looker(self) -> Callable[[], Snapshot]:
        """What gives the repository as it is at this moment, when it is first asked for."""
        generation, unsaved = self._generation, self._unsaved()

        def looked() -> Snapshot:
            known = self._snapshot
            if known is not None and known[0] == generation:
                return known[1]
            found = snapshot(self.root.folder, unsaved, self._ways.today)
            if known is None or known[0] < generation:
                self._snapshot = generation, found
            return found

        return looked

    def _unsaved(self) -> dict[str, bytes]:
        return {path: buffer.text.content for path, buffer in self.buffers.items()}

    def _look_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._begin)

    def _begin(self) -> None:
        self._timer = None
        looking = asyncio.get_running_loop().run_in_executor(
            self._pool, self._look, self._generation, dict(self.buffers), self._unsaved()
        )
        self._looking = looking
        looking.add_done_callback(self._looked)

    def _looked(self, looking: asyncio.Future[None]) -> None:
        if self._looking is looking:
            self._looking = None

    def _look(
        self, generation: int, buffers: Mapping[str, Buffer], unsaved: Mapping[str, bytes]
    ) -> None:
        if generation != self._generation:
            return
        request = LintRequest(
            root=self.root.folder,
            allow_empty=True,
            unsaved=unsaved,
            baseline=BaselineRequest(),
            cache=self._ways.cache,
        )
        try:
            report = lint(request, self._ways.today)
        except PolicykitError as error:
            self._failed(self, error)
            return
        except Exception as error:  # noqa: BLE001 - a fault is told, and the next look may do better
            self._failed(self, error)
            return
        if generation != self._generation:
            return
        found: dict[str, list[Finding]] = {}
        for finding in report.findings:
            found.setdefault(finding.location.path, []).append(finding)
        self.findings = {path: tuple(each) for path, each in found.items()}
        self._seen(self, Seen(self.findings, buffers, report.texts, whole=True))
