"""STR005: what to do when a step fails comes to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.names import listed
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.document import Json
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer


class _Step(NamedTuple):
    """A step: its dotted id, where it stands, and the step to go to when it fails."""

    name: str
    pointer: Pointer
    if_not: str


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    steps = _steps(mapping(examined.bundle.policy or examined.bundle.coming))
    done: set[str] = set()
    for start in steps:
        way: list[str] = []
        name = start
        while name in steps and name not in done:
            done.add(name)
            way.append(name)
            name = steps[name].if_not
        if name in way:
            circle = [steps[each] for each in way[way.index(name) :]]
            yield _problem(circle, examined.facts.path)


def _steps(data: Mapping[str, Json]) -> dict[str, _Step]:
    """The steps by procedure and id; `if_not` of a procedure leads to its first step."""
    firsts: dict[str, str] = {}
    owners: dict[str, str] = {}
    found: list[tuple[str, str, Pointer, str]] = []
    for at, procedure in read.items(data, "procedures"):
        owner = read.text(procedure, "id")
        for pointer, step in read.items(procedure, "steps", at):
            name = f"{owner}.{read.text(step, 'id')}"
            firsts.setdefault(owner, name)
            owners.setdefault(name, owner)
            found.append((name, owner, pointer, read.text(step, "if_not")))
    return {
        name: _Step(name, pointer, _target(target, owner, owners, firsts))
        for name, owner, pointer, target in found
    }


def _target(name: str, owner: str, owners: Mapping[str, str], firsts: Mapping[str, str]) -> str:
    if not name:
        return ""
    own = f"{owner}.{name}"
    if own in owners:
        return own
    return name if name in owners else firsts.get(name, "")


def _problem(circle: list[_Step], path: str) -> Problem:
    first = min(circle, key=lambda step: [part for part in step.pointer if isinstance(part, int)])
    start = circle.index(first)
    way = [*circle[start:], *circle[:start]]
    names = [step.name.rpartition(".")[2] for step in way]
    message = (
        f"When {names[0]} fails, if_not leads back to {names[0]} itself: whoever follows it never "
        "gets on."
        if len(way) == 1
        else f"When {listed(names)} fail, if_not leads round in a circle: whoever follows it never "
        "gets out."
    )
    return Problem(
        place=Place(path, (*first.pointer, "if_not")),
        message=message,
        hint="Let one of them lead to a way out: another step, a procedure, or somebody who "
        "decides.",
        related=tuple(
            (f"if {step.name.rpartition('.')[2]} fails", Place(path, (*step.pointer, "if_not")))
            for step in way[1:]
        ),
        value=" ".join(step.name for step in way),
    )


RULE = Rule(
    page=Page(
        code="STR005",
        name="steps-in-circle",
        category="structure",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Steps that fail lead to one another without end.",
        why="The steps for when things go wrong are read by somebody with a customer in front of "
        "them. A circle leaves both of them standing there.",
        bad="""\
procedures:
  - id: find-purchase
    title: Find the purchase
    steps:
      - {id: receipt, do: Ask for the receipt., if_not: card}
      - {id: card, do: Look it up by the card., if_not: receipt}
""",
        good="""\
procedures:
  - id: find-purchase
    title: Find the purchase
    steps:
      - {id: receipt, do: Ask for the receipt., if_not: card}
      - {id: card, do: Look it up by the card., if_not: ask-manager}
      - {id: ask-manager, do: Ask the manager to decide.}
""",
        how="Let the last of the steps lead out: to a step that can be done in any case, or to "
        "the person who decides.",
    ),
    per_policy=_check,
)
