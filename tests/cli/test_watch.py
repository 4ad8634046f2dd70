"""`--watch`: again whenever a file changes, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.support.program import SOURCE, Program, scrubbed

from policykit.cli import watching
from policykit.cli.exit import ExitCode
from policykit.model.errors import SettingsError

_LISTENING = """\
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("policykit", run_name="__main__")
"""
LISTENING = (sys.executable, "-c", _LISTENING)
"""The program in a process that hears Ctrl-C, though a shell may have started all in the back."""
WRONG = SMALL.replace("{answer-in}", "{answer-im}")


def _ended(*codes: ExitCode) -> tuple[Callable[[], ExitCode], list[ExitCode]]:
    """A check that ends with these codes, one after the other, and those it has given."""
    given: list[ExitCode] = []

    def check() -> ExitCode:
        given.append(codes[len(given)])
        return given[-1]

    return check, given


def _looks(*moments: int) -> Callable[[], watching.Stamps]:
    """Files as they look one moment after the other."""
    left = iter(moments)
    return lambda: {"a": (next(left),)}


def _nothing() -> None:
    pass


def test_it_checks_at_once_and_when_something_changed() -> None:
    check, given = _ended(ExitCode.FINDINGS, ExitCode.USAGE, ExitCode.CLEAN)
    ended = watching.watch(check, _looks(1, 1, 2, 2, 2, 3, 3, 3, 3), _nothing, patience=3)
    assert given == [ExitCode.FINDINGS, ExitCode.USAGE, ExitCode.CLEAN]
    assert ended is ExitCode.CLEAN


def test_it_ends_when_nothing_changes_for_long() -> None:
    check, given = _ended(ExitCode.FINDINGS)
    waited: list[None] = []
    ended = watching.watch(check, dict, lambda: waited.append(None), patience=5)
    assert (ended, given) == (ExitCode.FINDINGS, [ExitCode.FINDINGS])
    assert len(waited) == 6


def test_what_changes_during_a_check_is_seen() -> None:
    moment = [0]

    def check() -> ExitCode:
        moment[0] += moment[0] < 3
        return ExitCode.CLEAN

    waited: list[int] = []
    watching.watch(
        check,
        lambda: {"a": (moment[0],)},
        lambda: waited.append(moment[0]),
        patience=1,
    )
    assert waited == [1, 2, 3, 3, 3]


def test_a_mistake_in_the_settings_is_told_and_waited_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def check() -> ExitCode:
        raise SettingsError("wrong", "This is wrong.", hint="Mend it.")

    ended = watching.watch(check, dict, _nothing, patience=1)
    assert ended is ExitCode.USAGE
    assert capsys.readouterr().err == "error[wrong]: This is wrong.\n  do: Mend it.\n"


@pytest.fixture
def policy(small: Path) -> Path:
    return small / "policies" / "phone-manners.yaml"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_stamps_tell_each_change_and_no_look(small: Path, policy: Path, tmp_path: Path) -> None:
    beside = tmp_path / "base.json"
    changes: list[Callable[[], object]] = [
        lambda: _write(policy, WRONG),
        lambda: os.utime(policy, ns=(1, 1)),
        lambda: _write(policy.with_name("post.yaml"), SMALL),
        lambda: policy.with_name("post.yaml").rename(policy.with_name("mail.yaml")),
        lambda: policy.with_name("mail.yaml").unlink(),
        lambda: _write(small / "policykit.yaml", "format: 1\n"),
        lambda: _write(beside, "{}"),
        policy.unlink,
        lambda: policy.symlink_to("nowhere.yaml"),
    ]
    before = watching.stamps(small, beside)
    for number, change in enumerate(changes):
        change()
        after = watching.stamps(small, beside)
        assert after != before, number
        assert after == watching.stamps(small, beside)
        before = after
    _write(small / "README.md", "Not ours")
    assert watching.stamps(small, beside) == before


def test_a_folder_that_goes_is_no_fault(small: Path) -> None:
    small.rename(small.with_name("gone"))
    (reason,) = watching.stamps(small)
    assert reason


def _stopped(steps: Iterator[Callable[[], object]]) -> Callable[[], None]:
    """A wait that takes one step a time and ends with Ctrl-C."""

    def wait() -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return wait


def test_the_command_checks_again_until_it_is_stopped(
    in_small: Program, small: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Callable[[], object]] = [
        _nothing,
        lambda: _write(policy, WRONG),
        lambda: _write(small / "policykit.yaml", "format: 1\nlint: {extends: strictest}\n"),
        _nothing,
        lambda: _write(small / "policykit.yaml", "format: 1\nframeworks: []\n"),
    ]
    monkeypatch.setattr(watching, "wait", _stopped(iter(steps)))
    outcome = in_small("lint", "--watch", "--format", "concise")
    assert outcome.exit_code == 130
    assert [line.split()[1] for line in outcome.stdout.splitlines()] == ["REF001", "REF001"]
    assert outcome.stderr.startswith("error[unknown-preset]: ")
    assert outcome.stderr.count("error[") == 1
    assert "\x1b" not in outcome.stdout + outcome.stderr


def test_a_baseline_that_only_the_settings_name_is_looked_at(
    in_small: Program, small: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(policy, WRONG)
    in_small("lint", "--baseline", "known.json", "--write-baseline", "--exit-zero")
    known = (small / "known.json").read_text(encoding="utf-8")
    (small / "known.json").unlink()
    named = "format: 1\nframeworks: []\nlint: {baseline: known.json}\n"
    other = named.replace("known", "other")
    steps: list[Callable[[], object]] = [
        lambda: _write(small / "policykit.yaml", named),
        _nothing,
        lambda: _write(small / "known.json", known),
        _nothing,
        lambda: _write(small / "policykit.yaml", other),
        lambda: _write(small / "known.json", "no longer of interest"),
        lambda: _write(small / "other.json", known),
    ]
    monkeypatch.setattr(watching, "wait", _stopped(iter(steps)))
    outcome = in_small("lint", "--watch", "--format", "concise")
    assert outcome.exit_code == 130
    assert [line.split()[1] for line in outcome.stdout.splitlines()] == ["REF001"]
    told = [line for line in outcome.stderr.splitlines() if line.startswith(("error", "  where"))]
    assert told == [
        "error[no-baseline]: There is no such baseline.",
        "  where: known.json",
        "error[no-baseline]: There is no such baseline.",
        "  where: other.json",
    ]


def test_settings_are_asked_for_the_baseline_only_when_they_change(small: Path) -> None:
    asked: list[Path] = []

    def baseline() -> Path:
        asked.append(small / "known.json")
        return asked[-1]

    look = watching.Look(small, baseline)
    first = look()
    assert look() == first
    _write(small / "known.json", "{}")
    assert look() != first
    assert len(asked) == 1
    _write(small / "policykit.yaml", "format: 1\n")
    look()
    assert len(asked) == 2


def test_a_terminal_is_left_as_it_was(small: Path) -> None:
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [*LISTENING, "lint", "--watch", "--color", "always"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=small,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "TERM": "xterm-kitty"},
    )
    os.close(theirs)
    seen = b""
    with running:
        while b"Ctrl-C ends" not in seen:
            seen += os.read(ours, 4096)
        # Python writes a line again when a signal comes between writing it and forgetting it.
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 130
        while b"\x1b[0m\r\n" not in seen:
            seen += os.read(ours, 4096)
    os.close(ours)
    text = seen.decode().replace("\r\n", "\n")
    assert text.startswith("\x1b[2J\x1b[H")
    assert text.endswith("Waiting for changes. Ctrl-C ends.\n\x1b\\\x1b[0m\n")
    assert "Traceback" not in text


def test_ctrl_c_ends_it_cleanly(small: Path) -> None:
    running = subprocess.Popen(
        [*LISTENING, "lint", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=small,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE},
    )
    assert running.stdout is not None
    with running:
        said = running.stdout.readline()
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=30)
    assert said == "All good: 1 policy in 4 files checked, nothing found.\n"
    assert (running.returncode, rest, errors) == (130, "", "")


def test_the_screen_is_cleared_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    watching.start_afresh()
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    watching.start_afresh()
    assert capsys.readouterr().out == "\x1b[2J\x1b[H"


@pytest.mark.parametrize(
    "arguments",
    [("--at", "HEAD"), ("--fix",), ("--diff",), ("--write-baseline",), ("--prune",)],
)
def test_calls_that_cannot_be(in_small: Program, arguments: tuple[str, ...]) -> None:
    outcome = in_small("lint", "--watch", *arguments)
    assert outcome.exit_code == 2
    assert f"--watch and {arguments[0]} cannot go together." in outcome.stderr
