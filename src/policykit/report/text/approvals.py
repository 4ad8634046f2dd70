"""Who has approved what, for a terminal: the matrix, and what is lacking."""

from __future__ import annotations

from policykit.model.approval import ApprovalReport, ApprovalState
from policykit.report.approval_words import by_role, cell, headline, name, roles_of, troubles
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.text.grid import grid
from policykit.report.unread_words import unread_told
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LOOKS = {
    ApprovalState.APPROVED: "green",
    ApprovalState.OWN: "yellow",
    ApprovalState.UNBOUND: "yellow",
    ApprovalState.VOID: "red",
    ApprovalState.MISSING: "red",
}
_MOST_CHANGES = 5


def render(report: ApprovalReport, style: Style) -> str:
    """The matrix of policies and roles, then what each policy lacks."""
    out = Text()
    out.append(f"Approvals, {one_line(report.name)}, {report.today.isoformat()}\n", "bold")
    out.append(f"{headline(report)}\n\n")
    for unread in report.unread:
        flow(out, [("! ", "red"), (unread_told(unread), "")], style.width, rest="  ")
    if report.unread:
        out.append("\n")
    roles = roles_of(report)
    if roles:
        rows = [
            [
                (name(policy), ""),
                (one_line(policy.status), ""),
                *(
                    (cell(each), _LOOKS[each.state] if each is not None else "dim")
                    for each in by_role(policy, roles)
                ),
            ]
            for policy in report.policies
        ]
        grid(out, ("policy", "status", *map(one_line, roles)), rows, style.width)
    for policy in report.policies:
        lacking = troubles(policy)
        if not lacking:
            continue
        out.append(f"\n{visible_line(name(policy))}", "bold")
        out.append(f" ({one_line(policy.status)})\n", "dim")
        for sentence, changed in lacking:
            flow(out, [(sentence, "")], style.width, first="  ", rest="  ")
            for each in changed[:_MOST_CHANGES]:
                flow(
                    out,
                    [("since then: ", "dim"), (each, "")],
                    style.width,
                    first="    ",
                    rest="    ",
                )
            if changed[_MOST_CHANGES:]:
                out.append(f"    and {len(changed) - _MOST_CHANGES} more\n", "dim")
    return out.printed(color=style.color)
