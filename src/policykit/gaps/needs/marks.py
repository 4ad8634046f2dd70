"""What several kinds of need ask of a thing in the same way."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.settling import Fault
from policykit.library import read
from policykit.model.coverage import Lack
from policykit.model.document import Json


def candidates(asked: Asked, kind: str, given: Mapping[str, Json]) -> list[Held]:
    """Offers of a kind that can answer a need, by the requirement it names, else by its area."""
    index = asked.world.index
    anywhere = kind in _ANYWHERE
    named = read.text(given, "law") or read.text(given, "covers")
    area = read.text(given, "area")
    if named:
        return [
            held
            for held in index.naming(named)
            if held.offer.kind == kind and (not area or area in held.standing.version.areas)
        ]
    if anywhere and not area:
        return index.all_of(kind)
    return index.of_kind(kind, area or asked.area)


_ANYWHERE = frozenset({"statement", "term", "response_target"})
"""Kinds that a policy of any area can offer where the need names no area."""


def of_public(held: Held, given: Mapping[str, Json]) -> list[Fault]:
    """What is wrong with whether customers can read it."""
    wanted = read.flag(given, "public")
    if wanted is None or held.offer.public is wanted:
        return []
    if wanted:
        return [Fault(Lack.OTHERWISE, "is not public", "Mark it with public: true.")]
    return [Fault(Lack.OTHERWISE, "is public", "Take public: true off.")]


def listed(words: tuple[str, ...], last: str = "or") -> str:
    """Words as a list with a last word before the last of them."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
