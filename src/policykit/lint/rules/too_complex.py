"""STR007: a policy that people can keep in their heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from policykit.lint.rule import Examined, Option, Options, Rule
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_DEEPEST: Final = 50
"""Levels after which counting ends; statements in a circle have no last level."""


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    facts = examined.facts
    yield from _long_procedures(facts, _most(options, "max_steps"))
    counts = Counter(item.kind for item in facts.items if not item.parent)
    statements, exceptions = _most(options, "max_statements"), _most(options, "max_exceptions")
    if counts["statement"] > statements:
        yield Problem(
            place=Place(facts.path, ("statements",), part="key"),
            message=f"This policy has {counts['statement']} statements; more than {statements} are "
            "hard to remember.",
            hint="See whether it is two policies, or whether some statements are explanations that "
            "belong under how.",
            value="statements",
            at_most=Severity.INFO,
        )
    if counts["exception"] > exceptions:
        yield Problem(
            place=Place(facts.path, ("exceptions",), part="key"),
            message=f"This policy has {counts['exception']} exceptions; with more than {exceptions} "
            "the rule is no longer the rule.",
            hint="Turn it round: say in the statements what holds, and narrow them, so that fewer "
            "exceptions are needed.",
            value="exceptions",
        )
    yield from _deep(facts, _most(options, "max_levels"))


def _most(options: Options, name: str) -> int:
    value = options[name]
    return value if isinstance(value, int) else 0


def _long_procedures(facts: Facts, most: int) -> Iterator[Problem]:
    steps = Counter(item.parent for item in facts.items if item.kind == "step")
    for item in facts.items:
        if item.kind == "procedure" and steps[item.id] > most:
            yield Problem(
                place=Place(facts.path, (*item.pointer, "steps"), part="key"),
                message=f"The procedure {item.id} has {steps[item.id]} steps; nobody keeps more "
                f"than {most} in mind.",
                hint="Make two procedures of it where the person or the place changes, or join "
                "steps that are done in one go.",
                value=item.id,
            )


def _deep(facts: Facts, most: int) -> Iterator[Problem]:
    """Statements that win over one that wins over one, and so on."""
    over = {item.id: item.instead_of for item in facts.items if item.kind == "statement"}
    if not any(over.values()):
        return
    winning = {name for names in over.values() for name in names}
    for item in facts.items:
        if item.kind == "statement" and item.instead_of and item.id not in winning:
            levels = _levels(item.id, over)
            if most < levels < _DEEPEST:
                yield Problem(
                    place=Place(facts.path, (*item.pointer, "instead_of")),
                    message=f"{item.id} wins over a statement that wins over another, {levels} "
                    f"levels deep; more than {most} nobody can follow.",
                    hint="Say with when: in which case each statement holds, so that they do not "
                    "need to win over one another.",
                    value=item.id,
                )


def _levels(name: str, over: Mapping[str, tuple[str, ...]]) -> int:
    """How many levels of `instead_of` stand below a statement; the deepest where they circle."""
    levels, row = 0, {name}
    while row and levels < _DEEPEST:
        row = {below for each in row for below in over.get(each, ())}
        levels += bool(row)
    return levels


RULE = Rule(
    page=Page(
        code="STR007",
        name="too-complex",
        category="structure",
        severity=Severity.WARNING,
        summary="A procedure, the exceptions or the rules that win over others are too many to "
        "follow.",
        why="What nobody can keep in mind is not followed, however good each line is. Staff then "
        "do what they have always done.",
        bad="""\
statements:
  - {id: one, must: Greet the customer.}
  - {id: two, must: Wave., instead_of: [one], when: It is loud.}
  - {id: three, must: Nod., instead_of: [two], when: Your hands are full.}
  - {id: four, must: Smile., instead_of: [three], when: Your neck hurts.}
  - {id: five, must: Wait., instead_of: [four], when: You wear a mask.}
""",
        good="""\
statements:
  - {id: one, must: Greet the customer.}
  - {id: two, must: Wave., instead_of: [one], when: It is loud.}
""",
        how="Split what is too long, and say when each rule holds instead of letting rules win "
        "over rules. The numbers are options.",
    ),
    options=(
        Option("max_steps", 12, "Steps of one procedure.", least=1),
        Option("max_statements", 40, "Statements of one policy; more are a note only.", least=1),
        Option("max_exceptions", 8, "Exceptions of one policy.", least=1),
        Option("max_levels", 3, "Levels of statements that win over one another.", least=1),
    ),
    per_policy=_check,
)
