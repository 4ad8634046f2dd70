"""RSP002: the first answer comes as soon as customers of that channel may expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.targets import Targets, Time, time_in
from policykit.model.facts import Facts, TargetFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.order import Order, compare
from policykit.model.page import Page
from policykit.model.quantity.duration import exact_duration

_CEILINGS: Final = {
    "email": ("24 hours", "1 business day"),
    "chat": ("5 minutes",),
    "social": ("4 hours", "4 business hours"),
    "phone": ("3 minutes",),
    "in-person": ("15 minutes",),
    "post": ("5 business days",),
}
"""What customers of a channel put up with: common goals of contact centres and shops."""

_UNHURRIED: Final = "low"


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    ceilings = {
        channel: tuple(
            time
            for text in read.names(options, _option(channel))
            if (time := exact_duration(text)) is not None
        )
        for channel in _CEILINGS
    }
    targets = Targets(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            for target in facts.targets:
                # What is told in words, such as "while we were closed", nobody can judge.
                if target.priority != _UNHURRIED and not target.narrowing.when:
                    problem = _slow(facts, target, targets, ceilings)
                    if problem is not None:
                        yield problem


def _option(channel: str) -> str:
    return channel.replace("-", "_")


def _slow(
    facts: Facts,
    target: TargetFact,
    targets: Targets,
    ceilings: Mapping[str, tuple[Time, ...]],
) -> Problem | None:
    written = targets.written(facts, target.first_response)
    if written is None:
        return None
    for case in targets.cases(facts, target):
        limits = ceilings.get(case.channel or "", ())
        time = time_in(written, case)
        if time is None or not limits or time in limits:
            continue
        calendar = targets.business_time.calendar_of(case.region, case.channel, target.calendar)
        measure = targets.business_time.measure(calendar)
        if all(compare(time, limit, measure) is Order.GREATER for limit in limits):
            return _problem(facts, target, case.channel or "", time, limits)
    return None


def _problem(
    facts: Facts, target: TargetFact, channel: str, time: Time, limits: tuple[Time, ...]
) -> Problem:
    most = " or ".join(str(limit) for limit in limits)
    return Problem(
        place=Place(facts.path, (*target.pointer, "first_response")),
        message=f"By {channel} the first answer of {target.id} may take {time}; customers there "
        f"expect one within {most}.",
        hint=f"Promise at most {limits[-1]}, or write priority: low where it may wait. The option "
        f"{_option(channel)} of this rule sets another time.",
        value=channel,
    )


RULE = Rule(
    page=Page(
        code="RSP002",
        name="response-target-slow",
        category="targets",
        severity=Severity.WARNING,
        summary="The first answer may take longer than customers of that channel wait.",
        why="Each channel has its own patience: who chats is gone after some minutes, who writes "
        "an email looks again the next day. A slower answer comes when the customer has already "
        "tried another way.",
        bad="""\
response_targets:
  - {id: written, channels: [email], first_response: 3 business days}
""",
        good="""\
response_targets:
  - {id: written, channels: [email], first_response: 1 business day}
""",
        how="Make the first answer faster; the solution may take its time. Each channel has an "
        "option with the longest times it accepts: a target is slow when it is longer than all "
        "of them.",
    ),
    options=tuple(
        Option(_option(channel), times, f"The longest first answers that are fine for {channel}.")
        for channel, times in _CEILINGS.items()
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
