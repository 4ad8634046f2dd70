"""RSP004: who writes by one channel waits about as long as who writes by another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import may_meet
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.targets import Targets, Time, time_in
from policykit.model.calendar import BusinessTimeError
from policykit.model.case import Case
from policykit.model.facts import Facts, Narrowing, TargetFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.value import dataclass

_WRITTEN: Final = ("email", "social", "app", "web")
_TIMES: Final = 4


@dataclass(frozen=True, slots=True)
class _Answer:
    """The first answer of a target by a channel in a region, and how long it takes at worst."""

    target: TargetFact
    channel: str
    time: Time
    seconds: int


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    written = frozenset(read.names(options, "written"))
    times = read.number(options, "times") or _TIMES
    targets = Targets(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            if len({name for target in facts.targets for name in _named(target)} & written) > 1:
                yield from _problems(facts, targets, written, times)


def _named(target: TargetFact) -> tuple[str, ...]:
    return target.narrowing.channels or ()


def _problems(
    facts: Facts, targets: Targets, written: frozenset[str], times: int
) -> Iterator[Problem]:
    told: set[str] = set()
    for answers in _by_region(facts, targets, written).values():
        for slow in answers:
            quick = min(
                (each for each in answers if _are_alike(each, slow)),
                key=lambda each: (each.seconds, each.channel),
                default=None,
            )
            if quick and slow.seconds > times * quick.seconds and slow.target.id not in told:
                told.add(slow.target.id)
                yield _problem(facts, slow, quick, times)


def _by_region(
    facts: Facts, targets: Targets, written: frozenset[str]
) -> dict[str | None, list[_Answer]]:
    found: dict[str | None, list[_Answer]] = {}
    for target in facts.targets:
        first = targets.written(facts, target.first_response)
        if target.by != "person" or target.narrowing.when or first is None:
            continue
        for case in targets.cases(facts, target):
            time = time_in(first, case)
            if case.channel in written and time is not None:
                seconds = _at_worst(time, case, target, targets)
                if seconds:
                    answer = _Answer(target, case.channel, time, seconds)
                    found.setdefault(case.region, []).append(answer)
    return found


def _at_worst(time: Time, case: Case, target: TargetFact, targets: Targets) -> int:
    """The longest it can take, in seconds; 0 where nobody can tell."""
    clock = targets.business_time
    calendar = clock.calendar_of(case.region, case.channel, target.calendar)
    try:
        return clock.measure(calendar)(time).most
    except BusinessTimeError:
        return 0


def _are_alike(one: _Answer, other: _Answer) -> bool:
    """Whether two answers are to the same sort of matter, as far as a target says."""
    return one.target.priority == other.target.priority and may_meet(
        _without_channels(one.target.narrowing), _without_channels(other.target.narrowing)
    )


def _without_channels(narrowing: Narrowing) -> Narrowing:
    return Narrowing(narrowing.regions, narrowing.brands, None, narrowing.reasons, narrowing.groups)


def _problem(facts: Facts, slow: _Answer, quick: _Answer, times: int) -> Problem:
    much = f": more than {times} times as long" if times > 1 else ""
    return Problem(
        place=Place(facts.path, (*slow.target.pointer, "first_response")),
        message=f"Those who write by {slow.channel} wait up to {slow.time} for a first answer, "
        f"those who write by {quick.channel} {quick.time}{much}.",
        hint="Bring them nearer to each other, or give them different priorities if they are "
        "not about the same.",
        related=(
            (
                f"by {quick.channel}: {quick.time}",
                Place(facts.path, (*quick.target.pointer, "first_response")),
            ),
        ),
        value=f"{slow.channel} {quick.channel}",
    )


RULE = Rule(
    page=Page(
        code="RSP004",
        name="channels-apart",
        category="targets",
        severity=Severity.WARNING,
        summary="The same matter is answered far more slowly by one written channel than another.",
        why="Customers learn which channel is quick, and crowd it. Those who write by the slow "
        "one, often because they can use no other, are served worse for the same matter.",
        bad="""\
response_targets:
  - {id: mails, channels: [email], first_response: 2 days}
  - {id: posts, channels: [social], first_response: 2 hours}
---
# policies/organisation.yaml
channels:
  email: {title: Email, regions: {SE: {languages: [sv]}}}
  social: {title: Social media, regions: {SE: {languages: [sv]}}}
""",
        good="""\
response_targets:
  - {id: mails, channels: [email], first_response: 6 hours}
  - {id: posts, channels: [social], first_response: 2 hours}
---
# policies/organisation.yaml
channels:
  email: {title: Email, regions: {SE: {languages: [sv]}}}
  social: {title: Social media, regions: {SE: {languages: [sv]}}}
""",
        how="Give written channels first answers of about the same length. The option times says "
        "how many times as slow is too slow, written which channels are compared.",
    ),
    options=(
        Option("times", _TIMES, "How many times as slow is too slow.", least=1),
        Option("written", _WRITTEN, "The channels that are compared."),
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
