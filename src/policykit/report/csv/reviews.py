"""Reviews as CSV (RFC 4180): a row a policy in force."""

from __future__ import annotations

from collections import Counter

from policykit.model.review import PolicyReview, ReviewReport
from policykit.report.cells import table
from policykit.report.formats import Style
from policykit.report.review_words import hollow_words

COLUMNS = (
    "policy",
    "title",
    "path",
    "owner",
    "version",
    "every",
    "last",
    "what",
    "by",
    "due",
    "state",
    "hollow",
    "changed_since",
    "suspects",
    "stale",
)
"""The head of the table; new columns go to the end."""


def render(report: ReviewReport, style: Style) -> str:
    """A row a policy, the most urgent first."""
    del style
    suspects = Counter(each.policy for each in report.suspects)
    stale: Counter[str] = Counter()
    for each in report.stale:
        stale[each.policy] += each.texts
    return table(
        COLUMNS,
        (
            (*_row(each), str(suspects[each.policy]), str(stale[each.policy]))
            for each in report.policies
        ),
    )


def _row(review: PolicyReview) -> tuple[str, ...]:
    return (
        review.policy,
        review.title,
        review.path,
        review.owner,
        review.version,
        review.every,
        review.last.isoformat() if review.last is not None else "",
        review.was,
        review.by,
        review.due.isoformat() if review.due is not None else "",
        review.state.value,
        hollow_words(review.hollow),
        "yes" if review.changed_since else "",
    )
