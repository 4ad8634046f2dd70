"""RSP003: a plain clock runs on at night, when nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.targets import Targets, Time, time_in
from policykit.model.case import Case
from policykit.model.facts import Facts, TargetFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.length import HOUR, MINUTE, bounds
from policykit.model.page import Page
from policykit.model.quantity.duration import Clock, Duration
from policykit.model.quantity.hours import Hours
from policykit.model.quantity.time_of_day import DAY_MINUTES

_LIVE: Final = ("phone", "chat", "in-person")
_KEYS: Final = {"first_response": "first answer", "next_response": "next answer"}
_WEEK: Final = 7


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    live = frozenset(read.names(options, "live_channels"))
    targets = Targets(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            for target in facts.targets:
                # What is told in words, such as "while we are open", nobody can judge.
                if target.by == "person" and not target.narrowing.when:
                    yield from _problems(facts, target, targets, live)


def _problems(
    facts: Facts, target: TargetFact, targets: Targets, live: frozenset[str]
) -> Iterator[Problem]:
    if live.issuperset(target.narrowing.channels or facts.scope.channels or ("",)):
        return
    for key, called in _KEYS.items():
        written = targets.written(facts, getattr(target, key))
        if written is None:
            continue
        for case in targets.cases(facts, target):
            if case.channel is None or case.channel in live:
                continue
            time = time_in(written, case)
            closed = _closed(target, case, targets)
            if closed and _is_shorter(time, closed, targets):
                yield _problem(facts, target, (key, called), str(time), (case, closed))
                break


def _closed(target: TargetFact, case: Case, targets: Targets) -> int:
    """The minutes a channel is closed in a row in an ordinary week, 0 where nobody knows."""
    channel = targets.organisation.channels.get(case.channel or "")
    hours = None if channel is None else channel.regions.get(case.region or "")
    if not target.calendar and (hours is None or not (hours.hours or hours.calendar)):
        return 0
    name = targets.business_time.calendar_of(case.region, case.channel, target.calendar)
    calendar = targets.business_time.calendar(name) if name else None
    return 0 if calendar is None else _longest_gap(calendar.hours)


def _longest_gap(hours: Hours) -> int:
    stretches = [
        (day * DAY_MINUTES + opens, day * DAY_MINUTES + closes)
        for day in range(2 * _WEEK)
        for opens, closes in hours.week[day % _WEEK]
    ]
    return max(
        (later[0] - earlier[1] for earlier, later in pairwise(stretches)),
        default=0,
    )


def _is_shorter(time: Time | None, closed: int, targets: Targets) -> bool:
    if not isinstance(time, Duration) or time.clock is not Clock.CALENDAR:
        return False
    return bounds(time, None, targets.today).most < closed * MINUTE


def _problem(
    facts: Facts, target: TargetFact, key: tuple[str, str], time: str, where: tuple[Case, int]
) -> Problem:
    case, closed = where
    region = f" in {case.region}" if case.region else ""
    hours = -(-closed * MINUTE // HOUR)
    return Problem(
        place=Place(facts.path, (*target.pointer, key[0])),
        message=f"By {case.channel}{region} nobody answers for up to {hours} hours in a row, and "
        f"{target.id} promises the {key[1]} within {time}, day and night.",
        hint="Count while we are open, such as 4 business hours, or give it more time than we "
        "are closed.",
        value=f"{key[0]} {case.channel}",
    )


RULE = Rule(
    page=Page(
        code="RSP003",
        name="target-outside-hours",
        category="targets",
        severity=Severity.WARNING,
        summary="A target runs on a plain clock in a channel that closes for longer.",
        why="A message that comes at closing time cannot be answered in 30 minutes. Such a "
        "target is missed every evening, and the customer who was promised it is let down.",
        bad="""\
response_targets:
  - {id: written, channels: [email], first_response: 30 minutes}
""",
        good="""\
response_targets:
  - {id: written, channels: [email], first_response: 4 business hours}
""",
        how="Use business hours or business days for channels where people write at any time. "
        "Live channels, where a customer comes only while we are open, are left alone; the "
        "option live_channels names them.",
    ),
    options=(
        Option(
            "live_channels",
            _LIVE,
            "The channels customers can use only while somebody is there.",
        ),
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
