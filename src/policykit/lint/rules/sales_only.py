"""PIT002: a policy on service wants more than sales and speed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.surroundings import Measure

_OURS: Final = frozenset({"revenue", "faster-resolution"})
"""Aims that say nothing of how it was for the customer."""

_UNITS: Final = frozenset({"money", "duration"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not reached(facts.status, "in-review") or "objectives" not in facts.sections:
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    aims = [read.text(item, "aim") for _, item in read.items(data, "objectives")]
    measures = examined.surroundings.measures
    used = [name for kpi in facts.kpis for name in kpi.measures]
    if (
        aims
        and set(aims) <= _OURS
        and (used or not facts.kpis)
        and all(name in measures and _is_ours(measures[name]) for name in used)
    ):
        yield Problem(
            place=Place(facts.path, ("objectives",), part="key"),
            message="All this policy wants is revenue or speed; nothing here asks how it was for "
            "the customer.",
            hint="Add an objective with an aim such as higher-satisfaction, fewer-complaints or "
            "loyalty, and a KPI that shows it.",
        )


def _is_ours(measure: Measure) -> bool:
    return measure.unit in _UNITS


RULE = Rule(
    page=Page(
        code="PIT002",
        name="sales-only",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="The only goals of a policy are revenue or speed.",
        why="What is measured is what gets done. Staff who are measured by sales and speed alone "
        "hurry the customer, and the customer does not come back.",
        bad="""\
status: in-review
objectives:
  - {id: more-money, text: Sell more in each visit., aim: revenue}
  - {id: quick, text: Be done sooner., aim: faster-resolution}
""",
        good="""\
status: in-review
objectives:
  - {id: quick, text: Be done sooner., aim: faster-resolution}
  - {id: glad, text: Customers leave in a better mood., aim: higher-satisfaction}
""",
        how="Set at least one objective, or one KPI, that shows how it was for the customer.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.MEASURES}),
)
