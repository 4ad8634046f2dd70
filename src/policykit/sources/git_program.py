"""Git as a program: the closed set of commands it is asked for, and what guards them.

The settings of a repository can name programs (hooks, filters, monitors, viewers). The
commands here are those that read objects and nothing else; the guards are a second wall.
What a person typed stands behind `--end-of-options`, so it is never taken for an option.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from enum import Enum
from pathlib import Path
from typing import cast

from policykit.model.errors import SourceError


def _missing() -> SourceError:
    return SourceError(
        "git-missing",
        "Git cannot be run on this computer, and only Git knows earlier versions.",
        hint="Install Git, or work without `--at`, `--on` and comparisons.",
    )


try:
    from git import Repo
    from git.cmd import Git
    from git.exc import GitCommandNotFound, GitError
except ImportError as trouble:  # GitPython does not load where there is no git to run
    raise _missing() from trouble

TIME_LIMIT = 120.0
"""Seconds one answer of Git may take; the history of 100,000 commits needs about ten."""

_VALUE_WIDTH = 120

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.pager": "cat",
    "diff.external": "",
    "diff.orderFile": os.devnull,
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}

_GUARD = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "0",
    "GIT_GLOB_PATHSPECS": "0",
    "GIT_NOGLOB_PATHSPECS": "0",
    "GIT_ICASE_PATHSPECS": "0",
}

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

_LOG_FORMAT = "--format=%x01%H%x00%ct%x00%an%x00%s%x00"


class Command(Enum):
    """All that Git is ever asked."""

    RESOLVE = ("rev-parse", "--verify", "--end-of-options")
    IS_SHALLOW = ("rev-parse", "--is-shallow-repository")
    REFERENCES = ("for-each-ref", "--count=5000", "--format=%(refname)")
    CURRENT_BRANCH = ("symbolic-ref", "--short", "--quiet", "HEAD")
    ORIGIN_HEAD = ("symbolic-ref", "--short", "--quiet", "refs/remotes/origin/HEAD")
    MERGE_BASE = ("merge-base", "--end-of-options")
    LATEST_TAG = ("describe", "--tags", "--abbrev=0", "--first-parent", "--end-of-options")
    COMMIT = (
        "log",
        "-z",
        "--max-count=1",
        "--no-patch",
        "--no-color",
        "--no-show-signature",
        "--no-notes",
        "--no-decorate",
        "--encoding=UTF-8",
        "--format=%an%x00%ct%x00%cs%x00%s%x00",
        "--end-of-options",
    )
    TREE = ("ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options")
    BLOBS = ("cat-file", "--batch")
    SETTINGS = (
        "config",
        "--null",
        "--get-regexp",
        r"^((diff|merge)\.policykit\..*|remote\..*\.(url|promisor|partialclonefilter))$",
    )
    LOG = (
        "log",
        "-z",
        "--raw",
        "--reverse",
        "--first-parent",
        "--diff-merges=first-parent",
        "--sparse",
        "--no-renames",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-notes",
        "--no-decorate",
        "--no-relative",
        "--ignore-submodules=none",
        "--encoding=UTF-8",
        _LOG_FORMAT,
        "--end-of-options",
    )


class CommandFailedError(Exception):
    """Git ended with a status other than 0; `words` is what it said."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class GitProgram:
    """Runs git in a repository.

    Args:
        top: the folder with the `.git` entry.
        time_limit: seconds an answer may take.

    Raises:
        SourceError: the `.git` entry is none that Git knows.
    """

    def __init__(self, top: Path, time_limit: float = TIME_LIMIT) -> None:
        self.top = top
        self.time_limit = time_limit
        try:
            with Repo(top, expand_vars=False) as repository:
                inside = Path(repository.git_dir)
        except (GitError, OSError, ValueError) as trouble:
            raise explain("not a git repository", top) from trouble
        if inside == top:
            raise explain("safe.bareRepository", top)
        self._git = Git(top)
        self._git.update_environment(**_GUARD, GIT_CEILING_DIRECTORIES=str(top.parent))

    def run(self, command: Command, *arguments: str) -> bytes:
        """What a command prints.

        Raises:
            CommandFailedError: Git ended with another status than 0.
            SourceError: Git took longer than the time limit.
        """
        process = self.start(command, *arguments)
        try:
            printed, words = process.communicate(timeout=self.time_limit)
        except subprocess.TimeoutExpired as trouble:
            raise too_slow(self.top) from trouble
        finally:
            end(process)
        if process.returncode != 0:
            raise CommandFailedError(words.decode("utf-8", "replace"))
        return printed

    def start(self, command: Command, *arguments: str) -> subprocess.Popen[bytes]:
        """A running command with pipes on all sides; whoever starts it ends it."""
        settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        try:
            holder = self._git.execute(
                [
                    Git.GIT_PYTHON_GIT_EXECUTABLE or "git",
                    "--no-pager",
                    *settings,
                    *command.value,
                    *arguments,
                ],
                istream=subprocess.PIPE,
                as_process=True,
                shell=False,
            )
        except GitCommandNotFound as trouble:  # its words hold the whole call
            raise _missing() from trouble
        except (GitError, OSError, ValueError) as trouble:
            raise explain(str(trouble), self.top) from trouble
        # Taken out of its holder, which would end the process whenever it is collected.
        process, holder.proc = holder.proc, None
        return cast("subprocess.Popen[bytes]", process)


def version() -> str:
    """What Git says of itself, such as `git version 2.39.5`.

    Raises:
        SourceError: it cannot be run.
    """
    try:
        said = Git().execute(["git", "version"], kill_after_timeout=None, shell=False)
    except (GitError, OSError, ValueError) as trouble:
        raise _missing() from trouble
    return str(said).strip()


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process, if it still runs, and give back its pipes."""
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    process.wait()


def too_slow(top: Path) -> SourceError:
    """Git did not answer in time."""
    return SourceError(
        "git-too-slow",
        "Git took too long to answer and was stopped.",
        context=str(top),
        hint="Try again; `git fsck` tells whether the repository is damaged.",
    )


def explain(words: str, top: Path) -> SourceError:
    """What Git said, in words that say what to do."""
    known = explain_known(words, top)
    if known is not None:
        return known
    lines = [line for line in words.splitlines() if line.strip()]
    # Advice and warnings stand above the trouble itself.
    grave = [line for line in lines if not line.startswith(("hint:", "warning:"))]
    said = next(iter(grave or lines), "nothing")
    return SourceError(
        "git-failed",
        "Git could not read this repository.",
        context=f"{top}: {cut(said)}",
        hint="`git fsck` tells whether the repository is damaged.",
    )


def explain_known(words: str, top: Path) -> SourceError | None:
    """The same for trouble with the repository as a whole, None for all other."""
    for pattern, reference, message, hint in _KNOWN:
        if re.search(pattern, words, re.IGNORECASE):
            advice = hint.replace("FOLDER", shlex.quote(str(top)))
            return SourceError(reference, message, context=str(top), hint=advice)
    return None


def is_id(text: str) -> bool:
    """Whether a text is a whole object id: 40 hexadecimal digits, or 64 with SHA-256."""
    return _ID.fullmatch(text) is not None


def cut(text: str) -> str:
    """A value short enough for a message."""
    return text if len(text) <= _VALUE_WIDTH else f"{text[: _VALUE_WIDTH - 1]}…"


_KNOWN = (
    (
        r"dubious ownership|owned by someone else",
        "repository-not-trusted",
        "This repository belongs to another user of this computer, so Git does not open it.",
        "If you trust it, run `git config --global --add safe.directory FOLDER`.",
    ),
    (
        r"safe\.bareRepository",
        "bare-repository",
        "This is the inside of a Git repository, without a work tree.",
        "Clone it and work in the clone.",
    ),
    (
        r"promisor|lazy fetching|transport '.*' not allowed",
        "partial-clone",
        "This clone has only a part of the files of the past, and nothing is fetched here.",
        "Clone again without `--filter`.",
    ),
    (
        r"not a git repository|invalid gitfile|unknown repository|expected git repo version",
        "no-repository",
        "The `.git` here is none that Git can open.",
        "Run `git status` in this folder to see what Git says.",
    ),
)


def start_repository(folder: Path) -> bool:
    """Make a folder the top of a new, empty Git repository; whether Git did so.

    No template is copied, so nobody's hooks come with it.
    """
    program = Git(folder)
    program.update_environment(**_GUARD)
    asked = ["init", "--quiet", "--template=", "--initial-branch=main"]
    try:
        program.execute([Git.GIT_PYTHON_GIT_EXECUTABLE or "git", *asked], shell=False)
    except (GitError, OSError, ValueError):
        return False
    return True
