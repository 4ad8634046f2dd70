"""LIF005: a text holds from the day it was approved on, not from an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from policykit.library.digests import oldest_names, rules_digests
from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.facts import Facts, RecordFact, StampFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    oldest_name = oldest_names(overview.by_id, overview.by_former_id)
    for each in overview.judged:
        if each.record is None:
            continue
        for facts in with_coming(each):
            first = day_of(facts.effective)
            if first is not None and facts.status in APPROVED:
                yield from _judged(facts, each.record, first, oldest_name)


def _judged(
    facts: Facts, record: RecordFact, first: date, oldest_name: Callable[[str], str]
) -> Iterator[Problem]:
    late = first.isoformat()
    if all(stamp.date <= late for stamp in record.approvals):
        return
    present = rules_digests(facts, oldest_name)
    roles: dict[str, list[StampFact]] = {}
    for stamp in record.approvals:
        if _is_of(stamp, present):
            roles.setdefault(stamp.role, []).append(stamp)
    after = [
        earliest
        for stamps in roles.values()
        if (earliest := min(stamps, key=lambda stamp: stamp.date)).date > late
    ]
    if after:
        yield _problem(facts, record, after)


def _is_of(stamp: StampFact, present: Mapping[str, str]) -> bool:
    """Whether an approval is of the text that stands, as far as it says of which it is."""
    return all(
        present[locale].startswith(digest) for locale, digest in stamp.digests if locale in present
    )


def _problem(facts: Facts, record: RecordFact, after: list[StampFact]) -> Problem:
    last = max(stamp.date for stamp in after)
    days = listed(sorted({stamp.date for stamp in after}))
    return Problem(
        place=Place(facts.path, ("effective",)),
        message=f"This is to hold from {facts.effective}, and {listed(s.role for s in after)} "
        f"approved it only on {days}.",
        hint=f"Write the day from which staff can follow it: {last} or a later one.",
        related=tuple(
            (f"{stamp.role} approved on {stamp.date}", Place(record.path, (*stamp.pointer, "date")))
            for stamp in after
        ),
        value=facts.effective,
    )


RULE = Rule(
    page=Page(
        code="LIF005",
        name="backdated",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The text is to hold from a day before it was approved.",
        why="Nobody can follow rules that are not decided yet. If a customer later asks what held "
        "on a day, the date in the policy must not claim more than there was.",
        bad="""\
status: active
effective: 2026-06-01
---
# policies/phone-manners.record.yaml
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14}
""",
        good="""\
status: active
effective: 2026-06-15
---
# policies/phone-manners.record.yaml
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14}
""",
        how="Write under effective the day of the last approval or a later one. When a text in "
        "force is changed and approved again, its first day moves too.",
    ),
    across=_check,
    needs_digests=True,
    reads=frozenset({FileKind.RECORD, FileKind.TRANSLATION}),
)
