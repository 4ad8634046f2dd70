"""What changed last, as the history of the files tells: asked for once, kept for a commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Final, Protocol

from policykit.model.blame import Blamed
from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

_KEPT: Final = 64
"""Policies whose past is kept."""

_GLANCE: Final = 0.05
"""Seconds after which who waits looks whether anybody still wants the answer."""

_MOST_WAITING: Final = 2
"""Who wait at once, of all repositories: who waits keeps what could answer somebody else."""

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""

IsGone = Callable[[], bool]

_Items = Mapping[str, Blamed]


class Changes(Protocol):
    """What knows the last change of each thing."""

    def last(self, policy: str, item: str, branch: str = "") -> str:
        """What changed of an item last and when, '' where that is not known, or not yet."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class AskedOnce:
    """The past as one asks who may go away meanwhile, as `is_gone` tells."""

    past: Past
    is_gone: IsGone

    def last(self, policy: str, item: str, branch: str = "") -> str:
        """As `Past.last`."""
        return self.past.last(policy, item, branch, self.is_gone)


def waiting_room() -> BoundedSemaphore:
    """Room for those who wait for the past, of all repositories that are given the same one."""
    return BoundedSemaphore(_MOST_WAITING)


class Past:
    """The last change of each thing in a policy; read in a thread of its own.

    Args:
        root: the folder of the policy repository.
        today: gives the day in a time zone.
        patience: seconds an answer is waited for; one that comes later is there the next time.
        room: where those who wait find room; those of other repositories may share it.
    """

    def __init__(
        self,
        root: Path,
        today: Today,
        patience: float = 1.0,
        room: BoundedSemaphore | None = None,
    ) -> None:
        self._root = root
        self._today = today
        self._patience = patience
        self._room = room or waiting_room()
        self._lock = Lock()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="past")
        self._waiting: dict[tuple[str, str], Future[_Items]] = {}
        self._known: dict[tuple[str, str], _Items] = {}

    def last(
        self, policy: str, item: str, branch: str = "", is_gone: IsGone = lambda: False
    ) -> str:
        """What changed of an item last and when, '' where that is not known, or not yet.

        Where others wait already, what is known at this moment is all there is.

        Args:
            policy: the id of the policy.
            item: the dotted id of what stands in it; of a point, that of its statement counts.
            branch: the branch that says what is in force, '' where the settings name none.
            is_gone: says whether nobody waits for the answer any longer.
        """
        key = (policy, branch)
        with self._lock:
            waiting = self._waiting.get(key)
            # What was read may be of an earlier commit.
            if waiting is None or waiting.done():
                try:
                    waiting = self._reader.submit(self._read, policy, branch)
                except RuntimeError:
                    return ""
                self._waiting[key] = waiting
        if not waiting.done() and self._room.acquire(blocking=False):
            try:
                self._wait(waiting, is_gone)
            finally:
                self._room.release()
        if not waiting.done() or waiting.cancelled():
            return ""
        found = waiting.result().get(item.partition(".")[0])
        return "" if found is None else in_a_line(found)

    def close(self) -> None:
        """Read nothing more."""
        self._reader.shutdown(wait=False, cancel_futures=True)

    def _wait(self, waiting: Future[_Items], is_gone: IsGone) -> None:
        end = monotonic() + self._patience
        while not waiting.done() and not is_gone() and (left := end - monotonic()) > 0:
            wait((waiting,), timeout=min(_GLANCE, left))

    def _read(self, policy: str, branch: str) -> _Items:
        # Git takes a while to import, and who never asks of the past need not wait for it.
        from policykit.blaming import BlameRequest, blame
        from policykit.opening import release_head
        from policykit.sources.git import Repository

        try:
            with Repository(self._root) as repository:
                _, head = release_head(repository, branch)
            key = (head, policy)
            if key not in self._known:
                found = blame(BlameRequest(root=self._root, name=policy), self._today)
                while len(self._known) >= _KEPT:
                    del self._known[next(iter(self._known))]
                self._known[key] = {each.item: each for each in found.items}
            return self._known[key]
        except PolicykitError:
            return {}


def in_a_line(found: Blamed) -> str:
    """Day, version, who, and what changed, in one line."""
    commit = found.commit
    why = " ".join(found.why) or "It came with the policy."
    version = f"version {found.version}, " if found.version else ""
    return f"{commit.day.isoformat()}, {version}{commit.author}: {why}"
