"""KPI001: what a policy is to achieve is measured."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.names import listed
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_FEW = 6


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not facts.kpis or not reached(facts.status, "approved"):
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    known = [kpi.id for kpi in facts.kpis if kpi.id][:_FEW]
    for pointer, objective in read.items(data, "objectives"):
        if "kpi" in objective:
            continue
        name = read.text(objective, "id")
        yield Problem(
            place=Place(facts.path, pointer),
            message=f"Nothing measures the objective {name}: nobody can tell if it is reached.",
            hint=f"Write kpi: and the KPI that shows it ({listed(known)}), or add one under kpis.",
            value=name,
        )


RULE = Rule(
    page=Page(
        code="KPI001",
        name="objective-without-kpi",
        category="kpis",
        severity=Severity.WARNING,
        summary="An objective that no KPI measures.",
        why="An objective without a number is a wish. A year later nobody can say if the policy "
        "did any good, and it is kept or dropped by taste.",
        bad="""\
status: approved
objectives:
  - {id: friendly, text: Every caller feels welcome., aim: higher-satisfaction}
kpis:
  - {id: caller-csat, use: csat, target: {at_least: 85 %}, period: month, owner: store-manager}
""",
        good="""\
status: approved
objectives:
  - {id: friendly, text: Every caller feels welcome., aim: higher-satisfaction, kpi: caller-csat}
kpis:
  - {id: caller-csat, use: csat, target: {at_least: 85 %}, period: month, owner: store-manager}
""",
        how="Write kpi: under the objective with the id of the KPI that shows it, or add a KPI.",
    ),
    per_policy=_check,
)
