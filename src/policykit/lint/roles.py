"""Roles as they stand to each other: who is above whom, and who is in a group."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.model.organisation import Organisation


def above(role: str, organisation: Organisation) -> tuple[str, ...]:
    """The roles a role reports to, the nearest first; a circle is followed once round."""
    found: list[str] = []
    known = organisation.roles.get(role)
    while known is not None and known.reports_to and known.reports_to not in (*found, role):
        found.append(known.reports_to)
        known = organisation.roles.get(known.reports_to)
    return tuple(found)


def is_above(role: str, other: str, organisation: Organisation) -> bool:
    """Whether the other role reports to a role, directly or by way of others."""
    return role in above(other, organisation)


def members(names: Iterable[str], organisation: Organisation) -> frozenset[str]:
    """Roles with role groups taken apart; a group itself counts too."""
    groups = organisation.groups_of_roles
    return frozenset(role for name in names for role in (name, *groups.get(name, ())))
