"""LAW003: a law that is named holds on the day the policy does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from policykit.library.files import FileKind
from policykit.library.frameworks import written_in
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED, starts
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.page import Page

_KINDS: Final = frozenset({"requirement", "covers"})


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    dated = _dated(overview)
    if not dated:
        return
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.status != RETIRED:
                yield from _judged(facts, dated, overview.today)


def _dated(overview: Overview) -> Mapping[str, tuple[Framework, Requirement]]:
    """The requirements that have an end, or a beginning that is still to come."""
    today = overview.today.isoformat()
    return {
        f"{framework.id}.{requirement.id}": (framework, requirement)
        for framework in overview.surroundings.frameworks.values()
        for requirement in framework.requirements
        if requirement.valid_to or requirement.valid_from > today
    }


def _judged(
    facts: Facts, dated: Mapping[str, tuple[Framework, Requirement]], today: date
) -> Iterator[Problem]:
    day = starts(facts, today)
    for reference in facts.references:
        if reference.kind not in _KINDS or reference.raw not in dated:
            continue
        framework, requirement = dated[reference.raw]
        path = written_in(framework, requirement)
        last, first = day_of(requirement.valid_to), day_of(requirement.valid_from)
        if last is not None and last < day:
            over = last < today
            yield _problem(
                reference,
                f"{reference.raw} is no longer in force: its last day was {last}."
                if over
                else f"{reference.raw} ends on {last}, before this text holds.",
                "Take it out, or name what came in its place; see whether the rule is still needed.",
                (("its last day", Place(path, (*requirement.pointer, "valid_to"))),),
            )
        elif first is not None and first > day:
            yield _problem(
                reference,
                f"{reference.raw} is not in force yet: it begins on {first}.",
                "It stays without effect until then. If the rule is for that law alone, let it "
                "wait in the coming version.",
                (("its first day", Place(path, (*requirement.pointer, "valid_from"))),),
                Severity.INFO,
            )


def _problem(
    reference: ReferenceFact,
    message: str,
    hint: str,
    related: tuple[tuple[str, Place], ...],
    at_most: Severity | None = None,
) -> Problem:
    return Problem(
        place=Place(
            reference.path,
            reference.pointer,
            part="key" if reference.pointer[-1] == reference.raw else "value",
        ),
        message=message,
        hint=hint,
        related=related,
        value=reference.raw,
        at_most=at_most,
    )


RULE = Rule(
    page=Page(
        code="LAW003",
        name="law-not-in-force",
        category="law",
        severity=Severity.WARNING,
        summary="A requirement is named that has ended, or has not begun.",
        why="A number that stands because of a law is a number nobody dares to change. When the "
        "law has ended, the reason has gone, and perhaps another law asks for more.",
        bad="""\
# schemas/frameworks/se-old.yaml
framework: se-old
title: Old Swedish law
jurisdiction: SE
applies_when: {regions_any: [SE]}
requirements:
  - id: answer
    area: phone
    requirement: Answer the phone.
    severity: error
    needs: [{statement: {law: se-old.answer, level: must}}]
    cite: Old law 1
    valid_from: 2014-06-13
    valid_to: 2025-12-31
    checked: 2026-11-21
    confidence: verified
---
# policies/phone-manners.yaml
statements:
  - id: greet
    must: Greet the customer.
    law: [se-old.answer]
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
    law: [eu-consumer.withdrawal]
""",
        how="Take the name of the law out, or write the one that came in its place. A law that has "
        "not begun yet belongs in the coming version.",
    ),
    across=_check,
    reads=frozenset({FileKind.FRAMEWORK}),
)
