"""Runs one check of policykit and keeps what it says: `check.py changes|lint|gaps`.

It ends with 0 whatever was found, so that all checks are made; the last step gives the verdict.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asked import Asked, WrongInputError, read
from server import annotate, give, show

SHORT = 12
"""Letters of a commit that people are told."""

MOST_SAID = 4_000
"""Characters of a message that go into an annotation."""


def main(check: str) -> int:
    """Make one check; 2 when the inputs of the action are wrong."""
    try:
        asked = read(os.environ)
    except WrongInputError as wrong:
        annotate("error", str(wrong))
        return 2
    if check == "changes" and not asked.compares:
        return 0
    base = compared_with(asked.reports)
    done = run(asked, arguments(check, asked, base))
    show(done.stdout)
    if asked.annotations:
        # What stands in there is escaped by policykit: these lines are commands and nothing else.
        sys.stdout.write(read_text(asked.reports / f"{check}.github"))
    said = done.stderr.strip()
    show(said)
    if done.returncode > 1:
        annotate("error", said[:MOST_SAID] or f"policykit ended with {done.returncode}.")
    state = {"exit_code": done.returncode, "said": said[:MOST_SAID]}
    (asked.reports / f"{check}.state").write_text(json.dumps(state), encoding="utf-8")
    sarif = asked.reports / f"{check}.sarif"
    if sarif.is_file():
        give({"sarif": sarif})
    return 0


def run(asked: Asked, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """policykit, where nothing of the checked repository can be imported in its place."""
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", "policykit", *words],
        capture_output=True,
        check=False,
        cwd=asked.root,
        encoding="utf-8",
        errors="replace",
        env=surroundings(os.environ),
    )


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """What policykit sees: no token, and no summary, which the last step writes for all."""
    without = {"GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_TOKEN"}
    return {name: value for name, value in environment.items() if name not in without}


def arguments(check: str, asked: Asked, base: str) -> list[str]:
    """The call of policykit for a check; `base` is the commit that is compared with, or ''."""
    if check == "changes":
        words = ["diff", *([f"{asked.base}...HEAD"] if asked.base else [])]
        words += [] if asked.changes_level == "never" else ["--fail-on", asked.changes_level]
    elif check == "lint":
        words = ["lint", "--cache-dir", str(asked.cache)]
        words += by_level("--fail-level", asked.fail_level)
        words += ["--against", base] if asked.only_new and base else []
        words += ["--format", f"sarif:{asked.reports / 'lint.sarif'}"]
    else:
        words = ["gaps", "--allow-empty"]
        if asked.gaps_level != "below-the-law":
            words += by_level("--fail-on", asked.gaps_level)
        words += ["--against", base] if base else []
        words += ["--ratchet", base] if asked.ratchet and base else []
        words += ["--fail-under", asked.fail_under] if asked.fail_under else []
    reports = [f"{name}:{asked.reports / check}.{name}" for name in ("github", "json", "markdown")]
    for report in ("text", *reports):
        words += ["--format", report]
    return [*words, "--root", str(asked.root)]


def by_level(option: str, level: str) -> list[str]:
    """The option for a level; `never` reports and fails for nothing."""
    return ["--exit-zero"] if level == "never" else [option, level]


def compared_with(reports: Path) -> str:
    """The commit the changes were counted from, '' where nothing was compared."""
    changes: Any = json.loads(read_text(reports / "changes.json") or "{}")
    commit = changes.get("before", {}).get("commit", "")
    return commit[:SHORT] if isinstance(commit, str) else ""


def read_text(path: Path) -> str:
    """What a report says, '' where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
