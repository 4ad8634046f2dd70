"""ESC003: where there is a limit, somebody takes what lies above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import may_meet
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_ABOVE: Final = "over-limit"
"""The trigger of a ladder that stands for: above your own limit."""


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    # A text that could not be read may hold the very step that seems to be missing.
    if overview.in_part:
        return
    triggers = overview.surroundings.names.get("trigger", frozenset())
    elsewhere = {
        each.scope for each in overview.facts if reached(each.status, "in-review") and _takes(each)
    }
    for each in overview.judged:
        for facts in with_coming(each):
            if not facts.escalation or not reached(facts.status, "in-review") or _takes(facts):
                continue
            if any(may_meet(scope, facts.scope) for scope in elsewhere):
                continue
            # A mistyped trigger is told by itself, and may be the very one.
            if any(name not in triggers for step in facts.escalation for name in step.triggers):
                continue
            limited = [item for item in facts.items if item.limit and item.level == "may"]
            if limited and not any(item.decides for item in facts.items):
                yield _problem(facts, limited[0])


def _takes(facts: Facts) -> bool:
    return any(_ABOVE in step.triggers for step in facts.escalation)


def _problem(facts: Facts, item: ItemFact) -> Problem:
    return Problem(
        place=Place(facts.path, (*item.pointer, "limit")),
        message=f"Staff may go up to {item.limit} alone, and no step of the ladder takes what "
        "lies above it.",
        hint=f"Add {_ABOVE} to the triggers of the step that may decide more.",
        related=(("the ladder", Place(facts.path, ("escalation",), part="key")),),
        value=item.id,
    )


RULE = Rule(
    page=Page(
        code="ESC003",
        name="limit-without-step",
        category="escalation",
        severity=Severity.WARNING,
        summary="Staff have a limit, and nobody takes what lies above it.",
        why="A limit tells staff when to stop. Unless somebody takes over there, it tells the "
        "customer that nobody can help.",
        bad="""\
status: in-review
terms:
  goodwill-limit: {allowance: 20 EUR}
statements:
  - id: goodwill
    may: Give up to {goodwill-limit}.
    gains: customer
    who: [store-associate]
    limit: goodwill-limit
escalation:
  - {id: first, to: store-associate, within: 10 minutes}
  - {id: manager, to: store-manager, within: 4 business hours, triggers: [customer-asks]}
""",
        good="""\
status: in-review
terms:
  goodwill-limit: {allowance: 20 EUR}
statements:
  - id: goodwill
    may: Give up to {goodwill-limit}.
    gains: customer
    who: [store-associate]
    limit: goodwill-limit
escalation:
  - {id: first, to: store-associate, within: 10 minutes}
  - {id: manager, to: store-manager, within: 4 business hours, triggers: [over-limit]}
""",
        how="Write over-limit among the triggers of the step that may decide more, here or in a "
        "policy whose scope meets this one, or let somebody decide (decides:) in a statement.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
