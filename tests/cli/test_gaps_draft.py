"""`policykit gaps` where an area has no policy: told once, and a draft to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_gaps import ANSWER, FRAMEWORK, LAWFUL, write
from tests.support.program import Program

CHAT = """\
  - id: hello
    title: Say hello
    area: chat
    requirement: Greet whoever writes.
    severity: warning
    needs:
      - statement: {law: shop.hello, level: must}
    cite: Chat Act s. 2
  - id: pass-on
    title: Pass it on
    area: chat
    requirement: Pass on what you cannot solve.
    severity: error
    needs:
      - section: {name: escalation}
"""


AREAS = """\
  chat: {title: Live chat, order: 2, starter: chat}
  returns: {title: Returns, order: 3}
"""


@pytest.fixture
def program(tmp_path: Path, policykit: Program) -> Program:
    """At a shop without a policy for chat, of which two things are required."""
    root = write(tmp_path / "shop", (ANSWER, LAWFUL), FRAMEWORK + CHAT)
    areas = root / "schemas" / "areas.yaml"
    areas.write_text(areas.read_text(encoding="utf-8") + AREAS, encoding="utf-8")
    return policykit.at(root)


def test_an_area_without_a_policy_is_one_gap(program: Program) -> None:
    outcome = program("gaps", "--todo", "--today", "2026-11-22")
    lines = outcome.stdout.splitlines()
    assert sum("there is no policy, and 2 requirements" in line for line in lines) == 1
    assert "      · Say hello (Chat Act s. 2) shop.hello" in lines
    assert "            policykit gaps --draft chat --output policies/chat.yaml" in lines
    assert "  ░ 2 ask for a policy for Live chat, told above" in lines
    assert "  1. Write a policy for chat: it closes 2 requirements." in lines
    assert "     policykit gaps --draft chat --output policies/chat.yaml" in lines
    assert "     · a statement with law: [shop.hello]" in lines
    assert "Greet whoever writes." not in outcome.stdout
    assert "Greet whoever writes." in program("gaps", "--all").stdout


def test_a_draft_closes_the_gaps_once_it_is_in_force(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "shop" / "policies" / "chat.yaml"
    outcome = program("gaps", "--draft", "chat", "--output", str(path))
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "")
    draft = path.read_text(encoding="utf-8")
    assert program("gaps").stdout.startswith("1 of 4 requirements are covered (25 %)")
    path.write_text(
        draft.replace(
            "status: draft\nversion: 0.1.0\n",
            "status: active\nversion: 1.0.0\neffective: 2026-11-01\n",
        ),
        encoding="utf-8",
    )
    assert program("gaps", "--today", "2026-11-22").stdout.startswith(
        "3 of 4 requirements are covered (75 %)"
    )


def test_a_draft_goes_to_a_terminal_too(program: Program) -> None:
    outcome = program("gaps", "--draft", "chat")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(
        "# A draft of a policy for chat with all that 2 requirements in one framework ask for.\n"
    )
    assert program("gaps", "--draft", "chat", "--quiet").stdout == ""


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("phone", "There is a policy for phone already: phone-manners."),
        ("returns", "Nothing that applies here asks for a policy for returns."),
        ("chatt", "Did you mean chat?"),
    ],
)
def test_there_is_no_draft_where_none_is_missing(program: Program, area: str, told: str) -> None:
    outcome = program("gaps", "--draft", area)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert told in " ".join(outcome.stderr.split())


def test_a_draft_never_goes_over_a_file(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")
    outcome = program("gaps", "--draft", "chat", "--output", str(path))
    assert outcome.exit_code == 2
    assert "There is a file where the draft was to go." in outcome.stderr
    assert path.read_text(encoding="utf-8") == "mine"
