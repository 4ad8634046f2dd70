"""LIF004: a review says which text was read, and somebody had the time to read it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.approvals.commands import review_command
from policykit.approvals.reviews import MOST_A_DAY, InOneGo, in_one_go, unbound
from policykit.library.files import FileKind
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.model.facts import Facts, StampFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SHOWN = 5
"""Further reviews of one day that are pointed at."""


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    for facts in overview.judged:
        newest = unbound(facts)
        if newest is not None and facts.record is not None:
            yield _without_text(facts, facts.record.path, newest)
    most = options["most_a_day"]
    if isinstance(most, int):
        for go in in_one_go(overview.judged, most):
            yield _in_one_go(go)


def _without_text(facts: Facts, path: str, review: StampFact) -> Problem:
    return Problem(
        place=Place(path, review.pointer),
        message=f"The last review, on {review.date}, does not say which text was read.",
        hint=f"Read {facts.path.rpartition('/')[2]} as it stands, then {review_command(facts)}; "
        "it notes which text was read.",
        value=review.date,
    )


def _in_one_go(go: InOneGo) -> Problem:
    places = [
        Place(facts.record.path, (*stamp.pointer, "date"))
        for facts, stamp in go.reviews
        if facts.record is not None
    ]
    return Problem(
        place=places[0],
        message=f"{go.person} reviewed {go.policies} policies on one day, {go.day}.",
        hint="Take out the reviews in which nobody had time to read the text, and spread the "
        "others over the year and over several people.",
        related=tuple(("one of the others", place) for place in places[1 : _SHOWN + 1]),
        value=f"{go.person} {go.day}",
    )


RULE = Rule(
    page=Page(
        code="LIF004",
        name="review-hollow",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="A review does not say which text was read, or so many were noted on one day that "
        "nobody can have read them.",
        why="A review that is only a date keeps a policy from being called overdue while its text "
        "grows old. With the digest of the text that was read, everybody can see what was looked at.",
        bad="""\
status: active
effective: 2026-03-01
---
# policies/phone-manners.record.yaml
reviews:
  - {date: 2026-06-14, by: a-17}
""",
        good="""\
status: active
effective: 2026-03-01
---
# policies/phone-manners.record.yaml
reviews:
  - {date: 2026-06-14, by: a-17, digests: {en: "pk1-9f2c41d0"}}
""",
        how="Read the policy with those who work by it, and note it with "
        "`policykit review mark`. How many reviews one person can do in a day is an option.",
    ),
    options=(
        Option("most_a_day", MOST_A_DAY, "Reviews that one person can note on one day.", least=1),
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
