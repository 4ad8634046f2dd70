"""Every comment and what became of it, as Markdown to attach to a release."""

from __future__ import annotations

from policykit.model.hearing import CommentShown, HearingReport
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
from policykit.report.markdown.plain import code, words
from policykit.report.unread_words import unread_told

_HEAD = ("| | About | Comment | What became of it |", "|---" * 4 + "|")


def render(report: HearingReport, style: Style) -> str:
    """The comments by policy, those that wait first."""
    del style
    lines = [f"## Comments, {report.today.isoformat()}", "", words(comments_headline(report))]
    if report.unread:
        lines += ["", *(f"- {words(unread_told(each))}" for each in report.unread)]
    for policy in report.policies:
        if policy.comments:
            lines += ["", f"### {words(policy.title or policy.policy)}", ""]
            lines += [f"{code(policy.policy)}, {words(stage(policy, report.today))}", "", *_HEAD]
            lines += map(_row, policy.comments)
    return "\n".join(lines) + "\n"


def _row(shown: CommentShown) -> str:
    comment = shown.comment
    item = words(about(shown)) + (f"<br>{words(shown.words)}" if shown.words else "")
    said = f"{words(comment.says)}<br>{words(said_by(shown))}"
    parts = (
        f"**{OUTCOMES[shown.outcome]}**",
        words(comment.answer),
        f"changed: {words(changed(shown))}" if comment.changed else "",
        words(settled(shown)),
    )
    return f"| {code(comment.id)} | {item} | {said} | {'<br>'.join(filter(None, parts))} |"
