"""KPIs, audits, sources of feedback, objectives, and how often one looks."""

from __future__ import annotations

from policykit.diffing.comparers import Measured, detail, listed, measured, named, thing
from policykit.diffing.kind import Chapter, Comparer


def _target(words: str) -> Comparer:
    return measured(
        Measured(
            less="kpi-lower",
            more="kpi-higher",
            words=words,
            begun="kpi-measured-otherwise",
            ended="kpi-measured-otherwise",
        )
    )


_TARGET = _target("the number to reach by")
_OTHERWISE = detail("kpi-measured-otherwise", "how it is measured, for")


def _often(words: str, *, is_said_alone: bool = False) -> Comparer:
    return measured(
        Measured(
            less="looked-at-more-often",
            more="looked-at-less-often",
            words=words,
            is_most_without=True,
            is_said_alone=is_said_alone,
        )
    )


_OWNER = named("kpi-owner-changed", "who answers for", "role")
_SOURCE = detail("feedback-source-changed", "what kind of source it is, for")

CHAPTER = Chapter(
    things={
        "kpi": thing("kpi-added", "kpi-removed"),
        "audit": thing("audit-added", "audit-removed"),
        "feedback": thing("feedback-source-added", "feedback-source-removed"),
        "objective": thing("objective-added", "objective-removed"),
    },
    fields={
        ("kpi", "target.at_most"): _TARGET,
        ("kpi", "target.at_least"): _TARGET,
        ("kpi", "target.percentile"): _target("how many of 100 cases count for"),
        ("kpi", "stretch"): _target("the number to strive for by"),
        ("kpi", "use"): _OTHERWISE,
        ("kpi", "ratio.*"): _OTHERWISE,
        ("kpi", "where.*"): _OTHERWISE,
        ("kpi", "period"): _OTHERWISE,
        ("kpi", "owner"): _OWNER,
        ("audit", "owner"): _OWNER,
        ("feedback", "owner"): _OWNER,
        ("audit", "every"): _often("the time between two rounds of"),
        ("feedback", "every"): _often("the time between two looks at"),
        ("review", "every"): _often("the time between two reviews", is_said_alone=True),
        ("feedback", "kind"): _SOURCE,
        ("feedback", "from"): _SOURCE,
        ("feedback", "system"): named("feedback-source-changed", "the system of", "system"),
        ("objective", "aim"): detail("objective-changed", "the aim of"),
        ("objective", "kpi"): detail("objective-changed", "the KPI of"),
        ("audit", "checks"): listed(
            "checked-added", "checked-removed", "item", "what is checked by"
        ),
    },
)
