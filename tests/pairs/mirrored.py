"""Changes as the other way round tells them."""

from __future__ import annotations

from tests.pairs.laid import Told

from policykit.diffing.catalogue import catalogue
from policykit.model.change import Change

_OTHER = {"better": "worse", "worse": "better", "more": "less", "less": "more"}


def seen(found: Told) -> list[tuple[str, str, str, str]]:
    return sorted(
        (each.name, each.customer.value, each.staff.value, each.where) for each in found.changes
    )


def mirrored(change: Change) -> tuple[str, str, str, str]:
    customer, staff = change.customer.value, change.staff.value
    return (
        catalogue()[change.name].mirror,
        _OTHER.get(customer, customer),
        _OTHER.get(staff, staff),
        change.where,
    )
