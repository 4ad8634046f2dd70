"""PPL007: whoever was asked for comments gets an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.facts import CommentFact, Facts, RecordFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.hearing import DAYS_TO_ANSWER
from policykit.model.ids import is_id
from policykit.model.page import Page


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    days = options["days"]
    for facts in overview.judged:
        if facts.record is None or not isinstance(days, int):
            continue
        waiting = [each for each in facts.record.comments if not each.outcome]
        for comment in waiting:
            why = _why_due(facts, facts.record, comment, overview.today, days)
            if why:
                yield Problem(
                    place=Place(facts.record.path, comment.pointer),
                    message=f"{why}, and nobody has answered this comment.",
                    hint="Say what became of it and why: `policykit record answer "
                    f"{_name(facts.id, 'POLICY')} {_name(comment.id, 'COMMENT')} "
                    "--outcome OUTCOME --answer TEXT --by CODE`. OUTCOME is taken, partly, "
                    "not-taken or question.",
                    value=comment.id,
                )


def _why_due(facts: Facts, record: RecordFact, comment: CommentFact, today: date, days: int) -> str:
    """Why an answer is due by now, '' while it is not."""
    versions = tuple(with_coming(facts))
    in_review = [each for each in versions if each.status == "in-review"]
    for each in in_review:
        until = day_of(each.comments_until)
        if until is not None and until < today:
            return f"The round of comments ended on {each.comments_until}"
    decided = next((each.status for each in versions if each.status in APPROVED), "")
    if in_review or not decided:
        return ""
    made = day_of(comment.date)
    is_of_before = any(comment.date <= each.date for each in record.approvals)
    if made is None or is_of_before or (today - made).days > days:
        return f"The policy is {decided}"
    return ""


def _name(name: str, otherwise: str) -> str:
    """An id for a command; what is none never stands in one."""
    return name if is_id(name) else otherwise


RULE = Rule(
    page=Page(
        code="PPL007",
        name="comment-unanswered",
        category="people",
        severity=Severity.WARNING,
        summary="The round of comments is over, or the policy decided on, and a comment has no "
        "answer.",
        why="People who take the time to say what will not work look for an answer. Without one "
        "they say nothing the next time, and the rule fails where nobody looks. A no with a "
        "reason is an answer, too.",
        bad="""\
status: in-review
comments_until: 2026-11-14
---
# policies/phone-manners.record.yaml
comments:
  - id: co-1
    role: store-associate
    date: 2026-11-10
    says: On Saturdays nobody is free to answer that fast.
""",
        good="""\
status: in-review
comments_until: 2026-11-14
---
# policies/phone-manners.record.yaml
comments:
  - id: co-1
    role: store-associate
    date: 2026-11-10
    says: On Saturdays nobody is free to answer that fast.
    outcome: not-taken
    answer: The contact centre answers on Saturdays from December on.
    settled: 2026-11-17
    settled_by: a-21
""",
        how="Go through the open comments (`policykit record --comments`) and answer each with "
        "`policykit record answer`: taken, partly, not-taken or question, and why. How long an "
        "answer may take where no round goes on is an option.",
    ),
    options=(
        Option(
            "days",
            DAYS_TO_ANSWER,
            "Days in which a comment on an approved or active policy is answered, unless it was "
            "approved after the comment.",
            least=0,
        ),
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
