"""Every comment and what became of it as a page to attach to a release."""

from __future__ import annotations

from policykit.model.hearing import CommentShown, HearingReport
from policykit.rendering import Plain
from policykit.report.formats import Style
from policykit.report.hearing_words import (
    OUTCOMES,
    about,
    changed,
    comments_headline,
    owner,
    said_by,
    settled,
    stage,
)
from policykit.report.html.hearing import page
from policykit.report.unread_words import unread_told
from policykit.report.words import one_line


def render(report: HearingReport, style: Style) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    data: dict[str, Plain] = {
        "title": "Comments and what became of them",
        "name": one_line(report.name),
        "today": report.today.isoformat(),
        "unread": [unread_told(each) for each in report.unread],
        "headline": comments_headline(report),
        "policies": [
            {
                "id": one_line(policy.policy),
                "title": one_line(policy.title or policy.policy),
                "owner": owner(policy),
                "version": one_line(policy.version),
                "stage": stage(policy, report.today),
                "comments": [_comment(each) for each in policy.comments],
            }
            for policy in report.policies
            if policy.comments
        ],
    }
    return page("comments", data)


def _comment(shown: CommentShown) -> dict[str, Plain]:
    comment = shown.comment
    return {
        "id": one_line(comment.id),
        "about": about(shown),
        "words": one_line(shown.words),
        "says": one_line(comment.says),
        "by": said_by(shown),
        "kind": shown.outcome.value,
        "outcome": OUTCOMES[shown.outcome],
        "answer": one_line(comment.answer),
        "settled": settled(shown),
        "changed": changed(shown),
    }
