"""The program at a terminal, with a person who types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from tests.support.program import SOURCE, scrubbed

_PATIENCE = 30.0


def at_a_terminal(folder: Path, typed: Sequence[bytes], *arguments: str) -> tuple[int, str]:
    """What the program does with what is typed at its prompts, in a terminal of its own.

    Args:
        folder: where it runs.
        typed: one after the other at each prompt; keys such as Ctrl-C among them.
        arguments: the command and its options.

    Returns:
        Its exit code, negative where it had to be ended, and what stands on the screen.
    """
    ours, theirs = pty.openpty()

    def own() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    said, waiting = b"", list(typed)
    until = time.monotonic() + _PATIENCE
    with subprocess.Popen(
        [sys.executable, "-m", "policykit", *arguments],
        cwd=folder,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "TERM": "xterm", "COLUMNS": "100"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=own,  # noqa: PLW1509 - a terminal of its own; no threads
    ) as process:
        os.close(theirs)
        while time.monotonic() < until:
            if waiting and said.endswith(b": "):
                os.write(ours, waiting.pop(0))
                said += b"\n"
            if not select.select([ours], [], [], 0.05)[0]:
                continue
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        else:
            process.kill()
        code = process.wait(_PATIENCE)
    os.close(ours)
    return code, said.decode(errors="replace").replace("\r\n", "\n")
