"""A year in the life of a policy: each step through the commands, each state looked at after it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.notify.servers import mailbox
from tests.sources.repositories import new_repository
from tests.support.program import Program
from tests.support.walkthrough import Walkthrough
from tests.walkthroughs.pages import page


@dataclass(frozen=True)
class State:
    """What lint finds, what gaps says, whether staff read it, and what the step's commit changed.

    `reads` is a sentence of the handbook, '' where the policy stands in none.
    """

    lint: tuple[str, ...]
    gaps: str
    reads: str
    changed: frozenset[str]


def state(lint: str = "", gaps: str = "", reads: str = "", changed: str = "") -> State:
    return State(tuple(lint.split()), gaps, reads, frozenset(changed.split()))


ANY = "Replace a plant that dies within 30 days."
FROST = "Replace a plant that dies within 30 days, unless it was left out in frost."
WATER = FROST.replace("frost.", "frost or never watered.")
LONGER = WATER.replace("30 days", "60 days")

VERSION = "version-changed "
NEXT = f"{VERSION}predecessors-changed "

STATES = {
    "January: a draft": state(gaps="outdated", reads=ANY, changed="policy-added"),
    "February: in review, and people are heard": state(
        gaps="outdated",
        reads=FROST,
        changed=f"{VERSION}status-changed comment-round-changed condition-word-entered text-added "
        "kpi-added objective-added policy-scope-narrowed",
    ),
    "Later in February: approved": state(
        lint="TRN001",
        gaps="outdated",
        reads=FROST,
        changed=f"{VERSION}status-changed comment-round-changed module-added "
        "training-asked-of-more",
    ),
    "The end of February: Swedish words": state(
        gaps="outdated", reads=FROST, changed="translation-added"
    ),
    "March: it holds, and people are told": state(
        gaps="covered", reads=FROST, changed="policy-activated"
    ),
    "May: a rule changes, and its translation is stale": state(
        gaps="covered", reads=WATER, changed=f"{NEXT}negation-entered translation-reworded"
    ),
    "September: the review": state(gaps="covered", reads=WATER),
    "October: a better name": state(gaps="covered", reads=WATER, changed="renamed"),
    "November: the next version": state(gaps="covered", reads=WATER, changed=f"{NEXT}term-longer"),
    "January: the next version holds": state(
        gaps="covered", reads=LONGER, changed=f"{NEXT}term-longer"
    ),
    "Three years later: retired": state(
        gaps="waived", changed="policy-retired retirement-moved setting-changed"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "fern-and-pot").path


def walkthrough(folder: Path, program: Program) -> Walkthrough:
    def run(arguments: list[str], day: str) -> tuple[int, str]:
        outcome = program(*arguments, POLICYKIT_TODAY=day)
        return outcome.exit_code, outcome.stdout + outcome.stderr

    return Walkthrough(page("a-year").read_text(encoding="utf-8"), folder, run)


def test_each_state_is_seen_everywhere(folder: Path, policykit: Program, tmp_path: Path) -> None:
    program = policykit.at(folder)
    found: dict[str, State] = {}

    def look(heading: str, day: str) -> None:
        if not heading.startswith("Before"):
            found[heading] = _state(program, day, tmp_path / "handbook")

    walkthrough(folder, program).walk(look)
    assert found == STATES


def _state(program: Program, day: str, handbook: Path) -> State:
    def read(*arguments: str) -> Any:  # noqa: ANN401 - JSON
        return json.loads(program(*arguments, "--format", "json", POLICYKIT_TODAY=day).stdout)

    lint = read("lint")["findings"]
    (required,) = read("gaps", "--all")["coverage"]
    rendered = program(
        *("render", "staff", "--locale", "en", "--output", str(handbook)), POLICYKIT_TODAY=day
    )
    text = ""
    if rendered.exit_code == 0:
        text = (handbook / "staff.en.md").read_text(encoding="utf-8")
    told = re.search(r"\*\*MUST\*\* (Replace a plant.*)", text)
    rule = told.group(1).replace("**", "").replace("\N{NO-BREAK SPACE}", " ") if told else ""
    changes = read("diff", "HEAD~1..HEAD", "--all")["changes"]
    return State(
        lint=tuple(each["code"] for each in lint),
        gaps=required["state"],
        reads=rule,
        changed=frozenset(each["name"] for each in changes),
    )


def test_the_news_reach_a_mailbox(folder: Path, policykit: Program, tmp_path: Path) -> None:
    program = policykit.at(folder)

    def send(heading: str, day: str) -> None:
        if not heading.startswith("March"):
            return
        with mailbox() as box:
            target = (
                f"mailto://127.0.0.1:{box.port}/?from=a@example.com&to=b@example.com&mode=insecure"
            )
            for expected in (1, 1):
                outcome = program(
                    *("notify", "--since", "v1~4", "--for", "gardener", "--send"),
                    *("--state-dir", str(tmp_path / "state"), "--format", f"text:{tmp_path}/told"),
                    POLICYKIT_NOTIFY_TARGET=target,
                    POLICYKIT_TODAY=day,
                )
                assert outcome.exit_code == 0
                assert len(box.got) == expected
            body = box.got[0][1].get_body(("plain",))
            assert body is not None
            assert "Take the training: Look at the roots." in body.get_content()
            sent.append(day)

    sent: list[str] = []
    walkthrough(folder, program).walk(send)
    assert sent == ["2026-03-01"]
