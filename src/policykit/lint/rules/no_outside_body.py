"""ESC004: a complaint we refuse can go to somebody outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.files import FileKind
from policykit.lint.names import listed, with_coming
from policykit.lint.reach import is_in
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Body
from policykit.model.page import Page

_AREA: Final = "complaints"


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    bodies = overview.surroundings.organisation.bodies
    if not bodies or overview.in_part:
        return
    for_other_things = {
        step.to_body
        for each in overview.facts
        if _AREA not in each.areas
        for step in each.escalation
        if step.to_body
    }
    open_to_all = [body for name, body in bodies.items() if name not in for_other_things]
    for each in overview.judged:
        for facts in with_coming(each):
            if (
                _AREA in facts.areas
                and facts.escalation
                and reached(facts.status, "in-review")
                and not any(step.to_body for step in facts.escalation)
            ):
                there = [body for body in open_to_all if _is_for(body, facts)]
                if there:
                    yield _problem(facts, there)


def _is_for(body: Body, facts: Facts) -> bool:
    regions = facts.scope.regions
    if regions is None or not body.regions:
        return True
    return any(is_in(a, (b,)) or is_in(b, (a,)) for a in regions for b in body.regions)


def _problem(facts: Facts, there: list[Body]) -> Problem:
    names = [body.id for body in there]
    regions = f", regions: [{there[0].regions[0]}]" if there[0].regions else ""
    return Problem(
        place=Place(facts.path, ("escalation",), part="key"),
        message="The ladder for complaints ends inside the house, though there is somebody "
        f"outside: {listed(names)}.",
        hint=f"Add a last step such as {{id: outside, to_body: {names[0]}{regions}, triggers: "
        "[refused]}.",
        value=" ".join(names),
    )


RULE = Rule(
    page=Page(
        code="ESC004",
        name="no-outside-body",
        category="escalation",
        severity=Severity.WARNING,
        summary="A ladder for complaints does not lead to anybody outside.",
        why="Some disagreements two parties cannot end alone. A customer who is told where to "
        "turn trusts our no more, and in many places the law asks us to say it.",
        bad="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
scope: {regions: [SE]}
escalation:
  - {id: agent, to: contact-centre-agent, within: same day}
  - {id: head, to: head-of-customer-service, within: 1 business day, triggers: [refused]}
""",
        good="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
scope: {regions: [SE]}
escalation:
  - {id: agent, to: contact-centre-agent, within: same day}
  - {id: head, to: head-of-customer-service, within: 1 business day, triggers: [customer-asks]}
  - {id: outside, to_body: arn, regions: [SE], triggers: [refused]}
""",
        how="End the ladder with a step to_body: for each region in which organisation.yaml knows "
        "a body that takes complaints of customers.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
