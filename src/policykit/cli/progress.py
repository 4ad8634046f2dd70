"""A bar for what takes long; only a person at a terminal sees it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """What shows how far a job is: call it with how much is done, of how much, and what is next.

    The bar stands on standard error and is gone at the end. It is not shown with `quiet`, on a
    build server, or where standard error is no terminal that can move its cursor.
    """
    if quiet or os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not _is_terminal():
        yield lambda _done, _all, _words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(24), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, every: int, words: str) -> None:
            bar.update(task, completed=done, total=every, description=words)

        yield show


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
