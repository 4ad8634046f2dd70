"""One need after another: which kind it is, and the needs that stand inside others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.gaps.asked import Asked, holds_in
from policykit.gaps.joining import any_one, every
from policykit.gaps.needs import (
    feedback,
    human,
    kpi,
    policy,
    response_target,
    section,
    statement,
    term,
    training,
)
from policykit.gaps.settling import Judged, Outcome, Why
from policykit.library import read
from policykit.model.coverage import Lack

_KINDS: Final[Mapping[str, Callable[[Asked], Judged]]] = {
    each.KIND: each.judge
    for each in (
        feedback,
        human,
        kpi,
        policy,
        response_target,
        section,
        statement,
        term,
        training,
    )
}
_SIDES: Final = {
    "each_channel": "channel",
    "each_reason": "reason",
    "each_role": "role",
    "each_region": "region",
}


def judge(asked: Asked) -> Judged:
    """What becomes of a need of any kind; nothing can meet one that nobody can read."""
    for key, kind in _KINDS.items():
        if key in asked.need:
            return kind(asked)
    if "any_of" in asked.need:
        choices = asked.need["any_of"]
        return any_one(
            [
                judge(asked.below(need, "any_of", number))
                for number, need in enumerate(choices if isinstance(choices, list) else [])
                if isinstance(need, dict)
            ]
        )
    for key, side in _SIDES.items():
        if key in asked.need:
            return every([*_each(asked, key, side)])
    message = "Nobody can tell what this need asks for: it has a mistake in its framework."
    why = Why(Lack.ABSENT, asked.need, asked.pointer, message, "Correct the need in the framework.")
    return Judged(Outcome.ABSENT, whys=(why,))


def _each(asked: Asked, key: str, side: str) -> Iterator[Judged]:
    """The need inside for each channel, contact reason or role, or for the region that is asked."""
    given = read.section(asked.need, key)
    inner = asked.below(read.section(given, "need"), key, "need")
    wanted = read.names(given, "of")
    organisation = asked.world.around.organisation
    if side == "region":
        if not wanted or holds_in(wanted, asked.region):
            yield judge(inner)
        return
    known = {
        "channel": tuple(organisation.channels),
        "reason": tuple(organisation.names.get("reason", {})),
        "role": tuple(organisation.roles),
    }[side]
    here = asked.world.applicability.channels(asked.region) if side == "channel" else known
    # A need that asks for each channel inside another one that does asks for the same one.
    around = {"channel": asked.channel, "reason": asked.reason, "role": asked.role}[side]
    for name in wanted or here:
        # A channel that is not open here has nothing to answer.
        if (name in here or name not in known) and around in {"", name}:
            yield judge(_narrowed(inner, side, name))


def _narrowed(asked: Asked, side: str, name: str) -> Asked:
    if side == "channel":
        return replace(asked, channel=name)
    return replace(asked, reason=name) if side == "reason" else replace(asked, role=name)
