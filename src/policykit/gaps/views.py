"""What is answered where: channels by contact reasons, and areas by channels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from policykit.gaps.asked import World, holds
from policykit.gaps.force import IN_FORCE
from policykit.gaps.index import Held
from policykit.gaps.typed import amount_in
from policykit.library import read
from policykit.model.calendar import BusinessTimeError
from policykit.model.case import Case
from policykit.model.coverage import (
    Answer,
    HeatCell,
    Lack,
    Matrix,
    MatrixCell,
    Warmth,
)
from policykit.model.position import Location
from policykit.model.quantity.duration import Duration, DurationSum
from policykit.model.quantity.parse import Amount


def matrix(world: World) -> Matrix:
    """What is promised to someone who gets in touch for a reason by a channel.

    Only texts in force count, those overdue for a review too: people still work by them.
    """
    organisation = world.around.organisation
    channels = tuple(organisation.channels)
    reasons = tuple(organisation.names.get("reason", {}))
    return Matrix(
        channels,
        reasons,
        tuple(_cell(world, channel, reason) for reason in reasons for channel in channels),
    )


def _cell(world: World, channel: str, reason: str) -> MatrixCell:
    regions = world.applicability.regions
    open_in = [each for each in regions if channel in world.applicability.channels(each)]
    answers: list[tuple[float, Answer]] = []
    answered: set[str] = set()
    for held in world.index.targets(channel, reason):
        if held.standing.lack not in IN_FORCE:
            continue
        where = [each for each in open_in if held.is_in(each, channel, reason)]
        told, known = _answers(world, held, channel, where, is_whole=len(where) == len(open_in))
        answers += told
        answered |= known
    return MatrixCell(
        channel=channel,
        reason=reason,
        answers=tuple(answer for _, answer in sorted(answers, key=lambda it: it[0])),
        rules=sum(
            held.standing.lack in IN_FORCE and held.is_in("", channel, reason)
            for held in world.index.all_of("statement")
        ),
        closed=tuple(each for each in regions if each not in open_in),
        unanswered=tuple(each for each in open_in if each not in answered),
    )


def _answers(
    world: World, held: Held, channel: str, where: list[str], *, is_whole: bool
) -> tuple[list[tuple[float, Answer]], set[str]]:
    """The answers of a target, one for each time it stands for, with how long that is at most.

    And the regions where it answers: a time that names what is not there answers nobody.
    """
    data = held.offer.data or {}
    by_times: dict[tuple[str, str], list[str]] = {}
    lengths: dict[tuple[str, str], float] = {}
    for region in where:
        times = []
        length = float("inf")
        is_known = True
        for key in ("first_response", "resolution"):
            written = read.text(data, key)
            case = Case(region=region or None, channel=channel)
            amount = amount_in(world.index, held.standing, written, case) if written else None
            is_known = is_known and (amount is not None or not written)
            times.append("" if amount is None else str(amount))
            if key == "first_response":
                calendar = world.time.calendar_of(
                    region or None, channel, read.text(data, "calendar")
                )
                length = _seconds(world, amount, calendar)
        if is_known:
            told = times[0], times[1]
            by_times.setdefault(told, []).append(region)
            lengths[told] = length
    everywhere = is_whole and len(by_times) == 1 and len(*by_times.values()) == len(where)
    answers = [
        (
            lengths[first, last],
            Answer(
                policy=held.standing.version.id,
                target=held.offer.item,
                first_response=first,
                resolution=last,
                by=read.text(data, "by") or "person",
                attain=read.text(data, "attain"),
                location=Location(held.standing.version.path, held.offer.span, held.offer.pointer),
                regions=() if everywhere else tuple(regions),
            ),
        )
        for (first, last), regions in by_times.items()
    ]
    return answers, {region for regions in by_times.values() for region in regions}


def heat(world: World) -> tuple[HeatCell, ...]:
    """How well each area is looked after in each channel: areas in their order, then channels."""
    used = {area for each in world.index.standings for area in each.version.areas}
    known = sorted(world.around.areas.values(), key=lambda it: (it.order, it.id))
    return tuple(
        cell
        for area in known
        if area.contact_facing or area.id in used
        for cell in _heat(world, area.id, contact_facing=area.contact_facing)
    )


def _heat(world: World, area: str, *, contact_facing: bool) -> Iterator[HeatCell]:
    channels = tuple(world.around.organisation.channels)
    standing = [each for each in world.index.of_area(area) if each.lack is not Lack.RETIRED]
    rules: Counter[str] = Counter()
    for held in world.index.of_kind("statement", area):
        if held.standing.lack is None:
            rules.update(channels if held.channels is None else held.channels)
    fastest = _fastest(world, area, channels)
    for channel in channels:
        here = [each for each in standing if holds(each.version.scope.channels, channel)]
        if rules[channel]:
            answered = channel in fastest or not contact_facing
            warmth = Warmth.ANSWERED if answered else Warmth.RULES
        else:
            is_old = bool(here) and all(each.lack is not None for each in here)
            warmth = Warmth.OUTDATED if is_old else Warmth.NOTHING
        first = fastest[channel][1] if channel in fastest and rules[channel] else ""
        yield HeatCell(area, channel, warmth, rules[channel], first)


def _fastest(world: World, area: str, channels: tuple[str, ...]) -> Mapping[str, tuple[float, str]]:
    """The shortest first answer in each channel: its seconds at most, and its words."""
    found: dict[str, tuple[float, str]] = {}
    lengths: dict[tuple[str, str], float] = {}
    for held in world.index.of_kind("response_target", area):
        data = held.offer.data or {}
        written = read.text(data, "first_response")
        if not written or held.standing.lack is not None:
            continue
        for channel in channels if held.channels is None else held.channels & set(channels):
            amount = amount_in(world.index, held.standing, written, Case(channel=channel))
            if not isinstance(amount, Duration | DurationSum):
                continue
            calendar = world.time.calendar_of(None, channel, read.text(data, "calendar"))
            key = str(amount), calendar
            if key not in lengths:
                lengths[key] = _seconds(world, amount, calendar)
            found[channel] = min(found.get(channel, (float("inf"), "")), (lengths[key], key[0]))
    return {channel: told for channel, told in found.items() if told[1]}


def _seconds(world: World, amount: Amount | None, calendar: str) -> float:
    """How long a time is at most, without end where nobody can tell."""
    if not isinstance(amount, Duration | DurationSum):
        return float("inf")
    try:
        return float(world.time.measure(calendar)(amount).most)
    except BusinessTimeError:
        return float("inf")
