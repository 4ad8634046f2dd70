"""Whose work a change touches."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.diffing.context import Context
from policykit.diffing.match import Pair
from policykit.diffing.tree import Node


def roles_touched(pair: Pair, context: Context) -> tuple[str, ...]:
    """Those who do or read the thing, on either side; the readers of the policy else.

    Who decides about it or is handed it is touched, too; what is measured or checked is its
    owner's work. Groups of roles come as the roles in them, sorted.
    """
    nodes = [node for node in (pair.before, pair.after) if node is not None]
    asked = {name for node in nodes for key in ("decides", "to") for name in node.names_in(key)}
    keys = ("who", "audience", "required_for", *(("owner",) if pair.kind != "policy" else ()))
    for key in keys:
        if named := {name for node in nodes for name in node.names_in(key)}:
            return members(named | asked, context)
    for above in reversed(pair.parents):
        sides = [node for node in (above.before, above.after) if node is not None]
        for key in ("who", "audience"):
            if named := {name for node in sides for name in node.names_in(key)}:
                return members(named | asked, context)
    readers = _readers(context.policy.before) | _readers(context.policy.after)
    # Where a policy is for everybody, whoever decides is not the only one it concerns.
    return members(readers | asked, context) if readers else ()


def _readers(policy: Node | None) -> set[str]:
    return set(policy.names_in("audience")) if policy is not None else set()


def members(names: Iterable[str], context: Context) -> tuple[str, ...]:
    """Roles by names of roles and of groups, sorted."""
    groups = context.organisation.groups_of_roles
    found = {member for name in names for member in groups.get(name, (name,))}
    return tuple(sorted(found))
