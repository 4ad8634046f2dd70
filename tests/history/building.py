"""A Git repository with three years of history, from the present files and the story.

The story is undone from its end: the present files are those of the last commit, and each
commit says what was otherwise before it. Then it is told forwards to Git.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.history import records
from tests.history.blocks import StoryError
from tests.history.stream import MAIN, Stream
from tests.history.telling import Commit, told
from tests.history.undoing import FOLDER, undo, unknown

ROOT = Path(__file__).resolve().parents[2]

HELD = (
    "policykit.yaml",
    "policies/**/*",
    "schemas/areas.yaml",
    "schemas/measures.yaml",
    "schemas/frameworks/*.yaml",
    "docs/preface*.md",
)
"""What the last commit holds, as it is in this repository now; the settings name the preface."""

_RECORD = ".record.yaml"


def build(target: Path, root: Path = ROOT) -> str:
    """Make a repository with the whole history and a work tree on its last commit.

    Args:
        target: a folder that is empty or not there yet.
        root: the repository with the present files.

    Returns:
        The id of the last commit; the same for the same files, everywhere.

    Raises:
        StoryError: the folder is not empty, or the story does not fit the present files.
    """
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise StoryError(f"{target} is not empty; remove it or name another folder")
    content = stream(present(root), told())
    git(target, "-c", "init.defaultBranch=main", "init", "--quiet", "--template=")
    git(target, "symbolic-ref", "HEAD", f"refs/heads/{MAIN}")
    git(target, "fast-import", "--quiet", "--done", given=content)
    git(target, "reset", "--quiet", "--hard")
    return git(target, "rev-parse", "HEAD")


def present(root: Path = ROOT) -> dict[str, str]:
    """The present files by path."""
    paths = sorted({path for pattern in HELD for path in root.glob(pattern) if path.is_file()})
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {
        name: path.read_bytes().decode()
        for name, path in named.items()
        if not any(part.startswith(".") for part in Path(name).parts)
    }


def stream(now: Mapping[str, str], story: tuple[Commit, ...]) -> bytes:
    """What Git is told, commit by commit.

    Raises:
        StoryError: the story does not fit the files.
    """
    after = backwards(now, story)
    shown: dict[str, str] = {}
    before: Mapping[str, str] = {}
    on_branches: dict[str, set[str]] = {}
    writer = Stream()
    for commit, files in zip(story, after, strict=True):
        moved = {it for it in before.keys() | files.keys() if before.get(it) != files.get(it)}
        touched = {_policy(it) for it in moved} | set(commit.records)
        wanted = _with_records(commit, files, touched, shown, everything="*" in commit.records)
        changes = {
            it: wanted.get(it)
            for it in wanted.keys() | shown.keys()
            if wanted.get(it) != shown.get(it)
        }
        _demand_apart(commit, set(changes), on_branches)
        if commit.branch:
            on_branches.setdefault(commit.branch, set()).update(changes)
        merged = {it: wanted.get(it) for it in on_branches.pop(commit.merges, ())}
        if not changes and not merged:
            raise StoryError(f"{commit.title}: nothing changes")
        writer.add(commit, changes | merged)
        shown, before = wanted, files
    if shown != dict(now):
        late = sorted(it for it in now if shown.get(it) != now[it])
        raise StoryError(f"{late[0]} has an entry dated after the last commit")
    return writer.finished()


def backwards(now: Mapping[str, str], story: tuple[Commit, ...]) -> list[dict[str, str]]:
    """The files after each commit, records whole; what the story does not tell came last."""
    files = {it: text for it, text in now.items() if any(each.brings(it) for each in story)}
    files |= {it: text for it, text in now.items() if _begins_in(it, story)}
    after: list[dict[str, str]] = []
    unknowns = unknown(story)
    for number in reversed(range(len(story))):
        after.append(dict(files) if after else dict(now))
        undo(
            story[number], files, {it: less for (no, it), less in unknowns.items() if no == number}
        )
    if files:
        raise StoryError(f"{min(files)} is there before the first commit")
    return after[::-1]


def _begins_in(path: str, story: tuple[Commit, ...]) -> bool:
    name = path.removeprefix(FOLDER).removesuffix(".yaml")
    return any(
        (told.absent and told.file == name)
        or (told.was_policy and name.split(".")[0] == told.file and ".next" not in name)
        for each in story
        for told in each.before
    )


def _policy(path: str) -> str:
    return path.removeprefix(FOLDER).partition(".")[0] if path.startswith(FOLDER) else path


def _with_records(
    commit: Commit,
    files: Mapping[str, str],
    touched: set[str],
    shown: Mapping[str, str],
    *,
    everything: bool,
) -> dict[str, str]:
    """The files of a commit; records of what it touches hold what had happened by its day."""
    wanted = {it: text for it, text in files.items() if not it.endswith(_RECORD)}
    for path, text in files.items():
        if not path.endswith(_RECORD):
            continue
        if everything or _policy(path) in touched:
            record = records.until(text, commit.on.date())
        else:
            record = shown.get(path, "")
        if record:
            wanted[path] = record
    return wanted


def _demand_apart(commit: Commit, paths: set[str], on_branches: Mapping[str, set[str]]) -> None:
    """What a branch works on is left alone elsewhere until it is merged."""
    for branch, taken in on_branches.items():
        if branch not in {commit.branch, commit.merges} and taken & paths:
            both = min(taken & paths)
            raise StoryError(f"{commit.title}: {both} is being worked on in {branch}")


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What git prints, without the settings of the computer or its user.

    Raises:
        StoryError: git fails; the text says why.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    alone = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_DEFAULT_HASH": "sha1",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "LC_ALL": "C",
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=kept | alone,
        input=given,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise StoryError(f"git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode().strip()
