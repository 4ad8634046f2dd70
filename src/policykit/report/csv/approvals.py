"""Who has approved what, as CSV (RFC 4180): a row a policy and role."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.approval import ApprovalReport
from policykit.report.cells import table
from policykit.report.formats import Style

COLUMNS = (
    "policy",
    "title",
    "path",
    "next",
    "status",
    "version",
    "owner",
    "role",
    "state",
    "asked_because",
    "by",
    "date",
    "locales",
    "unread",
    "changed_locales",
    "changed",
    "signature",
    "doubt",
    "people",
    "quorum",
)
"""The head of the table; new columns go to the end."""

_BETWEEN = "; "


def render(report: ApprovalReport, style: Style) -> str:
    """A row a policy and role; a policy that nobody must approve has none."""
    del style
    return table(COLUMNS, _rows(report))


def _rows(report: ApprovalReport) -> Iterator[tuple[str | int, ...]]:
    for policy in report.policies:
        for each in policy.roles:
            yield (
                policy.policy,
                policy.title,
                policy.path,
                "yes" if policy.coming else "",
                policy.status,
                policy.version,
                policy.owner,
                each.role,
                each.state.value,
                each.why,
                each.by,
                each.on,
                _BETWEEN.join(each.locales),
                _BETWEEN.join(each.unread),
                _BETWEEN.join(each.differing),
                _BETWEEN.join(each.changed),
                each.signed.value,
                each.doubt,
                len(policy.people),
                policy.quorum,
            )
