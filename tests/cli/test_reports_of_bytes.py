"""Reports that are no text: to a file or a pipe, never to a terminal."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from policykit.cli.deliver import deliver
from policykit.model.errors import PolicykitError

CONTENT = b"PK\x03\x04\xff\r\n"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_has_the_bytes_as_they_are(tmp_path: Path) -> None:
    target = tmp_path / "changes.docx"
    deliver([f"docx:{target}"], None, lambda _name, _to_terminal: CONTENT)
    assert target.read_bytes() == CONTENT


def test_a_pipe_has_them_too(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    deliver(["docx"], None, lambda _name, _to_terminal: CONTENT)
    assert capfdbinary.readouterr().out == CONTENT


def test_a_terminal_is_spared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    target = tmp_path / "report.json"
    made: dict[str, str | bytes] = {"json": "{}", "docx": CONTENT}
    with pytest.raises(PolicykitError) as caught:
        deliver([f"json:{target}", "docx"], None, lambda name, _to_terminal: made[name])
    assert caught.value.hint == "Give it a file: --format docx:report.docx."
    assert screen.getvalue() == ""
    assert not target.exists()
