"""Runs a preview: looks at the files, checks them, and serves until somebody ends it."""

from __future__ import annotations

import threading
from typing import Final

from policykit.serve.preview import Preview
from policykit.serve.server import PreviewServer

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at the files."""

REST: Final = 0.5
"""Seconds without a change after which the policies are checked; pages come before findings."""


def follow(preview: Preview, ended: threading.Event, changed: threading.Event) -> None:
    """Look at the files again and again until `ended` is set, and tell of changes."""
    while not ended.wait(LOOK_EVERY):
        if preview.look():
            changed.set()


def check(preview: Preview, ended: threading.Event, changed: threading.Event) -> None:
    """Check the policies whenever they have changed and rest, until `ended` is set."""
    while not ended.is_set():
        if not changed.wait(LOOK_EVERY):
            continue
        changed.clear()
        ended.wait(REST)
        if not (changed.is_set() or ended.is_set()):
            preview.judge()


def run(server: PreviewServer, ended: threading.Event) -> None:
    """Serve until `ended` is set or Ctrl-C is pressed.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; nothing is served any longer.
    """
    changed = threading.Event()
    changed.set()
    told = (server.preview, ended, changed)
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
