"""Who has approved what, as Markdown: a table, and what is lacking."""

from __future__ import annotations

from policykit.model.approval import ApprovalReport
from policykit.report.approval_words import by_role, cell, headline, name, roles_of, troubles
from policykit.report.formats import Style
from policykit.report.markdown.plain import words
from policykit.report.unread_words import unread_told


def render(report: ApprovalReport, style: Style) -> str:
    """The matrix of policies and roles, then what each policy lacks."""
    del style
    roles = roles_of(report)
    lines = [f"## Approvals on {report.today.isoformat()}", "", words(headline(report)), ""]
    if report.unread:
        lines += [*(f"- {words(unread_told(each))}" for each in report.unread), ""]
    if roles:
        lines.append(f"| Policy | Status | {' | '.join(map(words, roles))} |")
        lines.append("|---" * (len(roles) + 2) + "|")
        lines += [
            f"| {words(name(policy))} | {words(policy.status)} | "
            f"{' | '.join(words(cell(each)) for each in by_role(policy, roles))} |"
            for policy in report.policies
        ]
    for policy in report.policies:
        lacking = troubles(policy)
        if lacking:
            lines += ["", f"**{words(name(policy))}** ({words(policy.status)})", ""]
            for sentence, changed in lacking:
                lines += [f"- {words(sentence)}", *(f"  - {words(each)}" for each in changed)]
    return "\n".join(lines) + "\n"
