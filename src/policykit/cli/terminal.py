"""A person at a terminal: what they are asked, and what they type."""

from __future__ import annotations

import os
import re
import sys

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)")
"""What keys without a letter send, such as arrows."""


def is_attended() -> bool:
    """Whether somebody sits at a terminal who sees what is asked and can answer."""
    return (
        not os.environ.get("CI")
        and sys.stdin is not None
        and sys.stdin.isatty()
        and sys.stderr.isatty()
    )


def say(words: str) -> None:
    """Show words to the person; a report on standard output is not disturbed."""
    sys.stderr.write(words)


def bold(words: str) -> str:
    """Words that stand out."""
    return f"\x1b[1m{words}\x1b[0m"


def ask(prompt: str) -> str | None:
    """Show a prompt and wait for a line: its words in one line, None where no more will come."""
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        try:
            line = sys.stdin.buffer.readline()
        except OSError as trouble:
            # The terminal is gone: nobody asked for anything to be saved.
            raise KeyboardInterrupt from trouble
        if not line:
            return None
        try:
            return _words(line.decode())
        except UnicodeDecodeError:
            sys.stderr.write("  This line could not be read. Please type it again.\n")


def _words(line: str) -> str:
    bare = _ESCAPES.sub("", line)
    return " ".join("".join(each if each.isprintable() else " " for each in bare).split())
