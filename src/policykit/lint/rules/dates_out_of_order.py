"""LIF012: what happened to a policy happened in an order that can be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.lint.standing import APPROVED, RETIRED
from policykit.model.document import Json
from policykit.model.facts import CommentFact, Facts, RecordFact, StampFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_HAPPENED = {
    "drafted": "was drafted",
    "consulted": "was talked over",
    "comments": "was commented on",
    "reviews": "was reviewed",
    "approvals": "was approved",
}


def _across(overview: Overview, _options: Options) -> Iterator[Problem]:
    today = overview.today.isoformat()
    for each in overview.judged:
        if each.record is not None:
            yield from _of_the_future(each.record, today)
            yield from _in_record(each, each.record)
        for facts in with_coming(each):
            yield from _life(facts)
        yield from _coming(each)


def _of_the_future(record: RecordFact, today: str) -> Iterator[Problem]:
    entries: tuple[tuple[str, tuple[StampFact | CommentFact, ...]], ...] = (
        ("drafted", record.drafted),
        ("consulted", record.consulted),
        ("comments", record.comments),
        ("reviews", record.reviews),
        ("approvals", record.approvals),
    )
    found = [
        (Place(record.path, (*stamp.pointer, "date")), _HAPPENED[key], stamp.date)
        for key, stamps in entries
        for stamp in stamps
        if stamp.date > today and day_of(stamp.date)
    ]
    checked = record.law_checked
    if checked > today and day_of(checked):
        found.append(
            (Place(record.path, ("law_checked", "date")), "was compared with the law", checked)
        )
    for place, happened, day in found:
        yield Problem(
            place=place,
            message=f"The record says that the policy {happened} on {day}, which is still to come.",
            hint="Write the day on which it happened. What is planned does not belong in a record.",
            value=f"{happened} {day}",
        )


def _in_record(facts: Facts, record: RecordFact) -> Iterator[Problem]:
    drafted, consulted, approvals = record.drafted, record.consulted, record.approvals
    if drafted and approvals:
        draft = min(drafted, key=_day)
        approval = min(approvals, key=_day)
        if approval.date < draft.date:
            yield Problem(
                place=Place(record.path, (*approval.pointer, "date")),
                message=f"{approval.role} approved on {approval.date} what was first drafted on "
                f"{draft.date}.",
                hint="Correct one of the two days, or add the earlier draft.",
                related=(("the first draft", Place(record.path, (*draft.pointer, "date"))),),
                value=f"{approval.role} {approval.date}",
            )
    if consulted and approvals and facts.status in APPROVED:
        asked = min(consulted, key=_day)
        approval = max(approvals, key=_day)
        if asked.date > approval.date:
            yield Problem(
                place=Place(record.path, (*asked.pointer, "date")),
                message=f"Those who work by it were first asked on {asked.date}, when it had been "
                f"approved already, on {approval.date}.",
                hint="Correct the day. If it is right, go through what they said and have the "
                "changes approved.",
                related=(
                    (f"{approval.role} approved", Place(record.path, (*approval.pointer, "date"))),
                ),
                value=asked.date,
            )


def _day(stamp: StampFact) -> str:
    return stamp.date


def _life(facts: Facts) -> Iterator[Problem]:
    first, last = day_of(facts.effective), day_of(facts.retired_on)
    if first is not None and last is not None and last < first:
        yield Problem(
            place=Place(facts.path, ("retired_on",)),
            message=f"This ends on {last}, before it begins on {first}.",
            hint="Correct one of the two days.",
            related=(("the first day", Place(facts.path, ("effective",))),),
            value=facts.retired_on,
        )


def _coming(facts: Facts) -> Iterator[Problem]:
    coming = facts.coming
    first = day_of(facts.effective)
    if coming is None or first is None or facts.status == RETIRED:
        return
    follows = day_of(coming.effective)
    if follows is not None and follows <= first:
        yield Problem(
            place=Place(coming.path, ("effective",)),
            message=f"The coming version is to hold from {follows}, and the one before it from "
            f"{first}.",
            hint="Let the coming version begin later, or correct the day of the other one.",
            related=(("the version in force", Place(facts.path, ("effective",))),),
            value=coming.effective,
        )


def _told(examined: Examined, _options: Options) -> Iterator[Problem]:
    """Notices that all come after the first day."""
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    first = day_of(read.text(data, "effective"))
    if first is None or read.text(data, "status") == RETIRED:
        return
    notices = read.section(data, "communication")
    for key, people in (("staff", "Staff"), ("customers", "Customers")):
        earliest = _earliest(notices, key)
        if earliest is not None and earliest[0] > first.isoformat():
            day, index = earliest
            yield Problem(
                place=Place(examined.facts.path, ("communication", key, index, "by")),
                message=f"{people} first hear of this by {day}, and it holds from {first}.",
                hint="Tell them before it holds, or let it hold later.",
                related=(("the first day", Place(examined.facts.path, ("effective",))),),
                value=f"{key} {day}",
            )


def _earliest(notices: Mapping[str, Json], key: str) -> tuple[str, int] | None:
    """The earliest day of a notice and its index; None where one has no day and may be early."""
    days = [read.text(item, "by") for _, item in read.items(notices, key)]
    if not days or not all(day_of(day) for day in days):
        return None
    return min((day, index) for index, day in enumerate(days))


RULE = Rule(
    page=Page(
        code="LIF012",
        name="dates-out-of-order",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="Dates of a policy or its record contradict one another, or lie in the future.",
        why="A record is believed only as long as its dates can be true. Approved before it was "
        "written, told after it held: one such date casts doubt on all others.",
        bad="""\
effective: 2026-07-01
communication:
  staff: [{via: team-meeting, by: 2026-07-10}]
""",
        good="""\
effective: 2026-07-01
communication:
  staff: [{via: team-meeting, by: 2026-06-25}]
""",
        how="Correct the date that is wrong. If all are right, the order was wrong: ask before you "
        "approve, and tell people before it holds.",
    ),
    per_policy=_told,
    across=_across,
    reads=frozenset({FileKind.RECORD}),
)
