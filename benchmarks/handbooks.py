"""Measures what printed handbooks cost and writes handbooks.md.

    python -m benchmarks.handbooks [--quick]

Seconds are processor seconds of making the files from a book; reading the policies and making
the book of them is not in them. Each handbook is made in a process of its own, the small one three
times, and the median counts. `--quick` leaves out the handbook of a thousand pages.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.generate import generate

RESULTS = Path(__file__).with_name("handbooks.md")
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Goal:
    """A handbook to make: its policies, about how many pages, and what it may cost."""

    policies: int
    pages: int
    seconds: float
    megabytes: float
    memory: float
    rounds: int


GOALS = (Goal(10, 100, 3.0, 2.0, 1_600.0, 3), Goal(270, 1_000, 20.0, 20.0, 1_600.0, 1))
"""The targets; megabytes of the file and of memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one handbook cost."""

    pages: int
    seconds: float
    megabytes: float
    memory: float


WHERE = (
    "Pages are set twice: once to learn where things stand, once with the page numbers. Of a "
    "thousand pages, half the time and half the memory go into the second round and the links; "
    "a tenth goes into plain data, what no font has, and packing. Tags and the numbers of pages "
    "cost next to nothing, the lists at the back a quarter. Handbooks by area or by role stay far "
    "below a thousand pages."
)
"""Where time and memory go."""


def one(folder: Path) -> Cost:
    """Make the handbook of a folder and tell what it cost."""
    from policykit import resources
    from policykit.handbook.book import book
    from policykit.handbook.formats.pdf import FORMAT
    from policykit.handbook.paging import page_count
    from policykit.library.whole import load
    from policykit.locale.words import Locales
    from policykit.model.config import HandbookSettings
    from policykit.opening import opened_at
    from policykit.rendering import Templates

    with opened_at(folder, "") as opened:
        library = load(opened.files, opened.surrounded, opened.loader, printed_only=True).library
    made = book(library, HandbookSettings(name="staff"), "en", today=TODAY, locales=Locales())
    templates = Templates(resources.shipped("templates"))
    started = time.process_time()
    (file,) = FORMAT.render(made, templates)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(page_count(file.content), seconds, len(file.content) / 1e6, memory)


SITE = (
    "a site of 1,000 policies with search: ≤ 3.5 s, ≤ 150 MB memory, ≤ 25 MB, ≤ 40 KB a page packed"
)
SITE_LIMITS = (3.5, 150, 25, 40)
"""The target of the site: all seconds, from reading the policies on."""


def site(folder: Path) -> str:
    """The row of the site of a folder of a thousand policies in one language.

    Its files are set aside on the disk as they are made, as the command line does.
    """
    import gc
    import gzip

    from policykit import resources
    from policykit.handbook.book import book
    from policykit.handbook.formats.site import FORMAT
    from policykit.library.whole import load
    from policykit.locale.words import Locales
    from policykit.model.config import HandbookSettings
    from policykit.opening import opened_at
    from policykit.output import setting_aside
    from policykit.rendering import Templates

    gc.set_threshold(100_000, 50, 50)  # as the command line does
    clock = [time.process_time()]
    with opened_at(folder, "") as opened:
        library = load(opened.files, opened.surrounded, opened.loader, printed_only=True).library
    clock.append(time.process_time())
    made = book(library, HandbookSettings(name="staff"), "en", today=TODAY, locales=Locales())
    clock.append(time.process_time())
    with setting_aside(folder / "site") as keep:
        files = [
            keep(each) for each in FORMAT.each(made, Templates(resources.shipped("templates")))
        ]
        clock.append(time.process_time())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(len(each.content) for each in files) / 1e6
        pages = [each for each in files if each.path.endswith(".html")]
        packed = {each.path: len(gzip.compress(each.content)) / 1000 for each in pages}
    policy = max(size for path, size in packed.items() if "/policies/" in path)
    largest = max(packed, key=lambda path: packed[path])
    measured = (clock[-1] - clock[0], memory, size, max(packed.values()))
    is_met = all(one <= most for one, most in zip(measured, SITE_LIMITS, strict=True))
    reading, telling, writing = (later - first for first, later in pairwise(clock))
    return (
        f"| site, {len(made.policies)} policies, {len(pages)} pages | {SITE} "
        f"| {clock[-1] - clock[0]:.1f} s ({reading:.1f} s reading, {telling:.1f} s the book, "
        f"{writing:.1f} s pages and search), {memory:,.0f} MB memory, "
        f"{size:.1f} MB, policies up to {policy:.0f} KB, "
        f"{largest} {packed[largest]:.0f} KB | {'met' if is_met else '**missed**'} |"
    )


def apart(folder: Path) -> Cost:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.handbooks", "--one", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Cost(**json.loads(done.stdout))


def row(goal: Goal, costs: list[Cost]) -> str:
    """A row of the table."""
    seconds = median(cost.seconds for cost in costs)
    memory = median(cost.memory for cost in costs)
    pages, megabytes = costs[0].pages, costs[0].megabytes
    met = seconds <= goal.seconds and megabytes <= goal.megabytes and memory <= goal.memory
    return (
        f"| PDF, {goal.policies} policies, {pages} pages "
        f"| about {goal.pages:,} pages: ≤ {goal.seconds:g} s, ≤ {goal.megabytes:g} MB, "
        f"≤ {goal.memory:,.0f} MB memory "
        f"| {seconds:.2f} s ({1000 * seconds / pages:.0f} ms a page), {megabytes:.2f} MB, "
        f"{memory:,.0f} MB memory | {'met' if met else '**missed**'} |"
    )


def report(rows: list[str]) -> str:
    """The whole file."""
    return "\n".join(
        (
            "# What printed handbooks cost",
            "",
            "Written by `python -m benchmarks.handbooks`. Processor seconds of making the file",
            "from the book, medians of some processes; memory is the most a process had.",
            "",
            f"{platform.system()}, Python {platform.python_version()}.",
            "",
            "| work | target | measured | |",
            "|---|---|---|---|",
            *rows,
            "",
            WHERE,
            "",
        )
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure printed handbooks.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--one", type=Path, metavar="FOLDER")
    parser.add_argument("--site", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(asdict(one(given.one))))
        return
    if given.site:
        print(site(given.site))
        return
    rows = []
    if not given.quick:
        with tempfile.TemporaryDirectory() as folder:
            generate(1_000, Path(folder))
            command = [sys.executable, "-m", "benchmarks.handbooks", "--site", folder]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            rows.append(done.stdout.strip())
    for goal in GOALS[:1] if given.quick else GOALS:
        with tempfile.TemporaryDirectory() as folder:
            generate(goal.policies, Path(folder))
            rows.append(row(goal, [apart(Path(folder)) for _ in range(goal.rounds)]))
        print(rows[-1])
    RESULTS.write_text(report(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
