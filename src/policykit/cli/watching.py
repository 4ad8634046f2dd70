"""`--watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policykit.cli.exit import ExitCode, tell
from policykit.model.errors import PolicykitError

SECONDS = 1.0
"""How long to wait between two looks at the files."""

PATIENCE = 24 * 60 * 60
"""Looks without a change after which watching ends: a day of them."""

_CLEAR = "\x1b[2J\x1b[H"

_SETTLED = "\x1b\\\x1b[0m\n"
"""Ends a link and a colour that a report was cut off in, and the line that shows ^C."""

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

    Raises:
        KeyboardInterrupt: somebody ends it, and the terminal is as it was.
    """
    try:
        return _watched(check, look, wait, patience)
    except KeyboardInterrupt:
        if sys.stdout.isatty():
            sys.stdout.write(_SETTLED)
            sys.stdout.flush()
        raise


def _watched(
    check: Callable[[], ExitCode],
    look: Callable[[], Stamps],
    wait: Callable[[], None],
    patience: int,
) -> ExitCode:
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


@dataclass(slots=True)
class Look:
    """Looks at the files that lint reads, and at the baseline, wherever it lies.

    `baseline` tells which file that is; the settings may name another one after a change, so it
    is asked again when they change, and only then.
    """

    root: Path
    baseline: Callable[[], Path | None]
    _asked_at: tuple[int, ...] | None = field(default=None, init=False)
    _beside: Path | None = field(default=None, init=False)

    def __call__(self) -> Stamps:
        """The files as they are now."""
        from policykit.library.files import SETTINGS_PATH

        settings = _stamp(self.root / SETTINGS_PATH)
        if settings != self._asked_at:
            self._asked_at, self._beside = settings, self.baseline()
        return stamps(self.root, self._beside)


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
