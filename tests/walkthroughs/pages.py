"""Which pages are walked through; writes them anew with what the commands print now.

`python -m tests.walkthroughs.pages` does, all or those that are named; read what changed before keeping it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.sources.repositories import new_repository
from tests.support.program import ROOT, run_afresh
from tests.support.walkthrough import Walkthrough

PAGES: Final = (
    "a-year",
    "tutorial",
    "guides/authors",
    "guides/begin-by-hand",
    "guides/import-a-handbook",
    "guides/managers",
    "guides/template-designers",
    "explanation/a-promise-is-data",
    "explanation/effect",
    "explanation/coverage",
    "explanation/in-force",
    "explanation/approval",
)


def page(name: str) -> Path:
    """Where a page stands."""
    return ROOT / "docs" / f"{name}.md"


def written(name: str) -> str:
    """A page with what its commands print now."""
    with tempfile.TemporaryDirectory() as place:
        folder = new_repository(Path(place)).path

        def run(arguments: list[str], day: str) -> tuple[int, str]:
            done = run_afresh(folder, *arguments, POLICYKIT_TODAY=day)
            return done.exit_code, done.stdout + done.stderr

        walk = Walkthrough(page(name).read_text(encoding="utf-8"), folder, run)
        walk.walk()
        return walk.written


if __name__ == "__main__":
    for each in sys.argv[1:] or PAGES:
        page(each).write_text(written(each), encoding="utf-8")
