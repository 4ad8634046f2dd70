"""`policykit assess`: lists, sheets, and a person at a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.assessing.test_sheets import OWN
from tests.support.program import SOURCE, TODAY, Program, scrubbed

SHEET = "answers:\n  - {requirement: own.name, score: 3, because: Most of us do.}\n"
KEPT = f"policies/assessments/{TODAY}-phone.yaml"
_PATIENCE = 30.0
_CTRL_C = b"\x03"
_PRESSED_AGAIN = 40
"""Looks at a silent terminal, twenty a second, before Ctrl-C is pressed again."""


@pytest.fixture
def shop(small: Path) -> Path:
    (small / "schemas" / "frameworks").mkdir()
    (small / "schemas" / "frameworks" / "own.yaml").write_text(OWN, encoding="utf-8")
    (small / "policykit.yaml").write_text("format: 1\nframeworks: [own]\n", encoding="utf-8")
    (small / "sheet.yaml").write_text(SHEET, encoding="utf-8")
    return small


@pytest.fixture
def program(shop: Path, policykit: Program) -> Program:
    return policykit.at(shop)


def _kept(shop: Path) -> list[str]:
    return sorted(each.name for each in (shop / "policies").glob("assessments/*"))


def test_a_sheet_is_kept_and_lint_is_content_with_it(program: Program, shop: Path) -> None:
    done = program("assess", "phone", "--answers", "sheet.yaml", "--by", "head-of-customer-service")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{KEPT}: 1 answer, 75 %\n", "")
    assert (shop / KEPT).read_text(encoding="utf-8") == (
        f"format: 1\nassessment: phone\ndate: {TODAY}\nby: [head-of-customer-service]\nanswers:\n"
        "  - requirement: own.name\n    score: 3\n    because: Most of us do.\n"
    )
    assert program("lint", KEPT).exit_code == 0
    assert program("fmt", "--check", KEPT).exit_code == 0


def test_a_second_one_of_the_day_stands_beside_the_first(program: Program, shop: Path) -> None:
    other = SHEET.replace("Most of us do.", "All of us do.")
    for sheet in (SHEET, other):
        (shop / "sheet.yaml").write_text(sheet, encoding="utf-8")
        assert program("assess", "phone", "--answers", "sheet.yaml").exit_code == 0
    assert _kept(shop) == [f"{TODAY}-phone-2.yaml", f"{TODAY}-phone.yaml"]
    listed = program("assess", "--list", "--format", "json")
    (area,) = json.loads(listed.stdout)["areas"]
    assert area == {
        "area": "phone",
        "title": "Phone",
        "questions": 2,
        "assessments": [
            {"date": TODAY, "percent": 75, "answers": 1, "by": [], "path": path}
            for path in (KEPT, KEPT.replace(".yaml", "-2.yaml"))
        ],
    }


def test_a_sheet_taken_in_again_is_kept_already(program: Program, shop: Path) -> None:
    program("assess", "phone", "--answers", "sheet.yaml")
    again = program("assess", "phone", "--answers", "sheet.yaml")
    told = f"{KEPT}: 1 answer, 75 %; it is kept already, so nothing was written\n"
    assert (again.exit_code, again.stdout, again.stderr) == (0, told, "")
    assert _kept(shop) == [f"{TODAY}-phone.yaml"]


def test_the_list_shows_the_last_score_and_the_one_before(program: Program) -> None:
    assert program("assess", "--list").stdout.splitlines()[1].split() == [
        "phone", "Phone", "2", "never",
    ]  # fmt: skip
    program("assess", "phone", "--answers", "sheet.yaml", "--date", "2026-05-04")
    program("assess", "phone", "--answers", "sheet.yaml", "--date", "2026-11-02")
    assert program("assess", "--list").stdout.splitlines()[1].split() == [
        "phone", "Phone", "2", "2026-11-02", "75", "%", "75", "%",
    ]  # fmt: skip


def test_a_printed_sheet_can_be_filled_in_and_taken(program: Program, shop: Path) -> None:
    printed = program("assess", "phone", "--print")
    assert printed.exit_code == 0
    assert "# 2. name: Do we give our name: #first and last?" in printed.stdout
    filled = printed.stdout.replace("score:", "score: 4", 1)
    (shop / "sheet.yaml").write_text(filled, encoding="utf-8")
    done = program("assess", "--answers", "sheet.yaml")
    assert (done.exit_code, done.stdout) == (0, f"{KEPT}: 1 answer, 100 %\n")


def test_a_sheet_with_mistakes_is_told_in_full_and_nothing_is_written(
    program: Program, shop: Path
) -> None:
    wrong = SHEET + "  - {requirement: own.nmae, score: 9}\n"
    (shop / "sheet.yaml").write_text(wrong, encoding="utf-8")
    done = program("assess", "phone", "--answers", "sheet.yaml")
    assert done.exit_code == 1
    assert "sheet.yaml:3:19" in done.stdout
    assert "Did you mean own.name?" in done.stdout
    assert "sheet.yaml:3:36" in done.stdout
    assert "^" in done.stdout
    assert _kept(shop) == []
    assert (shop / "sheet.yaml").read_text(encoding="utf-8") == wrong


@pytest.mark.parametrize(
    ("arguments", "reference", "told"),
    [
        (("phone",), "no-terminal", "--answers sheet.yaml"),
        ((), "no-area", "--list"),
        (("phnoe",), "unknown-area", "Did you mean phone?"),
        (("phone", "--print", "--list"), "two-ways", "Give one of them"),
        (("phone", "--answers", "gone.yaml"), "unreadable-sheet", "--print"),
        (("phone", "--print", "--date", "2026-11-32"), "wrong-date", "YYYY-MM-DD"),
        (("phone", "--print", "--date", "2027-01-01"), "day-to-come", "looked at it"),
        (("phone", "--print", "--by", "head"), "unknown-role", "head-of-customer-service"),
        (("--list", "--format", "csv"), "unknown-format", "text or json"),
    ],
)
def test_what_cannot_be_done_is_told(
    program: Program, shop: Path, arguments: tuple[str, ...], reference: str, told: str
) -> None:
    done = program("assess", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error[{reference}]: ")
    assert told in done.stderr
    assert done.stdout == ""
    assert _kept(shop) == []


def test_an_area_nobody_asks_about(program: Program, shop: Path) -> None:
    areas = shop / "schemas" / "areas.yaml"
    areas.write_text(
        areas.read_text(encoding="utf-8") + "  chat: {title: Chat, order: 20}\n", encoding="utf-8"
    )
    done = program("assess", "chat")
    assert done.exit_code == 2
    assert "No requirement that applies here asks about Chat." in done.stderr


def at_a_terminal(shop: Path, typed: list[bytes], **environment: str) -> tuple[int, str]:
    """How a run in a terminal of its own ends, and what stands on it; types when it waits.

    Ctrl-C in the blink before Python begins to wait is lost, so it is pressed again, as people do.
    """
    ours, theirs = pty.openpty()

    def own() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    around = scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "TERM": "xterm"} | environment
    command = [sys.executable, "-m", "policykit", "assess", "phone"]
    said, waiting, last, silence = b"", list(typed), b"", 0
    until = time.monotonic() + _PATIENCE
    with subprocess.Popen(
        command,
        cwd=shop,
        env=around,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=own,  # noqa: PLW1509 - a terminal of its own; no threads
    ) as process:
        os.close(theirs)
        while time.monotonic() < until:
            if (
                waiting
                and said.rstrip(b" ").endswith((b":", b"?", b")", b">"))
                and said[-1:] == b" "
            ):
                last, silence = waiting.pop(0), 0
                os.write(ours, last)
                said += b"\n"
            if not select.select([ours], [], [], 0.05)[0]:
                silence += 1
                if last == _CTRL_C and silence % _PRESSED_AGAIN == 0:
                    os.write(ours, last)
                continue
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        else:
            process.kill()
        code = process.wait(_PATIENCE)
    os.close(ours)
    return code, said.decode(errors="replace")


def test_a_person_answers_at_a_terminal(shop: Path) -> None:
    code, said = at_a_terminal(
        shop,
        [b"3\n", b"Often\xc3\xa5.\x1b[D\n", b"\n", b"\xff\n", b"- We have no names.\n", b"Warm.\n",
         b"\n", b"\n", b"head-of-customer-service\n"],
    )  # fmt: skip
    assert code == 0, said
    assert said.rstrip().endswith(f"{KEPT}: 2 answers, 75 %")
    assert (shop / KEPT).read_text(encoding="utf-8") == (
        f"format: 1\nassessment: phone\ndate: {TODAY}\nby: [head-of-customer-service]\nanswers:\n"
        "  - requirement: own.greeting\n    score: 3\n    because: Oftenå.\n"
        "  - requirement: own.name\n    score: none\n    because: We have no names.\n"
        "strengths:\n  - Warm.\n"
    )
    assert "This line could not be read. Please type it again." in said
    assert "Policy      missing." in said


@pytest.mark.parametrize(
    ("typed", "code", "kept", "told"),
    [
        ([b"3\n", _CTRL_C], 130, 0, "Ended; nothing was saved."),
        ([_CTRL_C], 130, 0, "Ended; nothing was saved."),
        ([b"q\n"], 0, 0, "Nothing was answered, so nothing was saved."),
        ([b"\x04"], 0, 0, "Nothing was answered, so nothing was saved."),
        ([b"3\n", b"q\n"], 0, 1, f"{KEPT}: 1 answer, 75 %"),
        ([b"3\n", b"\x04"], 0, 1, f"{KEPT}: 1 answer, 75 %"),
    ],
)
def test_what_is_said_to_be_saved_is_saved_and_nothing_else(
    shop: Path, typed: list[bytes], code: int, kept: int, told: str
) -> None:
    ended, said = at_a_terminal(shop, typed)
    assert (ended, len(_kept(shop))) == (code, kept), said
    assert said.rstrip().endswith(told)


def test_a_build_server_with_a_terminal_is_never_asked(shop: Path) -> None:
    code, said = at_a_terminal(shop, [], CI="true")
    assert code == 2
    assert "error[no-terminal]" in said
