"""Every comment and what became of it as CSV (RFC 4180)."""

from __future__ import annotations

from policykit.model.hearing import CommentShown, HearingReport, PolicyHearing
from policykit.report.cells import table
from policykit.report.formats import Style

COLUMNS = (
    "policy",
    "version",
    "comment",
    "item",
    "words_now",
    "role",
    "by",
    "date",
    "says",
    "outcome",
    "answer",
    "changed",
    "settled",
    "settled_by",
)
"""The head of the table; new columns go to the end."""


def render(report: HearingReport, style: Style) -> str:
    """A row a comment, by policy, those that wait first."""
    del style
    rows = (_row(policy, shown) for policy in report.policies for shown in policy.comments)
    return table(COLUMNS, rows)


def _row(policy: PolicyHearing, shown: CommentShown) -> tuple[str, ...]:
    comment = shown.comment
    return (
        policy.policy,
        policy.version,
        comment.id,
        comment.item,
        shown.words,
        comment.role,
        comment.by,
        comment.date,
        comment.says,
        shown.outcome.value,
        comment.answer,
        ", ".join(comment.changed),
        comment.settled,
        comment.settled_by,
    )
