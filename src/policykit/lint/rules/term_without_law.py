"""LAW005: a number the law judges says which law that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policykit.library.files import FileKind
from policykit.library.law import Floor, Law
from policykit.library.promises import Promised
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.term import Slot, Term


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    law = Law(overview.surroundings, overview.today)
    if not law.sets_numbers:
        return
    regions = tuple(overview.surroundings.organisation.regions)
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.terms and facts.status != RETIRED:
                everywhere = facts.scope.regions or regions
                yield from _judged(facts, law, everywhere, overview.promises)


def _judged(
    facts: Facts,
    law: Law,
    everywhere: tuple[str, ...],
    promises: Callable[[Facts], Iterable[Promised]],
) -> Iterator[Problem]:
    known: dict[str, Term] | None = None
    told: set[str] = set()
    for statement in facts.items:
        if statement.kind != "statement" or not statement.law:
            continue
        used = _used(facts, statement)
        if not used:
            continue
        known = known or {promise.term.id: promise.term for promise in promises(facts)}
        named = {name for term in known.values() for name in _laws(term)}
        for region in statement.narrowing.regions or everywhere:
            for floor in law.floors(statement.law, region):
                if {floor.name, f"{floor.framework.id}.{floor.requirement.id}"} & named:
                    continue
                for name in used:
                    term = known.get(name)
                    if (
                        term is not None
                        and name not in told
                        and not _laws(term)
                        and _fits(term, floor)
                    ):
                        told.add(name)
                        yield _problem(facts, statement, term, floor)


def _used(facts: Facts, statement: ItemFact) -> list[str]:
    """The terms of the policy that the text of a statement takes, without their parts."""
    return [
        reference.raw
        for reference in facts.references
        if reference.kind == "placeholder"
        and "." not in reference.raw
        and reference.pointer[: len(statement.pointer)] == statement.pointer
        and reference.pointer[-1] == statement.level
    ]


def _laws(term: Term) -> set[str]:
    return {
        name for rule in term.rules(Slot.LAW) if isinstance(rule.law, tuple) for name in rule.law
    }


def _fits(term: Term, floor: Floor) -> bool:
    """Whether a term is what the law sets a number for: of its kind, from its event."""
    return bool(floor.kind and floor.from_event) and (
        term.kind.value == floor.kind and term.from_event == floor.from_event
    )


def _problem(facts: Facts, statement: ItemFact, term: Term, floor: Floor) -> Problem:
    return Problem(
        place=Place(facts.path, term.pointer, part="key"),
        message=f"{floor.name} sets a number for such a {floor.kind} ({floor.words}), and "
        f"{term.id} does not name it, so nobody compares the two.",
        hint=f"Write law: [{floor.name}] under {term.id}.",
        related=(
            (f"{statement.id} carries the law out", Place(facts.path, (*statement.pointer, "law"))),
        ),
        value=f"{term.id} {floor.name}",
    )


RULE = Rule(
    page=Page(
        code="LAW005",
        name="term-without-law",
        category="law",
        severity=Severity.INFO,
        summary="A statement carries out a law that sets a number, and its term does not name it.",
        why="Only a term that names the law is compared with the number the law sets. Without it, "
        "a promise can fall below the law and nothing is said.",
        bad="""\
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received}
statements:
  - id: refund
    must: Pay the money back within {refund-time}.
    law: [eu-consumer.refund]
""",
        good="""\
terms:
  refund-time: {deadline: 14 days, from: withdrawal-received, law: [eu-consumer.refund]}
statements:
  - id: refund
    must: Pay the money back within {refund-time}.
    law: [eu-consumer.refund]
""",
        how="Write the requirement under law of the term whose number it judges.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
