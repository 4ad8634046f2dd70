"""Standing by changes: their acceptance is written into the records of the policies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from policykit.library.additions import Entry
from policykit.model.change import Change, Comparison
from policykit.model.errors import SourceError
from policykit.model.organisation import Organisation
from policykit.model.value import dataclass
from policykit.recording import ORGANISATION, record
from policykit.stamping import demand_words

_SHORTEST = 6
"""Letters of a change's id with which people may name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What is to be written: ids of changes, why they are right, which role says so, when."""

    changes: tuple[str, ...]
    reason: str
    by: str
    on: date


def acknowledge(
    root: Path, asked: Acknowledgement, comparison: Comparison, organisation: Organisation
) -> tuple[str, ...]:
    """Write acceptances into the records; gives the paths that were written.

    Every id is looked up before the first file is written.

    Args:
        root: the folder of the policy repository.
        asked: what is stood by.
        comparison: the changes there are.
        organisation: whose roles count.

    Raises:
        SourceError: no change has such an id, the role is unknown, the reason is missing, or a
            record cannot be read or written.
        PolicykitError: the reason tells of somebody.
    """
    _demand_reason(root, asked, organisation.names.get("role", {}))
    reason = demand_words(asked.reason, "--reason", organisation)
    by_policy: dict[str, list[Change]] = {}
    for name in asked.changes:
        change = _named(name, comparison)
        kept = {each.policy for each in comparison.policies if not each.is_gone}
        # What is around policies, and the end of one, is kept with the organisation.
        owner = change.policy if change.policy in kept else ORGANISATION
        by_policy.setdefault(owner, []).append(change)
    written = record(
        root,
        {
            policy: [_acceptance(change, asked, reason) for change in changes]
            for policy, changes in by_policy.items()
        },
    )
    return tuple(each.path for each in written)


def _acceptance(change: Change, asked: Acknowledgement, reason: str) -> Entry:
    return Entry(
        "accepted",
        {
            "change": change.fingerprint,
            "reason": reason,
            "role": asked.by,
            "date": asked.on.isoformat(),
        },
        same=("change",),
    )


def _demand_reason(root: Path, asked: Acknowledgement, roles: Mapping[str, str]) -> None:
    if not asked.reason.strip() or not asked.by:
        raise SourceError(
            "acknowledged-without-reason",
            "Whoever stands by a change says why, and in which role.",
            context=str(root),
            hint='Add --reason "…" and --by ROLE.',
        )
    if roles and asked.by not in roles:
        from difflib import get_close_matches  # noqa: PLC0415 - for a slip alone

        near = get_close_matches(asked.by, sorted(roles), 1)
        raise SourceError(
            "unknown-role",
            f"There is no role {asked.by[:120]} in policies/organisation.yaml.",
            context=str(root),
            hint=f"Did you mean {near[0]}?" if near else "Use the id of a role.",
        )


def _named(name: str, comparison: Comparison) -> Change:
    """The one change an id, or the first letters of it, stands for."""
    found = {
        change.fingerprint: change
        for change in comparison.changes
        if change.fingerprint.startswith(name) and len(name) >= _SHORTEST
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise SourceError(
            "two-changes",
            f"{name[:120]} can be {' or '.join(sorted(found))}.",
            hint="Write more letters of it.",
        )
    raise SourceError(
        "unknown-change",
        f"There is no change {name[:120]} between {comparison.before.name} and "
        f"{comparison.after.name}.",
        hint="The ids stand in the report: `policykit diff --all`, or --format json. A change "
        "that has moved on since has another id.",
    )
