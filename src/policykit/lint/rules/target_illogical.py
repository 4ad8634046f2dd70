"""PRO003: a response target can be met and measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from policykit.library.calendars import BusinessTime
from policykit.library.files import FileKind
from policykit.library.terms import terms
from policykit.lint.names import with_coming
from policykit.lint.promises import runs_on_business_time
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.case import Case
from policykit.model.facts import Facts, TargetFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.length import Measure
from policykit.model.order import Order, compare
from policykit.model.page import Page
from policykit.model.quantity.duration import Duration, DurationSum, exact_duration
from policykit.model.quantity.parse import Amount
from policykit.model.term import Part, Term

_Time: TypeAlias = Duration | DurationSum
_Written: TypeAlias = _Time | tuple[Term, Part] | None

_KEPT = 1_024
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
        self._overview = overview
        self._organisation = overview.surroundings.organisation
        self._time = BusinessTime(self._organisation, overview.today)
        self._known: dict[str, tuple[Term, ...]] = {}

    def problems(self, facts: Facts, target: TargetFact) -> Iterator[Problem]:
        """At most one problem of each sort, for the first case that shows it."""
        seen: set[str] = set()
        alike: set[tuple[_Time | str | None, ...]] = set()
        written = {key: self._written(facts, getattr(target, key)) for key in _KEYS}
        for case in self._cases(facts, target):
            times = {key: _time_in(each, case) for key, each in written.items()}
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

    def _cases(self, facts: Facts, target: TargetFact) -> Iterator[Case]:
        regions = target.narrowing.regions or facts.scope.regions or (*self._organisation.regions,)
        channels = (
            target.narrowing.channels or facts.scope.channels or (*self._organisation.channels,)
        )
        for region, channel in product(regions or (None,), channels or (None,)):
            if self._time.is_open(region, channel):
                yield Case(region=region, channel=channel)

    def _written(self, facts: Facts, text: str) -> _Written:
        """What stands in a target: a time, a term with its part, or nothing that is known."""
        exact = exact_duration(text)
        if exact is not None or not text:
            return exact
        first, _, rest = text.partition(".")
        found = self._term(facts, first)
        if found is None:
            other = self._overview.by_id.get(first)
            term, _, rest = rest.partition(".")
            found = None if other is None else self._term(other, term)
        if found is None or rest not in {"", *Part}:
            return None
        part = Part(rest or "value")
        if found.variants:
            return found, part
        return _as_time(found.value_at(Case(), part))

    def _term(self, facts: Facts, name: str) -> Term | None:
        return next((each for each in self._terms(facts) if each.id == name), None)

    def _terms(self, facts: Facts) -> tuple[Term, ...]:
        if facts.path not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[facts.path] = terms({"terms": dict(facts.terms)})
        return self._known[facts.path]


def _time_in(written: _Written, case: Case) -> _Time | None:
    if isinstance(written, tuple):
        term, part = written
        return _as_time(term.value_at(case, part))
    return written


def _as_time(amount: Amount | None) -> _Time | None:
    return amount if isinstance(amount, Duration | DurationSum) else None


def _is_longer(time: _Time, other: _Time, measured: Measure) -> bool:
    return compare(time, other, measured) is Order.GREATER


def _where(case: Case, target: TargetFact, facts: Facts) -> str:
    """The region and channel in words, where the target holds in several."""
    several = len(target.narrowing.channels or facts.scope.channels or ("", "")) > 1
    return (
        f" (as by {case.channel} in {case.region})"
        if several and case.channel and case.region
        else ""
    )


def _unmeasurable(facts: Facts, target: TargetFact, key: str, time: _Time, case: Case) -> Problem:
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
