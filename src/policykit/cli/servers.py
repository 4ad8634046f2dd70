"""What a build server or a terminal can do with a report, read off the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ANNOTATIONS = "github"
"""The format that is commands to a server and no report, so that it can stand beside one."""

MOST_SUMMARY = 1024 * 1024
"""Bytes of the summary of a step that GitHub takes; it drops a longer one as a whole."""

_LEAST_SUMMARY = 2_000
_BYTES_OF_A_CHARACTER = 4
_FOLLOWING_TERMS = frozenset({"alacritty", "foot", "xterm-ghostty", "xterm-kitty", "wezterm"})
_FOLLOWING_PROGRAMS = frozenset({"ghostty", "Hyper", "iTerm.app", "vscode", "WezTerm"})
_FOLLOWING_MARKS = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
_OLDEST_VTE = 5_000


def formats(asked: Sequence[str] | None) -> list[str]:
    """The formats as asked for, else text, with annotations beside it on GitHub."""
    if asked:
        return list(asked)
    return ["text", ANNOTATIONS] if os.environ.get("GITHUB_ACTIONS") == "true" else ["text"]


def prefix(root: Path) -> str:
    """The way from the top of the Git repository down to `root`: '' or ending in '/'."""
    top = next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
    below = root.relative_to(top).as_posix()
    return "" if below == "." else f"{below}/"


def links(root: Path, at: str) -> str:
    """The address paths count from, '' where a terminal follows no links or `at` is a revision."""
    if at or not follows_links(os.environ, on_terminal=sys.stdout.isatty()):
        return ""
    return f"{root.absolute().as_uri()}/"


def follows_links(environment: Mapping[str, str], *, on_terminal: bool) -> bool:
    """Whether links can be clicked: FORCE_HYPERLINK says so, else the terminal is a known one."""
    forced = environment.get("FORCE_HYPERLINK", "")
    if forced:
        return forced != "0"
    if not on_terminal or environment.get("CI") or environment.get("TERM") == "dumb":
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM") in _FOLLOWING_TERMS
        or environment.get("TERM_PROGRAM") in _FOLLOWING_PROGRAMS
        or any(environment.get(mark) for mark in _FOLLOWING_MARKS)
        or (vte.isdecimal() and int(vte) >= _OLDEST_VTE)
    )


def summarize(document: Callable[[int], str]) -> None:
    """Add to the summary of the step, where GitHub runs it; `document` gets the most characters.

    A summary that cannot be written is a pity and no reason to fail.
    """
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    target = Path(named)
    try:
        room = MOST_SUMMARY - (target.stat().st_size if target.exists() else 0)
        if room < _LEAST_SUMMARY:
            return
        content = document(room).encode()
        if len(content) > room:
            content = document(room // _BYTES_OF_A_CHARACTER).encode()
        with target.open("ab") as stream:
            stream.write(content)
    except OSError:
        sys.stderr.write("note: the summary of this step could not be written.\n")
