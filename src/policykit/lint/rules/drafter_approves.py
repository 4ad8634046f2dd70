"""LIF010: who wrote a text does not approve it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.approvals.stamps import own_draft
from policykit.library.files import FileKind
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    record = examined.facts.record
    if record is None:
        return
    for approval in record.approvals:
        draft = own_draft(approval, record)
        if draft is not None:
            yield Problem(
                place=Place(record.path, (*approval.pointer, "by")),
                message=f"{approval.by} approved as {approval.role} what {approval.by} had written.",
                hint="Have somebody else approve it: whoever wrote a rule no longer sees its holes.",
                related=((f"written on {draft.date}", Place(record.path, (*draft.pointer, "by"))),),
                value=f"{approval.role} {approval.by} {approval.date}",
            )


RULE = Rule(
    page=Page(
        code="LIF010",
        name="drafter-approves",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The same person wrote and approved the text.",
        why="An approval is a second pair of eyes. Who wrote a rule knows what it was meant to say "
        "and no longer sees what it says.",
        bad="""\
# policies/phone-manners.record.yaml
drafted:
  - {by: a-21, date: 2026-05-02}
approvals:
  - {role: compliance-officer, by: a-21, date: 2026-06-14}
""",
        good="""\
# policies/phone-manners.record.yaml
drafted:
  - {by: a-21, date: 2026-05-02}
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14}
""",
        how="Have another person of that role approve it, or the role above.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.RECORD}),
)
