from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.repositories import INHERITED, SCRUBBED, GitFolder, new_repository


@pytest.fixture(autouse=True)
def _no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SCRUBBED.items():
        monkeypatch.setenv(name, value)
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> GitFolder:
    """An empty repository."""
    return new_repository(tmp_path / "shop")
