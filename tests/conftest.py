from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.browser.needed import needed
from tests.support.guard import socket_guard
from tests.support.program import Program
from tests.support.sockets import is_exempt
from tests.support.together import early, together

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTES = Path(tempfile.gettempdir(), f"policykit-sockets-{os.getpid()}.txt")
"""Where programs that tests start note what they were not let do."""

os.environ[socket_guard.NOTED_IN] = str(NOTES)
socket_guard.forbid()

# Timings never decide a test, and a build fails for what changed, not by the dice; look for new
# examples with `pytest --hypothesis-profile=explore`.
settings.register_profile("policykit", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
# Rounds of `make fuzz`, each short enough to end within its share of the time.
settings.register_profile("fuzz", deadline=None, max_examples=400)
settings.load_profile("policykit")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Tests that share what is dear to make run in one process."""
    return together(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; the rest stays in the order of the dice."""
    items.sort(key=lambda each: early(each.nodeid))


def pytest_collection_finish() -> None:
    """Twenty thousand tests live to the end; to look through them for what is dead takes long."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logstart(nodeid: str) -> None:
    """Few tests may use sockets; this comes before what they share is made."""
    os.environ.pop(socket_guard.ALLOWED, None)
    if is_exempt(nodeid):
        os.environ[socket_guard.ALLOWED] = "1"


@pytest.fixture(autouse=True)
def _nothing_leaves() -> Iterator[None]:
    """No test connects, listens or looks up a name, and nothing it starts does."""
    socket_guard.tried.clear()
    yield
    found = list(socket_guard.tried)
    if NOTES.exists():
        found += NOTES.read_text(encoding="utf-8").splitlines()
        NOTES.unlink()
    assert found == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser; one for all, for a process can have no second one of its kind."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    needed(found, "chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def policykit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Runs policykit in an empty folder; `.at(folder)` for another one."""
    return Program(tmp_path, monkeypatch, capsys)
