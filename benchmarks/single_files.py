"""Measures handbooks of one file, Word and Markdown, and prints the table.

    python -m benchmarks.single_files

A book is the reference handbook with its policies repeated until it has the pages asked for;
LibreOffice prints a policy on PAGES_OF_A_POLICY pages. Seconds are processor seconds of one
process, medians, without what reading the policies and the first small book take.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from policykit import resources
from policykit.handbook.book import book
from policykit.handbook.formats import Format, docx, markdown
from policykit.library.bundle import mapping
from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.library.whole import load
from policykit.locale.words import Locales
from policykit.model.book import Book
from policykit.model.config import HandbookSettings
from policykit.model.document import Origin
from policykit.rendering import Templates
from policykit.sources.worktree import WorkTree
from policykit.validation import load_schemas
from policykit.yamlsource import read

ROOT = Path(__file__).resolve().parents[1]
PAGES_OF_A_POLICY = 12
ROUNDS = 5
LIMITS = {100: 0.3, 1_000: 1.5}
"""Seconds a Word document of so many pages may take."""


def reference() -> Book:
    """The staff handbook of the reference policies."""
    loader = Loader(load_schemas())
    files = survey(WorkTree(ROOT))
    tables = [
        mapping(read(resources.read_text("schemas", name).encode(), Origin(name, ""))[0])
        for name in ("vocabulary.yaml", "unions.yaml")
    ]
    library = load(files, loader.surroundings(files, *tables), loader).library
    settings = HandbookSettings(name="staff", title="Staff handbook", locales=("en",))
    return book(library, settings, "en", today=date(2026, 11, 21), locales=Locales())


def of_pages(whole: Book, pages: int) -> Book:
    """A book of about so many pages."""
    many = max(1, pages // PAGES_OF_A_POLICY)
    policies = tuple(islice(cycle(whole.policies), many))
    homes = {policy.chapter for policy in policies}
    return replace(
        whole,
        policies=policies,
        chapters=tuple(one for one in whole.chapters if one.id in homes),
        index=tuple(islice(cycle(whole.index), many)),
    )


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds of some work: the median of some rounds."""
    found: list[float] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return median(found)


def rendering(form: Format, told: Book, templates: Templates) -> Callable[[], object]:
    """The work that is measured."""
    return lambda: form.render(told, templates)


def main() -> None:
    """Measure and print."""
    gc.set_threshold(100_000, 50, 50)  # as the program does
    whole = reference()
    templates = Templates(resources.shipped("templates"))
    forms: dict[str, Format] = {"docx": docx.FORMAT, "markdown": markdown.FORMAT}
    print("| format | pages | CPU s | target | KiB |")
    print("|---|---|---|---|---|")
    for name, form in forms.items():
        form.render(of_pages(whole, 1), templates)
        for pages, limit in LIMITS.items():
            told = of_pages(whole, pages)
            size = len(form.render(told, templates)[0].content) // 1024
            found = seconds(rendering(form, told, templates))
            target = f"≤ {limit}" if name == "docx" else ""
            print(f"| {name} | {pages:,} | {found:.2f} | {target} | {size:,} |")


if __name__ == "__main__":
    main()
