"""PPL008: what a comment changed can be found."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_TAKEN = frozenset({"taken", "partly"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    record = examined.facts.record
    if record is None:
        return
    for comment in record.comments:
        if comment.outcome in _TAKEN and not comment.changed and not comment.answered:
            yield Problem(
                place=Place(record.path, (*comment.pointer, "outcome")),
                message="This comment was taken, and nothing says what changed because of it.",
                hint="Name the items under changed:, or say in answer: what was done.",
                value=comment.id,
            )


RULE = Rule(
    page=Page(
        code="PPL008",
        name="comment-taken-without-trace",
        category="people",
        severity=Severity.INFO,
        summary="A comment was taken, and neither an item nor an answer tells what changed.",
        why="Whoever approves the text wants to see what the comments did to it. And whoever "
        "made the comment cannot find what it led to.",
        bad="""\
status: in-review
---
# policies/phone-manners.record.yaml
comments:
  - {id: co-1, role: store-associate, date: 2026-11-10, says: Too fast., outcome: taken}
""",
        good="""\
status: in-review
---
# policies/phone-manners.record.yaml
comments:
  - {id: co-1, role: store-associate, date: 2026-11-10, says: Too fast., outcome: taken, changed: [greet]}
""",
        how="Write the ids of the statements, terms or other items that were changed under "
        "changed:, or a sentence under answer:.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.RECORD}),
)
