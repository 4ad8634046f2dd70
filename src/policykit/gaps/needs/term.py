"""A term exists with these marks, and its value is good enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policykit.gaps.asked import Asked, of_time
from policykit.gaps.index import Held, TermCase, in_case
from policykit.gaps.needs.marks import a, candidates, lacking, of_public
from policykit.gaps.numbers import Bound, bounds_in, judged
from policykit.gaps.settling import NOT_HERE, SPOILING, Fault, Judged, Tried, settled
from policykit.library import read
from policykit.library.promises import runs_on_business_time, told
from policykit.model.case import Case
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.order import Limit
from policykit.model.term import Part, Promise, Term

KIND = "term"


def judge(asked: Asked) -> Judged:
    """Whether a number is promised, from the right event, within the limit, in every case here.

    A number that carries out the requirement in this region (`implements`) is judged at its own
    limit.
    """
    given = read.section(asked.need, KIND)
    named = read.text(given, "law") or read.text(given, "covers")
    key = "law" if "law" in given else "covers"
    limits = _limits(asked, given)
    tried = [_tried(asked, held, limits) for held in candidates(asked, KIND, given)]
    kind = read.text(given, "kind") or "term"
    if named:
        absent = lacking(asked, given, f"no term names {named}", f"{a(kind)} with {key}: [{named}]")
    else:
        absent = lacking(asked, given, f"there is no {kind}", a(kind))
    return settled(tried, asked.need, asked.pointer, absent)


def _limits(asked: Asked, given: Mapping[str, Json]) -> tuple[Bound, ...]:
    """The limits of the need, those of who carries it out here in their place."""
    own = bounds_in(given, is_law=bool(asked.framework.jurisdiction))
    if not asked.framework.jurisdiction or not asked.region:
        return own
    part = read.text(given, "part") or Part.VALUE.value
    kind = read.text(given, "kind")
    law = asked.world.applicability.law
    here = [
        floor
        for floor in law.floors((asked.name,), asked.region)
        if asked.name in floor.requirement.implements
        and floor.part.value == part
        and floor.kind in {"", kind}
    ]
    if not here:
        return own
    return tuple(Bound(floor.limit, floor.number, is_law=True, whose=floor.owner) for floor in here)


def _tried(asked: Asked, held: Held, limits: tuple[Bound, ...]) -> Tried:
    """A term in its worst case here, with its value there."""
    given = read.section(asked.need, KIND)
    found = asked.world.index.term(held, asked.region)
    if found is None:
        fault = Fault(Lack.OTHERWISE, "has a value nobody can read", "Write it as a typed value.")
        return Tried(held, [fault, *of_time(held.standing)])
    term, every = found
    other = [*_of_kind(term, given)]
    marks = [*other, *asked.faults_of_place(held, by_role=False)]
    cases = _asked_for(asked, held, term, every)
    if not cases and not _is_gone(marks):
        fault = Fault(
            Lack.ELSEWHERE,
            f"does not hold in {asked.here or 'any region'}",
            f"Let it hold in {asked.here or 'a region'}, too, or write one of its own there.",
        )
        marks.insert(0, fault)
    if not cases:
        return Tried(held, marks)
    # What is promised of another kind, or to others, is not what the limit is about.
    every_one = [
        (case, *_in_case(asked, held, term, case, () if other else limits)) for case in cases
    ]
    worst, faults, _ = max(every_one, key=lambda it: _badness(it[1]))
    value = worst.promise.value
    return Tried(
        held,
        [*faults, *marks],
        next((note for _, _, note in every_one if note), ""),
        f"{term.kind.value}: {'none' if value is None else value}",
        is_in_part=not _is_gone(marks) and not all(_is_gone(it) for _, it, _ in every_one),
    )


def _badness(faults: list[Fault]) -> tuple[bool, bool, int]:
    """How bad a case is: what breaks a limit is worse than what is not there."""
    return any(it.lack in SPOILING for it in faults), _is_gone(faults), len(faults)


def _is_gone(faults: list[Fault]) -> bool:
    """Whether nothing is promised."""
    return any(it.lack in NOT_HERE for it in faults)


def _asked_for(asked: Asked, held: Held, term: Term, every: list[TermCase]) -> list[TermCase]:
    """The cases in the channel that is asked for, or in any that is open here; none that is over.

    A case stands for all channels that its term does not tell apart.
    """
    today = asked.world.today.isoformat()
    if not any(each.conditions.channels for each in term.variants):
        return [each for each in every if not each.is_over(today)]
    if asked.channel:
        found = {
            case: in_case(term, case)
            for each in every
            for case in (replace(each.case, channel=asked.channel),)
        }
        return [each for each in found.values() if not each.is_over(today)]
    return [each for each in every if not each.is_over(today) and _open_in(asked, held, term, each)]


def _open_in(asked: Asked, held: Held, term: Term, case: TermCase) -> list[str]:
    """The open channels that a case stands for."""
    organisation = asked.world.around.organisation
    scope = held.standing.version.scope.channels or tuple(organisation.channels)
    return [
        channel
        for channel in ((asked.channel,) if asked.channel else scope)
        if asked.world.time.is_open(case.case.region, channel)
        and term.at(replace(case.case, channel=channel)) == case.promise
    ]


def _of_kind(term: Term, given: Mapping[str, Json]) -> Iterator[Fault]:
    kind = read.text(given, "kind")
    if kind and term.kind.value != kind:
        yield Fault(
            Lack.OTHERWISE,
            f"is {a(term.kind.value)}, not {a(kind)}",
            f"Write it as {a(kind)}.",
        )
    whom = read.text(given, "for")
    if whom and term.for_whom.value != whom:
        yield Fault(
            Lack.OTHERWISE,
            f"is a promise to {_WHOM[term.for_whom.value]}, not to {_WHOM[whom]}",
            f"Promise it to {_WHOM[whom]}.",
        )


_WHOM = {"customer": "customers", "staff": "staff"}


def _in_case(
    asked: Asked, held: Held, term: Term, case: TermCase, limits: tuple[Bound, ...]
) -> tuple[list[Fault], str]:
    given = read.section(asked.need, KIND)
    promise = case.promise
    if promise.value is None:
        words = f"promises nothing here: its value is none{_where(term, case.case)}"
        do = "Give it a value here, or take out the variant that ends it."
        return [Fault(Lack.ENDED, words, do)], ""
    named = read.text(given, "law")
    if named and not set(promise.law) & set(asked.world.index.kin(named)):
        words = f"does not name {named}{_where(term, case.case)}"
        return [Fault(Lack.ELSEWHERE, words, f"Let it name {named} here, too.")], ""
    faults = [*_of_start(asked, promise, given)]
    if read.flag(given, "public") is not promise.public:
        faults.extend(
            of_public(replace(held, offer=replace(held.offer, public=promise.public)), given)
        )
    part = Part(read.text(given, "part") or Part.VALUE.value)
    amount = promise.part(part)
    note = ""
    if amount is None:
        faults.extend(_of_part(part, promise, limits))
        return faults, note
    if any(fault.lack is Lack.OTHER_START for fault in faults):
        # Days that are counted from elsewhere say nothing about this limit.
        return faults, note
    called = "" if part is Part.VALUE else f"its {part.value.replace('-', ' ')}"
    for bound in limits:
        is_business = runs_on_business_time(amount) or runs_on_business_time(bound.number)
        calendars = _calendars(asked, held, term, case) if is_business else ()
        fault, noted = judged(called, amount, bound, asked.world.time, calendars)
        note = note or noted
        if fault is not None:
            faults.append(replace(fault, words=f"{_where(term, case.case)} {fault.words}".lstrip()))
    return faults, note


def _of_start(asked: Asked, promise: Promise, given: Mapping[str, Json]) -> Iterator[Fault]:
    event = read.text(given, "from")
    if event and promise.from_event != event:
        said = f"counts from {promise.from_event}" if promise.from_event else "counts from no event"
        title = asked.title("event", event)
        yield Fault(
            Lack.OTHER_START,
            f"{said}, another day than {event} ({title})" if title != event else said,
            f"Count it from {event}.",
        )


def _of_part(part: Part, promise: Promise, limits: tuple[Bound, ...]) -> Iterator[Fault]:
    """What is wrong where a part is asked for and not there.

    A time that is never made longer keeps every limit to that.
    """
    if promise.extend is None and all(bound.limit is Limit.AT_MOST for bound in limits):
        return
    name = part.value.replace("-", " ")
    do = {Part.EXTENSION_NOTICE: "Write tell_within under its extend."}.get(
        part, "Write extend: {by: …} under it."
    )
    yield Fault(Lack.OTHERWISE, f"has no {name}", do)


def _where(term: Term, case: Case) -> str:
    """The case in words where variants tell cases apart: ` by chat on 2026-11-25`."""
    words = told(replace(case, region=None), (each.conditions for each in term.variants))
    return f" {words}" if words else ""


def _calendars(asked: Asked, held: Held, term: Term, case: TermCase) -> set[str]:
    """The calendars a promise can run by: those of the open channels it holds in."""
    time = asked.world.time
    region = case.case.region
    found = {time.calendar_of(region, each) for each in _open_in(asked, held, term, case)}
    return found or {time.calendar_of(region, case.case.channel)}
