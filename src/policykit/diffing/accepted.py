"""Changes somebody looked at and stands by, as the record of a policy keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policykit.diffing.fingerprint import is_moved_on
from policykit.library import read
from policykit.model.change import Acceptance, Change
from policykit.model.record import Record


def with_acceptances(
    found: Iterable[Change], before: Record | None, after: Record | None
) -> tuple[tuple[Change, ...], tuple[Acceptance, ...]]:
    """Changes with what the later record says of them, and what it says of none.

    An acceptance that stood in the earlier record already was of an earlier change, so it is
    no news that it fits none of these.
    """
    said = [_acceptance(each) for each in after.accepted] if after is not None else []
    older = {read.text(each, "change") for each in (before.accepted if before else ())}
    used: set[str] = set()
    changes = tuple(_marked(change, said, used) for change in found)
    vain = tuple(each for each in said if each.change not in used and each.change not in older)
    return changes, vain


def _marked(change: Change, said: Sequence[Acceptance], used: set[str]) -> Change:
    for each in said:
        if each.change and change.fingerprint.startswith(each.change):
            used.add(each.change)
            return replace(change, accepted=each)
    for each in said:
        if is_moved_on(each.change, change.fingerprint):
            used.add(each.change)
            return replace(change, accepted=replace(each, stale=True))
    return change


def _acceptance(data: object) -> Acceptance:
    kept = data if isinstance(data, dict) else {}
    return Acceptance(
        change=read.text(kept, "change"),
        reason=read.text(kept, "reason"),
        role=read.text(kept, "role"),
        date=read.text(kept, "date"),
    )
