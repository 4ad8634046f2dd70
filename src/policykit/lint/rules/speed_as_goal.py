"""PIT003: nobody is measured by how short a talk is."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Option, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SHORT = ("handle-time", "talk-time", "wrap-up-time")
_MANY = ("contacts-per-hour", "calls-per-hour", "cases-per-day")


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not facts.kpis or facts.status == "retired":
        return
    short, many = (frozenset(read.names(options, key)) for key in ("short", "many"))
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    for pointer, kpi in read.items(data, "kpis"):
        used = read.text(kpi, "use")
        target = read.section(kpi, "target")
        # A band keeps both ends: who is far too quick is seen as well.
        hurried = (used in short and "at_most" in target and "at_least" not in target) or (
            used in many and "at_least" in target and "at_most" not in target
        )
        if hurried:
            name = read.text(kpi, "id")
            yield Problem(
                place=Place(facts.path, (*pointer, "target")),
                message=f"The KPI {name} rewards whoever is done with a customer soonest.",
                hint="Measure instead whether it was solved, such as use: "
                "first-contact-resolution, or give this one a band with at_least and at_most.",
                value=name,
            )


RULE = Rule(
    page=Page(
        code="PIT003",
        name="speed-as-goal",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="A KPI wants talks to be short or many.",
        why="Whoever is measured by the length of a call ends it, solved or not, and the "
        "customer calls again. The time is good to know for planning, and bad as a goal.",
        bad="""\
kpis:
  - {id: short-calls, use: handle-time, target: {at_most: 4 minutes}}
""",
        good="""\
kpis:
  - {id: glad-callers, use: csat, target: {at_least: 85 %}}
""",
        how="Take the number as a figure to plan by, not as a target, or set a band. The options "
        "short and many name the measures that count how short or how many.",
    ),
    options=(
        Option("short", _SHORT, "Measures of how long staff talk or work on one case."),
        Option("many", _MANY, "Measures of how many cases staff get done."),
    ),
    per_policy=_check,
)
