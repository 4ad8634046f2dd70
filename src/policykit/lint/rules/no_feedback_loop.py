"""PIT005: what customers say is heard, and changes something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.defaults import filled
from policykit.lint.reach import meets_customers
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.dates import parse_date
from policykit.model.quantity.mistake import Mistake

_YEAR: Final = timedelta(days=365)
_TWO: Final = 2


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not reached(facts.status, "approved"):
        return
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    whole = filled(data, examined.surroundings.organisation.defaults)
    sources = [item for _, item in read.items(whole, "feedback")]
    if (
        sources
        and meets_customers(facts, examined.surroundings)
        and not any(read.text(item, "from") == "customer" for item in sources)
    ):
        yield Problem(
            place=Place(facts.path, ("feedback",), part="key"),
            message="No feedback on this policy comes from customers.",
            hint="Add a source under feedback: with from: customer, such as a survey.",
            value="customers",
        )
    yield from _unheard(examined)


def _unheard(examined: Examined) -> Iterator[Problem]:
    """A record whose findings span a year and changed nothing; the day itself plays no part."""
    record = examined.bundle.record
    if record is None:
        return
    evidence = [item for _, item in read.items(mapping(record), "evidence")]
    if len(evidence) < _TWO or any(item.get("changed") for item in evidence):
        return
    days = [
        day
        for item in evidence
        if not isinstance(day := parse_date(read.text(item, "date")), Mistake)
    ]
    if days and max(days) - min(days) >= _YEAR:
        yield Problem(
            place=Place(record.path, ("evidence",), part="key"),
            message=f"What people told us from {min(days)} to {max(days)} has not changed "
            "anything in this policy.",
            hint="Change what keeps coming up, and write changed: with the ids of what was "
            "changed under the evidence for it.",
            value="changed",
        )


RULE = Rule(
    page=Page(
        code="PIT005",
        name="no-feedback-loop",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="Customers are not heard, or nothing they said for a year changed the policy.",
        why="A policy is a guess at what helps customers. Only they can tell if it does, and "
        "they stop telling when nothing comes of it.",
        bad="""\
status: approved
feedback:
  - {id: floor-talk, kind: conversation, from: staff, every: 1 month}
""",
        good="""\
status: approved
feedback:
  - {id: floor-talk, kind: conversation, from: staff, every: 1 month}
  - {id: csat, kind: survey, from: customer, every: 1 month}
""",
        how="Add a source of feedback with from: customer, and note under evidence in the record "
        "what was found and, under changed:, which rules were changed for it.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.AREAS, FileKind.RECORD}),
)
