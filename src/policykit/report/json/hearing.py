"""Who has been heard as JSON: versioned."""

from __future__ import annotations

from policykit.model.document import Json
from policykit.model.hearing import (
    CommentShown,
    FeedbackSource,
    HearingReport,
    Occasion,
    Party,
    PolicyHearing,
)
from policykit.model.record import Evidence
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: HearingReport, style: Style) -> str:
    """All policies as one JSON object with a final line end."""
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
            "policies": [_policy(each, report) for each in report.policies],
        }
    )


def _policy(policy: PolicyHearing, report: HearingReport) -> dict[str, Json]:
    days = None if policy.until is None else (policy.until - report.today).days
    return {
        "policy": policy.policy,
        "title": policy.title,
        "path": policy.path,
        "owner": policy.owner,
        "status": policy.status,
        "version": policy.version,
        "in_review": policy.in_review,
        "comments_until": None if policy.until is None else policy.until.isoformat(),
        "days_left": days,
        "late": policy.is_late(report.today),
        "people": [_party(each) for each in policy.parties],
        "feedback": [_source(each) for each in policy.sources],
        "other_evidence": [_evidence(each) for each in policy.evidence],
        "comments": [_comment(each) for each in policy.comments],
    }


def _party(party: Party) -> dict[str, Json]:
    return {
        "role": party.role,
        "title": party.title,
        "why": [each.value for each in party.reasons],
        "heard": bool(party.occasions),
        "occasions": [_occasion(each) for each in party.occasions],
    }


def _occasion(occasion: Occasion) -> dict[str, Json]:
    return {
        "date": occasion.on,
        "how": occasion.manner.value,
        "via": occasion.via,
        "count": occasion.count,
        "outcome": occasion.outcome,
    }


def _source(source: FeedbackSource) -> dict[str, Json]:
    return {
        "id": source.id,
        "kind": source.kind,
        "from": source.giver,
        "what": source.what,
        "evidence": [_evidence(each) for each in source.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Json]:
    return {
        "id": evidence.id,
        "date": evidence.date,
        "found": evidence.found,
        "changed": [*evidence.changed],
    }


def _comment(shown: CommentShown) -> dict[str, Json]:
    comment = shown.comment
    return {
        "id": comment.id,
        "role": comment.role,
        "by": comment.by,
        "date": comment.date,
        "item": comment.item,
        "words_now": shown.words,
        "gone": shown.is_gone,
        "says": comment.says,
        "outcome": shown.outcome.value,
        "answer": comment.answer,
        "changed": [*comment.changed],
        "settled": comment.settled,
        "settled_by": comment.settled_by,
    }
