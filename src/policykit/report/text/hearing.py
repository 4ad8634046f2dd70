"""Who has been heard, for a terminal: what is missing first, then who was heard."""

from __future__ import annotations

from policykit.model.hearing import HearingReport, PolicyHearing
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.hearing_words import (
    about,
    comments_told,
    headline,
    occasion_told,
    party_told,
    said_by,
    source_told,
    stage,
    telling,
    told,
)
from policykit.report.unread_words import unread_told
from policykit.report.words import one_line

_INDENT = "    "


def render(report: HearingReport, style: Style) -> str:
    """Policies that lack something; all of them where everything is asked for."""
    out = Text()
    out.append(f"Who has been heard, {one_line(report.name)}, {report.today.isoformat()}\n", "bold")
    flow(out, [(headline(report), "")], style.width)
    for unread in report.unread:
        flow(out, [("! ", "red"), (unread_told(unread), "")], style.width, rest="  ")
    for policy in told(report, everything=style.everything):
        _policy(out, policy, report, style)
    return out.printed(color=style.color)


def _policy(out: Text, policy: PolicyHearing, report: HearingReport, style: Style) -> None:
    out.append(f"\n{one_line(policy.policy)}", "bold")
    look = "red" if policy.is_late(report.today) else ""
    out.append(f"  {stage(policy, report.today)}\n", look or "dim")
    if policy.unheard:
        _line(out, "Not heard yet: ", "; ".join(map(party_told, policy.unheard)), "yellow", style)
    for shown in policy.waiting:
        words = one_line(shown.comment.says)
        lead = f"{shown.comment.id} waits, on {about(shown)} ({said_by(shown)}): "
        _line(out, lead, words, "red" if look else "yellow", style)
    if policy.unused:
        _line(out, "No evidence yet from: ", ", ".join(map(source_told, policy.unused)), "", style)
    if policy.comments:
        _line(out, "", f"{comments_told(policy)}.", "", style)
    for party in policy.parties:
        shown_ones = party.occasions if style.everything else party.occasions and (telling(party),)
        for occasion in shown_ones:
            _line(out, f"{one_line(party.title)}: ", occasion_told(occasion), "dim", style)
    if style.everything:
        for source in policy.sources:
            for evidence in source.evidence:
                said = f"{one_line(evidence.date)} {one_line(evidence.found)}"
                _line(out, f"{evidence.id} from {source_told(source)}: ", said, "dim", style)
        for evidence in policy.evidence:
            said = f"{one_line(evidence.date)} {one_line(evidence.found)}"
            _line(out, f"{evidence.id}: ", said, "dim", style)


def _line(out: Text, lead: str, words: str, look: str, style: Style) -> None:
    told_so = [(lead, look), (words, "dim" if look == "dim" else "")]
    flow(out, told_so, style.width, first="  ", rest=_INDENT)
