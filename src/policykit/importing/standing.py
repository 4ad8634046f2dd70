"""What is in force already beside a draft: policies of the same name, numbers that say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from policykit.model.document import Json
from policykit.model.policy_shape import TERM_KINDS
from policykit.model.value import dataclass

_NUMBERED: Final = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Number:
    """A term of a policy: its kind, its value and the event it is counted from, '' for none."""

    kind: str
    value: str
    event: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy that is there: its id, title, areas, and its terms by name."""

    id: str
    title: str
    areas: frozenset[str]
    terms: Mapping[str, Number]


def standing(name: str, data: Mapping[str, Json]) -> Standing:
    """A policy as it stands in its file; what is malformed is left out."""
    areas = data.get("areas")
    return Standing(
        name,
        str(data.get("title", "")),
        frozenset(map(str, areas if isinstance(areas, list) else ())),
        _numbers(data),
    )


def beside(title: str, wanted: str, area: str, others: Sequence[Standing]) -> Standing | None:
    """The policy a draft would stand beside.

    Args:
        title: what the draft is called.
        wanted: the id it would have had.
        area: what it is about, '' where that is not sure: the policy on an area that is called
            after it may have its title in another language.
        others: the policies that are there.
    """
    plain = title.casefold().strip()
    return next(
        (each for each in others if each.id == wanted or each.title.casefold().strip() == plain),
        next((each for each in others if area and each.id == area and area in each.areas), None),
    )


def apart(draft: Mapping[str, Json], stands: str, others: Iterable[Standing]) -> tuple[str, ...]:
    """The numbers in which a draft and a policy of its area differ, a sentence each.

    Args:
        draft: its sections.
        stands: the id of the policy that is called like it, '' for none.
        others: the policies that are there.
    """
    areas = draft.get("areas")
    mine = set(map(str, areas if isinstance(areas, list) else ()))
    near = [each for each in others if each.id == stands or mine & each.areas]
    told: list[str] = []
    for name, number in _numbers(draft).items():
        alike = [
            (each.id, other, found)
            for each in near
            for other, found in each.terms.items()
            if _is_alike(name, number, other, found)
        ]
        if not alike or any(found.value == number.value for _, _, found in alike):
            continue
        told += (
            f"{found.value} in {policy} ({other}), {number.value} in the draft ({name})"
            for policy, other, found in alike
        )
    return tuple(told)


def _is_alike(name: str, number: Number, other: str, found: Number) -> bool:
    """Whether two numbers promise the same thing, as far as can be told."""
    if number.kind != found.kind:
        return False
    if _NUMBERED.sub("", name) == _NUMBERED.sub("", other):
        return True
    if number.event and found.event:
        return number.event == found.event
    return number.kind == "window" and not found.event


def _numbers(data: Mapping[str, Json]) -> dict[str, Number]:
    terms = data.get("terms")
    found: dict[str, Number] = {}
    for name, value in terms.items() if isinstance(terms, dict) else ():
        if not isinstance(value, dict):
            continue
        kind = next((each for each in TERM_KINDS if each in value), "")
        if kind:
            found[str(name)] = Number(kind, str(value[kind]), str(value.get("from") or ""))
    return found
