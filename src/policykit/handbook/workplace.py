"""The channels a role works in, as its policies show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.model.library import Library
from policykit.model.organisation import Organisation
from policykit.model.policy import Item, Policy

_LEAST_SHARE: Final = 0.1
"""So much of what names a role must name channels too, before they are taken for its own."""

_LEAST_OF_MAIN: Final = 0.2
"""A channel is a role's own where it is named so often, beside the one named most."""


def own_channels(library: Library, roles: Iterable[str]) -> tuple[str, ...]:
    """The channels some roles work in, in the order they are declared; none where it is open.

    Nobody writes down who works where. Rules, steps and ways up that name both a role and
    channels say it: where cases that come in by phone are passed to a team leader, team leaders
    work on the phone. A role of which this says nothing works where the one it reports to does.
    """
    organisation = library.surroundings.organisation
    told = list(_named(library, organisation))
    found = {name for role in roles for name in _of_role(organisation, told, role, frozenset())}
    return tuple(name for name in organisation.channels if name in found)


def _of_role(
    organisation: Organisation,
    told: list[tuple[frozenset[str], tuple[str, ...]]],
    role: str,
    asked: frozenset[str],
) -> frozenset[str]:
    about = [channels for roles, channels in told if role in roles]
    shares: dict[str, float] = defaultdict(float)
    for channels in about:
        for channel in channels:
            shares[channel] += 1 / len(channels)
    if shares and sum(shares.values()) >= _LEAST_SHARE * len(about):
        most = max(shares.values())
        return frozenset(name for name, share in shares.items() if share >= _LEAST_OF_MAIN * most)
    own = organisation.roles.get(role)
    if own is None or not own.reports_to or role in asked:
        return frozenset()
    return _of_role(organisation, told, own.reports_to, asked | {role})


def _named(
    library: Library, organisation: Organisation
) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """For each item in force that names roles: these, and the channels it names."""
    source = library.surroundings.settings.locales.source
    groups = organisation.groups_of_roles
    for entry in library.entries.values():
        policy = entry.policies.get(source)
        if policy is None or policy.status != "active":
            continue
        for names, channels in named_items(policy):
            roles = frozenset(role for name in names for role in groups.get(name, (name,)))
            if roles:
                yield roles, channels


def named_items(policy: Policy) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The roles and groups each item of a policy names for its work, and the channels it names."""
    for statement in policy.statements:
        yield _named_by(statement, statement.who)
    for procedure in policy.procedures:
        yield _named_by(procedure, procedure.who)
        for step in procedure.steps:
            yield _named_by(step, step.who)
    for rung in policy.escalation:
        yield _named_by(rung, (rung.to,) if rung.to else ())


def _named_by(item: Item, roles: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    narrowing = item.narrowing
    return (*roles, *(narrowing.audience or ())), narrowing.channels or ()
