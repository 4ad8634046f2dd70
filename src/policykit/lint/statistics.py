"""How often each code was found, and how long each rule took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from policykit.model.finding import Finding
from policykit.model.page import Page
from policykit.model.report import CodeCount, RuleTime, Statistics


def statistics(
    findings: Iterable[Finding],
    pages: Mapping[str, Page],
    times: Mapping[str, float],
    seconds: float,
) -> Statistics:
    """The statistics of a run.

    Args:
        findings: what is reported.
        pages: the page of every code.
        times: the seconds each rule took, by code.
        seconds: how long the whole run took.
    """
    listed = list(findings)
    found = Counter(each.code for each in listed)
    fixable = Counter(each.code for each in listed if each.fix is not None)
    return Statistics(
        codes=tuple(
            CodeCount(code, pages[code].name, count, fixable[code])
            for code, count in sorted(found.items(), key=lambda each: (-each[1], each[0]))
        ),
        rules=tuple(
            RuleTime(code, pages[code].name, took)
            for code, took in sorted(times.items(), key=lambda each: (-each[1], each[0]))
        ),
        seconds=seconds,
    )
