"""Changes as JSON: versioned, 1-based, described by schemas/output/changes.schema.json."""

from __future__ import annotations

from typing import Final

from policykit import __version__
from policykit.model.change import (
    Acceptance,
    Change,
    Comparison,
    Endpoint,
    FloorTouched,
    Line,
    Piece,
    PolicyComparison,
    Side,
)
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.json.places import location
from policykit.report.versions import asked_version
from policykit.report.winners import tally

VERSION: Final = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(comparison: Comparison, style: Style) -> str:
    """The whole comparison as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "tool": {"name": "policykit", "version": __version__},
            "name": comparison.name,
            "before": _endpoint(comparison.before),
            "after": _endpoint(comparison.after),
            "compared": comparison.compared,
            "summary": _summary(comparison),
            "policies": [_policy(policy) for policy in comparison.policies],
            "changes": [_change(change) for change in comparison.changes],
            "accepted_in_vain": [_acceptance(each) for each in comparison.accepted_in_vain],
            "unread": [{"path": path, "why": why} for path, why in comparison.unread],
            "notes": list(comparison.notes),
            "titles": {
                kind: dict(sorted(names.items()))
                for kind, names in sorted(comparison.titles.items())
            },
        }
    )


def _endpoint(side: Endpoint) -> dict[str, str]:
    return {
        "name": side.name,
        "commit": side.commit,
        "day": side.day,
        "author": side.author,
        "date": side.date,
    }


def _summary(comparison: Comparison) -> dict[str, object]:
    counts = tally(comparison.changes)
    return {
        "changes": len(comparison.changes),
        "customers": {
            "worse": counts.worse,
            "unclear": counts.unclear,
            "better": counts.better,
        },
        "staff": {
            "more": counts.more,
            "unclear": counts.perhaps_more,
            "less": counts.less,
        },
        "law": {"crossed": counts.crossed, "kept": counts.kept},
        "editorial": counts.small,
        "accepted": counts.accepted,
    }


def _policy(policy: PolicyComparison) -> dict[str, object]:
    return {
        "policy": policy.policy,
        "title": policy.title,
        "path": policy.path,
        "owner": policy.owner,
        "status": policy.status,
        "version": {
            "before": policy.version_before,
            "after": policy.version_after,
            "required": policy.required.value,
            "made": policy.made.value,
            "verdict": policy.verdict.value,
            "asked": asked_version(policy.version_before, policy.required),
        },
        "approvals_void": list(policy.void),
        "retrain": list(policy.retrain),
        "changes": len(policy.changes),
        "lines": [_line(line) for line in policy.lines],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "address": line.address,
        "label": line.label,
        "heading": line.heading,
        "before": line.before,
        "after": line.after,
        "redline": [_piece(piece) for piece in line.pieces],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "code": change.code,
        "name": change.name,
        "severity": change.severity.value,
        "policy": change.policy,
        "policy_title": change.policy_title,
        "item_kind": change.item_kind,
        "item": change.item,
        "title": change.title,
        "message": change.message,
        "customer": change.customer.value,
        "staff": change.staff.value,
        "bump": change.bump.value,
        "editorial": change.editorial,
        "where": change.where,
        "regions": list(change.regions),
        "before": _side(change.before),
        "after": _side(change.after),
        "redline": [_piece(piece) for piece in change.redline],
        "floors": [_floor(floor) for floor in change.floors],
        "roles": list(change.roles),
        "retrain": list(change.retrain),
        "fingerprint": change.fingerprint,
        "accepted": _acceptance(change.accepted) if change.accepted else None,
    }


def _side(side: Side | None) -> dict[str, object] | None:
    return {"value": side.value, "location": location(side.location)} if side else None


def _piece(piece: Piece) -> dict[str, str]:
    return {"kind": piece.kind.value, "text": piece.text}


def _floor(floor: FloorTouched) -> dict[str, object]:
    return {
        "requirement": floor.name,
        "framework": floor.framework,
        "cite": floor.cite,
        "asks": floor.words,
        "regions": list(floor.regions),
        "crossed": floor.crossed,
    }


def _acceptance(accepted: Acceptance) -> dict[str, object]:
    return {
        "change": accepted.change,
        "reason": accepted.reason,
        "role": accepted.role,
        "date": accepted.date,
        "stale": accepted.stale,
    }
