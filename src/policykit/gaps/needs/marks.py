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


def a(noun: str) -> str:
    """A noun with its article: `an allowance`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def in_new(area: str) -> str:
    """What a sentence ends with that says what to write where an area has no policy."""
    return f" in a new policy for {area}."


def lacking(asked: Asked, given: Mapping[str, Json], nothing: str, write: str) -> tuple[str, str]:
    """What to say where nothing can answer a need: a sentence, and one that says what to do.

    Args:
        asked: the need.
        given: its keys.
        nothing: a sentence without its capital and full stop: `no statement names x.y`.
        write: what would answer it: `a statement with law: [x.y]`.
    """
    area = read.text(given, "area") or asked.area
    if not asked.world.index.of_area(area):
        return (
            f"There is no policy for {area}, and {nothing}.",
            f"Write {write}{in_new(area)}",
        )
    if "area" in given or not (read.text(given, "law") or read.text(given, "covers")):
        nothing = f"in the policies for {area} {nothing}"
    return f"{nothing[0].upper()}{nothing[1:]}.", f"Write {write} in a policy for {area}."
