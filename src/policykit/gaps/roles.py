"""Roles to name in a first draft: who meets customers, who takes over, who answers for an area."""

from __future__ import annotations

from policykit.library import read
from policykit.model.surroundings import Surroundings

_MOST = 3
"""A draft names no more roles than one reads at a glance."""

_NOBODY = "head-of-customer-service"
"""What stands in a draft of an organisation that has not named its roles yet."""


def responsible(area: str, around: Surroundings) -> str:
    """The role that approves an area first, else all policies; '' where the settings name none."""
    approvals = around.settings.approvals
    chosen = read.names(read.section(approvals, "areas"), area) or read.names(approvals, "default")
    return chosen[0] if chosen else ""


def owner(area: str, around: Surroundings) -> str:
    """A role to own a new policy of an area."""
    return responsible(area, around) or next(iter(around.organisation.roles), _NOBODY)


def front_line(around: Surroundings) -> tuple[str, ...]:
    """The roles that meet customers: the first group of roles, else those furthest down."""
    organisation = around.organisation
    for members in organisation.groups_of_roles.values():
        known = tuple(each for each in members if each in organisation.roles)
        if known:
            return known
    depths = {name: len(above(name, around)) for name in organisation.roles}
    deepest = max(depths.values(), default=0)
    found = tuple(name for name, depth in depths.items() if depth == deepest)
    return found[:_MOST] or (_NOBODY,)


def above(role: str, around: Surroundings) -> tuple[str, ...]:
    """The roles a role reports to, the nearest first; a circle is gone round once."""
    found: list[str] = []
    known = around.organisation.roles
    while role in known and (role := known[role].reports_to) and role not in found:
        found.append(role)
    return tuple(each for each in found if each in known)
