"""`policykit diff --format docx`: a real change from Git to Word and back; and GitHub's summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.handbook.word import Word
from tests.report.tracked import settled
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import Program

POLICY = "policies/phone-manners.yaml"
OLD = "Answer within {answer-in} and give your first name."
NEW = "Answer within {answer-in} and give your name, unless they are in a hurry."


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    repository = new_repository(make_small(tmp_path / "shop"))
    repository.commit("All policies", {POLICY: SMALL})
    repository.write({POLICY: SMALL.replace("20 seconds", "30 seconds").replace(OLD, NEW)})
    return repository


def test_word_has_both_texts(shop: GitFolder, policykit: Program, tmp_path: Path) -> None:
    target = tmp_path / "changes.docx"
    assert policykit.at(shop.path)("diff", "HEAD", "--format", f"docx:{target}").exit_code == 0
    body = Word(target.read_bytes()).body[0]
    old, new = (settled(body, accepted=accepted) for accepted in (False, True))
    assert [f"Must: {OLD}"] == [line for line in old if line.startswith("Must:")]
    assert [f"Must: {NEW}"] == [line for line in new if line.startswith("Must:")]
    assert [line for line in old if "20 seconds" in line] == [
        line.replace("30 seconds", "20 seconds") for line in new if "30 seconds" in line
    ]


MORE = """\
  - id: name
    should: Ask for their name.
  - id: thank
    must: Thank them for the call.
faq:
  - id: late
    q: Why did it take so long?
    a: Many people called.
"""


def test_what_is_gone_stands_where_it_stood(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    whole = SMALL + MORE
    shop.commit("More", {POLICY: whole})
    shop.write(
        {
            POLICY: whole.partition("faq:")[0].replace(
                "  - id: name\n    should: Ask for their name.\n", ""
            )
        }
    )
    target = tmp_path / "changes.docx"
    assert policykit.at(shop.path)("diff", "HEAD", "--format", f"docx:{target}").exit_code == 0
    body = Word(target.read_bytes()).body[0]
    old, new = (settled(body, accepted=accepted) for accepted in (False, True))
    tail = [
        "Should: Ask for their name.",
        "Must: Thank them for the call.",
        "Questions and answers",
    ]
    start = old.index(tail[0])
    assert old[start - 1] == f"Must: {OLD}"
    assert old[start : start + 3] == tail
    assert "Why did it take so long?" in old[start + 3]
    assert new[new.index(f"Must: {OLD}") + 1 :] == ["Must: Thank them for the call.", ""]


def test_github_shows_a_summary(shop: GitFolder, policykit: Program, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    outcome = policykit.at(shop.path)(
        "diff", "HEAD", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary)
    )
    assert outcome.exit_code == 0
    assert summary.read_text(encoding="utf-8").startswith("<!-- policykit diff -->\n\n### ")
