"""Runs a preview: looks at the files, checks them, and serves until somebody ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from policykit.serve.preview import Preview
from policykit.serve.server import PreviewServer

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at the files."""

REST: Final = 0.5
"""Seconds without a change after which the policies are checked; pages come before findings."""


Tell: TypeAlias = Callable[[Exception], None]
"""Tells whoever runs the preview of a fault nobody foresaw."""


def follow(preview: Preview, ended: threading.Event, changed: threading.Event, tell: Tell) -> None:
    """Look at the files again and again until `ended` is set, and tell of changes."""
    while not ended.wait(LOOK_EVERY):
        try:
            if preview.look():
                changed.set()
        except Exception as error:  # noqa: BLE001 - the next save may do well again
            tell(error)


def check(preview: Preview, ended: threading.Event, changed: threading.Event, tell: Tell) -> None:
    """Check the policies whenever they have changed and rest, until `ended` is set."""
    while not ended.is_set():
        if not changed.wait(LOOK_EVERY):
            continue
        changed.clear()
        ended.wait(REST)
        if changed.is_set() or ended.is_set():
            continue
        try:
            preview.judge()
        except Exception as error:  # noqa: BLE001 - as above
            tell(error)


def once(tell: Tell) -> Tell:
    """Tells of each fault one time, however often it comes back and in how many threads."""
    seen: set[tuple[type[Exception], str]] = set()
    turn = threading.Lock()

    def told(error: Exception) -> None:
        fault = type(error), str(error)
        with turn:
            if fault in seen:
                return
            seen.add(fault)
        tell(error)

    return told


def run(server: PreviewServer, ended: threading.Event, tell: Tell) -> None:
    """Serve until `ended` is set or Ctrl-C is pressed; a fault nobody foresaw ends nothing.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; nothing is served any longer.
    """
    changed = threading.Event()
    changed.set()
    tell_once = once(tell)
    server.tell = tell_once
    told = (server.preview, ended, changed, tell_once)
    threads = [
        threading.Thread(target=follow, args=told, daemon=True),
        threading.Thread(target=check, args=told, daemon=True),
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        while not ended.wait(1.0):
            pass
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
