from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from tests.support.program import Program
from tests.support.together import together

# Timings never decide a test, and a build fails for what changed, not by the dice; look for new
# examples with `pytest --hypothesis-profile=explore`.
settings.register_profile("policykit", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("policykit")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Tests that share what is dear to make run in one process."""
    return together(config, log)


@pytest.fixture
def policykit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Runs policykit in an empty folder; `.at(folder)` for another one."""
    return Program(tmp_path, monkeypatch, capsys)
