"""Reviews as Markdown: a table by owner, and how many there are a month."""

from __future__ import annotations

from collections.abc import Iterator

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
    stale_told,
    suspect_changes,
    suspects_by_policy,
    suspects_headline,
    when,
)
from policykit.report.unread_words import unread_told


def render(report: ReviewReport, style: Style) -> str:
    """What is to be done, by owner; all policies in force where everything is asked for."""
    lines = [f"## Reviews on {report.today.isoformat()}", "", words(headline(report))]
    if report.unread:
        lines += ["", *(f"- {words(unread_told(each))}" for each in report.unread)]
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
    lines += _again(report)
    return "\n".join(lines) + "\n"


def _again(report: ReviewReport) -> Iterator[str]:
    """What is to be looked at again because of a change elsewhere."""
    if report.suspects:
        yield from ("", "### To look at again", "", words(suspects_headline(report)))
    for policy, found in suspects_by_policy(report).items():
        yield from (
            "",
            f"**{words(found[0].title or policy)}** ({words(found[0].owner)})",
            "",
            "| Place | Refers to | What changed |",
            "|---" * 3 + "|",
        )
        for each in found:
            yield (
                f"| {words(each.item)}, {words(each.path)}:{each.line} | "
                f"{words(each.kind)} {words(each.name)} | "
                f"{'<br>'.join(map(words, suspect_changes(each)))} |"
            )
    if report.stale:
        yield from ("", "### Words in other languages to look at again", "")
        for stale in report.stale:
            yield f"- {words(stale_told(stale))}"
