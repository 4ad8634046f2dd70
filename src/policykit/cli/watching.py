"""`--watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from policykit.cli.exit import ExitCode, tell
from policykit.model.errors import PolicykitError

SECONDS = 1.0
"""How long to wait between two looks at the files."""

PATIENCE = 24 * 60 * 60
"""Looks without a change after which watching ends: a day of them."""

_CLEAR = "\x1b[2J\x1b[H"

Stamps = Mapping[str, tuple[int, ...]]
"""What tells that a file is another one than before, by path."""


def watch(
    check: Callable[[], ExitCode],
    look: Callable[[], Stamps],
    wait: Callable[[], None],
    *,
    patience: int = PATIENCE,
) -> ExitCode:
    """Check, and check again whenever what `look` gives has changed.

    A file that is changed while a check runs is seen at the next look.

    Args:
        check: one check, told to the end.
        look: the files as they are now.
        wait: passes the time between two looks.
        patience: after how many looks without a change to end.

    Returns:
        What the last check ended with.
    """
    seen: Stamps | None = None
    ended = ExitCode.CLEAN
    idle = 0
    while idle < patience:
        now = look()
        if now == seen:
            idle += 1
        else:
            seen, idle = now, 0
            ended = _checked(check)
        wait()
    return ended


def start_afresh() -> None:
    """Clear the screen, on a terminal only."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()


def wait() -> None:
    """Pass a second."""
    time.sleep(SECONDS)


def stamps(root: Path, beside: Path | None = None) -> Stamps:
    """When each file that lint reads was changed, and how long it is.

    Args:
        root: the folder with the policies.
        beside: another file to keep an eye on.
    """
    from policykit.model.errors import SourceError
    from policykit.sources.worktree import WorkTree

    try:
        paths = [entry.path for entry in WorkTree(root).entries()]
    except SourceError as trouble:
        # The check will tell it; here it is one more way the files can look.
        return {trouble.message: ()}
    places = {path: root / path for path in paths if not path.startswith("templates/")}
    if beside is not None:
        places[str(beside)] = beside
    return {path: _stamp(place) for path, place in places.items()}


def _checked(check: Callable[[], ExitCode]) -> ExitCode:
    """One check; a mistake in the settings is told and waited for, as one in a policy is."""
    start_afresh()
    try:
        return check()
    except PolicykitError as error:
        tell(error)
        return ExitCode.USAGE
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("Waiting for changes. Ctrl-C ends.\n")


def _stamp(place: Path) -> tuple[int, ...]:
    try:
        status = os.stat(place)  # noqa: PTH116 - called once a second for every file
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino
