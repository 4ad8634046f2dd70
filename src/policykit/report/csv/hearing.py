"""Who has been heard as CSV (RFC 4180): a row for everybody and every source of feedback."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.hearing import HearingReport, PolicyHearing
from policykit.report.cells import table
from policykit.report.formats import Style

COLUMNS = (
    "policy",
    "title",
    "owner",
    "status",
    "version",
    "comments_until",
    "kind",
    "who",
    "why",
    "heard",
    "last",
    "how",
    "count",
    "outcome",
)
"""The head of the table; new columns go to the end."""


def render(report: HearingReport, style: Style) -> str:
    """Those who were not heard first, by policy; a row has the last occasion."""
    del style
    return table(COLUMNS, (row for policy in report.policies for row in _rows(policy)))


def _rows(policy: PolicyHearing) -> Iterator[tuple[str, ...]]:
    head = (
        policy.policy,
        policy.title,
        policy.owner,
        policy.status,
        policy.version,
        policy.until.isoformat() if policy.until is not None else "",
    )
    for party in sorted(policy.parties, key=lambda each: bool(each.occasions)):
        why = "; ".join(each.value for each in party.reasons)
        row = (*head, "role" if party.role != "customer" else "customer", party.role, why)
        if not party.occasions:
            yield (*row, "no", "", "", "", "")
            continue
        last = party.occasions[0]
        how = "; ".join(filter(None, (last.manner.value, last.via)))
        yield (*row, "yes", last.on, how, str(last.count or ""), last.outcome)
    for source in policy.sources:
        row = (*head, "feedback", source.id, f"{source.kind} from {source.giver}")
        if not source.evidence:
            yield (*row, "no", "", "", "", "")
        for each in source.evidence:
            yield (*row, "yes", each.date, each.id, "", each.found)
