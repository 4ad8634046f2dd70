"""Measures what handbooks cost and writes handbooks.md.

    python -m benchmarks.handbooks [--quick] [--rounds N] [--peers FOLDER]

A site is made by the command as people call it, from its start to its end. Of printed handbooks,
seconds are those of making the file from a book; reading the policies is not in them. All are
processor seconds, in processes of their own. `--quick` leaves out what is large; `--peers` names
the folder with mkdocs (with mkdocs-material) and weasyprint.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.books_beside import ROOT, jobs, mkdocs_folder
from benchmarks.measure import Cost as Whole, Job, measure, run
from tests.cli.conftest import make_small

RESULTS = Path(__file__).with_name("handbooks.md")
TODAY = date(2026, 11, 21)
RENDER = (sys.executable, "-m", "policykit", "render", "staff", "--locale", "en", "--quiet")


@dataclass(frozen=True, slots=True)
class Goal:
    """A printed handbook to make: its policies, about how many pages, and what it may cost.

    `megabytes` are of the file, `memory` megabytes of the process; None where nothing is aimed at.
    """

    form: str
    policies: int
    pages: int
    seconds: float
    megabytes: float | None
    memory: float | None


GOALS = (
    Goal("pdf", 10, 100, 3.0, 2.0, 1_600.0),
    Goal("docx", 10, 100, 0.3, None, None),
    Goal("pdf", 270, 1_000, 20.0, None, 1_600.0),
    Goal("docx", 270, 1_000, 1.5, None, None),
)
NAMES = {"pdf": "PDF", "docx": "Word"}
CHANGED = 0.5
SITE_LIMITS = (3.5, 150.0, 25.0, 40.0)
SITE = "≤ {} s, ≤ {:g} MB memory, ≤ {:g} MB, ≤ {:g} KB a page packed".format(*SITE_LIMITS)
"""The targets."""

TIMES = {"mkdocs-material": 8.0}
"""How many times as quick as another program we mean to be."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What making one printed handbook from its book cost."""

    pages: int
    seconds: float
    megabytes: float
    memory: float


WHERE = (
    (
        "- **Site**: of all seconds, three tenths go into reading, checking and walking through the "
        "policies (once, for what stands in the way and for print), two tenths into the book, a "
        "quarter into templates, a tenth each into search and into plain data and files. No single "
        "function is above a tenth: to meet the target takes less work a policy, not quicker work."
    ),
    (
        "- **One policy changed**: everything is made anew, as a title, a number or a term of one "
        "policy can stand on any page. Start-up alone takes more than the target."
    ),
    (
        "- **Size**: two thirds are the pages of policies, 21 KB each, of which one tenth repeats "
        "from page to page; a sixth is search."
    ),
    (
        "- **PDF of a thousand pages**: pages are set twice, first to learn where things stand. "
        "Without any link it takes 70 % of the time and 78 % of the memory; without tags 84 % and as "
        "much memory; without the list of all rules and the index 63 % and 83 %. So no one of these "
        "can go to meet both targets. Handbooks by area or by role stay far below a thousand pages."
    ),
)
"""Where time and memory go that are missed, as profiles and trials showed."""


def one(folder: Path, form: str) -> Cost:
    """Make the handbook of a folder, a file in its folder `book`, and tell what it cost."""
    from policykit import resources
    from policykit.handbook.book import book
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
    chosen = importlib.import_module(f"policykit.handbook.formats.{form}").FORMAT
    started = time.process_time()
    (file,) = chosen.render(made, templates)
    seconds = time.process_time() - started
    memory = _most_memory()
    (folder / "book").mkdir(exist_ok=True)
    (folder / "book" / file.path).write_bytes(file.content)
    pages = page_count(file.content) if form == "pdf" else 0
    return Cost(pages, seconds, len(file.content) / 1e6, memory)


def _most_memory() -> float:
    """The most memory this process had, in MB; what its parent had does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(it for it in status.read_text().splitlines() if it.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def site(folder: Path, programs: Path, rounds: int) -> Iterator[str]:
    """The rows of the site of a folder of a thousand policies in one language."""
    made = folder / "made"
    own = Job([*RENDER, "--format", "site", "-o", made / "site"], folder)
    beside = dict(beside_of(folder, programs, "mkdocs-material"))
    cost = measure({"own": own, **beside}, rounds, warm=False)
    files = [path for path in (made / "site").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    pages = [path for path in files if path.suffix == ".html"]
    packed = {path: len(gzip.compress(path.read_bytes())) / 1000 for path in pages}
    largest = max(packed, key=lambda path: packed[path])
    memory = cost["own"].memory / 1e6
    found = (cost["own"].cpu, memory, size, packed[largest])
    is_met = all(each <= most for each, most in zip(found, SITE_LIMITS, strict=True))
    policies = sum("policies" in path.parts[-2] for path in pages)
    told = (
        f"{cost['own'].cpu:.1f} s, {memory:,.0f} MB memory, {size:.1f} MB, "
        f"{largest.name} {packed[largest]:.0f} KB packed"
    )
    work = f"site, {policies} policies, {len(pages)} pages, with search"
    yield row(work, SITE, told, told_beside(cost), is_met=is_met)
    changed = one_changed(folder, own, rounds)
    with tempfile.TemporaryDirectory() as small:
        make_small(Path(small))
        least = measure({"own": Job([*own.command], Path(small))}, rounds)["own"]
    start = f"the least repository, a site of one policy, {least.cpu:.2f} s"
    told = f"{changed:.1f} s"
    yield row(
        "one policy changed, site rebuilt", f"≤ {CHANGED} s", told, start, is_met=changed <= CHANGED
    )


def one_changed(folder: Path, job: Job, rounds: int) -> float:
    """Seconds of making a handbook again after one policy was changed, the median."""
    policy = folder / "policies" / "returns.yaml"
    found: list[float] = []
    for number in range(rounds):
        with policy.open("a", encoding="utf-8") as file:
            file.write(f"# change {number}\n")
        found.append(run(job).cpu)
    return median(found)


def beside_of(folder: Path, programs: Path, *names: str) -> Iterator[tuple[str, Job]]:
    """What other programs make of the handbook of a folder, those of these names."""
    book, made = folder / "book", folder / "others"
    made.mkdir()
    apart(folder, "markdown")
    mkdocs_folder((book / "staff.en.md").read_text(encoding="utf-8"), book / "mkdocs")
    for name, job in jobs(book, programs, made):
        if name in names:
            yield name, job


def told_beside(cost: Mapping[str, Whole]) -> str:
    """What other programs cost, with how many times our own that is, where that is known."""
    return "; ".join(
        f"{name} {each.cpu:.1f} s, {each.memory / 1e6:,.0f} MB memory"
        + (f": {each.cpu / cost['own'].cpu:.1f} times ours" if "own" in cost else "")
        + (f" (aim: {TIMES[name]:g})" if name in TIMES and "own" in cost else "")
        for name, each in cost.items()
        if name != "own"
    )


def corpus(count: int, folder: str) -> None:
    """Write so many policies into a folder.

    In a process of its own: what we hold counts as memory of every process we start.
    """
    command = [sys.executable, "-m", "benchmarks.generate", str(count), folder]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def apart(folder: Path, form: str) -> Cost:
    """The same as `one`, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.handbooks", "--one", str(folder), form]
    done = subprocess.run(command, check=True, capture_output=True)
    return Cost(**json.loads(done.stdout))


def printed(goal: Goal, folder: Path, programs: Path, rounds: int) -> str:
    """The row of a printed handbook."""
    is_small = goal.policies < GOALS[-1].policies
    # The peer that sets pages takes minutes for a thousand.
    names = {"pdf": ("WeasyPrint",) if is_small else (), "docx": ("python-docx",)}[goal.form]
    beside = dict(beside_of(folder, programs, *names))
    costs = [apart(folder, goal.form) for _ in range(rounds if is_small else 1)]
    seconds = median(cost.seconds for cost in costs)
    others = measure(beside, 1, warm=False) if beside else {}
    memory = median(cost.memory for cost in costs)
    pages, megabytes = costs[0].pages, costs[0].megabytes
    limits = ((seconds, goal.seconds), (megabytes, goal.megabytes), (memory, goal.memory))
    is_met = all(most is None or each <= most for each, most in limits)
    aims = (
        f"≤ {goal.seconds:g} s",
        f"≤ {goal.megabytes:g} MB" if goal.megabytes else "",
        f"≤ {goal.memory:,.0f} MB memory" if goal.memory else "",
    )
    told = told_beside(others)
    if told:
        told += f": {sum(each.cpu for each in others.values()) / seconds:.1f} times ours"
    return row(
        f"{NAMES[goal.form]}, {goal.policies} policies"
        + (f", {pages} pages" if pages else f", about {goal.pages:,} pages"),
        ", ".join(filter(None, aims)),
        f"{seconds:.2f} s, {megabytes:.2f} MB, {memory:,.0f} MB memory",
        told,
        is_met=is_met,
    )


def row(work: str, target: str, measured: str, beside: str, *, is_met: bool) -> str:
    """A row of the table."""
    return f"| {work} | {target} | {measured} | {beside} | {'met' if is_met else '**missed**'} |"


def report(rows: list[str], rounds: int) -> str:
    """The whole file."""
    return "\n".join(
        (
            "# What handbooks cost",
            "",
            "Written by `make bench`. Processor seconds, medians; memory is the most a process",
            "had. Sites: the whole command. PDF and Word: making the file from the book, beside",
            "whole programs that are given the same words (python-docx as bare paragraphs, without",
            "links, tables or contents; WeasyPrint without contents or page numbers). mdBook is not measured, as pip, npm and apt have none.",
            "",
            _machine(rounds),
            "",
            "| work | target | measured | beside it in the same run | |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "## Where time and memory go",
            "",
            *WHERE,
            "",
        )
    )


def _machine(rounds: int) -> str:
    day = datetime.now(tz=UTC).date().isoformat()
    return f"{platform.system()}, Python {platform.python_version()}, {day}; rounds: {rounds}."


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure handbooks.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=Path(sys.executable).parent)
    parser.add_argument("--one", nargs=2, metavar=("FOLDER", "FORMAT"))
    given = parser.parse_args()
    if given.one:
        print(json.dumps(asdict(one(Path(given.one[0]), given.one[1]))))
        return
    rows: list[str] = []
    if not given.quick:
        with tempfile.TemporaryDirectory() as folder:
            corpus(1_000, folder)
            rows.extend(site(Path(folder), given.peers, given.rounds))
        print("\n".join(rows))
    for goal in GOALS[:2] if given.quick else GOALS:
        with tempfile.TemporaryDirectory() as folder:
            corpus(goal.policies, folder)
            rows.append(printed(goal, Path(folder), given.peers, given.rounds))
        print(rows[-1])
    RESULTS.write_text(report(rows, given.rounds), encoding="utf-8")


if __name__ == "__main__":
    main()
