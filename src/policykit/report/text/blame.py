"""Who changed what last, for a terminal: one item a block, by kind."""

from __future__ import annotations

import textwrap

from policykit.model.blame import Blame, Blamed
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.told import COMMIT_LETTERS
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LEAST = 20
_MARGIN = 4


def render(blame: Blame, style: Style) -> str:
    """The items in the order they are written, each with its last change."""
    out = Text()
    out.append(f"{one_line(blame.title)}\n", "bold")
    which = "any change, of wording too" if blame.everything else "what it means"
    branch = f" on {one_line(blame.branch)}" if blame.branch else ""
    out.append(
        f"{one_line(blame.path)}, version {one_line(blame.version) or '?'}{branch}; "
        f"the last commit that changed {which}.\n",
        "dim",
    )
    kind = ""
    for each in blame.items:
        if each.kind != kind:
            kind = each.kind
            out.append(f"\n{kind.replace('-', ' ')}s\n", "bold underline")
        _item(out, each, style)
    if blame.gap:
        out.append(f"\n{one_line(blame.gap)}\n", "yellow")
    return out.printed(color=style.color)


def _item(out: Text, each: Blamed, style: Style) -> None:
    brought = each.commit
    out.append(f"{brought.day.isoformat()} {one_line(brought.commit[:COMMIT_LETTERS])} ", "dim")
    out.append(f"{one_line(each.version)} {one_line(brought.author)}  ", "dim")
    out.append(f"{one_line(each.item)}\n", "bold")
    width = max(style.width - _MARGIN, _LEAST)
    words = textwrap.shorten(one_line(each.words), 2 * width, placeholder=" …")
    for text, look in ((words, ""), *((one_line(why), "yellow") for why in each.why)):
        for line in textwrap.wrap(text, width, break_on_hyphens=False):
            out.append(f"{'':{_MARGIN}}{visible_line(line)}\n", look)
