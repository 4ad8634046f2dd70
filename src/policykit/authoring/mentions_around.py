"""The names in settings, areas, measures, frameworks and assessments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.authoring.things import REQUIREMENT, RULE, Mention, Thing
from policykit.library import read
from policykit.library.cited import FRAMEWORK
from policykit.model.document import Json
from policykit.model.position import Pointer

_HANDBOOKS: Final[Mapping[str, str]] = {
    "audience": "role",
    "areas": "area",
    "chapters": "area",
    "channels": "channel",
    "regions": "region",
    "brands": "brand",
}
_WAIVERS: Final[Mapping[str, str]] = {
    "requirement": REQUIREMENT,
    "owner": "role",
    "regions": "region",
}
_LINT: Final = ("select", "ignore", "locked")
_FRAMEWORKS: Final[Mapping[str, str]] = {
    "area": "area",
    "areas_any": "area",
    "channels": "channel",
    "channels_any": "channel",
    "reasons": "reason",
    "reasons_any": "reason",
    "roles": "role",
    "regions": "region",
    "law": REQUIREMENT,
    "covers": REQUIREMENT,
    "implements": REQUIREMENT,
    "use": "measure",
    "extends": FRAMEWORK,
}
"""What the keys of a framework name, wherever they stand in it."""

_IN_NEEDS: Final[Mapping[tuple[str, str], str]] = {
    ("term", "from"): "event",
    ("feedback", "kind"): "feedback-kind",
}
_EACH: Final = "each"


def in_settings(path: str, data: Mapping[str, Json]) -> Iterator[Mention]:
    """Frameworks, roles, areas, requirements and rules that policykit.yaml names."""
    yield from _named(path, data, "frameworks", FRAMEWORK, (), but="auto")
    approvals = read.section(data, "approvals")
    for key in ("default", "law"):
        yield from _named(path, approvals, key, "role", ("approvals",))
    for group in ("sections", "areas"):
        below = read.section(approvals, group)
        for key in below:
            at: Pointer = ("approvals", group)
            if group == "areas":
                yield Mention(Thing("area", key), path, (*at, key), key, key, "key")
            yield from _named(path, below, key, "role", at)
    for pointer, waiver in read.items(data, "waivers"):
        for key, kind in _WAIVERS.items():
            yield from _named(path, waiver, key, kind, pointer)
    for name, handbook in read.section(data, "handbooks").items():
        if isinstance(handbook, dict):
            for key, kind in _HANDBOOKS.items():
                yield from _named(path, handbook, key, kind, ("handbooks", name), but=_EACH)
    lint = read.section(data, "lint")
    for rule in read.section(lint, "rules"):
        yield Mention(Thing(RULE, rule), path, ("lint", "rules", rule), rule, rule, "key")
    for key in _LINT:
        yield from _named(path, lint, key, RULE, ("lint",))


def in_areas(path: str, data: Mapping[str, Json]) -> Iterator[Mention]:
    """The areas that are declared."""
    yield from _declared(path, data, "areas", "area")


def in_measures(path: str, data: Mapping[str, Json]) -> Iterator[Mention]:
    """The measures that are declared."""
    yield from _declared(path, data, "measures", "measure")


def in_framework(path: str, data: Mapping[str, Json]) -> Iterator[Mention]:
    """A framework, its requirements, and what they name."""
    own = data.get("framework")
    if isinstance(own, str):
        yield Mention(Thing(FRAMEWORK, own), path, ("framework",), own, own, declares=True)
    for pointer, requirement in read.items(data, "requirements"):
        name = requirement.get("id")
        if isinstance(own, str) and isinstance(name, str):
            thing = Thing(REQUIREMENT, f"{own}.{name}")
            yield Mention(thing, path, (*pointer, "id"), name, name, declares=True)
    yield from _below(path, dict(data), ())


def in_assessment(path: str, data: Mapping[str, Json]) -> Iterator[Mention]:
    """The area that was assessed, the roles that did it, and the requirements they judged."""
    yield from _named(path, data, "assessment", "area", ())
    yield from _named(path, data, "by", "role", ())
    for pointer, answer in read.items(data, "answers"):
        yield from _named(path, answer, "requirement", REQUIREMENT, pointer)


def _declared(path: str, data: Mapping[str, Json], section: str, kind: str) -> Iterator[Mention]:
    for name in read.section(data, section):
        yield Mention(Thing(kind, name), path, (section, name), name, name, "key", declares=True)


def _below(path: str, value: Json, pointer: Pointer) -> Iterator[Mention]:
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _below(path, each, (*pointer, index))
    elif isinstance(value, dict):
        above = str(pointer[-1]) if pointer else ""
        for key, below in value.items():
            kind = _FRAMEWORKS.get(key) or _IN_NEEDS.get((above, key))
            if kind is not None and isinstance(below, str | list):
                yield from _named(path, value, key, kind, pointer)
            else:
                yield from _below(path, below, (*pointer, key))


def _named(
    path: str, data: Mapping[str, Json], key: str, kind: str, pointer: Pointer, but: str = ""
) -> Iterator[Mention]:
    """The names under a key: one, or a list of them; `but` is a word that is none."""
    value = data.get(key)
    listed = value if isinstance(value, list) else [value]
    for index, name in enumerate(listed):
        if not isinstance(name, str) or name == but:
            continue
        at: Pointer = (*pointer, key, *((index,) if isinstance(value, list) else ()))
        if kind != REQUIREMENT:
            yield Mention(Thing(kind, name), path, at, name, name)
            continue
        owner, dot, inside = name.partition(".")
        yield Mention(Thing(FRAMEWORK, owner), path, at, owner, name)
        if dot:
            thing = Thing(REQUIREMENT, name)
            yield Mention(thing, path, at, inside, name, skip=len(owner) + 1)
