"""What there is of each approval a policy needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.approvals.asked import Asked, asked, quorum
from policykit.approvals.stamps import by_roles, differing, fits, newest, own_draft, people
from policykit.model.approval import ApprovalState, PolicyApproval, RoleApproval
from policykit.model.document import Json
from policykit.model.facts import Facts, RecordFact, StampFact

DECIDED: Final = frozenset({"approved", "active"})
"""The states of a text that was approved and not given up."""

_NOTHING: Final = RecordFact("")


def policy_approval(
    facts: Facts,
    record: RecordFact | None,
    present: Mapping[str, str],
    settings: Mapping[str, Json],
    groups: Mapping[str, Iterable[str]],
    *,
    coming: bool = False,
) -> PolicyApproval:
    """The roles a text needs and has, and the people behind them.

    Args:
        facts: the text.
        record: the record of the policy, None where it has none.
        present: the rules digest of the text by locale.
        settings: `approvals` of the settings.
        groups: the members of each group of roles; one of them stands for the group.
        coming: whether it stands beside the one of today.
    """
    happened = record or _NOTHING
    wanted = asked(facts, settings)
    roles = [
        role_approval(each.role, {each.role, *groups.get(each.role, ())}, happened, present, each)
        for each in wanted
    ]
    covered = {name for each in wanted for name in (each.role, *groups.get(each.role, ()))}
    others = dict.fromkeys(each.role for each in happened.approvals)
    roles += [
        role_approval(role, {role}, happened, present, None)
        for role in others
        if role not in covered
    ]
    return PolicyApproval(
        policy=facts.id,
        oldest_id=facts.oldest_id,
        title=facts.title,
        path=facts.path,
        status=facts.status,
        version=facts.version,
        owner=facts.owner,
        coming=coming,
        is_decided=facts.status in DECIDED,
        digests=present,
        roles=tuple(roles),
        people=people((each for each in happened.approvals if fits(each, present)), happened),
        quorum=quorum(settings) if wanted else 1,
    )


def role_approval(
    role: str,
    standing_in: set[str],
    record: RecordFact,
    present: Mapping[str, str],
    why: Asked | None,
) -> RoleApproval:
    """What there is of the approval of a role, by any of those that may stand in for it."""
    reason = why.why if why is not None else ""
    stamps = by_roles(record, standing_in)
    if not stamps:
        return RoleApproval(role=role, state=ApprovalState.MISSING, why=reason)
    good = [stamp for stamp in stamps if fits(stamp, present)]
    others = [stamp for stamp in good if own_draft(stamp, record) is None]
    told = newest(others or good or stamps)
    locales = {locale for locale, _ in told.digests}
    return RoleApproval(
        role=role,
        state=_state(told, good, others),
        why=reason,
        by=told.by,
        on=told.date,
        locales=tuple(sorted(locales)),
        unread=tuple(sorted(present.keys() - locales)) if good else (),
        differing=tuple(sorted(differing(told, present))),
        stamp=told,
    )


def _state(told: StampFact, good: list[StampFact], others: list[StampFact]) -> ApprovalState:
    if others:
        return ApprovalState.APPROVED
    if good:
        return ApprovalState.OWN
    return ApprovalState.VOID if told.digests else ApprovalState.UNBOUND
