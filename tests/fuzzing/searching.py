"""Searches for inputs that break one target, in a process of its own.

`python -m tests.fuzzing.searching TARGET FOLDER SECONDS ENGINE` is what the runner starts.
"""

from __future__ import annotations

import hashlib
import signal
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any, Final

from tests.fuzzing.named import CORPUS, kept, target

COVERAGE: Final = "atheris"
DRAWING: Final = "hypothesis"

PATIENCE: Final = 20
"""Seconds one input may take; hundreds of times what the slowest of them needs."""

MEGABYTES: Final = 3_000
"""Memory the process may take."""

LONGEST: Final = 2_048
"""Bytes of an input."""

_BATCH: Final = 500
_SEEN_INSIDE: Final = ("policykit",)
_TRIED: Final = "tried: "


def engine() -> str:
    """What to search with: what sees the lines an input reaches, where it is installed."""
    return COVERAGE if find_spec(COVERAGE) else DRAWING


def limited() -> None:
    """Keep the process from taking all memory, where the system knows how."""
    try:
        resource = import_module("resource")
    except ImportError:
        return
    most = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def by_coverage(name: str, folder: Path, seconds: int) -> None:
    """Search with atheris; it ends the process itself, at the first find or after the time."""
    atheris = import_module(COVERAGE)
    with atheris.instrument_imports(include=list(_SEEN_INSIDE)):
        found = target(name)
    begin, grown = folder / "seeds", folder / "grown"
    for each in (begin, grown):
        each.mkdir(parents=True, exist_ok=True)
    for content in found.seeds():
        (begin / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-timeout={PATIENCE}",
        f"-report_slow_units={PATIENCE}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        str(grown),
        str(CORPUS / name),
        str(begin),
    ]
    atheris.Setup(arguments, found.check)
    atheris.Fuzz()


def by_drawing(name: str, folder: Path, seconds: int) -> int:
    """Search with Hypothesis; gives how many inputs it tried, and keeps what it found."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from tests.fuzzing.inputs import inputs

    found = target(name)
    strategy = inputs([*found.seeds(), *(each.read_bytes() for each in kept(name))])
    until, tried, last = time.monotonic() + seconds, 0, b""

    def check(data: bytes) -> None:
        nonlocal tried, last
        tried, last = tried + 1, data
        in_time(found.check, data)

    number = time.time_ns()
    options: Any = {
        "max_examples": _BATCH,
        "deadline": None,
        "database": None,
        "phases": (Phase.generate, Phase.shrink),
        "suppress_health_check": list(HealthCheck),
    }
    while time.monotonic() < until:
        number += 1
        try:
            seed(number)(settings(**options)(given(strategy)(check)))()
        except Exception:
            # Hypothesis tries the smallest one last.
            (folder / f"crash-{hashlib.sha256(last).hexdigest()[:16]}").write_bytes(last)
            print(f"{_TRIED}{tried}", flush=True)  # noqa: T201 - for the runner
            raise
    print(f"{_TRIED}{tried}")  # noqa: T201 - the same
    return tried


def in_time(check: Callable[[bytes], None], data: bytes) -> None:
    """Check an input, which may take only so long where the system can say so."""
    if not hasattr(signal, "SIGALRM"):
        check(data)
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"one input took longer than {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    try:
        check(data)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main(arguments: Sequence[str]) -> None:
    """Search as the runner asks to."""
    name, folder, seconds, with_engine = arguments
    limited()
    search = by_coverage if with_engine == COVERAGE else by_drawing
    search(name, Path(folder), int(seconds))


if __name__ == "__main__":
    main(sys.argv[1:])
