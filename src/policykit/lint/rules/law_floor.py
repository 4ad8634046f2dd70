"""LAW001: no promise falls short of the law it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from typing import Final

from policykit.library.files import FileKind
from policykit.library.law import Floor, Law
from policykit.library.promises import Promised, cases
from policykit.library.verdicts import worst_verdict
from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.case import Case
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.framework import Requirement
from policykit.model.order import Limit, Verdict
from policykit.model.organisation import Organisation
from policykit.model.page import Page
from policykit.model.quantity.parse import Amount
from policykit.model.term import Part, Promise, Slot
from policykit.model.value import dataclass

_SLOTS: Final = {
    Part.VALUE: Slot.VALUE,
    Part.TOTAL: Slot.VALUE,
    Part.EXTENSION: Slot.EXTENSION,
    Part.EXTENSION_NOTICE: Slot.EXTENSION_NOTICE,
}
_ELSEWHERE: Final = "elsewhere"
"""The verdict on a term that counts from another event than the law."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found of one value against one floor, and the regions it was found in."""

    promised: Promised
    place: Place
    floor: Floor
    verdict: str
    amount: Amount
    from_event: str
    regions: list[str] = field(default_factory=list)


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judge = _Judge(overview)
    if judge.has_floors:
        for each in overview.judged:
            for facts in with_coming(each):
                if facts.status != "retired":
                    yield from judge.problems(facts)


class _Judge:
    """Judges the terms of policies by the law of each region."""

    def __init__(self, overview: Overview) -> None:
        self._organisation: Organisation = overview.surroundings.organisation
        self._today: date = overview.today
        self._law = Law(overview.surroundings, overview.today)
        self._time = overview.business_time
        self._events = overview.surroundings.names.get("event")
        self._promises = overview.promises

    @property
    def has_floors(self) -> bool:
        """Whether any law sets a number at all."""
        return self._law.sets_numbers

    def problems(self, facts: Facts) -> Iterator[Problem]:
        terms = [
            each
            for each in self._promises(facts)
            if any(rule.law for rule in each.term.rules(Slot.LAW))
        ]
        found: dict[tuple[object, ...], _Judged] = {}
        counted: set[tuple[str, str]] = set()
        for each in terms:
            for judged in self._judged(each):
                if judged.verdict != _ELSEWHERE:
                    counted.update((judged.floor.name, region) for region in judged.regions)
                key = (
                    judged.place,
                    judged.floor.pointer,
                    judged.floor.framework.id,
                    judged.verdict,
                    str(judged.amount),
                )
                known = found.setdefault(key, judged)
                known.regions.extend(
                    region for region in judged.regions if region not in known.regions
                )
        for judged in found.values():
            if judged.verdict == _ELSEWHERE and all(
                (judged.floor.name, region) in counted for region in judged.regions
            ):
                continue
            problem = _problem(judged)
            if problem is not None:
                yield problem

    def _judged(self, each: Promised) -> Iterator[_Judged]:
        for case in cases(each.scope, (each.term,), self._organisation):
            if case.region is None or self._is_over(each, case):
                continue
            promise = each.term.at(case)
            for floor in self._law.floors(promise.law, case.region):
                amount = promise.part(floor.part)
                if amount is None or floor.kind not in {"", each.term.kind.value}:
                    continue
                yield _Judged(
                    promised=each,
                    place=each.place(_SLOTS[floor.part], case),
                    floor=floor,
                    verdict=self._verdict(each, case, floor, promise),
                    amount=amount,
                    from_event=promise.from_event or "",
                    regions=[case.region],
                )

    def _verdict(self, each: Promised, case: Case, floor: Floor, promise: Promise) -> str:
        """The worst verdict over the calendars of the channels the case stands for."""
        amount = promise.part(floor.part)
        if amount is None:
            return Verdict.KEPT
        if floor.from_event and promise.from_event != floor.from_event:
            # A mistyped event is told by itself.
            event = promise.from_event
            is_known = not event or self._events is None or event in self._events
            return _ELSEWHERE if is_known else Verdict.KEPT
        calendars = self._calendars(each, case, promise)
        return worst_verdict(amount, floor.number, floor.limit, self._time, calendars)[0]

    def _calendars(self, each: Promised, case: Case, promise: Promise) -> set[str]:
        """The calendars a promise can run by: those of the open channels it holds in."""
        found = {
            self._time.calendar_of(case.region, channel)
            for channel in each.scope.channels or frozenset(self._organisation.channels)
            if self._time.is_open(case.region, channel)
            and each.term.at(replace(case, channel=channel)) == promise
        }
        return found or {self._time.calendar_of(case.region, case.channel)}

    def _is_over(self, each: Promised, case: Case) -> bool:
        """Whether what decides in a case ended before today."""
        days = each.term.rule(Slot.VALUE, case).conditions.dates
        return bool(days) and all(one.last < self._today for one in days)


def _cite(requirement: Requirement) -> str:
    """Where the law stands, and how far what we know of it can be relied on."""
    checked = f"checked on {requirement.checked}" if requirement.checked else ""
    known = ", ".join(filter(None, (requirement.cite, checked)))
    return f" ({known}; guidance, not legal advice)" if known else " (guidance, not legal advice)"


def _problem(judged: _Judged) -> Problem | None:
    floor, term, amount = judged.floor, judged.promised.term, judged.amount
    where = f" in {listed(sorted(judged.regions))}"
    asks = "allows" if floor.limit is Limit.AT_MOST else "asks for"
    called = term.id if floor.part is Part.VALUE else f"{term.id}.{floor.part.value}"
    cite = _cite(floor.requirement)
    mild: Severity | None = None
    match judged.verdict:
        case Verdict.KEPT:
            return None
        case Verdict.BROKEN:
            message = f"{called} is {amount}{where}, and the law {asks} {floor.words}."
            hint = f"Promise {floor.words} there{cite}. A promise below the law does not hold."
        case Verdict.SOMETIMES:
            side = "longer" if floor.limit is Limit.AT_MOST else "shorter"
            message = (
                f"{called} is {amount}{where}, which can turn out {side} than the "
                f"{floor.number} of the law."
            )
            hint = f"Promise it in the unit of the law, or with room to spare: {floor.words}{cite}."
        case Verdict.UNMEASURED:
            message = (
                f"{called} is {amount}{where}, and without a calendar nobody can tell if the law "
                f"({floor.words}) is kept."
            )
            hint = f"Set a calendar in policies/organisation.yaml, or promise plain days{cite}."
            mild = Severity.WARNING
        case Verdict.INCOMPARABLE:
            message = (
                f"{called} is {amount}{where}, which cannot be compared with the law: "
                f"{floor.words}."
            )
            hint = (
                "Promise it in the currency or unit of the law, or check it and take this finding "
                f"off{cite}."
            )
            mild = Severity.WARNING
        case _:
            start = judged.from_event or "no named event"
            message = (
                f"{called} counts from {start}, the law from {floor.from_event}, so nobody "
                f"can tell if {amount} keeps to {floor.words}{where}."
            )
            hint = f"Count from {floor.from_event}, as the law does{cite}."
            mild = Severity.WARNING
    return Problem(
        place=judged.place,
        message=message,
        hint=hint,
        related=((f"{floor.name}: {floor.words}", Place(floor.path, floor.pointer)),),
        value=f"{floor.name} {floor.part.value} {judged.verdict} {' '.join(sorted(judged.regions))}",
        at_most=mild,
    )


RULE = Rule(
    page=Page(
        code="LAW001",
        name="law-floor",
        category="law",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A term promises less than the law it names.",
        why="A promise below the law does not hold, and staff who keep to it break the law in "
        "our name. Each region is judged by its own law as it stands today, ours at its worst "
        "end and the law at its strictest: a month can have 28 days.",
        bad="""\
scope: {regions: [SE]}
terms:
  refund-time: {deadline: 20 days, from: withdrawal-received, law: [eu-consumer.refund]}
""",
        good="""\
scope: {regions: [SE]}
terms:
  refund-time: {deadline: 10 days, from: withdrawal-received, law: [eu-consumer.refund]}
""",
        how="Promise at least what the law asks, counted from the same event. Where the law does "
        "not hold, a variant for that region may say otherwise.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
