"""LAW002: a law is named only where it can hold."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.files import FileKind
from policykit.library.law import Law
from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings

_VARIES = "varies"


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    law = Law(overview.surroundings, overview.today)
    for each in overview.judged:
        for facts in with_coming(each):
            for reference in facts.references:
                if reference.kind == "requirement":
                    yield from _effect(reference, facts, law, overview.surroundings)


def _effect(
    reference: ReferenceFact, facts: Facts, law: Law, around: Surroundings
) -> Iterator[Problem]:
    jurisdiction = law.jurisdiction(reference.raw)
    regions = _regions(reference.pointer, facts, around)
    if (
        jurisdiction
        and regions
        and not any(law.holds_in(jurisdiction, region) for region in regions)
    ):
        yield Problem(
            place=Place(reference.path, reference.pointer),
            message=f"{reference.raw} has no effect here: it is law in {jurisdiction}, and this "
            f"holds in {listed(regions)} alone.",
            hint="Leave it out, name the law of the region, or see if regions are right.",
            value=reference.raw,
        )


def _regions(pointer: Pointer, facts: Facts, around: Surroundings) -> tuple[str, ...]:
    """The regions in force at a node: of the nearest item around it that names some."""
    nearest = facts.scope.regions or tuple(around.organisation.regions)
    length = 0
    for item in facts.items:
        inside = pointer[: len(item.pointer)] == item.pointer
        if inside and item.narrowing.regions is not None and len(item.pointer) > length:
            nearest, length = item.narrowing.regions, len(item.pointer)
    return _of_variant(pointer, facts) or nearest


def _of_variant(pointer: Pointer, facts: Facts) -> tuple[str, ...]:
    """The regions of the variant of a term that a law stands in."""
    match pointer:
        case ("terms", str(name), "varies", int(index), *_):
            term = dict(facts.terms).get(name)
            rows = term.get(_VARIES) if isinstance(term, dict) else None
            row = rows[index] if isinstance(rows, list) and index < len(rows) else None
            return read.names(row, "regions") if isinstance(row, dict) else ()
        case _:
            return ()


RULE = Rule(
    page=Page(
        code="LAW002",
        name="law-without-effect",
        category="law",
        severity=Severity.WARNING,
        summary="A law is named where it does not hold.",
        why="The reference proves nothing: the regions of the item lie outside the law's. Often "
        "the region is the mistake, and the customers the law protects get nothing.",
        bad="""\
statements:
  - id: refund
    must: Pay all money back.
    regions: [GB]
    law: [eu-consumer.refund]
""",
        good="""\
statements:
  - id: refund
    must: Pay all money back.
    regions: [SE, GB]
    law: [eu-consumer.refund]
""",
        how="Leave the law out, name the one of the region, or correct the regions. Who belongs "
        "to a union is judged as of today.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
