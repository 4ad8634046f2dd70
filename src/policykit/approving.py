"""Approving policies: stamps bound to the text, and who has approved what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.document import Json
from policykit.model.errors import PolicykitError
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.stamping import (
    Texts,
    Today,
    chosen_digests,
    demand_person,
    demand_role,
    texts,
    the_day,
)

if TYPE_CHECKING:
    from policykit.library.additions import Addition
    from policykit.model.approval import ApprovalReport, PolicyApproval
    from policykit.model.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRequest:
    """Who approves what: `policies` by id, in which `role`, `by` which code, on which day.

    `locales` are those that were read, none for all there are; with `coming` it is the coming
    text that was. `signature` is what an SSH key made of `to_sign`, '' for none, and `signers`
    the file that says whose keys count. Without `writes` it is only shown what would be written.
    """

    root: Path
    policies: tuple[str, ...]
    role: str
    by: str
    coming: bool = False
    locales: tuple[str, ...] = ()
    on: date | None = None
    signature: str = ""
    signers: Path | None = None
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The records that change, what is to be told beside, and the texts by policy.

    `waiting` are the roles that have yet to approve, by policy.
    """

    rewrites: tuple[Rewrite, ...]
    warnings: tuple[str, ...]
    locales: Mapping[str, tuple[str, ...]]
    waiting: Mapping[str, tuple[str, ...]]
    on: date


def approve(request: ApproveRequest, today: Today) -> Approved:
    """Write down that a role approves texts as they stand now.

    Every text and record is read before the first record is written.

    Raises:
        SourceError: a policy or its record cannot be read, or is not there.
        PolicykitError: the role is unknown, the code tells who somebody is, or a record cannot
            be written.
    """
    from policykit.library.additions import Entry
    from policykit.recording import record

    known = texts(request.root)
    demand_role(request.role, known.around)
    demand_person(request.by, known.around.organisation.roles)
    day = the_day(request.on, known.around, today)
    additions: dict[str, tuple[Addition, ...]] = {}
    locales: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    waiting: dict[str, tuple[str, ...]] = {}
    for policy in dict.fromkeys(request.policies):
        text = known.named(policy, coming=request.coming)
        digests = chosen_digests(known.digests(text), request.locales, policy)
        stamp: dict[str, Json] = {
            "role": request.role,
            "by": request.by,
            "date": day.isoformat(),
            "digests": digests,
        }
        if request.signature:
            from policykit.vouching import fitting

            message = _message(request, text, day, digests)
            stamp["signature"] = fitting(
                request.signature, message, request.by, day.isoformat(), request.signers
            )
        additions[policy] = (Entry("approvals", stamp),)
        locales[policy] = tuple(digests)
        warnings += _warnings(policy, text, known, request, day)
        waiting[policy] = _waiting(policy, text, known, request.role)
    rewrites = record(request.root, additions, writes=request.writes)
    return Approved(
        rewrites=rewrites, warnings=tuple(warnings), locales=locales, waiting=waiting, on=day
    )


def to_sign(request: ApproveRequest, today: Today) -> bytes:
    """What whoever approves the one policy signs; nothing is written.

    Raises:
        SourceError: the policy cannot be read, or is not there.
        PolicykitError: the role is unknown, or the code tells who somebody is.
    """
    known = texts(request.root)
    demand_role(request.role, known.around)
    demand_person(request.by, known.around.organisation.roles)
    day = the_day(request.on, known.around, today)
    (policy,) = request.policies
    text = known.named(policy, coming=request.coming)
    digests = chosen_digests(known.digests(text), request.locales, policy)
    return _message(request, text, day, digests)


def _message(request: ApproveRequest, text: Facts, day: date, digests: Mapping[str, Json]) -> bytes:
    from policykit.approvals.signing import signed_text

    words = {locale: str(digest) for locale, digest in digests.items()}
    return signed_text(text.oldest_id, request.role, request.by, day.isoformat(), words)


def _warnings(
    policy: str, text: Facts, known: Texts, request: ApproveRequest, day: date
) -> Iterator[str]:
    from policykit.approvals.asked import asked
    from policykit.approvals.stamps import own_draft
    from policykit.model.facts import StampFact

    happened = known.facts[policy].record
    stamp = StampFact((), request.role, request.by, day.isoformat())
    draft = own_draft(stamp, happened) if happened is not None else None
    if draft is not None:
        yield (
            f"{policy}: {request.by} wrote this text on {draft.date}, so this is no second pair of "
            "eyes. Lint says so, too, until somebody else approves it."
        )
    groups = known.around.organisation.groups_of_roles
    wanted = {
        role
        for each in asked(text, known.around.settings.approvals)
        for role in (each.role, *groups.get(each.role, ()))
    }
    if request.role not in wanted:
        yield f"{policy}: nothing asks {request.role} to approve it; it was noted all the same."


def _waiting(policy: str, text: Facts, known: Texts, role: str) -> tuple[str, ...]:
    """The roles that have yet to approve a text once this one has."""
    from policykit.model.approval import ApprovalState

    found = _approval(text, known.facts[policy], known, coming=False)
    groups = known.around.organisation.groups_of_roles
    return tuple(
        each.role
        for each in found.roles
        if each.why
        and each.state is not ApprovalState.APPROVED
        and role not in {each.role, *groups.get(each.role, ())}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest:
    """What is to be told: `policies` by id, none for all but those that are retired.

    `signers` is a file that says whose keys count; without it no signature is checked.
    """

    root: Path
    policies: tuple[str, ...] = ()
    signers: Path | None = None


def approvals(request: StatusRequest, today: Today) -> ApprovalReport:
    """Who has approved what, and where an approval is void, what changed since.

    Raises:
        SourceError: the files cannot be read, or there is no policy of a name.
        SettingsError: what the settings say of approvals cannot be read.
    """
    from policykit.model.approval import ApprovalReport, ApprovalState

    known = texts(request.root)
    known.demand_settled()
    for policy in request.policies:
        known.named(policy)
    found: list[PolicyApproval] = []
    for policy, text, coming in known.versions():
        if known.is_unread(policy, text):
            continue
        if policy in request.policies or (not request.policies and text.status != "retired"):
            stamped = _approval(text, known.facts[policy], known, coming=coming)
            found.append(replace(stamped, policy=policy))
    day = today(known.around.organisation.time_zone)
    if any(role.state is ApprovalState.VOID for each in found for role in each.roles):
        from policykit.voided import Voided

        with Voided.opened(request.root, known, day) as voided:
            found = [
                replace(each, roles=tuple(voided.told(each, role) for role in each.roles))
                for each in found
            ]
    if request.signers is not None:
        from policykit.vouching import signers_of, sworn, vouched

        signers = signers_of(request.signers)
        found = [
            replace(
                each,
                roles=tuple(vouched(each, role, signers) for role in each.roles),
                sworn=sworn(each, known.facts[each.policy].record, signers),
            )
            for each in found
        ]
    return ApprovalReport(
        name=known.around.organisation.name,
        today=day,
        policies=tuple(found),
        unread=tuple(
            each for each in known.unread if not request.policies or each.policy in request.policies
        ),
    )


def _approval(text: Facts, policy: Facts, known: Texts, *, coming: bool) -> PolicyApproval:
    from policykit.approvals.matrix import policy_approval

    return policy_approval(
        text,
        policy.record,
        known.digests(text),
        known.around.settings.approvals,
        known.around.organisation.groups_of_roles,
        coming=coming,
    )


def exported(root: Path, what: str, teams: str, check: str) -> str:
    """What a server can be told of who must approve: `codeowners` or `branch-rules`.

    Args:
        root: the folder of the policy repository.
        what: which of the two.
        teams: what stands before the name of a role on the server, such as `@havsby/`; a group
            of roles is named as it is.
        check: the name of the check that must pass, '' for none.

    Raises:
        PolicykitError: there is no such export, or teams are needed and not named.
        SettingsError: what the settings say of approvals cannot be read.
    """
    from policykit.approvals.exporting import branch_rules, codeowners

    known = texts(root)
    known.demand_settled()
    settings = known.around.settings
    if what == "branch-rules":
        return branch_rules(settings.release_branch or "main", settings.approvals, check)
    if what != "codeowners":
        raise PolicykitError(
            "unknown-export",
            f"There is no export {what[:40]!r}.",
            context="--export",
            hint="Use codeowners or branch-rules.",
        )
    if not teams:
        raise PolicykitError(
            "no-teams",
            "A server knows teams, and nothing says how it calls them.",
            context="--export codeowners",
            hint="Add --teams @ORGANISATION/: a role such as hr-partner is then "
            "@ORGANISATION/hr-partner.",
        )
    organisation = known.around.organisation
    roles = {*organisation.roles, *organisation.groups_of_roles, *all_roles_of(known)}
    return codeowners(
        known.facts.values(), settings.approvals, {role: f"{teams}{role}" for role in roles}
    )


def all_roles_of(known: Texts) -> tuple[str, ...]:
    """Every role that the settings ask for, and every owner."""
    from policykit.approvals.asked import all_roles

    owners = {each.owner for each in known.facts.values() if each.owner}
    return (*all_roles(known.around.settings.approvals), *sorted(owners))
