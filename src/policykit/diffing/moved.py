"""What it means that a thing stands in another policy: it binds there, or not, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from policykit.diffing.effects import SAME, UNCLEAR, for_customer, for_staff
from policykit.diffing.kind import Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, sentence
from policykit.diffing.tree import Node
from policykit.diffing.who import Effects, gains
from policykit.model.case import Conditions
from policykit.model.change import Bump, CustomerEffect, StaffEffect
from policykit.model.term import Beneficiary, Growth

_SIDES = ("regions", "brands", "channels", "groups")


class _Reach(Enum):
    """How far a thing reaches where it stands now, against where it stood."""

    SAME = "same"
    MORE = "more"
    LESS = "less"
    UNCLEAR = "unclear"


def arrived(pair: Pair, policy: Node) -> Iterator[Draft]:
    """That a thing came from another policy, with what customers gain by it."""
    reach = _reach(pair, pair.elsewhere, policy)
    customer, staff = _effects(pair, reach)
    gained = reach is not _Reach.LESS
    yield Draft(
        kind="moved",
        message=f"{sentence(called(pair))} stood in the policy {pair.origin} before.",
        field="policy",
        before=pair.origin,
        customer=customer if gained else SAME,
        staff=staff if gained else StaffEffect.SAME,
    )


def left(pair: Pair, policy: Node) -> Iterator[Draft]:
    """That a thing went to another policy, with what customers lose by it."""
    reach = _reach(pair, policy, pair.elsewhere)
    lost = reach is _Reach.LESS
    # Where nobody can tell, both policies say so.
    told = lost or reach is _Reach.UNCLEAR
    customer, staff = _effects(pair, reach) if told else (SAME, StaffEffect.SAME)
    binds = pair.elsewhere is not None and pair.elsewhere.text("status") == "active"
    yield Draft(
        kind="moved-away",
        message=f"{sentence(called(pair))} now stands in the policy {pair.gone_to}"
        + (
            "." if not lost else ", which holds for fewer." if binds else ", which is not in force."
        ),
        field="policy",
        after=pair.gone_to,
        customer=customer,
        staff=staff,
        bump=Bump.MAJOR if customer is CustomerEffect.WORSE else None,
    )


def _reach(pair: Pair, before: Node | None, after: Node | None) -> _Reach:
    if before is None or after is None:
        return _Reach.UNCLEAR
    was, is_ = (node.text("status") == "active" for node in (before, after))
    if was is not is_:
        return _Reach.MORE if is_ else _Reach.LESS
    if not was:
        return _Reach.SAME
    old = _conditions(pair.before or pair.node, before)
    new = _conditions(pair.after or pair.node, after)
    if old is None or new is None:
        return _Reach.UNCLEAR
    if old.inside(new):
        return _Reach.SAME if new.inside(old) else _Reach.MORE
    return _Reach.LESS if new.inside(old) else _Reach.UNCLEAR


def _conditions(thing: Node, policy: Node) -> Conditions | None:
    """Where a thing holds in a policy: where both of them do."""
    scope = next((each for each in policy.children if each.kind == "scope"), None)
    whole = _of(scope) if scope is not None else Conditions()
    return whole.common(_of(thing))


def _of(node: Node) -> Conditions:
    regions, brands, channels, groups = (frozenset(node.names_in(key)) for key in _SIDES)
    return Conditions(regions, brands, channels, groups)


def _effects(pair: Pair, reach: _Reach) -> Effects:
    """What more or less reach means, by the kind of thing; nothing where it stays."""
    if reach is _Reach.SAME:
        return SAME, StaffEffect.SAME
    if reach is _Reach.UNCLEAR:
        return UNCLEAR, StaffEffect.UNCLEAR
    more = reach is _Reach.MORE
    node = pair.node
    if pair.kind == "statement":
        level = node.text("level")
        staff = for_staff("", level) if more else for_staff(level, "")
        return for_customer(gains(pair), more=more), staff
    if node.term is not None:
        term = node.term
        if term.for_whom is Beneficiary.STAFF:
            return SAME, StaffEffect.UNCLEAR
        if term.growth is Growth.NEUTRAL or term.kind.value == "charge":
            return UNCLEAR, StaffEffect.SAME
        return for_customer("customer", more=more), StaffEffect.SAME
    if pair.kind == "target":
        return for_customer("customer", more=more), (StaffEffect.MORE if more else StaffEffect.LESS)
    return UNCLEAR, StaffEffect.UNCLEAR
