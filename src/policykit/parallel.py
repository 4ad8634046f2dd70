"""Work shared among processes of this program, its results in the order of the tasks.

Each process is a fresh interpreter ("spawn"), on every system: a copy of a running one can
hold locks nobody will ever open.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeAlias, TypeVar

from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

Task = TypeVar("Task")
Result = TypeVar("Result")

Work: TypeAlias = "Callable[[], AbstractContextManager[Callable[[Task], Result]]]"
"""Makes, in each process, what does one task after another; it must be picklable."""

_PATIENCE = 5.0
"""Seconds a process has to end by itself when there is nothing left to do."""


def in_order(
    work: Work[Task, Result], tasks: Sequence[Task], workers: int
) -> Iterator[Result | None]:
    """The results of tasks done by other processes, in the order of the tasks.

    Args:
        work: see `Work`.
        tasks: picklable values.
        workers: how many processes to start.

    Yields:
        A result a task; None for a task whose process ended too early, or failed.
    """
    with ExitStack() as stack:
        team: list[_Worker[Task, Result]] = []
        with _deaf_to_keys(), suppress(OSError):
            for _ in range(min(workers, len(tasks))):
                team.append(stack.enter_context(closing(_Worker.started(work))))  # noqa: PERF401 - those that have started stay where the next cannot
        yield from _gathered(team, tasks)


def _gathered(team: list[_Worker[Task, Result]], tasks: Sequence[Task]) -> Iterator[Result | None]:
    waiting = iter(range(len(tasks)))
    busy: dict[object, tuple[_Worker[Task, Result], int]] = {}
    done: dict[int, Result | None] = {}

    def give(worker: _Worker[Task, Result]) -> None:
        number = next(waiting, None)
        if number is None:
            return
        if worker.give(tasks[number]):
            busy[worker.line] = (worker, number)
        else:
            done[number] = None

    for worker in team:
        give(worker)
    for number in range(len(tasks)):
        while number not in done and busy:
            for line in wait([worker.line for worker, _ in busy.values()]):
                worker, finished = busy.pop(line)
                is_alive, done[finished] = worker.take()
                if is_alive:
                    give(worker)
        yield done.pop(number, None)


@dataclass(frozen=True, slots=True, eq=False)
class _Worker(Generic[Task, Result]):
    """A process and the line to it."""

    process: BaseProcess
    line: Connection

    @classmethod
    def started(cls, work: Work[Task, Result]) -> _Worker[Task, Result]:
        context = multiprocessing.get_context("spawn")
        line, other = context.Pipe()
        try:
            process = context.Process(target=_serve, args=(work, other), daemon=True)
            process.start()
        except OSError:
            line.close()
            raise
        finally:
            other.close()
        return cls(process, line)

    def give(self, task: Task) -> bool:
        """Hand over a task; False where nobody takes it."""
        try:
            self.line.send(task)
        except OSError:
            return False
        return True

    def take(self) -> tuple[bool, Result | None]:
        """Whether the process lives, and the result of its task."""
        try:
            result: Result | None = self.line.recv()
        except (EOFError, OSError):
            return False, None
        return True, result

    def close(self) -> None:
        """End the process."""
        self.line.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(_PATIENCE)


@contextmanager
def _deaf_to_keys() -> Iterator[None]:
    """Lets processes start deaf to Ctrl-C, which reaches all processes of a terminal.

    The one that started them hears it, and ends them.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(work: Work[Task, Result], line: Connection) -> None:
    """One process: task after task, until the line is closed."""
    # Where it was not started deaf to it: see above.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with work() as do:
            while True:
                task = line.recv()
                line.send(_done(do, task))
    except (EOFError, OSError, PolicykitError):
        return


def _done(do: Callable[[Task], Result], task: Task) -> Result | None:
    try:
        return do(task)
    except Exception:  # noqa: BLE001 - the process that asked does it itself, and tells of it
        return None
