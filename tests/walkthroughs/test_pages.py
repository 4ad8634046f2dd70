"""Every command on a page prints what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.repositories import new_repository
from tests.support.program import Program
from tests.support.walkthrough import Walkthrough
from tests.walkthroughs.pages import PAGES, page


@pytest.mark.parametrize("name", PAGES)
def test_every_command_prints_what_the_page_says(
    name: str, tmp_path: Path, policykit: Program
) -> None:
    """`python -m tests.walkthroughs.pages` writes the pages anew."""
    folder = new_repository(tmp_path / "shop").path
    program = policykit.at(folder)

    def run(arguments: list[str], day: str) -> tuple[int, str]:
        outcome = program(*arguments, POLICYKIT_TODAY=day)
        return outcome.exit_code, outcome.stdout + outcome.stderr

    walk = Walkthrough(page(name).read_text(encoding="utf-8"), folder, run)

    assert walk.walk() == []
    assert walk.written == walk.page
