"""Changes as GitHub's workflow commands: an annotation each, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.change import Change, Comparison, PolicyComparison
from policykit.model.finding import Severity
from policykit.model.position import Location, Position, Span
from policykit.report.changed import (
    acceptance_told,
    effects,
    floor_told,
    marked,
    says_values,
    shortened,
    values,
)
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.github.commands import COMMANDS, MOST, annotation, notice
from policykit.report.winners import is_accepted
from policykit.report.words import one_line

_FIRST_LINE = Span(Position(1, 1), Position(1, 2))
_MOST_VALUE = 300
_MOST_AROUND = 80


def render(comparison: Comparison, style: Style) -> str:
    """At most ten errors, warnings and notices, and a notice that counts what is held back.

    Accepted changes have none, and those of wording alone only where everything is asked for.
    """
    homes = {
        id(change): _home(policy) for policy in comparison.policies for change in policy.changes
    }
    open_changes = [change for change in comparison.changes if not is_accepted(change)]
    wanted = [change for change in open_changes if style.everything or not change.editorial]
    shown = _shown(wanted, notices=MOST)
    if len(shown) < len(open_changes):
        # The last notice is the one that tells of the others.
        shown = _shown(wanted, notices=MOST - 1)
    lines = [
        annotation(
            change.severity,
            change.after.location if change.after else homes.get(id(change)),
            f"{change.code} {change.name}",
            _told(change, comparison),
            style.prefix,
        )
        for change in shown
    ]
    more = len(open_changes) - len(shown)
    if more:
        changes = number(more, "more change" if shown else "change", _plural(shown))
        lines.append(notice(f"{_and(shown)}{changes}; policykit diff --all tells them all."))
    return "".join(f"{line}\n" for line in lines)


def _and(shown: Sequence[Change]) -> str:
    return "and " if shown else ""


def _plural(shown: Sequence[Change]) -> str:
    return "more changes" if shown else "changes"


def _shown(changes: Sequence[Change], *, notices: int) -> list[Change]:
    shown: list[Change] = []
    for severity in COMMANDS:
        alike = [change for change in changes if change.severity is severity]
        shown += alike[: notices if severity is Severity.INFO else MOST]
    return shown


def _home(policy: PolicyComparison) -> Location | None:
    """Where to tell of what is there no longer: the top of the policy, if that is still there."""
    return None if policy.is_gone else Location(policy.path, _FIRST_LINE)


def _told(change: Change, comparison: Comparison) -> list[str]:
    title = change.title or change.item or change.policy_title or change.policy
    where = f" ({change.where})" if change.where else ""
    told = [
        f"{title}{where}: {', '.join(effects(change))}",
        change.message,
        marked(shortened(change.redline, _MOST_AROUND)) or _between(change),
        *(floor_told(floor, comparison) for floor in change.floors),
        acceptance_told(change.accepted, comparison) if change.accepted else "",
    ]
    return [one_line(words) for words in told if words]


def _between(change: Change) -> str:
    before, after = values(change)
    if says_values(change):
        return ""
    if before and after:
        return f"{_cut(before)} → {_cut(after)}"
    if before:
        return f"Was: {_cut(before)}"
    return f"Now: {_cut(after)}" if after else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_VALUE else f"{text[: _MOST_VALUE - 1]}…"
