"""A policy repository somebody writes in: its buffers, when it is looked at, what was found."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Final

from policykit.authoring.past import Past, waiting_room
from policykit.authoring.snapshot import Snapshot
from policykit.lint.result import HaltedError
from policykit.linting import Today
from policykit.lsp import garbage
from policykit.lsp.buffers import Buffer
from policykit.lsp.live import LiveRepository, Look
from policykit.lsp.roots import Root
from policykit.model.finding import Finding
from policykit.model.value import dataclass

PAUSE: Final = 0.3
"""Seconds without an edit after which all of a repository is looked at."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How repositories are looked at.

    `today` gives the day by the time zone of an organisation, `cache` is the folder where
    results are kept, None where nothing is, `pause` is how many seconds without an edit come
    before a look at everything. `plugins` are the names of those whose rules judge as well; of
    what they find nothing is kept. `room` is for those who wait for what changed last.
    """

    today: Today
    cache: Path | None = None
    pause: float = PAUSE
    plugins: tuple[str, ...] = ()
    room: BoundedSemaphore = field(default_factory=waiting_room)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a look brought, with the buffers as they were looked at.

    `as_of` grows from change to change: of two looks the one that saw more has the higher one.
    """

    look: Look
    buffers: Mapping[str, Buffer]
    as_of: int


class Repository:
    """One repository. All but the looks themselves happens on the event loop.

    A look at one file comes at once and in a thread of its own, a look at everything after a
    pause in another; what is edited in the meantime ends the latter.

    Args:
        root: where it is.
        ways: how it is looked at.
        seen: told of each look; called in a worker thread.
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
        self.past = Past(root.folder, ways.today, room=ways.room)
        self._live = LiveRepository(root.folder, ways.today, ways.cache, ways.plugins)
        self._ways = ways
        self._seen = seen
        self._failed = failed
        self._generation = 0
        self._dirty: dict[str, None] = {}
        self._is_quick = False
        self._is_full = False
        self._timer: asyncio.TimerHandle | None = None
        self._calm = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._quick_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quick look")
        self._full_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")
        self._snapshot_lock = Lock()
        self._snapshot: tuple[tuple[int, int], Snapshot] | None = None

    def edited(self, path: str) -> None:
        """A file is another one: look at it at once, and at everything in a moment."""
        self._generation += 1
        self._dirty[path] = None
        if not self._is_quick:
            self._quick_next()
        self._look_in(self._ways.pause)

    def look(self, after: float = 0.0) -> None:
        """Look at everything, after some seconds."""
        self._generation += 1
        self._look_in(after)

    def changed_outside(self) -> None:
        """Files on the disk changed: look at everything in a moment."""
        self.look(self._ways.pause)

    async def settled(self) -> None:
        """Wait until all that changed was looked at."""
        await self._calm.wait()

    def close(self) -> None:
        """Look at it no more."""
        self._generation += 1
        self._dirty.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._calm.set()
        self._quick_pool.shutdown(wait=False, cancel_futures=True)
        self._full_pool.shutdown(wait=False, cancel_futures=True)
        self.past.close()

    def looker(self) -> Callable[[], Snapshot]:
        """What gives the repository as it is at this moment, when it is first asked for."""
        generation, unsaved = self._generation, self._unsaved()

        def looked() -> Snapshot:
            with self._snapshot_lock:
                # An editor asks before all policies are read: what it learned then is not all.
                moment = generation, self._live.learned
                known = self._snapshot
                if known is not None and known[0] == moment:
                    return known[1]
                found = self._live.snapshot(unsaved)
                if known is None or known[0] < moment:
                    self._snapshot = moment, found
                return found

        return looked

    def finder(self) -> Callable[[str], tuple[Finding, ...]]:
        """What finds what stands in a file as it is at this moment."""
        unsaved = self._unsaved()

        def found(path: str) -> tuple[Finding, ...]:
            look = self._live.quick(unsaved, path)
            return look.findings.get(path, ()) if look is not None else ()

        return found

    def mender(self) -> Callable[[str], bytes | None]:
        """What gives a file as it is at this moment with all safe fixes; None where none is."""
        unsaved = self._unsaved()
        return lambda path: self._live.mended(unsaved, path)

    def _unsaved(self) -> dict[str, bytes]:
        return {path: buffer.text.content for path, buffer in self.buffers.items()}

    def _quick_next(self) -> None:
        """Look at the file that was edited first, if one was."""
        path = next(iter(self._dirty), None)
        self._is_quick = path is not None
        self._note()
        if path is None:
            return
        del self._dirty[path]
        looking = self._loop.run_in_executor(
            self._quick_pool,
            self._quick,
            path,
            self._generation,
            dict(self.buffers),
            self._unsaved(),
        )
        looking.add_done_callback(lambda _: self._quick_next())

    def _quick(
        self,
        path: str,
        generation: int,
        buffers: Mapping[str, Buffer],
        unsaved: Mapping[str, bytes],
    ) -> None:
        try:
            look = self._live.quick(unsaved, path)
        except Exception as error:  # noqa: BLE001 - it is told, and the next look may do better
            self._failed(self, error)
            return
        garbage.tidy()
        if look is not None:
            self._seen(self, Seen(look, buffers, generation))

    def _look_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, self._begin)
        self._note()

    def _begin(self) -> None:
        self._timer = None
        self._is_full = True
        generation = self._generation
        looking = self._loop.run_in_executor(
            self._full_pool, self._full, generation, dict(self.buffers), self._unsaved()
        )
        looking.add_done_callback(lambda _: self._ended(generation))

    def _ended(self, generation: int) -> None:
        # A look that was ended by an edit has another one behind it, begun or waited for.
        self._is_full = self._generation != generation and self._timer is None
        self._note()

    def _note(self) -> None:
        """Tell those who wait for it that all that changed was looked at."""
        if self._timer is not None or self._is_full or self._is_quick:
            self._calm.clear()
        else:
            self._calm.set()

    def _full(
        self, generation: int, buffers: Mapping[str, Buffer], unsaved: Mapping[str, bytes]
    ) -> None:
        def halt() -> bool:
            return generation != self._generation

        if halt():
            return
        try:
            look = self._live.full(unsaved, halt)
        except HaltedError:
            return
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(self, error)
            return
        if not halt():
            self._seen(self, Seen(look, buffers, generation))
