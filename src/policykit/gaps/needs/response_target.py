"""A response target exists and is good enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.joining import every
from policykit.gaps.needs.marks import candidates, lacking
from policykit.gaps.numbers import Bound, bound_of, judged
from policykit.gaps.settling import MOST_EVIDENCE, Fault, Judged, Outcome, Tried, settled
from policykit.gaps.typed import amount_in
from policykit.library import read
from policykit.library.promises import runs_on_business_time
from policykit.model.case import Case
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.order import Limit
from policykit.model.quantity.parse import is_term_name, parse_quantity
from policykit.model.quantity.share import Share

KIND = "response_target"
_TITLES = {
    "first_response": "first answer",
    "next_response": "next answer",
    "resolution": "solution",
    "update_every": "update",
}


def judge(asked: Asked) -> Judged:
    """Whether a time is set for every channel and contact reason that is asked for.

    Channels that are not open here are not asked for.
    """
    given = read.section(asked.need, KIND)
    open_here = asked.world.applicability.channels(asked.region)
    channels = read.names(given, "channels") or ((asked.channel,) if asked.channel else ("",))
    reasons = read.names(given, "reasons") or ((asked.reason,) if asked.reason else ("",))
    known = asked.world.around.organisation.channels
    wanted = [each for each in channels if not each or each in open_here or each not in known]
    if not wanted:
        return Judged(Outcome.IDLE)
    return every(
        [
            _judge_one(replace(asked, channel=channel, reason=reason), given)
            for channel, reason in product(wanted, reasons)
        ]
    )


def _judge_one(asked: Asked, given: Mapping[str, Json]) -> Judged:
    bound = bound_of(given.get("at_most"), Limit.AT_MOST, is_law=bool(asked.framework.jurisdiction))
    tried = []
    for held in _nearest(asked, given):
        faults, note = _known_faults(asked, held, given, bound)
        tried.append(Tried(held, faults, note))
    what = _TITLES.get(read.text(given, "of"), "answer")
    where = " ".join(
        filter(
            None,
            (
                f"for the contact reason “{asked.title('reason', asked.reason)}”"
                if asked.reason
                else "",
                f"in the channel “{asked.title('channel', asked.channel)}”"
                if asked.channel
                else "",
            ),
        )
    )
    behind = f" {where}" if where else ""
    absent = lacking(
        asked,
        given,
        f"no response target says when the {what} comes{behind}",
        f"a response target with {read.text(given, 'of')}{behind}",
    )
    return settled(tried, asked.need, asked.pointer, absent)


def _nearest(asked: Asked, given: Mapping[str, Json]) -> Sequence[Held]:
    """The targets that hold here, else the first of all: there are too many to try each."""
    if "covers" in given or "law" in given or "area" in given:
        every_one = candidates(asked, KIND, given)
        here = [held for held in every_one if asked.is_here(held)]
        return here or every_one[:MOST_EVIDENCE]
    index = asked.world.index
    there = index.targets(asked.channel, asked.reason)
    here = [held for held in there if asked.is_here(held)]
    return here or there[:MOST_EVIDENCE] or index.all_of(KIND)[:MOST_EVIDENCE]


def _known_faults(
    asked: Asked, held: Held, given: Mapping[str, Json], bound: Bound | None
) -> tuple[Sequence[Fault], str]:
    """What is wrong with a target; for a trend, as it was found at an earlier point of time.

    What hangs on the day is looked at each time.
    """
    if held.offer.narrowing.dates:
        return _faults(asked, held, given, bound)
    index = asked.world.index
    data = held.offer.data or {}
    values = read.text(data, read.text(given, "of")), read.text(data, "attain")
    known = index.tried(held)
    key = (
        # A value may be a term of another policy, whose text may be another one by now.
        *(id(index.policy(it.partition(".")[0])) for it in values if "." in it),
        id(held.offer),
        id(asked.requirement),
        asked.pointer,
        asked.region,
        asked.channel,
        asked.reason,
        asked.world.time.since,
    )
    if key not in known:
        known[key] = _faults(asked, held, given, bound)
    return known[key]


def _faults(
    asked: Asked, held: Held, given: Mapping[str, Json], bound: Bound | None
) -> tuple[list[Fault], str]:
    data = held.offer.data or {}
    faults = [*_of_marks(asked, held, given), *asked.faults_of_place(held, by_role=False)]
    what = read.text(given, "of")
    written = read.text(data, what)
    if not written:
        said = f"sets no time for the {_TITLES.get(what, 'answer')}"
        return [Fault(Lack.OTHERWISE, said, f"Give it {what}."), *faults], ""
    is_elsewhere = any(fault.lack is Lack.ELSEWHERE for fault in faults)
    if is_elsewhere or _is_other(data, given):
        return faults, ""
    time, region = asked.world.time, asked.region or None
    own = read.text(data, "calendar")
    note = ""
    for channels in _alike(asked, held, written):
        case = Case(region=region, channel=channels[0] or None)
        amount = amount_in(asked.world.index, held.standing, written, case)
        if amount is None:
            said = f"sets a time that nobody can read: {written}"
            do = "Write a time, or a term that is one."
            return [Fault(Lack.OTHERWISE, said, do), *faults], ""
        if bound is None:
            continue
        is_business = runs_on_business_time(amount) or runs_on_business_time(bound.number)
        calendars = {time.calendar_of(region, it or None, own) for it in channels if is_business}
        fault, noted = judged("", amount, bound, time, calendars)
        note = note or noted
        if fault is not None:
            return [fault, *faults], note
    return faults, note


def _alike(asked: Asked, held: Held, written: str) -> Iterator[tuple[str, ...]]:
    """The open channels a target holds in, together where its time is the same in all of them."""
    open_here = asked.world.applicability.channels(asked.region)
    given = held.offer.narrowing.channels or held.standing.version.scope.channels or open_here
    channels = (asked.channel,) if asked.channel else tuple(it for it in given if it in open_here)
    if is_term_name(written):
        yield from ((each,) for each in channels or ("",))
    else:
        yield channels or ("",)


def _is_other(data: Mapping[str, Json], given: Mapping[str, Json]) -> bool:
    """Whether somebody else answers, or other messages, so that its numbers are not asked for."""
    by, priority = read.text(given, "by"), read.text(given, "priority")
    return (bool(by) and (read.text(data, "by") or "person") != by) or (
        bool(priority) and (read.text(data, "priority") or priority) != priority
    )


def _of_marks(asked: Asked, held: Held, given: Mapping[str, Json]) -> list[Fault]:
    data = held.offer.data or {}
    found = []
    by = read.text(given, "by")
    answered = read.text(data, "by") or "person"
    if by and answered != by:
        said = f"is answered by a {answered}, not a {by}"
        found.append(Fault(Lack.OTHERWISE, said, f"Set one with by: {by}."))
    priority = read.text(given, "priority")
    own = read.text(data, "priority")
    if priority and own and own != priority:
        said = f"is for the priority {own}, not {priority}"
        found.append(Fault(Lack.ELSEWHERE, said, f"Set one with priority: {priority}."))
    wanted = parse_quantity(read.text(given, "attain")) if "attain" in given else None
    attained = read.text(data, "attain")
    if isinstance(wanted, Share) and not _is_other(data, given):
        case = Case(region=asked.region or None, channel=asked.channel or None)
        share = amount_in(asked.world.index, held.standing, attained, case) if attained else None
        if not isinstance(share, Share):
            said = "does not say in how many cases it is kept"
            found.append(Fault(Lack.OTHERWISE, said, f"Give it attain: {wanted}."))
        elif share.percent < wanted.percent:
            said = f"is to be kept in {share} of cases, and {wanted} is needed"
            found.append(Fault(Lack.BELOW, said, f"Give it attain: {wanted}."))
    return found
