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
    looked_commands,
    notes,
    round_told,
    stale_command,
    stale_told,
    suspect_changes,
    suspect_told,
    suspects_by_policy,
    suspects_headline,
    when,
)
from policykit.report.unread_words import unread_told
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LOOKS = {ReviewState.OVERDUE: "red", ReviewState.DUE: "yellow", ReviewState.UNPLANNED: "red"}


def render(report: ReviewReport, style: Style) -> str:
    """What is to be done, by owner; all policies in force where everything is asked for."""
    out = Text()
    out.append(f"Reviews, {one_line(report.name)}, {report.today.isoformat()}\n", "bold")
    out.append(f"{headline(report)}\n")
    for unread in report.unread:
        flow(out, [("! ", "red"), (unread_told(unread), "")], style.width, rest="  ")
    for owner, policies in by_owner(report).items():
        shown = [each for each in policies if style.everything or is_told(each)]
        if not shown:
            continue
        out.append(f"\n{visible_line(one_line(owner))}\n", "bold underline")
        for each in shown:
            out.append(visible_line(f"  {one_line(each.policy)}"), "bold")
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
    _again(out, report, style)
    return out.printed(color=style.color)


def _again(out: Text, report: ReviewReport, style: Style) -> None:
    """What is to be looked at again because of a change elsewhere."""
    if report.suspects:
        out.append("\nto look at again\n", "bold underline")
        out.append(f"{suspects_headline(report)}\n")
    for policy, found in suspects_by_policy(report).items():
        out.append(f"\n  {one_line(policy)}", "bold")
        out.append(f"  {one_line(found[0].owner)}\n", "dim")
        told: set[tuple[str, ...]] = set()
        for each in found:
            head = [
                (suspect_told(each), ""),
                (f" ({one_line(each.path)}:{each.line})", "dim"),
            ]
            flow(out, head, style.width, first="    ", rest="      ")
            changes = suspect_changes(each)
            for change in () if changes in told else changes:
                flow(out, [(change, "yellow")], style.width, first="      ", rest="      ")
            told.add(changes)
        if not report.since:
            for command in looked_commands(policy, found):
                out.append("    once looked at: ", "dim")
                out.append(f"{command}\n")
    if report.stale:
        out.append("\nwords in other languages to look at again\n", "bold underline")
        for stale in report.stale:
            flow(
                out,
                [(stale_told(stale), ""), (f" {stale_command(stale)}", "dim")],
                style.width,
                first="  ",
                rest="    ",
            )
