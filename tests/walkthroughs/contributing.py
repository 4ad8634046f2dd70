"""CONTRIBUTING.md walked through in a copy of the program: what it adds is added, and tried.

`python -m tests.walkthroughs.contributing` writes it anew with what the commands print now; read
what changed before keeping it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.cli.conftest import ORGANISATION, SMALL
from tests.sources.repositories import new_repository
from tests.support.program import ROOT, run_afresh
from tests.support.walkthrough import Walkthrough

PAGE: Final = ROOT / "CONTRIBUTING.md"
TODAY: Final = "2026-11-22"


def house(folder: Path) -> Path:
    """A copy of what the program is made of, with the policies of a small shop beside it."""
    repository = new_repository(folder)
    shop = repository.path
    without = shutil.ignore_patterns("__pycache__")
    for name in ("src/policykit", "schemas", "templates"):
        shutil.copytree(ROOT / name, shop / name, ignore=without)
    (shop / "policies").mkdir()
    policy = SMALL.replace("areas: [phone]", "areas: [communication-style]")
    (shop / "policies" / "phone-manners.yaml").write_text(policy, encoding="utf-8")
    (shop / "policies" / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (shop / "policykit.yaml").write_text("format: 1\nframeworks: []\n", encoding="utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "First")
    return shop


def walk(folder: Path) -> tuple[Walkthrough, Callable[[], list[tuple[str, str, str]]]]:
    """The page ready to be walked through in a folder that holds the house."""

    def run(arguments: list[str], _day: str) -> tuple[int, str]:
        source = str(folder / "src")
        done = run_afresh(folder, *arguments, PYTHONPATH=source, POLICYKIT_TODAY=TODAY)
        return done.exit_code, done.stdout + done.stderr

    walked = Walkthrough(PAGE.read_text(encoding="utf-8"), folder, run)
    return walked, walked.walk


def main() -> None:
    """Write the page with what its commands print now."""
    with tempfile.TemporaryDirectory() as place:
        walked, go = walk(house(Path(place)))
        go()
        PAGE.write_text(walked.written, encoding="utf-8")


if __name__ == "__main__":
    main()
