"""Reviews for a terminal: by owner, the most urgent first, and how many there are a month."""

from __future__ import annotations

from policykit.model.review import ReviewReport, ReviewState
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.review_words import (
    by_month,
    by_owner,
    headline,
    is_told,
    last,
    notes,
    round_told,
    when,
)
from policykit.report.words import one_line

_LOOKS = {ReviewState.OVERDUE: "red", ReviewState.DUE: "yellow", ReviewState.UNPLANNED: "red"}


def render(report: ReviewReport, style: Style) -> str:
    """What is to be done, by owner; all policies in force where everything is asked for."""
    out = Text()
    out.append(f"Reviews, {one_line(report.name)}, {report.today.isoformat()}\n", "bold")
    out.append(f"{headline(report)}\n")
    for owner, policies in by_owner(report).items():
        shown = [each for each in policies if style.everything or is_told(each)]
        if not shown:
            continue
        out.append(f"\n{one_line(owner)}\n", "bold underline")
        for each in shown:
            out.append(f"  {one_line(each.policy)}", "bold")
            out.append(f"  {when(each, report)}", _LOOKS.get(each.state, ""))
            out.append(f"  ({last(each)})\n", "dim")
            for note in notes(each):
                flow(out, [(note, "")], style.width, first="    ", rest="    ")
    for sentence in round_told(report):
        out.append("\n")
        flow(out, [(sentence, "yellow")], style.width)
    if report.policies:
        out.append("\nby month\n", "bold underline")
        for month, policies in by_month(report).items():
            named = ", ".join(one_line(each.policy) for each in policies)
            flow(
                out,
                [(f"{month} ({len(policies)}) ", ""), (named, "dim")],
                style.width,
                first="  ",
                rest="  ",
            )
    return out.printed(color=style.color)
