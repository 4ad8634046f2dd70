"""LIF011: an exception whose last day has passed is taken out or decided anew."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED, starts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.status == RETIRED:
                continue
            places = {item.id: item.pointer for item in facts.items if item.kind == "exception"}
            for exception in facts.exceptions:
                last = day_of(exception.expires)
                if last is None or last >= starts(facts, overview.today):
                    continue
                ended = last < overview.today
                yield Problem(
                    place=Place(
                        facts.path, (*places.get(exception.id, ("exceptions",)), "expires")
                    ),
                    message=f"The exception {exception.id} ended on {last}."
                    if ended
                    else f"The exception {exception.id} ends on {last}, before this text holds.",
                    hint="Take it out, so that nobody relies on it any more, or decide it anew and "
                    "write a later day.",
                    value=exception.id,
                )


RULE = Rule(
    page=Page(
        code="LIF011",
        name="exception-expired",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The last day of an exception has passed.",
        why="The duty holds again from the day after. Staff who read the exception still leave "
        "customers without what we owe them.",
        bad="""\
exceptions:
  - {id: moving-house, what: Calls while the centre moves., from: [greet], expires: 2026-10-31}
""",
        good="""\
exceptions:
  - {id: moving-house, what: Calls while the centre moves., from: [greet], expires: 2027-01-31}
""",
        how="Take the exception out. If it is still needed, decide it anew with a later last day.",
    ),
    across=_check,
)
