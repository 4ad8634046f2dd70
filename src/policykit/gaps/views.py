"""What is answered where: channels by contact reasons, and areas by channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.gaps.asked import World, holds
from policykit.gaps.force import Standing
from policykit.gaps.offers import Offer
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
from policykit.model.facts import Narrowing
from policykit.model.position import Location
from policykit.model.quantity.duration import Duration, DurationSum


def matrix(world: World) -> Matrix:
    """What is promised to someone who gets in touch for a reason by a channel.

    Only texts in force count, those overdue for a review too: people still work by them.
    """
    organisation = world.around.organisation
    channels = tuple(organisation.channels)
    reasons = tuple(organisation.names.get("reason", {}))
    current = _current(world)
    targets = [(each, offer) for each in current for offer in _of_kind(each, "response_target")]
    rules = [(each, offer) for each in current for offer in _of_kind(each, "statement")]
    return Matrix(
        channels,
        reasons,
        tuple(
            _cell(world, channel, reason, targets, rules)
            for reason in reasons
            for channel in channels
        ),
    )


def _cell(
    world: World,
    channel: str,
    reason: str,
    targets: list[tuple[Standing, Offer]],
    rules: list[tuple[Standing, Offer]],
) -> MatrixCell:
    regions = world.applicability.regions
    open_in = [each for each in regions if channel in world.applicability.channels(each)]
    answers = []
    answered: set[str] = set()
    for standing, offer in targets:
        if not _is_here(standing, offer, channel, reason):
            continue
        where = [each for each in open_in if _in_region(standing, offer, each)]
        if where:
            answered.update(where)
            whole = set(where) == set(open_in)
            answers.append(_answer(standing, offer, () if whole else tuple(where)))
    return MatrixCell(
        channel=channel,
        reason=reason,
        answers=tuple(answers),
        rules=sum(
            1
            for standing, offer in rules
            if offer.narrowing.reasons != () and _is_here(standing, offer, channel, reason)
        ),
        closed=tuple(each for each in regions if each not in open_in),
        unanswered=tuple(each for each in open_in if each not in answered),
    )


def _answer(standing: Standing, offer: Offer, regions: tuple[str, ...]) -> Answer:
    data = offer.data or {}
    return Answer(
        policy=standing.version.id,
        target=offer.item,
        first_response=read.text(data, "first_response"),
        resolution=read.text(data, "resolution"),
        by=read.text(data, "by") or "person",
        attain=read.text(data, "attain"),
        location=Location(standing.version.path, offer.span, offer.pointer),
        regions=regions,
    )


def heat(world: World) -> tuple[HeatCell, ...]:
    """How well each area is looked after in each channel: areas in their order, then channels."""
    organisation = world.around.organisation
    used = {area for each in world.index.standings for area in each.version.areas}
    known = sorted(world.around.areas.values(), key=lambda it: (it.order, it.id))
    return tuple(
        _heat(world, area.id, channel, contact_facing=area.contact_facing)
        for area in known
        if area.contact_facing or area.id in used
        for channel in organisation.channels
    )


def _heat(world: World, area: str, channel: str, *, contact_facing: bool) -> HeatCell:
    here = [
        each
        for each in world.index.of_area(area)
        if each.lack is not Lack.RETIRED and holds(each.version.scope.channels, channel)
    ]
    current = [each for each in here if each.lack is None]
    rules = sum(
        _has(each, offer, channel) for each in current for offer in _of_kind(each, "statement")
    )
    if not here:
        return HeatCell(area, channel, Warmth.NOTHING)
    if not rules:
        return HeatCell(area, channel, Warmth.OUTDATED if not current else Warmth.NOTHING)
    fastest = _fastest(world, current, channel)
    answered = bool(fastest) or not contact_facing
    return HeatCell(area, channel, Warmth.ANSWERED if answered else Warmth.RULES, rules, fastest)


def _fastest(world: World, standings: Iterable[Standing], channel: str) -> str:
    """The shortest first answer a person gives in a channel, as written; '' where none is set."""
    found: list[tuple[float, str]] = []
    time = world.time
    for standing in standings:
        for offer in _of_kind(standing, "response_target"):
            written = read.text(offer.data or {}, "first_response")
            if not written or not _has(standing, offer, channel):
                continue
            amount = amount_in(world.index, standing, written, Case(channel=channel))
            if not isinstance(amount, Duration | DurationSum):
                continue
            calendar = time.calendar_of(None, channel, read.text(offer.data or {}, "calendar"))
            try:
                length: float = time.measure(calendar)(amount).most
            except BusinessTimeError:
                length = float("inf")
            found.append((length, str(amount)))
    return min(found)[1] if found else ""


def _current(world: World) -> list[Standing]:
    return [each for each in world.index.standings if each.lack in {None, Lack.OVERDUE}]


def _of_kind(standing: Standing, kind: str) -> Iterator[Offer]:
    return (offer for offer in standing.version.offers if offer.kind == kind)


def _is_here(standing: Standing, offer: Offer, channel: str, reason: str) -> bool:
    scope = standing.version.scope
    return _has(standing, offer, channel) and (
        holds(scope.reasons, reason) and holds(offer.narrowing.reasons, reason)
    )


def _has(standing: Standing, offer: Offer, channel: str) -> bool:
    return holds(standing.version.scope.channels, channel) and holds(
        offer.narrowing.channels, channel
    )


def _in_region(standing: Standing, offer: Offer, region: str) -> bool:
    narrowings: tuple[Narrowing, ...] = (standing.version.scope, offer.narrowing)
    return all(holds(each.regions, region) for each in narrowings)
