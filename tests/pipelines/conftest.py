from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.pipelines.github import Server, serving
from tests.support.program import scrubbed

WHO = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
    "GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z",
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        capture_output=True,
        check=True,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ) | WHO,
    )
    return done.stdout.strip()


def commit(folder: Path, words: str = "Work") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", words)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository with the smallest policies on `main`."""
    made = make_small(tmp_path / "made")
    git(made, "init", "--quiet", "--initial-branch=main")
    commit(made, "The first policy")
    bare = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(made), str(bare))
    return bare


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running
