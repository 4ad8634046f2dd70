from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.program import Program


@pytest.fixture
def policykit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Runs policykit in an empty folder; `.at(folder)` for another one."""
    return Program(tmp_path, monkeypatch, capsys)
