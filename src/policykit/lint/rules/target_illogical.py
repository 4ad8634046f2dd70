"""PRO003: a response target can be met and measured."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.promises import runs_on_business_time
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.targets import Targets, Time, time_in
from policykit.model.case import Case
from policykit.model.facts import Facts, TargetFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.length import Measure
from policykit.model.order import Order, compare
from policykit.model.page import Page

_KEYS = ("first_response", "next_response", "resolution")
_WORDS = {"first_response": "first answer", "next_response": "next answer"}


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judge = _Judge(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            for target in facts.targets:
                yield from judge.problems(facts, target)


class _Judge:
    """Judges targets, with the calendars and terms they need."""

    def __init__(self, overview: Overview) -> None:
        self._targets = Targets(overview)
        self._time = self._targets.business_time

    def problems(self, facts: Facts, target: TargetFact) -> Iterator[Problem]:
        """At most one problem of each sort, for the first case that shows it."""
        seen: set[str] = set()
        alike: set[tuple[Time | str | None, ...]] = set()
        written = {key: self._targets.written(facts, getattr(target, key)) for key in _KEYS}
        for case in self._targets.cases(facts, target):
            times = {key: time_in(each, case) for key, each in written.items()}
            calendar = self._time.calendar_of(case.region, case.channel, target.calendar)
            if (shape := (*times.values(), calendar)) in alike:
                continue
            alike.add(shape)
            for key, time in times.items():
                if (
                    time is not None
                    and not calendar
                    and runs_on_business_time(time)
                    and key not in seen
                ):
                    seen.add(key)
                    yield _unmeasurable(facts, target, key, time, case)
            resolution = times["resolution"]
            measured = self._time.measure(calendar)
            for key, called in _WORDS.items():
                time = times[key]
                if (
                    time is not None
                    and resolution is not None
                    and f"{key}>" not in seen
                    and _is_longer(time, resolution, measured)
                ):
                    seen.add(f"{key}>")
                    yield Problem(
                        place=Place(facts.path, (*target.pointer, key)),
                        message=f"The {called} of {target.id} may take {time}, longer than the "
                        f"solution with {resolution}{_where(case, target, facts)}.",
                        hint="Make it shorter, or give the solution more time.",
                        related=(
                            (
                                f"the solution: {resolution}",
                                Place(facts.path, (*target.pointer, "resolution")),
                            ),
                        ),
                        value=key,
                    )


def _is_longer(time: Time, other: Time, measured: Measure) -> bool:
    return compare(time, other, measured) is Order.GREATER


def _where(case: Case, target: TargetFact, facts: Facts) -> str:
    """The region and channel in words, where the target holds in several."""
    several = len(target.narrowing.channels or facts.scope.channels or ("", "")) > 1
    return (
        f" (as by {case.channel} in {case.region})"
        if several and case.channel and case.region
        else ""
    )


def _unmeasurable(facts: Facts, target: TargetFact, key: str, time: Time, case: Case) -> Problem:
    channel = f" for {case.channel}" if case.channel else ""
    region = f" in {case.region}" if case.region else ""
    return Problem(
        place=Place(facts.path, (*target.pointer, key)),
        message=f"{time} cannot be counted: no calendar says when we are open{channel}{region}.",
        hint="Name a calendar with `calendar:` here, give the channel hours or a calendar in "
        "policies/organisation.yaml, or set one for the whole organisation there.",
        value=f"{key} calendar",
    )


RULE = Rule(
    page=Page(
        code="PRO003",
        name="target-illogical",
        category="promises",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A response target contradicts itself or cannot be counted.",
        why="An answer that may come after the solution is no target, and business time means "
        "nothing until a calendar says when we are open.",
        bad="""\
response_targets:
  - id: written
    channels: [email]
    first_response: 3 business days
    resolution: 1 business day
""",
        good="""\
response_targets:
  - id: written
    channels: [email]
    first_response: 4 business hours
    resolution: 3 business days
""",
        how="Make the first and the next answer no longer than the solution, and see that "
        "business time has a calendar: the target's own, that of the channel in the region, "
        "or the organisation's.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
