"""STR010: related policies are other policies."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    for reference in facts.references:
        if (
            reference.kind == "policy"
            and reference.raw == facts.id
            and reference.pointer[0] == "related"
        ):
            yield Problem(
                place=Place(facts.path, reference.pointer),
                message=f"{facts.id} names itself as related.",
                hint="Take it out, or name the other policy that was meant.",
                value=reference.raw,
            )


RULE = Rule(
    page=Page(
        code="STR010",
        name="relates-to-itself",
        category="structure",
        severity=Severity.WARNING,
        summary="A policy names itself among the related ones.",
        why="The handbook prints it as worth reading next, and the reader is where they were. "
        "Mostly another policy was meant.",
        bad="""\
related: [phone-manners]
""",
        good="""\
related: [returns]
---
# policies/returns.yaml
""",
        how="Take it out, or write the policy that was meant.",
    ),
    per_policy=_check,
)
