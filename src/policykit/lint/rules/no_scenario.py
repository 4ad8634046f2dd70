"""PPL006: a policy for meetings with customers shows one."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.reach import meets_customers
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if (
        "scenarios" not in facts.sections
        and reached(facts.status, "approved")
        and meets_customers(facts, examined.surroundings)
    ):
        yield Problem(
            place=Place(facts.path, ("status",)),
            message="Staff are to work by this policy with customers, and no scenario shows how "
            "that goes.",
            hint="Add one under scenarios: with a situation from the floor, what is good to do "
            "and what is bad.",
        )


RULE = Rule(
    page=Page(
        code="PPL006",
        name="no-scenario",
        category="people",
        severity=Severity.WARNING,
        summary="A policy for meetings with customers has no scenario.",
        why="A rule tells what to do; a scenario shows how it looks with a queue behind the "
        "customer. People remember the story, and training can be built on it.",
        bad="""\
status: approved
""",
        good="""\
status: approved
scenarios:
  - id: angry-caller
    title: A caller who shouts
    situation: The third parcel this month came broken.
    good: Let the caller finish, say sorry once, offer a new one today.
    bad: Ask for the order number first.
""",
        how="Take a real case, without names, and write the situation, the good way and the bad "
        "way. A quiz with it can be used in training.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.AREAS}),
)
