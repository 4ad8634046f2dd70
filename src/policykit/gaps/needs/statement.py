"""A statement exists with these marks."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import a, candidates, lacking, listed, of_public
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.library import read
from policykit.model.coverage import Lack
from policykit.model.document import Json

KIND = "statement"


def judge(asked: Asked) -> Judged:
    """Whether a statement carries it out, at the level, phase and place that are asked for."""
    given = read.section(asked.need, KIND)
    named = read.text(given, "law") or read.text(given, "covers")
    key = "law" if "law" in given else "covers"
    found = candidates(asked, KIND, given)
    wanted = (read.names(given, "level"), read.text(given, "phase"))
    tried = [Tried(each, _faults(asked, each, given, wanted)) for each in found]
    if named and all(each.faults for each in tried):
        tried += _others(asked, named)
    if named:
        absent = lacking(
            asked, given, f"no statement names {named}", f"a statement with {key}: [{named}]"
        )
    else:
        marks = _marks(given)
        absent = lacking(asked, given, f"there is no statement{marks}", f"a statement{marks}")
    return settled(tried, asked.need, asked.pointer, absent)


def _marks(given: Mapping[str, Json]) -> str:
    """What a statement is to be like, in words."""
    told = (
        f"has the phase {given['phase']}" if "phase" in given else "",
        "is public" if given.get("public") is True else "",
        f"says {listed(tuple(it.replace('_', ' ') for it in read.names(given, 'level')))}"
        if "level" in given
        else "",
    )
    words = " and ".join(filter(None, told))
    return f" that {words}" if words else ""


def _faults(
    asked: Asked, held: Held, given: Mapping[str, Json], wanted: tuple[tuple[str, ...], str]
) -> list[Fault]:
    levels, phase = wanted
    offer = held.offer
    found: list[Fault] = []
    if levels and offer.level not in levels:
        said_levels = listed(tuple(each.replace("_", " ") for each in levels))
        said = offer.level.replace("_", " ") or "nothing"
        found.append(
            Fault(Lack.OTHERWISE, f"says {said}, not {said_levels}", f"Say {said_levels}.")
        )
    if phase and offer.phase != phase:
        said = f"has the phase {offer.phase}" if offer.phase else "has no phase"
        found.append(Fault(Lack.OTHERWISE, f"{said}, not {phase}", f"Give it phase: {phase}."))
    if "public" in given:
        found += of_public(held, given)
    return found + asked.faults_of_place(held)


def _others(asked: Asked, named: str) -> list[Tried]:
    """Items that name the requirement and are no statements: a script is no rule."""
    return [
        Tried(
            held,
            (
                Fault(
                    Lack.OTHERWISE,
                    f"is {a(held.offer.kind.replace('_', ' '))}, and a statement is needed",
                    "Say it in a statement, too.",
                ),
                *asked.faults_of_place(held),
            ),
        )
        for held in asked.world.index.naming(named)
        if held.offer.kind not in {KIND, "term"}
    ]
