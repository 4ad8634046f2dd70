"""What verify found out, for people: which handbook it is, and what to do with it."""

from __future__ import annotations

from policykit.model.verdict import Difference, PolicyDifference, Verdict
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.visible import visible

_COMMIT_LETTERS = 12


def render(verdict: Verdict, style: Style) -> str:
    """The verdict in a few lines: in force or since when not, the edition, the policies."""
    out = Text()
    if verdict.since is None and not verdict.policies:
        out.append("Nothing in it is in force.", "bold yellow")
        out.append(
            f" All it prints is a draft or begins later, and on {verdict.on.isoformat()} nothing "
            "else was in force either.\n"
        )
    elif verdict.since is None:
        out.append("In force.", "bold green")
        out.append(f" What it says held on {verdict.on.isoformat()}.\n")
    elif verdict.since <= verdict.day:
        out.append("Not in force.", "bold red")
        out.append(
            f" It was not at the end of the day it is of, {verdict.day.isoformat()}, either.\n"
        )
    else:
        out.append("No longer in force.", "bold red")
        out.append(f" It has not been since {verdict.since.isoformat()}.\n")
    out.append("\n")
    for label, value in _edition(verdict):
        out.append(f"  {label:<10}", "dim")
        out.append(f"{visible(value)}\n")
    if verdict.differences:
        out.append("\n")
        out.append(f"{_changed(len(verdict.differences))}\n", "bold")
    for each in verdict.differences:
        out.append(f"  {each.since.isoformat()}  ", "dim")
        out.append(f"{visible(each.title or each.policy)} ({visible(each.policy)})", "bold")
        out.append(f": {_became(each)}\n")
    if verdict.differences:
        out.append("\nPrint the handbook anew with `policykit render`, and take this one away.\n")
    return out.printed(color=style.color)


def _edition(verdict: Verdict) -> list[tuple[str, str]]:
    title = f"{verdict.title} ({verdict.handbook})" if verdict.title else verdict.handbook
    policies = "1 policy" if verdict.policies == 1 else f"{verdict.policies} policies"
    lines = [
        ("edition", verdict.code),
        ("handbook", f"{title}, {verdict.locale}, {policies} in force"),
        ("of", f"{verdict.day.isoformat()}, from commit {verdict.commit[:_COMMIT_LETTERS]}"),
    ]
    sides = (verdict.audience, verdict.regions, verdict.channels, verdict.brands)
    if names := [name for side in sides for name in side]:
        lines.append(("for", ", ".join(names)))
    return lines


def _changed(count: int) -> str:
    return "1 policy is told otherwise:" if count == 1 else f"{count} policies are told otherwise:"


def _became(each: PolicyDifference) -> str:
    before, after = visible(each.before), visible(each.after)
    if each.kind is Difference.NEW:
        return f"new, version {after}" if after else "new"
    if each.kind is Difference.GONE:
        return "no longer in force"
    if before == after:
        return f"its words changed, still version {after}" if after else "its words changed"
    return f"version {before or '?'} became {after or '?'}"
