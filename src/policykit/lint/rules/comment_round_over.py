"""PPL010: after a round of comments somebody decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.model.facts import Facts, RecordFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    days = options["days"]
    for each in overview.judged:
        for facts in with_coming(each):
            until = day_of(facts.comments_until)
            if facts.status != "in-review" or until is None or not isinstance(days, int):
                continue
            if (overview.today - until).days > days and not _something_goes_on(each.record, until):
                yield _problem(facts, overview.today, until)


def _something_goes_on(record: RecordFact | None, until: date) -> bool:
    """Whether comments still wait, which another rule tells, or somebody has approved since."""
    if record is None:
        return False
    since = until.isoformat()
    return any(not each.outcome for each in record.comments) or any(
        each.date > since for each in record.approvals
    )


def _problem(facts: Facts, today: date, until: date) -> Problem:
    days = (today - until).days
    return Problem(
        place=Place(facts.path, ("comments_until",)),
        message=f"The round of comments ended {'a day' if days == 1 else f'{days} days'} ago, and nothing was decided since.",
        hint="Have it approved, take it back to draft, or give people longer: a later "
        "comments_until.",
        value=facts.comments_until,
    )


RULE = Rule(
    page=Page(
        code="PPL010",
        name="comment-round-over",
        category="people",
        severity=Severity.WARNING,
        summary="The last day for comments has passed, and the text is still in review.",
        why="A text that stays in review is no rule and no draft: nobody knows whether to work by "
        "it, and those who commented think that nobody read what they said.",
        bad="""\
status: in-review
comments_until: 2026-10-31
""",
        good="""\
status: in-review
comments_until: 2026-12-05
""",
        how="Decide: approve it (`policykit approve`), set status: draft, or give people longer "
        "with a later day. How long a decision may take is an option.",
    ),
    options=(
        Option("days", 7, "Days after the last day of comments in which to decide.", least=0),
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
