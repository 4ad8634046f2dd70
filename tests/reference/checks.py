"""What judges of evidence share: which candidate comes nearest, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from tests.reference.house import Data, House, Where

from policykit.model.order import Limit

Checks: TypeAlias = Iterator[tuple[str, bool]]
"""In order, what would be wrong and whether all is well; the first says what is meant at all."""

IDLE: Final = "is in a policy not in force"
"""What is wrong with evidence in a draft, in a retired policy or in one that has not begun."""

_MOST_TOLD: Final = 3


def nearest(candidates: Iterable[tuple[str, Checks]]) -> str:
    """'' when one candidate is well in every way, else what the nearest ones lack."""
    most = 0
    told: list[str] = []
    for name, checks in candidates:
        passed = 0
        lack: str | None = None
        for wrong, well in checks:
            if not well:
                lack = wrong
                break
            passed += 1
        if lack is None:
            return ""
        if passed > most:
            most, told = passed, []
        if passed and passed == most:
            told.append(f"{name} {lack}")
    return ", ".join(told[:_MOST_TOLD]) or "there is none"


def meant(
    judged: House, asked: Data, where: Where, policy: Data, references: Sequence[str]
) -> bool:
    """Whether something of a policy is what a need means, by what it cites and by its area."""
    if "area" in asked and asked["area"] not in policy["areas"]:
        return False
    names = [asked[key] for key in ("law", "covers") if key in asked]
    return all(judged.cites(references, name, where.region) for name in names)


def beyond(
    judged: House, policy: Data, item: Data, key: str, asked: Data, mark: str, where: Where
) -> str:
    """What is wrong with the time or share under a key, '' when it is as the need's mark says."""
    if mark not in asked:
        return ""
    if key not in item:
        return "is not said"
    limit = Limit.AT_LEAST if mark == "attain" else Limit.AT_MOST
    channels = [where.channel] if where.channel else item.get("channels", [""])
    rows = [
        row
        for channel in channels
        for row in judged.amounts(policy, str(item[key]), replace(where, channel=channel))
    ]
    return judged.worse(rows, {limit: asked[mark]}, item.get("calendar", ""))


def suits(asked: Data, key: str, value: object) -> bool:
    """Whether a value is the one, or one of those, that a need asks for under a key."""
    wanted = asked.get(key)
    return wanted is None or value == wanted or (isinstance(wanted, list) and value in wanted)
