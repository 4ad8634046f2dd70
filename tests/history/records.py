"""The record of a policy as it stood on an earlier day, or under an earlier version."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.history import blocks

_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_OF_EVERY_VERSION = ("drafted", "consulted", "reviews", "law_checked", "approvals")
_OF_THIS_VERSION = ("digests:", "outcome:")


def until(text: str, day: date) -> str:
    """A record without the entries dated after a day, '' when none is left."""
    lines = text.split("\n")
    gone: list[blocks.Block] = []
    left = False
    for section in blocks.children(lines, None):
        entries = blocks.children(lines, section)
        if entries and not lines[entries[0].first].lstrip().startswith("- "):
            entries = [section]
        late = [it for it in entries if _day(lines, it) > day]
        # What was looked at has no day: it comes with the rest, and never alone.
        is_dated = not lines[section.first].startswith("seen:")
        left = left or (is_dated and len(late) < len(entries))
        gone += [section] if len(late) == len(entries) else late
    for block in reversed(gone):
        del lines[block.first : block.end]
    return "\n".join(lines) if left else ""


def _day(lines: list[str], entry: blocks.Block) -> date:
    dated = re.compile(r"\s*(?:- )?date:\s*(\S+)")
    found = (dated.match(lines[number]) for number in range(entry.first, entry.end))
    return next((date.fromisoformat(it[1]) for it in found if it is not None), date.min)


def of_version(text: str, days: timedelta) -> str:
    """The record of another version: who wrote, saw and approved it, as many days away.

    What was found, and what came of asking, belongs to the version it stands with.
    """
    lines = text.split("\n")
    for section in reversed(blocks.children(lines, None)):
        if section.name not in _OF_EVERY_VERSION:
            del lines[section.first : section.end]
    return shifted(_of_no_version("\n".join(lines)), days)


def _of_no_version(text: str) -> str:
    kept: list[str] = []
    inside = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if inside >= 0 and depth > inside:
            continue
        inside = depth if line.lstrip(" ").startswith(_OF_THIS_VERSION) else -1
        if inside < 0:
            kept.append(line)
    return "\n".join(kept)


def shifted(text: str, days: timedelta) -> str:
    """A text with every date moved by some days."""
    return _DATE.sub(lambda it: (date.fromisoformat(it[0]) + days).isoformat(), text)
