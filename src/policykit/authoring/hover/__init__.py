"""What is told of what stands at a place."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.authoring.at import Standing, at
from policykit.authoring.hover.declared import about_declared
from policykit.authoring.hover.items import about_item, about_policy
from policykit.authoring.hover.keys import about_key
from policykit.authoring.hover.law import about_framework, about_requirement
from policykit.authoring.hover.rules import about_rule
from policykit.authoring.past import Changes
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import ITEM, Mention, Thing
from policykit.authoring.told import Line, Told
from policykit.library.cited import dotted
from policykit.library.files import FileKind, file_name
from policykit.library.walk import FoundItem, walk
from policykit.model.policy_shape import POLICY as SHAPE
from policykit.model.position import Position, Span
from policykit.model.value import dataclass
from policykit.renaming.references import policy_id


@dataclass(frozen=True, slots=True)
class Hover:
    """What is told, and of which stretch of the file."""

    span: Span
    told: Told


def hover(
    snapshot: Snapshot, path: str, position: Position, past: Changes | None = None
) -> Hover | None:
    """What is told of what stands at a place, None where there is nothing to tell.

    `past` knows the last change of a statement or term; without it nothing is told of that.
    """
    standing = at(snapshot, path, position)
    if standing is None:
        return None
    told = tuple(_told(snapshot, path, standing, past))
    return Hover(standing.span, told) if told else None


def _told(
    snapshot: Snapshot, path: str, standing: Standing, past: Changes | None
) -> Iterator[Line]:
    if standing.mention is not None:
        yield from about(snapshot, standing.mention, past)
        return
    spot = standing.spot
    if spot is None:
        return
    if spot.part == "value":
        item = _text_of(standing)
        if item is not None:
            policy = policy_id(standing.document, file_name(path).id)
            thing = Thing(ITEM, f"{policy}.{dotted(item)}")
            yield from about_item(snapshot, thing, path, past)
            return
    yield from about_key(snapshot, path, spot.pointer)


def about(snapshot: Snapshot, mention: Mention, past: Changes | None = None) -> Iterator[Line]:
    """What is told of the thing a name stands for."""
    thing = mention.thing
    match thing.kind:
        case "policy":
            yield from about_policy(snapshot, thing)
        case "item":
            yield from about_item(snapshot, thing, mention.path, past)
        case "requirement":
            yield from about_requirement(snapshot, thing)
        case "framework":
            yield from about_framework(snapshot, thing)
        case "rule":
            yield from about_rule(snapshot, thing)
        case _:
            yield from about_declared(snapshot, thing, file_name(mention.path).locale)


def _text_of(standing: Standing) -> FoundItem | None:
    """The item of a policy in whose words a place is."""
    document, spot = standing.document, standing.spot
    if spot is None or file_name(document.path).kind is not FileKind.POLICY:
        return None
    walked = walk(document.data, SHAPE)
    if not any(spot.pointer in {each.pointer, each.pointer[:-1]} for each in walked.texts):
        return None
    around = [each for each in walked.items if each.pointer == spot.pointer[: len(each.pointer)]]
    return around[-1] if around else None
