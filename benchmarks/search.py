"""Measures the search of a site of a thousand policies and writes search.md.

    python -m benchmarks.search

Processor seconds are those of making the index from a book. Milliseconds are of a browser that
reads the pages from disk: until the index is ready after the box has the focus, and from a typed
query until its first hits stand on the page, the medians of the queries.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.generate import generate
from tests.search.browser import browser

POLICIES = 1_000
MOST_MILLISECONDS = 100.0
MOST_KILOBYTES = 700.0
QUERIES = ("refund", "re", "refund within days", "retrun", "complaint response time", "15.1.5")
RESULTS = Path(__file__).with_name("search.md")
TODAY = date(2026, 11, 21)

TYPED = """(async () => {{
  const box = document.getElementById("search"), panel = document.getElementById("search-results");
  const before = performance.now();
  box.focus();
  await policykit_search.ready();
  const ready = performance.now();
  box.value = {query};
  box.dispatchEvent(new Event("input"));
  await new Promise((done) => {{
    new MutationObserver(() => panel.querySelector(".search-hit") && done()).observe(panel, {{ childList: true }});
  }});
  return [ready - before, performance.now() - ready];
}})()"""


def main() -> None:
    """The command line."""
    from policykit import resources
    from policykit.handbook.book import book
    from policykit.handbook.formats.site import FORMAT
    from policykit.handbook.searching import search_files
    from policykit.library.whole import load
    from policykit.locale.words import Locales
    from policykit.model.config import HandbookSettings
    from policykit.opening import opened_at
    from policykit.rendering import Templates

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(POLICIES, folder / "policies")
        with opened_at(folder / "policies", "") as opened:
            library = load(opened.files, opened.surrounded, opened.loader).library
        made = book(library, HandbookSettings(name="staff"), "en", today=TODAY, locales=Locales())
        templates = Templates(resources.shipped("templates"))
        started = time.process_time()
        files = search_files(made, templates)
        seconds = time.process_time() - started
        index = next(file for file in files if file.path == "assets/index-en.js")
        kilobytes = len(gzip.compress(index.content, mtime=0)) / 1_000
        few = replace(made, policies=made.policies[:1], chapters=(), index=())
        for file in (*FORMAT.render(few, templates), *files):
            path = folder / "site" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        times = []
        with browser(folder / "profile") as page:
            for query in QUERIES:
                page.open(folder / "site" / "en" / "index.html")
                times.append(page.run(TYPED.format(query=json.dumps(query))))
    ready, first = (median(each) for each in zip(*times, strict=True))
    slowest, query = max((each[1], query) for each, query in zip(times, QUERIES, strict=True))
    size_met, time_met = _met(kilobytes <= MOST_KILOBYTES), _met(first <= MOST_MILLISECONDS)
    typed = f"{first:.0f} ms, slowest {slowest:.0f} ms (“{query}”)"
    rows = (
        f"| index, gzipped | ≤ {MOST_KILOBYTES:g} KB | {kilobytes:.0f} KB | {size_met} |",
        f"| first hits after a typed query | ≤ {MOST_MILLISECONDS:g} ms | {typed} | {time_met} |",
        f"| index ready after the box has the focus | | {ready:.0f} ms | |",
        f"| making index and texts from the book | | {seconds:.2f} s | |",
    )
    about = f"{POLICIES:,} policies, a browser that reads from disk"
    RESULTS.write_text(
        "\n".join(
            (
                "# What search costs",
                "",
                f"Written by `python -m benchmarks.search`: {about}.",
                "",
                "| what | target | measured | |",
                "|---|---|---|---|",
                *rows,
                "",
            )
        ),
        encoding="utf-8",
    )
    print(*rows, sep="\n")


def _met(is_met: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "met" if is_met else "**missed**"


if __name__ == "__main__":
    main()
