"""Every comment and what became of it, for a terminal."""

from __future__ import annotations

from policykit.model.hearing import CommentShown, HearingReport, Outcome
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.hearing_words import (
    OUTCOMES,
    about,
    changed,
    comments_headline,
    said_by,
    settled,
    stage,
)
from policykit.report.unread_words import unread_told
from policykit.report.words import one_line

_LOOKS = {Outcome.OPEN: "yellow", Outcome.NOT_TAKEN: "magenta"}


def render(report: HearingReport, style: Style) -> str:
    """The comments by policy, those that wait first."""
    out = Text()
    out.append(f"Comments, {one_line(report.name)}, {report.today.isoformat()}\n", "bold")
    out.append(f"{comments_headline(report)}\n")
    for unread in report.unread:
        flow(out, [("! ", "red"), (unread_told(unread), "")], style.width, rest="  ")
    for policy in report.policies:
        if not policy.comments:
            continue
        out.append(f"\n{one_line(policy.policy)}", "bold")
        out.append(f"  {stage(policy, report.today)}\n", "dim")
        for shown in policy.comments:
            _comment(out, shown, style)
    return out.printed(color=style.color)


def _comment(out: Text, shown: CommentShown, style: Style) -> None:
    out.append(f"  {one_line(shown.comment.id)}", "bold")
    out.append(f"  {OUTCOMES[shown.outcome]}", _LOOKS.get(shown.outcome, "green"))
    out.append(f"  on {about(shown)}\n", "dim")
    lines = (
        ("It reads now: ", one_line(shown.words), "dim"),
        (f"{said_by(shown)}: ", one_line(shown.comment.says), ""),
        (f"Answer{_of(shown)}: ", one_line(shown.comment.answer), ""),
        ("Changed: ", changed(shown), ""),
    )
    for lead, words, look in lines:
        if words:
            flow(out, [(lead, "dim"), (words, look)], style.width, first="    ", rest="      ")


def _of(shown: CommentShown) -> str:
    when = settled(shown)
    return f", {when}" if when else ""
