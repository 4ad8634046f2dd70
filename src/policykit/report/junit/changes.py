"""Changes as JUnit XML: a suite a policy, a case a change."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.change import Change, Comparison
from policykit.model.finding import Severity
from policykit.report.changed import (
    acceptance_told,
    effects,
    endpoint,
    floor_told,
    marked,
    places_told,
    values,
)
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.junit.xml import class_name, numbered, xml
from policykit.report.winners import is_accepted
from policykit.report.words import one_line

_AROUND = "around the policies"


def render(comparison: Comparison, style: Style) -> str:
    """A suite a policy with a case a change, and before them a case for the comparison itself.

    Changes that are errors or warnings are failures, unless somebody accepted them as they are;
    all others are skipped cases.
    """
    del style
    every = comparison.changes
    counts = f'tests="{len(every) + 1}" failures="{sum(map(_fails, every))}" errors="0"'
    suites = [
        _suite(policy.title or policy.policy, policy.path, policy.changes, comparison)
        for policy in comparison.policies
    ]
    if comparison.around:
        suites.append(_suite(_AROUND, _AROUND, comparison.around, comparison))
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="policykit diff" {counts}>',
            '  <testsuite name="policykit diff" tests="1" failures="0" errors="0" skipped="0">',
            '    <testcase name="policies compared" classname="policykit">',
            f"      <system-out>{xml(_compared(comparison))}</system-out>",
            "    </testcase>",
            "  </testsuite>",
            *suites,
            "</testsuites>",
            "",
        ]
    )


def _compared(comparison: Comparison) -> str:
    sides = f"from {endpoint(comparison.before)} to {endpoint(comparison.after)}"
    many = number(comparison.compared, "policy", "policies")
    unread = [
        f"Left out, for it could not be read: {one_line(path)}: {one_line(why)}"
        for path, why in comparison.unread
    ]
    notes = [one_line(note) for note in comparison.notes]
    return "\n".join([one_line(f"{many} compared, {sides}."), *unread, *notes])


def _fails(change: Change) -> bool:
    return not is_accepted(change) and change.severity.rank >= Severity.WARNING.rank


def _suite(name: str, path: str, changes: Sequence[Change], comparison: Comparison) -> str:
    failures = sum(map(_fails, changes))
    seen: dict[str, int] = {}
    skipped = len(changes) - failures
    counts = f'tests="{len(changes)}" failures="{failures}" errors="0" skipped="{skipped}"'
    return "\n".join(
        [
            f'  <testsuite name="{xml(one_line(name))}" {counts}>',
            *(_case(change, path, seen, comparison) for change in changes),
            "  </testsuite>",
        ]
    )


def _case(change: Change, path: str, seen: dict[str, int], comparison: Comparison) -> str:
    item = f" {one_line(change.item)}" if change.item else ""
    where = f" ({one_line(change.where)})" if change.where else ""
    name = numbered(f"{change.code} {one_line(change.name)}{item}{where}", seen)
    words = xml(one_line(change.message))
    failed = _fails(change)
    tag, kind = ("failure", f' type="{change.severity.value}"') if failed else ("skipped", "")
    body = xml("\n".join(_body(change, comparison)))
    return "\n".join(
        [
            f'    <testcase name="{xml(name)}" classname="{xml(class_name(path))}">',
            f'      <{tag}{kind} message="{words}">{body}</{tag}>',
            "    </testcase>",
        ]
    )


def _body(change: Change, comparison: Comparison) -> list[str]:
    before, after = values(change)
    told = [
        f"{places_told(change)}: {change.severity.value} {change.code}",
        f"{change.title}: {', '.join(effects(change))}",
        change.message,
        marked(change.redline) if change.redline else "",
        f"Before: {before}" if before and not change.redline else "",
        f"After: {after}" if after and not change.redline else "",
        *(floor_told(floor, comparison) for floor in change.floors),
        acceptance_told(change.accepted, comparison) if change.accepted else "",
    ]
    return [one_line(words) for words in told if words]
