"""A comparison told by role: what changes for customers, and for each role what it has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policykit.model.change import (
    Change,
    Comparison,
    CustomerEffect,
    PolicyComparison,
    Side,
    StaffEffect,
)
from policykit.model.changelog import Changelog, Group, Item

CUSTOMERS: Final = ""
"""The role of those who are not staff."""

_CUSTOMERS_TITLE: Final = "Customers"
_EVERYBODY: Final = "Everybody"

_FOR_CUSTOMERS: Final = {
    CustomerEffect.WORSE: "worse for customers",
    CustomerEffect.UNCLEAR: "perhaps other for customers",
    CustomerEffect.BETTER: "better for customers",
    CustomerEffect.SAME: "",
}
_FOR_STAFF: Final = {
    StaffEffect.MORE: "more for you to do or to mind",
    StaffEffect.LESS: "less for you to do or to mind",
    StaffEffect.UNCLEAR: "",
    StaffEffect.SAME: "",
}


def roles_told(comparison: Comparison) -> tuple[str, ...]:
    """The roles that a change concerns, by their titles."""
    found = {role for change in comparison.changes if not change.editorial for role in change.roles}
    return tuple(sorted(found, key=lambda role: (_title(comparison, role), role)))


def told_by_role(comparison: Comparison, notice: str = "") -> Changelog:
    """Everything that changed, group by group: customers, each role, what is nobody's alone.

    Args:
        comparison: what changed; the order within a group is that of its policies.
        notice: the one role to tell, with customers before it; '' for all.
    """
    roles = (notice,) if notice else roles_told(comparison)
    groups = [Group(CUSTOMERS, _CUSTOMERS_TITLE, tuple(_for_customers(comparison, notice)))]
    groups += [
        Group(role, _title(comparison, role), tuple(_for_role(comparison, role, notice)))
        for role in roles
    ]
    if not notice:
        groups.append(Group("*", _EVERYBODY, tuple(_for_everybody(comparison))))
    return Changelog(
        before=comparison.before,
        after=comparison.after,
        groups=tuple(group for group in groups if group.items),
        editorial=sum(change.editorial for change in comparison.changes),
        name=comparison.name,
        notice=_title(comparison, notice) if notice else "",
        notes=comparison.notes,
    )


def _for_customers(comparison: Comparison, notice: str) -> Iterator[Item]:
    """What customers notice; on a sheet for a role, of what is that role's or everybody's."""
    for policy, change in _told(comparison):
        if change.customer is not CustomerEffect.SAME and _is_of(change, notice):
            train = bool(notice) and notice in change.retrain
            yield _item(policy, change, _FOR_CUSTOMERS[change.customer], train=train)


def _for_role(comparison: Comparison, role: str, notice: str) -> Iterator[Item]:
    """What a role has to know; on a sheet what customers notice is told already."""
    for policy, change in _told(comparison):
        if notice and change.customer is not CustomerEffect.SAME and _is_of(change, notice):
            continue
        if notice and change.staff is StaffEffect.SAME and not change.retrain:
            continue
        if role in change.roles or role in change.retrain:
            effect = _FOR_STAFF[change.staff] if role in change.roles else ""
            yield _item(policy, change, effect, train=role in change.retrain)


def _is_of(change: Change, notice: str) -> bool:
    return not notice or not change.roles or notice in change.roles


def _for_everybody(comparison: Comparison) -> Iterator[Item]:
    for policy, change in _told(comparison):
        if not change.roles and change.customer is CustomerEffect.SAME:
            yield _item(policy, change, "")


def _told(comparison: Comparison) -> Iterator[tuple[PolicyComparison | None, Change]]:
    for policy in comparison.policies:
        for change in _substantive(policy.changes):
            yield policy, change
    for change in _substantive(comparison.around):
        yield None, change


def _substantive(changes: Iterable[Change]) -> Iterator[Change]:
    return (change for change in changes if not change.editorial)


def _item(
    policy: PolicyComparison | None, change: Change, effect: str, *, train: bool = False
) -> Item:
    before, after = _beyond(change.message, change.before), _beyond(change.message, change.after)
    return Item(
        policy=change.policy,
        policy_title=policy.title if policy is not None else change.policy_title,
        version=policy.version_after or policy.version_before if policy is not None else "",
        message=change.message,
        before=before,
        after=after,
        where=change.where,
        effect=effect,
        train=train,
    )


def _beyond(message: str, side: Side | None) -> str:
    """What stands on a side, '' where the message says it already."""
    return "" if side is None or side.value in message else side.value


def _title(comparison: Comparison, role: str) -> str:
    return comparison.titles.get("roles", {}).get(role) or role.replace("-", " ")
