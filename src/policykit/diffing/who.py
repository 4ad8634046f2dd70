"""Who gains by a thing: the party its effects are told for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from policykit.diffing.context import Context
from policykit.diffing.effects import BETTER, SAME, UNCLEAR, WORSE, for_customer, strength
from policykit.diffing.match import Pair
from policykit.diffing.tree import Node
from policykit.model.change import CustomerEffect, StaffEffect
from policykit.model.term import Beneficiary

Effects: TypeAlias = tuple[CustomerEffect, StaffEffect]
Effect: TypeAlias = Callable[[Pair, Context, bool], Effects]
"""What it means that there is more (True) or less of something."""

_MORE: Final = StaffEffect.MORE
_LESS: Final = StaffEffect.LESS


def nobody(_pair: Pair, _context: Context, _more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """It is not about customers, and no work."""
    return SAME, StaffEffect.SAME


def unclear(_pair: Pair, _context: Context, _more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Somebody has to read it."""
    return UNCLEAR, StaffEffect.UNCLEAR


def good(_pair: Pair, _context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Customers have more of it."""
    return (BETTER if more else WORSE), StaffEffect.SAME


def work(_pair: Pair, _context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Staff have more of it to do."""
    return SAME, _MORE if more else _LESS


def service(_pair: Pair, _context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Customers get more by staff doing more."""
    return (BETTER, _MORE) if more else (WORSE, _LESS)


def bad(_pair: Pair, _context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Customers lose by it."""
    return (WORSE if more else BETTER), StaffEffect.SAME


def duty(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """There is more, or less, that a statement asks for or permits."""
    statement = statement_of(pair)
    if statement is None:
        return unclear(pair, context, more)
    customer = for_customer(gains(statement), more=more)
    if not binds(statement):
        return customer, StaffEffect.SAME
    return customer, _MORE if more else _LESS


def freedom(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Staff may do more, or less, of what a statement is about on their own."""
    statement = statement_of(pair)
    if statement is None:
        return unclear(pair, context, more)
    return for_customer(gains(statement), more=more), StaffEffect.SAME


def lifted(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """Duties hold less, or more: whoever gains by them loses, or gains.

    A duty that comes or goes with its exception takes nothing from anybody.
    """
    names = {name for node in (pair.before, pair.after) if node for name in node.names_in("from")}
    known = [
        each
        for each in context.policy.inside
        if each.kind == "statement" and names & each.node.names
    ]
    found = {gains(each) for each in known if each.before is not None and each.after is not None}
    if known and not found:
        return SAME, StaffEffect.SAME
    effects = {for_customer(one, more=not more) for one in found}
    customer = effects.pop() if len(effects) == 1 else UNCLEAR
    return customer, _LESS if more else _MORE


def promises(policy: Node) -> bool:
    """Whether customers gain by anything in a policy."""
    return any(
        (node.kind == "statement" and (node.text("gains") or "customer") == "customer")
        or (node.term is not None and node.term.for_whom is Beneficiary.CUSTOMER)
        or node.kind == "target"
        for node in policy.children
    )


def whole(policy: Node, *, more: bool) -> CustomerEffect:
    """What it means for customers that a whole policy holds further, or less far."""
    if promises(policy):
        return for_customer("customer", more=more)
    protects_us = any(node.text("gains") == "us" for node in policy.children)
    return UNCLEAR if protects_us else SAME


def gains(statement: Pair) -> str:
    """Who is better off if staff do what a statement says; '' where the sides name others."""
    sides = (node for node in (statement.before, statement.after) if node is not None)
    found = {node.text("gains") or "customer" for node in sides}
    return found.pop() if len(found) == 1 else ""


def binds(statement: Pair) -> bool:
    """Whether staff have to mind a statement, on one side at least: it is no permission."""
    sides = (statement.before, statement.after)
    return any(node is not None and strength(node.text("level")) > 0 for node in sides)


def statement_of(pair: Pair) -> Pair | None:
    """The statement a pair is, or stands in."""
    return next(
        (each for each in (pair, *reversed(pair.parents)) if each.kind == "statement"), None
    )
