"""Who has been heard as Markdown: what is missing first, then a table of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.hearing import HearingReport, PolicyHearing
from policykit.report.formats import Style
from policykit.report.hearing_words import (
    about,
    comments_told,
    headline,
    occasion_told,
    said_by,
    source_told,
    stage,
    told,
)
from policykit.report.markdown.plain import code, words
from policykit.report.unread_words import unread_told

_HEAD = ("| Who | Why | Heard |", "|---" * 3 + "|")


def render(report: HearingReport, style: Style) -> str:
    """Policies that lack something; all of them where everything is asked for."""
    lines = [f"## Who has been heard, {report.today.isoformat()}", "", words(headline(report))]
    if report.unread:
        lines += ["", *(f"- {words(unread_told(each))}" for each in report.unread)]
    for policy in told(report, everything=style.everything):
        lines += _policy(policy, report)
    return "\n".join(lines) + "\n"


def _policy(policy: PolicyHearing, report: HearingReport) -> Iterator[str]:
    yield from ("", f"### {words(policy.title or policy.policy)}", "")
    yield f"{code(policy.policy)}, {words(stage(policy, report.today))}"
    missing = [*_missing(policy)]
    if missing:
        yield from ("", *missing)
    if policy.parties:
        yield from ("", *_HEAD)
        for party in sorted(policy.parties, key=lambda each: bool(each.occasions)):
            heard = "<br>".join(words(occasion_told(each)) for each in party.occasions)
            why = "; ".join(each.value for each in party.reasons)
            yield f"| {words(party.title)} | {words(why)} | {heard or '**not yet**'} |"
    evidence = [*_evidence(policy)]
    if evidence:
        yield from ("", *evidence)


def _missing(policy: PolicyHearing) -> Iterator[str]:
    if policy.unheard:
        yield f"- **Not heard yet:** {words(', '.join(each.title for each in policy.unheard))}"
    for shown in policy.waiting:
        lead = f"{code(shown.comment.id)} on {words(about(shown))} ({words(said_by(shown))})"
        yield f"- **Waits for an answer:** {lead}: {words(shown.comment.says)}"
    if policy.unused:
        yield f"- **No evidence yet from:** {words(', '.join(map(source_told, policy.unused)))}"
    if policy.comments:
        yield f"- {words(comments_told(policy))}"


def _evidence(policy: PolicyHearing) -> Iterator[str]:
    for source in policy.sources:
        for each in source.evidence:
            lead = f"{code(each.id)} {words(each.date)}, {words(source_told(source))}"
            yield f"- Evidence {lead}: {words(each.found)}"
    for each in policy.evidence:
        yield f"- Evidence {code(each.id)} {words(each.date)}: {words(each.found)}"
