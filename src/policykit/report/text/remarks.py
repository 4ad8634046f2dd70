"""What staff said of the rules, for a terminal: by rule, shortened."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.remark import Came, Heard
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.remark_words import NOBODY, UNKNOWN, headline, renamed, said
from policykit.report.visible import visible, visible_line

_MOST_OF_A_LINE = 100
_MOST_OF_AN_ANSWER = 240


def render(found: Sequence[Heard], style: Style) -> str:
    """The remarks by rule, those about nothing known last."""
    out = Text()
    if not found:
        out.append(f"{NOBODY}\n")
    for each in found:
        if each.policy:
            words = _short(each.words, _MOST_OF_A_LINE)
            out.append(f"{visible_line(f'{each.name}: {words}')}\n", "bold")
        else:
            out.append(f"{UNKNOWN}\n", "bold")
        for came in each.remarks:
            _remark(out, came, each, style)
        if each.policy and any(came.is_open for came in each.remarks):
            out.append(
                "  Note what you learn: policykit record add evidence "
                f'{visible(each.policy)} --found "…"\n',
                "dim",
            )
        out.append("\n")
    return out.printed(color=style.color)


def _remark(out: Text, came: Came, each: Heard, style: Style) -> None:
    parts = (headline(came), _short(came.title, _MOST_OF_A_LINE), renamed(came, each.name))
    out.append(f"  {visible('  '.join(filter(None, parts)))}\n")
    for lead, words in said(came):
        short = _short(words, _MOST_OF_AN_ANSWER)
        flow(out, [(f"{lead}: ", "dim"), (short, "")], style.width, first="      ", rest="        ")


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
