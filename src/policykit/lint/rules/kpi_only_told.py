"""KPI003: a KPI that is only told cannot be measured."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    if examined.facts.status == "retired" or not examined.facts.kpis:
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    for pointer, kpi in read.items(data, "kpis"):
        if "describes" in kpi:
            name = read.text(kpi, "id")
            yield Problem(
                place=Place(examined.facts.path, (*pointer, "describes"), part="key"),
                message=f"The KPI {name} is described in words only, so no figures can be "
                "worked out for it.",
                hint="Use a measure of schemas/measures.yaml instead (use:), or add the measure "
                "there.",
                value=name,
            )


RULE = Rule(
    page=Page(
        code="KPI003",
        name="kpi-only-told",
        category="kpis",
        severity=Severity.INFO,
        summary="A KPI is described in words and cannot be measured.",
        why="Some things can only be told, and that is fine. But a KPI in words is read "
        "differently by everybody, and no report can show how it went.",
        bad="""\
kpis:
  - id: warm-welcome
    describes: What callers tell us of how we greet them.
""",
        good="""\
kpis:
  - {id: warm-welcome, use: csat, target: {at_least: 85 %}}
""",
        how="Find a measure in schemas/measures.yaml that shows it, or a ratio of two of them. "
        "Keep describes: for what truly cannot be counted.",
    ),
    per_policy=_check,
)
