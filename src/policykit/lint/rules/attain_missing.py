"""RSP005: a target says in how many cases it is to be met."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not reached(facts.status, "approved"):
        return
    for target in facts.targets:
        if not target.attain:
            yield Problem(
                place=Place(facts.path, target.pointer),
                message=f"The target {target.id} does not say in how many cases it is to be met.",
                hint="Write attain: and the share you plan for, such as attain: 90 %.",
                value=target.id,
            )


RULE = Rule(
    page=Page(
        code="RSP005",
        name="attain-missing",
        category="targets",
        severity=Severity.INFO,
        summary="A response target does not say in how many cases it is to be met.",
        why="Nobody answers every call in 20 seconds. Without a share the target is missed from "
        "the first busy hour on, and soon nobody looks at it.",
        bad="""\
status: approved
response_targets:
  - {id: spoken, channels: [phone], first_response: 20 seconds}
""",
        good="""\
status: approved
response_targets:
  - {id: spoken, channels: [phone], first_response: 20 seconds, attain: 80 %}
""",
        how="Write attain: with the share of cases you have staff for. A promise to customers "
        "that always holds has attain: 100 %.",
    ),
    per_policy=_check,
)
