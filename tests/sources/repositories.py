"""Real Git repositories with fixed authors and dates, for tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

START = datetime(2026, 1, 1, 12, tzinfo=UTC)

SCRUBBED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""What keeps the settings of the computer out of a test."""

INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""What a hook around the tests would pass on."""


@dataclass(frozen=True)
class GitFolder:
    """A work tree one can commit in."""

    path: Path

    def git(self, *arguments: str, on: datetime = START, author: str = "Ada") -> str:
        """Run git here and give back what it prints."""
        moment = f"{int(on.timestamp())} +0000"
        environment = {key: value for key, value in os.environ.items() if key not in INHERITED}
        environment |= SCRUBBED | {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": "author@example.org",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": "Committer",
            "GIT_COMMITTER_EMAIL": "committer@example.org",
            "GIT_COMMITTER_DATE": moment,
        }
        done = subprocess.run(
            ["git", "-C", str(self.path), *arguments],
            capture_output=True,
            check=True,
            env=environment,
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, bytes | str | None]) -> None:
        """Write files; None deletes."""
        for name, content in files.items():
            place = self.path / name
            if content is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(
        self,
        subject: str,
        files: Mapping[str, bytes | str | None],
        on: datetime = START,
        author: str = "Ada",
    ) -> str:
        """Commit files and give back the id."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "--quiet", "-m", subject, on=on, author=author)
        return self.git("rev-parse", "HEAD")


def new_repository(path: Path, *options: str) -> GitFolder:
    """An empty repository on branch main."""
    path.mkdir(parents=True, exist_ok=True)
    folder = GitFolder(path)
    folder.git("init", "--quiet", "--initial-branch=main", *options)
    return folder
