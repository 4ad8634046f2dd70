"""LIF013: what stands in the place of a retired policy holds."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.names import listed
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_KEY = "replaced_by"


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for facts in overview.judged:
        for reference in _successors(facts):
            trouble = _trouble(facts, reference.raw, overview)
            if trouble is not None:
                message, hint, at_most, other = trouble
                yield Problem(
                    place=Place(facts.path, reference.pointer),
                    message=message,
                    hint=hint,
                    related=(
                        ()
                        if other is None
                        else (("it is retired", Place(other.path, ("status",))),)
                    ),
                    value=reference.raw,
                    at_most=at_most,
                )


def _successors(facts: Facts) -> Iterator[ReferenceFact]:
    if facts.status == RETIRED or facts.retired_on:
        for reference in facts.references:
            if reference.kind == "policy" and reference.pointer[0] == _KEY:
                yield reference


def _trouble(
    facts: Facts, name: str, overview: Overview
) -> tuple[str, str, Severity | None, Facts | None] | None:
    if name == facts.id:
        return (
            f"{facts.id} is said to be replaced by itself.",
            "Name the policies that say now what this one said.",
            None,
            None,
        )
    other = overview.by_id.get(name)
    if other is None or other.status != RETIRED:
        return None
    standing, circle = _end(other, facts.id, overview)
    if circle:
        way = f"by {name}, and {name} in the end by {facts.id}"
        return (
            f"{facts.id} is said to be replaced {way}: nothing is left that holds.",
            "Name a policy that holds, or bring one of them back.",
            None,
            other,
        )
    return (
        f"{facts.id} is said to be replaced by {name}, which is retired too.",
        f"Name what holds now: {listed(standing)}."
        if standing
        else "Name the policies that say now what this one said.",
        Severity.WARNING,
        other,
    )


def _end(start: Facts, origin: str, overview: Overview) -> tuple[list[str], bool]:
    """What holds at the end of the way, and whether it leads back to where it began."""
    seen, standing, circle = {start.id}, set[str](), False
    to_visit = [start]
    while to_visit:
        for reference in _successors(to_visit.pop()):
            other = overview.by_id.get(reference.raw)
            if reference.raw == origin:
                circle = True
            elif other is not None and other.status != RETIRED:
                standing.add(other.id)
            elif other is not None and other.id not in seen:
                seen.add(other.id)
                to_visit.append(other)
    return sorted(standing), circle and not standing


RULE = Rule(
    page=Page(
        code="LIF013",
        name="retired-chain",
        category="lifecycle",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A retired policy is said to be replaced by itself, in a circle, or by one that is "
        "retired too.",
        why="Whoever opens an old policy is looking for what holds now. A way that ends at another "
        "old policy, or where it began, leaves them without an answer.",
        bad="""\
status: retired
retired_on: 2026-03-01
replaced_by: [phone-manners]
""",
        good="""\
status: retired
retired_on: 2026-03-01
replaced_by: [returns]
---
# policies/returns.yaml
status: active
""",
        how="Name under replaced_by the policies that hold today.",
    ),
    across=_check,
)
