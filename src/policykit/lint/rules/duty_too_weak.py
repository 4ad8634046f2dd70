"""LAW006: a statement binds as much as what it says it carries out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.files import FileKind
from policykit.library.frameworks import written_in
from policykit.library.law import Law, is_in_force, plain_needs
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED
from policykit.model.document import Json
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.value import dataclass

_BINDING: Final = {"should": "must", "may": "must", "should_not": "must_not"}
"""What a weaker level would have to be to bind."""


@dataclass(frozen=True, slots=True)
class _Need:
    """The levels a requirement accepts of a statement that names it, and where it says so."""

    name: str
    levels: frozenset[str]
    framework: Framework
    requirement: Requirement
    is_error: bool
    pointer: Pointer


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    needs: dict[str, list[_Need]] = {}
    for need in _needs(overview):
        needs.setdefault(need.name, []).append(need)
    # What could not be read may hold the very statement that seems to be missing.
    if not needs or overview.in_part:
        return
    law = Law(overview.surroundings, overview.today)
    regions = tuple(overview.surroundings.organisation.regions)
    carried: dict[str, set[tuple[str, bool]]] = {}
    for each in overview.facts:
        for facts in with_coming(each):
            for name in _carried_out(facts, needs):
                carried.setdefault(name, set()).add((each.path, facts is each.coming))
    for each in overview.judged:
        for facts in with_coming(each):
            is_coming = facts is each.coming
            for statement in _statements(facts):
                wanted = _BINDING.get(statement.level, "")
                for name in (*statement.law, *statement.covers):
                    everywhere = _regions(statement, facts) or regions
                    asked = next(
                        (one for one in needs.get(name, ()) if _holds(one, law, everywhere)), None
                    )
                    if (
                        asked is None
                        or wanted not in asked.levels
                        or statement.level in asked.levels
                    ):
                        continue
                    # The text that is to be replaced cannot stand in for the coming one.
                    others = carried.get(name, set()) - {(each.path, not is_coming)}
                    if not others:
                        yield _problem(facts, statement, wanted, asked)


def _needs(overview: Overview) -> Iterator[_Need]:
    chosen = overview.surroundings.settings.frameworks
    for framework in overview.surroundings.frameworks.values():
        if chosen is not None and framework.id not in chosen:
            continue
        for requirement in framework.requirements:
            if not is_in_force(requirement, overview.today):
                continue
            for inner, pointer, _ in plain_needs(requirement):
                asked = read.section(inner, "statement")
                name = read.text(asked, "law") or read.text(asked, "covers")
                levels = _levels(asked.get("level"))
                if name and levels:
                    yield _Need(
                        name=name,
                        levels=levels,
                        framework=framework,
                        requirement=requirement,
                        is_error=requirement.severity == Severity.ERROR,
                        pointer=(*pointer, "statement", "level"),
                    )


def _levels(written: Json) -> frozenset[str]:
    given = written if isinstance(written, list) else [written]
    return frozenset(level for level in given if isinstance(level, str))


def _statements(facts: Facts) -> Iterator[ItemFact]:
    if facts.status != RETIRED:
        for item in facts.items:
            if item.kind == "statement":
                yield item


def _carried_out(facts: Facts, needs: Mapping[str, Iterable[_Need]]) -> Iterator[str]:
    """What some statement of a policy carries out as it is asked for."""
    for statement in _statements(facts):
        for name in (*statement.law, *statement.covers):
            if any(statement.level in need.levels for need in needs.get(name, ())):
                yield name


def _regions(statement: ItemFact, facts: Facts) -> tuple[str, ...] | None:
    return statement.narrowing.regions or facts.scope.regions


def _holds(need: _Need, law: Law, regions: Iterable[str]) -> bool:
    if not need.framework.jurisdiction and not need.requirement.inherited_from:
        return True
    return any(law.judges(need.framework, need.requirement, each) for each in regions)


def _problem(facts: Facts, statement: ItemFact, wanted: str, need: _Need) -> Problem:
    return Problem(
        place=Place(facts.path, (*statement.pointer, statement.level), part="key"),
        message=f"{statement.id} is a {statement.level}, but {need.name} asks for a {wanted}, and "
        "no other statement names it with one.",
        hint=f"Write {wanted} instead of {statement.level}, or take {need.name} out where the "
        "statement does something else.",
        related=(
            (
                "What the requirement asks for.",
                Place(written_in(need.framework, need.requirement), need.pointer),
            ),
        ),
        value=f"{statement.id} {need.name}",
        at_most=None if need.is_error and need.framework.jurisdiction else Severity.WARNING,
    )


RULE = Rule(
    page=Page(
        code="LAW006",
        name="duty-too-weak",
        category="law",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A statement that carries out a law or a standard binds less than that asks for.",
        why="What the law demands is no advice. Staff read should as: unless I have a reason not "
        "to, and the customer's right hangs on that reason.",
        bad="""\
statements:
  - id: refund
    should: Pay the money back after a withdrawal.
    law: [eu-consumer.refund]
""",
        good="""\
statements:
  - id: refund
    must: Pay the money back after a withdrawal.
    law: [eu-consumer.refund]
  - id: at-once
    should: Pay it back while the customer waits.
    law: [eu-consumer.refund]
""",
        how="Make it a must, or a must_not. Where another statement carries the law out, let that "
        "one name it. What only a standard asks for, and no law, is told as a warning.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
