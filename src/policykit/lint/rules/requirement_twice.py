"""FRM001: an id stands for one requirement of a framework."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.load import Surrounded
from policykit.lint.needs import written_here
from policykit.lint.rule import Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    first: dict[tuple[str, str], Place] = {}
    for framework, requirement in written_here(surrounded.surroundings):
        if not requirement.id:
            continue
        place = Place(framework.path, (*requirement.pointer, "id"))
        earlier = first.setdefault((framework.path, requirement.id), place)
        if earlier is not place:
            yield Problem(
                place=place,
                message=f"{framework.id} has the requirement {requirement.id} twice.",
                hint="Give one of them another id, or put what both need into one of them.",
                related=(("the first one", earlier),),
                value=f"{framework.id} {requirement.id}",
            )


RULE = Rule(
    page=Page(
        code="FRM001",
        name="requirement-twice",
        category="frameworks",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A framework has two requirements with one id.",
        why="Policies, waivers and reports name a requirement by its id. With two of them, a rule "
        "that meets the one would count for the other, and a gap would not show.",
        bad="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
  - id: greeting
    area: phone
    requirement: Say your name.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
""",
        good="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
  - id: own-name
    area: phone
    requirement: Say your name.
    severity: error
    needs: [{statement: {covers: our-promises.own-name}}]
""",
        how="Give one of them another id, one that says what is different.",
    ),
    around=_check,
)
