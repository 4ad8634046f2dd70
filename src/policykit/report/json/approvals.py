"""Who has approved what, as JSON: versioned."""

from __future__ import annotations

from policykit.model.approval import ApprovalReport
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: ApprovalReport, style: Style) -> str:
    """The policies as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "name": report.name,
            "today": report.today.isoformat(),
            "unread": [
                {"policy": each.policy, "path": each.path, "message": each.message}
                for each in report.unread
            ],
            "approvals": [
                {
                    "policy": policy.policy,
                    "title": policy.title,
                    "path": policy.path,
                    "next": policy.coming,
                    "status": policy.status,
                    "decided": policy.is_decided,
                    "version": policy.version,
                    "owner": policy.owner,
                    "digests": dict(policy.digests),
                    "people": list(policy.people),
                    "quorum": policy.quorum,
                    "roles": [
                        {
                            "role": each.role,
                            "state": each.state.value,
                            "asked": bool(each.why),
                            "why": each.why,
                            "by": each.by,
                            "date": each.on,
                            "locales": list(each.locales),
                            "unread": list(each.unread),
                            "differing": list(each.differing),
                            "changed": list(each.changed),
                            "signature": each.signed.value,
                            "doubt": each.doubt,
                        }
                        for each in policy.roles
                    ],
                }
                for policy in report.policies
            ],
        }
    )
