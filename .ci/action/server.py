"""What the build server is told: annotations in its log, outputs of a step, the summary."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

MOST_SUMMARY = 1024 * 1024
"""Bytes of the summary of a step that GitHub takes; it drops a longer one as a whole."""


def annotate(kind: str, text: str) -> None:
    """An annotation of no file: `kind` is error, warning or notice."""
    data = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{kind} title=policykit::{data}\n")
    sys.stdout.flush()


def show(text: str) -> None:
    """Print what strangers may have written: no line of it is taken for a command."""
    if not text:
        return
    end = secrets.token_hex(16)
    closing = "" if text.endswith("\n") else "\n"
    sys.stdout.write(f"::stop-commands::{end}\n{text}{closing}::{end}::\n")
    sys.stdout.flush()


def give(outputs: Mapping[str, object]) -> None:
    """Set the outputs of this step."""
    named = os.environ.get("GITHUB_OUTPUT")
    if not named:
        return
    with Path(named).open("a", encoding="utf-8", newline="\n") as stream:
        for name, value in outputs.items():
            # No value can hold the word that ends it, so none can set another output.
            end = secrets.token_hex(16)
            stream.write(f"{name}<<{end}\n{value}\n{end}\n")


def summarize(text: str) -> None:
    """Add to the summary; one that cannot be written is a pity and no reason to fail."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    try:
        with Path(named).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError:
        annotate("notice", "The summary of this job could not be written.")
