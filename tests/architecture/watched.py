"""Runs policykit and notes what it asks of the operating system.

Arguments: the file the notes go to, then those of policykit. The notes are JSON: what was
written, which programs were started, which connections were asked for, and the exit code.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_CHANGES = frozenset(
    {
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "shutil.copyfile",
        "shutil.move",
        "shutil.rmtree",
        "tempfile.mkdtemp",
        "tempfile.mkstemp",
    }
)
_STARTS = frozenset(
    {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn"}
)
_CONNECTS = ("socket.", "http.", "urllib.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "ssl.")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

written: set[str] = set()
started: set[str] = set()
connected: set[str] = set()


def note(event: str, arguments: tuple[Any, ...]) -> None:
    """Keep what changes something or leads out."""
    # A number instead of a path is a pipe or a file that is open already.
    opened = event == "open" and not isinstance(arguments[0], int) and arguments[2] & _WRITES
    if opened or event in _CHANGES:
        written.add(os.fsdecode(arguments[0]))
    elif event == "subprocess.Popen":
        started.add(" ".join(map(str, arguments[1])))
    elif event in _STARTS:
        started.add(event)
    elif event.startswith(_CONNECTS):
        connected.add(f"{event} {arguments!r}")


def main() -> None:
    """Run and write the notes."""
    with open(sys.argv[1], "w", encoding="utf-8") as notes:  # noqa: PTH123 - before anything else
        sys.argv[:2] = ["policykit"]
        sys.addaudithook(note)
        from policykit.cli.entry import main as run

        exit_code = run()
        found = {
            "written": sorted(written - {os.devnull}),
            "started": sorted(started),
            "connected": sorted(connected),
            "exit_code": exit_code,
        }
        json.dump(found, notes)


if __name__ == "__main__":
    main()
