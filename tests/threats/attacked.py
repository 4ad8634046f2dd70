"""Runs calls one after the other in this process and notes what each did.

Arguments: a JSON file with the calls, and the file for the notes, one line of JSON a call. The
process ends with the first call that takes it down, so the number of lines tells which. With
ATTACKED_OUTPUT=closed, nobody reads what is printed.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from typing import IO, Any

from tests.architecture import watched

CLOSED = os.environ.pop("ATTACKED_OUTPUT", "") == "closed"


@contextmanager
def _into(number: int, file: IO[bytes]) -> Iterator[None]:
    """Send what goes to a stream of the process into a file."""
    kept = os.dup(number)
    os.dup2(file.fileno(), number)
    try:
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


@contextmanager
def _places() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Where standard output and standard error go."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if not CLOSED:
            yield out, err
            return
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb", buffering=0) as nobody:
            yield nobody, err


def _said(file: IO[bytes]) -> str:
    if not file.seekable():
        return ""
    file.seek(0)
    return file.read().decode(sys.stdout.encoding, "surrogateescape")


def _worked() -> float:
    """Seconds of processor time, of programs that were started too: others work beside us."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _most_memory() -> float:
    """The most memory this process ever had, in MB.

    Where the system tells it of the program alone, that is asked: what is told of a process
    counts what it was a copy of before it became this program, here all of pytest.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - as above
            told = next(line for line in status if line.startswith("VmHWM:"))
        return int(told.split()[1]) / (1 << 10)
    except (OSError, StopIteration):
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _one(call: dict[str, Any]) -> dict[str, Any]:
    from policykit.cli.app import run

    with _places() as (out, err), open(call["stdin"] or os.devnull, "rb") as given:  # noqa: PTH123 - may be a device
        for notes in (watched.written, watched.started, watched.connected):
            notes.clear()
        sys.stdin = io.TextIOWrapper(given, encoding="utf-8")
        began = _worked()
        with _into(1, out), _into(2, err), chdir(call["folder"]):
            code = run(call["arguments"])
            sys.stdout.flush()
            sys.stderr.flush()
        taken = _worked() - began
        used = _most_memory()
        return {
            "exit_code": code,
            "stdout": _said(out),
            "stderr": _said(err),
            "seconds": taken,
            "megabytes": used,
            "written": sorted(watched.written - {os.devnull}),
            "started": sorted(watched.started),
            "connected": sorted(watched.connected),
        }


def main() -> None:
    """Run the calls and write the notes."""
    # As the interpreter has it before a program; pytest may have left it otherwise.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - before anything else
        calls = json.load(file)
    with open(sys.argv[2], "w", encoding="utf-8") as notes:  # noqa: PTH123 - the same
        sys.addaudithook(watched.note)
        for call in calls:
            print(json.dumps(_one(call)), file=notes, flush=True)


if __name__ == "__main__":
    main()
