"""PPL007: whoever was asked for comments gets an answer."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for facts in overview.judged:
        if facts.record is None or not facts.record.comments:
            continue
        why = _why_due(facts, overview.today.isoformat())
        if not why:
            continue
        for comment in facts.record.comments:
            if not comment.outcome:
                yield Problem(
                    place=Place(facts.record.path, comment.pointer),
                    message=f"{why}, and nobody has answered this comment.",
                    hint="Say what became of it and why: `policykit record answer "
                    f"{facts.id} {comment.id or 'COMMENT'} --outcome OUTCOME --answer TEXT "
                    "--by CODE`. OUTCOME is taken, partly, not-taken or question.",
                    value=comment.id,
                )


def _why_due(facts: Facts, today: str) -> str:
    """Why answers are due by now, '' while they are not."""
    versions = tuple(with_coming(facts))
    in_review = [each for each in versions if each.status == "in-review"]
    for each in in_review:
        if day_of(each.comments_until) is not None and each.comments_until < today:
            return f"The round of comments ended on {each.comments_until}"
    decided = next((each.status for each in versions if each.status in APPROVED), "")
    return f"The policy is {decided}" if decided and not in_review else ""


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
        "`policykit record answer`: taken, partly, not-taken or question, and why.",
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
