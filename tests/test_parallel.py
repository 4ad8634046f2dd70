"""Work shared among processes: nothing is lost, nothing changes place."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from policykit.model.errors import SourceError
from policykit.parallel import in_order


@contextmanager
def _doubling() -> Iterator[Callable[[int], int]]:
    yield lambda number: 2 * number


@contextmanager
def _failing_on_odd() -> Iterator[Callable[[int], int]]:
    yield lambda number: number // (1 - number % 2)


@contextmanager
def _killed_by_three() -> Iterator[Callable[[int], int]]:
    def do(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return number

    yield do


@contextmanager
def _hearing() -> Iterator[Callable[[int], bool]]:
    yield lambda _: signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


@contextmanager
def _never_there() -> Iterator[Callable[[int], int]]:
    if os.getpid():
        raise SourceError("gone", "It is gone.")
    yield abs


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    assert list(in_order(_doubling, range(7), workers)) == [0, 2, 4, 6, 8, 10, 12]


def test_without_tasks_nothing_is_started() -> None:
    assert list(in_order(_doubling, (), 4)) == []


def test_a_task_that_fails_gives_nothing_and_the_others_go_on() -> None:
    assert list(in_order(_failing_on_odd, range(5), 2)) == [0, None, 2, None, 4]


def test_a_process_that_dies_takes_one_task_with_it() -> None:
    assert list(in_order(_killed_by_three, range(6), 2)) == [0, 1, 2, None, 4, 5]


def test_with_nobody_left_every_task_comes_back_undone() -> None:
    assert list(in_order(_killed_by_three, [3, 3, 1, 2], 2)) == [None] * 4
    assert list(in_order(_never_there, range(3), 2)) == [None] * 3


def test_where_no_process_can_start_every_task_comes_back_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: object) -> None:
        raise OSError("too many open files")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)

    assert list(in_order(_doubling, range(3), 2)) == [None, None, None]


def test_processes_start_deaf_to_ctrl_c_and_this_one_hears_again() -> None:
    before = signal.getsignal(signal.SIGINT)

    assert list(in_order(_hearing, [0, 1], 2)) == [False, False]
    assert signal.getsignal(signal.SIGINT) is before


def test_who_stops_listening_ends_the_processes() -> None:
    results = in_order(_doubling, range(1000), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # a generator
