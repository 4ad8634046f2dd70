"""A comparison told by role: what changes for customers, and for each role what it has to know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Protocol

from policykit.diffing.compare import what_matters
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


class Filling(Protocol):
    """Puts values in the place of their names."""

    def earlier(self, change: Change, text: str) -> str:
        """A text as it stood, with the values of that side."""
        ...

    def later(self, change: Change, text: str) -> str:
        """A text as it stands, or a sentence about a change, with the values of the later side."""
        ...


class AsWritten:
    """Leaves names where they stand."""

    def earlier(self, change: Change, text: str) -> str:
        """The text as it is."""
        del change
        return text

    def later(self, change: Change, text: str) -> str:
        """The text as it is."""
        del change
        return text


def roles_told(comparison: Comparison) -> tuple[str, ...]:
    """The roles that a change concerns, by their titles."""
    found = {role for change in comparison.changes if not change.editorial for role in change.roles}
    return tuple(sorted(found, key=lambda role: (_title(comparison, role), role)))


def matters_to(change: Change, roles: Collection[str]) -> bool:
    """Whether a change is news for somebody of some roles: their work, or what customers notice."""
    if change.editorial:
        return False
    if not set(roles).isdisjoint(change.retrain):
        return True
    is_theirs = not set(roles).isdisjoint(change.roles)
    if change.customer is not CustomerEffect.SAME:
        return is_theirs or not change.roles
    return is_theirs and change.staff is not StaffEffect.SAME


def told_by_role(
    comparison: Comparison, notice: str = "", filling: Filling | None = None
) -> Changelog:
    """Everything that changed, group by group: customers, each role, what is nobody's alone.

    Args:
        comparison: what changed; the order within a group is that of its policies.
        notice: the one role to tell, with customers before it; '' for all.
        filling: gives the values that texts name; without it names stay.
    """
    told = _Telling(comparison, notice, filling or AsWritten())
    roles = (notice,) if notice else roles_told(comparison)
    groups = [Group(CUSTOMERS, _CUSTOMERS_TITLE, tuple(told.to_customers()))]
    groups += [Group(role, _title(comparison, role), tuple(told.to_role(role))) for role in roles]
    if not notice:
        groups.append(Group("*", _EVERYBODY, tuple(told.to_everybody())))
    return Changelog(
        before=comparison.before,
        after=comparison.after,
        groups=tuple(group for group in groups if group.items),
        editorial=sum(change.editorial for change in comparison.changes),
        name=comparison.name,
        notice=_title(comparison, notice) if notice else "",
        notes=comparison.notes,
    )


class _Telling:
    def __init__(self, comparison: Comparison, notice: str, filling: Filling) -> None:
        self._comparison = comparison
        self._notice = notice
        self._filling = filling

    def to_customers(self) -> Iterator[Item]:
        """What customers notice; on a sheet for a role, of what is that role's or everybody's."""
        notice = self._notice
        for policy, change in self._ordered():
            if change.customer is not CustomerEffect.SAME and _is_of(change, notice):
                train = bool(notice) and notice in change.retrain
                yield self._item(policy, change, _FOR_CUSTOMERS[change.customer], train=train)

    def to_role(self, role: str) -> Iterator[Item]:
        """What a role has to know; on a sheet what is its own work, but for what stands above."""
        for policy, change in self._ordered():
            learns = role in change.retrain
            if self._notice and (
                role not in change.roles
                or change.customer is not CustomerEffect.SAME
                or change.staff is StaffEffect.SAME
            ):
                continue
            if role in change.roles or learns:
                effect = _FOR_STAFF[change.staff] if role in change.roles else ""
                yield self._item(policy, change, effect, train=learns)

    def _ordered(self) -> Sequence[tuple[PolicyComparison | None, Change]]:
        """The changes policy by policy; on a sheet, which is short, what matters most first."""
        told = tuple(_told(self._comparison))
        return tuple(sorted(told, key=lambda each: what_matters(each[1]))) if self._notice else told

    def to_everybody(self) -> Iterator[Item]:
        """What is nobody's alone."""
        for policy, change in _told(self._comparison):
            if not change.roles and change.customer is CustomerEffect.SAME:
                yield self._item(policy, change, "")

    def _item(
        self,
        policy: PolicyComparison | None,
        change: Change,
        effect: str,
        *,
        train: bool = False,
    ) -> Item:
        before, after = (beyond(change.message, each) for each in (change.before, change.after))
        return Item(
            policy=change.policy,
            policy_title=policy.title if policy is not None else change.policy_title,
            version=policy.version_after or policy.version_before if policy is not None else "",
            message=self._filling.later(change, change.message),
            before=self._filling.earlier(change, before),
            after=self._filling.later(change, after),
            where=change.where,
            effect=effect,
            train=train,
        )


def _is_of(change: Change, notice: str) -> bool:
    return not notice or not change.roles or notice in change.roles


def _told(comparison: Comparison) -> Iterator[tuple[PolicyComparison | None, Change]]:
    for policy in comparison.policies:
        for change in _substantive(policy.changes):
            yield policy, change
    for change in _substantive(comparison.around):
        yield None, change


def _substantive(changes: Iterable[Change]) -> Iterator[Change]:
    return (change for change in changes if not change.editorial)


def beyond(message: str, side: Side | None) -> str:
    """What stands on a side, '' where the message says it already."""
    return "" if side is None or side.value in message else side.value


def _title(comparison: Comparison, role: str) -> str:
    return comparison.titles.get("roles", {}).get(role) or role.replace("-", " ")
