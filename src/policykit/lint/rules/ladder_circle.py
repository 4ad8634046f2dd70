"""ESC002: a ladder leads up, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.reach import may_meet
from policykit.lint.roles import is_above
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.facts import EscalationFact, Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    steps = [step for step in facts.escalation if step.to]
    for index, step in enumerate(steps):
        before = [each for each in steps[:index] if may_meet(each.narrowing, step.narrowing)]
        higher = _higher(step, before, examined.surroundings.organisation)
        if higher is not None:
            yield _problem(facts, step, higher, any(each.to == step.to for each in before))


def _higher(
    step: EscalationFact, before: list[EscalationFact], organisation: Organisation
) -> EscalationFact | None:
    return next((each for each in before if is_above(each.to, step.to, organisation)), None)


def _problem(
    facts: Facts,
    step: EscalationFact,
    higher: EscalationFact,
    had_it: bool,  # noqa: FBT001 - a plain fact about the ladder
) -> Problem:
    turns = "comes back" if had_it else "goes down"
    return Problem(
        place=Place(facts.path, (*step.pointer, "to")),
        message=f"The ladder {turns} to {step.to} after {higher.to}, to whom that role reports.",
        hint="Put the steps in order from the first role to the highest, or name another role.",
        related=((f"the earlier step: {higher.to}", Place(facts.path, (*higher.pointer, "to"))),),
        value=f"{higher.to} {step.to}",
    )


RULE = Rule(
    page=Page(
        code="ESC002",
        name="ladder-circle",
        category="escalation",
        severity=Severity.WARNING,
        summary="The ladder goes down again, or comes back to where it was.",
        why="A case goes up because somebody may decide more or knows more. When it is handed "
        "down again, the customer waits for nothing, and the case goes round in circles.",
        bad="""\
escalation:
  - {id: associate, to: store-associate, within: 10 minutes}
  - {id: head, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
  - {id: manager, to: store-manager, within: 1 business day, triggers: [over-limit]}
""",
        good="""\
escalation:
  - {id: associate, to: store-associate, within: 10 minutes}
  - {id: manager, to: store-manager, within: 1 business day, triggers: [over-limit]}
  - {id: head, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
""",
        how="Order the steps by who reports to whom (reports_to in organisation.yaml). Steps for "
        "different channels or regions do not count against each other.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
