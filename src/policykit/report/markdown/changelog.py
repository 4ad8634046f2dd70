"""A changelog as Markdown."""

from __future__ import annotations

from policykit.model.changelog import Changelog
from policykit.report.formats import Style
from policykit.report.markdown.plain import words
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


def render(changelog: Changelog, style: Style) -> str:
    """A heading for each group and policy, a line for each change."""
    del style
    out = [f"# {words(heading(changelog))}", "", words(sides(changelog)), ""]
    out += [line for note in changelog.notes for line in (words(note), "")]
    if not changelog.groups:
        out += ["Nothing changed.", ""]
    for group in changelog.groups:
        items, rest = shown(changelog, group)
        out += [f"## {words(group_title(group))}", ""]
        for title, each in by_policy(items):
            out += [f"### {words(title)}", ""]
            for item in each:
                aside = f" *({words(remark(item))})*" if remark(item) else ""
                out.append(f"- {words(item.message)}{aside}")
                if item.before:
                    out.append(f"  - before: {words(item.before)}")
                if item.after:
                    out.append(f"  - now: {words(item.after)}")
            out.append("")
        if rest:
            out += [f"*{more(rest)}*", ""]
    if left_out(changelog):
        out += [left_out(changelog), ""]
    return "\n".join(out).rstrip("\n") + "\n"
