"""Reviews as Markdown: a table by owner, and how many there are a month."""

from __future__ import annotations

from policykit.model.review import ReviewReport
from policykit.report.formats import Style
from policykit.report.markdown.plain import words
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


def render(report: ReviewReport, style: Style) -> str:
    """What is to be done, by owner; all policies in force where everything is asked for."""
    lines = [f"## Reviews on {report.today.isoformat()}", "", words(headline(report))]
    for owner, policies in by_owner(report).items():
        shown = [each for each in policies if style.everything or is_told(each)]
        if not shown:
            continue
        lines += [
            "",
            f"### {words(owner)}",
            "",
            "| Policy | Review | Last | Notes |",
            "|---" * 4 + "|",
        ]
        lines += [
            f"| {words(each.title or each.policy)} | {words(when(each, report))} | "
            f"{words(last(each))} | {' '.join(map(words, notes(each)))} |"
            for each in shown
        ]
    for sentence in round_told(report):
        lines += ["", f"- {words(sentence)}"]
    if report.policies:
        lines += ["", "### By month", "", "| Month | Reviews | Policies |", "|---" * 3 + "|"]
        lines += [
            f"| {month} | {len(policies)} | {', '.join(words(each.policy) for each in policies)} |"
            for month, policies in by_month(report).items()
        ]
    return "\n".join(lines) + "\n"
