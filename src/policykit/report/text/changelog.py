"""A changelog for a terminal."""

from __future__ import annotations

import textwrap

from policykit.model.changelog import Changelog, Item
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.news import (
    by_policy,
    group_title,
    heading,
    left_out,
    more,
    remark,
    shown,
    sides,
)
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LEAST = 20


def render(changelog: Changelog, style: Style) -> str:
    """Group by group, policy by policy."""
    out = Text()
    out.append(f"{heading(changelog)}\n", "bold")
    out.append(f"{sides(changelog)}\n", "dim")
    for note in changelog.notes:
        out.append(f"{one_line(note)}\n", "dim")
    if not changelog.groups:
        out.append("\nNothing changed.\n")
    for group in changelog.groups:
        items, rest = shown(changelog, group)
        out.append(f"\n{group_title(group)}\n", "bold underline")
        for title, each in by_policy(items):
            out.append(f"  {title}\n", "bold")
            for item in each:
                _item(out, item, style)
        if rest:
            out.append(f"    {more(rest)}\n", "dim")
    if left_out(changelog):
        out.append(f"\n{left_out(changelog)}\n", "dim")
    return out.printed(color=style.color)


def _item(out: Text, item: Item, style: Style) -> None:
    _wrapped(out, "- ", one_line(item.message), "", style)
    if item.before:
        _wrapped(out, "  before: ", one_line(item.before), "dim", style)
    if item.after:
        _wrapped(out, "  now: ", one_line(item.after), "", style)
    if remark(item):
        _wrapped(out, "  ", remark(item), "yellow", style)


def _wrapped(out: Text, label: str, words: str, look: str, style: Style) -> None:
    width = max(style.width - 4, _LEAST)
    lines = textwrap.wrap(
        words, width, initial_indent=label, subsequent_indent="  ", break_on_hyphens=False
    )
    out.append("".join(f"    {visible_line(line)}\n" for line in lines), look)
