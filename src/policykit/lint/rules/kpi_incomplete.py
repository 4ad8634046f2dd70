"""KPI002: a KPI has a target, a period and somebody who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.names import listed
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_LINES = {
    "target": "target: {at_least: 90 %}",
    "period": "period: month",
    "owner": "owner: with a role",
}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not facts.kpis or not reached(facts.status, "approved"):
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    for pointer, kpi in read.items(data, "kpis"):
        # What is only told has nothing to set a number for.
        wanted = [key for key in _LINES if key != "target" or "describes" not in kpi]
        missing = [key for key in wanted if key not in kpi]
        if missing:
            name = read.text(kpi, "id")
            yield Problem(
                place=Place(facts.path, pointer),
                message=f"The KPI {name} has {listed([f'no {key}' for key in missing])}.",
                hint=f"Write {listed([_LINES[key] for key in missing])}.",
                value=f"{name} {' '.join(missing)}",
            )


RULE = Rule(
    page=Page(
        code="KPI002",
        name="kpi-incomplete",
        category="kpis",
        severity=Severity.WARNING,
        summary="A KPI lacks a target, a period or an owner.",
        why="A number without a target is neither good nor bad, without a period it is never "
        "read, and without an owner nobody acts on it.",
        bad="""\
status: approved
kpis:
  - {id: caller-csat, use: csat}
""",
        good="""\
status: approved
kpis:
  - {id: caller-csat, use: csat, target: {at_least: 85 %}, period: month, owner: store-manager}
""",
        how="Say what is good enough (target), how often it is looked at (period) and which role "
        "acts when it is not met (owner). What is only told (describes) needs no target.",
    ),
    per_policy=_check,
)
