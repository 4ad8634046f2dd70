"""Who has been heard as a page: what is missing first, then everybody, policy by policy."""

from __future__ import annotations

import base64
import hashlib

from policykit import resources
from policykit.model.hearing import FeedbackSource, HearingReport, Party, PolicyHearing
from policykit.model.record import Evidence
from policykit.rendering import Plain, Templates
from policykit.report.formats import Style
from policykit.report.hearing_words import (
    about,
    comments_told,
    counted,
    occasion_told,
    owner,
    said_by,
    source_told,
    stage,
    told,
)
from policykit.report.unread_words import unread_told
from policykit.report.words import one_line

_FOLDER = "report"


def render(report: HearingReport, style: Style) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    policies = [*told(report, everything=style.everything)]
    late = sum(len(each.waiting) for each in report.policies if each.is_late(report.today))
    waiting = sum(len(each.waiting) for each in report.policies)
    unused = sum(len(each.unused) for each in report.policies)
    data: dict[str, Plain] = {
        "title": "Who has been heard",
        "name": one_line(report.name),
        "today": report.today.isoformat(),
        "unread": [unread_told(each) for each in report.unread],
        "numbers": [
            _number(
                sum(bool(each.unheard) for each in report.policies),
                f"of {counted(len(report.policies), 'policy', 'policies')}: somebody was not heard",
            ),
            _number(
                waiting,
                f"{'comment waits' if waiting == 1 else 'comments wait'} for an answer"
                + (f", {late} too long" if late else ""),
            ),
            _number(
                unused,
                f"{'source' if unused == 1 else 'sources'} of feedback gave no evidence yet",
            ),
        ],
        "policies": [_policy(each, report) for each in policies],
        "left_out": _left_out(len(report.policies) - len(policies)),
    }
    return page("hearing", data)


def page(name: str, data: dict[str, Plain]) -> str:
    """A page of this report, its styles allowed by their digest.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    templates = Templates(resources.shipped("templates"))
    css = templates.text(f"{_FOLDER}/hearing.css").encode()
    allowed = f"sha256-{base64.b64encode(hashlib.sha256(css).digest()).decode()}"
    return templates.render(f"{_FOLDER}/{name}.html", {**data, "allowed": allowed})


def _number(count: int, words: str) -> dict[str, Plain]:
    return {"count": count, "words": words}


def _left_out(count: int) -> str:
    if not count:
        return ""
    return f"{counted(count, 'policy lacks', 'policies lack')} nothing; --all shows them too."


def _policy(policy: PolicyHearing, report: HearingReport) -> dict[str, Plain]:
    return {
        "id": one_line(policy.policy),
        "title": one_line(policy.title or policy.policy),
        "owner": owner(policy),
        "stage": stage(policy, report.today),
        "late": policy.is_late(report.today),
        "unheard": [_party(each) for each in policy.unheard],
        "heard": [_party(each) for each in policy.parties if each.occasions],
        "waiting": [
            {
                "id": one_line(each.comment.id),
                "about": about(each),
                "says": one_line(each.comment.says),
                "by": said_by(each),
            }
            for each in policy.waiting
        ],
        "unused": [source_told(each) for each in policy.unused],
        "comments": comments_told(policy) if policy.comments else "",
        "evidence": [
            *(_evidence(each, source) for source in policy.sources for each in source.evidence),
            *(_evidence(each, None) for each in policy.evidence),
        ],
    }


def _party(party: Party) -> dict[str, Plain]:
    return {
        "title": one_line(party.title),
        "why": "; ".join(each.value for each in party.reasons),
        "occasions": [occasion_told(each) for each in party.occasions],
    }


def _evidence(evidence: Evidence, source: FeedbackSource | None) -> dict[str, Plain]:
    return {
        "id": one_line(evidence.id),
        "date": one_line(evidence.date),
        "found": one_line(evidence.found),
        "source": source_told(source) if source is not None else "",
        "changed": ", ".join(map(one_line, evidence.changed)),
    }
