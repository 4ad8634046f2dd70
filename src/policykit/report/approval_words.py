"""Approvals in words."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.approval import ApprovalReport, ApprovalState, PolicyApproval, RoleApproval
from policykit.report.words import one_line

NOT_ASKED = "\N{EN DASH}"
"""What stands in the matrix where nothing asks a role for its approval."""


def roles_of(report: ApprovalReport) -> tuple[str, ...]:
    """Every role of a report: those that must approve most policies first."""
    count: dict[str, int] = {}
    for policy in report.policies:
        for each in policy.roles:
            count[each.role] = count.get(each.role, 0) + 1
    return tuple(sorted(count, key=lambda role: (-count[role], role)))


def by_role(policy: PolicyApproval, roles: Sequence[str]) -> tuple[RoleApproval | None, ...]:
    """What there is of each role's approval, None where the policy has nothing of it."""
    known = {each.role: each for each in policy.roles}
    return tuple(known.get(role) for role in roles)


def name(policy: PolicyApproval) -> str:
    """A policy as the matrix calls it."""
    return f"{one_line(policy.policy)}{' (next)' if policy.coming else ''}"


def cell(approval: RoleApproval | None) -> str:
    """What there is of an approval, in a few words that say all without a colour."""
    if approval is None:
        return NOT_ASKED
    stamp = one_line(f"{approval.on} {approval.by}".strip())
    told = {
        ApprovalState.APPROVED: f"approved {stamp}",
        ApprovalState.OWN: f"drafter's own {stamp}",
        ApprovalState.UNBOUND: f"of no known text {stamp}",
        ApprovalState.VOID: f"void {stamp}",
        ApprovalState.MISSING: "missing",
    }[approval.state]
    if approval.unread:
        told = f"{told}, not {', '.join(map(one_line, approval.unread))}"
    if approval.signed:
        told = f"{told}, {approval.signed.value}"
    return told


def trouble(approval: RoleApproval) -> str:
    """Why an approval does not count, as one sentence; '' where it does."""
    stamp = one_line(f"{approval.by} on {approval.on}")
    role = one_line(approval.role)
    match approval.state:
        case ApprovalState.MISSING:
            return f"{role} has not approved it{f'; {approval.why}' if approval.why else ''}."
        case ApprovalState.VOID:
            words = ", ".join(map(one_line, approval.differing)) or "other languages alone"
            return f"{role} approved another text ({stamp}; changed since: {words})."
        case ApprovalState.UNBOUND:
            return f"{role} approved it ({stamp}), and nothing says which text."
        case ApprovalState.OWN:
            return f"{role} approved what the same person wrote ({stamp})."
        case ApprovalState.APPROVED:
            return f"{role}: {one_line(approval.doubt)}" if approval.doubt else ""


def troubles(policy: PolicyApproval) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a policy lacks: a sentence each, and what changed since an approval that is void.

    What several approvals lack alike is told once.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    told: set[tuple[str, ...]] = set()
    for each in policy.roles:
        sentence = trouble(each)
        if not sentence or not (each.why or each.state is ApprovalState.VOID):
            continue
        changed = tuple(map(one_line, each.changed))
        found.append((sentence, () if changed in told else changed))
        told.add(changed)
    if policy.lacks_people and policy.quorum > 1:
        have = len(policy.people)
        who = {0: "nobody has", 1: "one has"}.get(have, f"{have} of them have")
        few = f"{policy.quorum} different people must approve, and {who} approved this text."
        found.append((few, ()))
    elif policy.lacks_signatures and policy.sworn is not None and policy.quorum > 1:
        signed = len(policy.sworn)
        who = {0: "nobody has", 1: "one has"}.get(signed, f"{signed} of them have")
        few = f"{policy.quorum} different people must approve, and {who} signed this text."
        found.append((few, ()))
    return tuple(found)


def headline(report: ApprovalReport) -> str:
    """How many policies are approved by all who must."""
    decided = [each for each in report.policies if each.is_decided]
    whole = sum(
        not each.lacks_people
        and all(
            role.state is ApprovalState.APPROVED and not role.doubt
            for role in each.roles
            if role.why
        )
        for each in decided
    )
    waiting = len(report.policies) - len(decided)
    rest = f"; {waiting} not that far yet" if waiting else ""
    noun = "text has" if len(decided) == 1 else "texts have"
    return f"{whole} of {len(decided)} approved or active {noun} every approval{rest}."
