"""Mistakes in which keys stand together: unknown, missing, too many of a set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.model.document import Json
from policykit.model.finding import Problem
from policykit.model.position import Pointer
from policykit.validation import codes
from policykit.validation.keys import Way, place_name, resolved
from policykit.validation.kinds import Kind
from policykit.validation.mistakes import Mistaken
from policykit.validation.phrases import key, listed, within_sentence, written
from policykit.validation.places import at_group, at_key
from policykit.validation.remedies import rename
from policykit.validation.setting import Setting, unknown_keys

_LONGEST_EXAMPLE: Final = 60
_MOST_PLACES: Final = 2
_MOST_KNOWN: Final = 12
_BOTH: Final = 2


def unknown(setting: Setting, each: Mistaken) -> list[Problem]:
    """Keys that may not stand here, each with the key that was meant or the place it belongs."""
    return [_unknown(setting, each, name) for name in unknown_keys(each)]


def _unknown(setting: Setting, each: Mistaken, name: str) -> Problem:
    pointer = (*each.pointer, name)
    place = at_key(setting.document, pointer)
    group = setting.group_name(each)
    elsewhere = setting.places.get(name, ())
    meant = setting.meant.get(each.pointer, {}).get(name, "")
    if elsewhere and not (meant and _alike(meant, name)):
        message = f"{key(name)} does not belong in {group}."
        return setting.problem(
            codes.UNKNOWN_KEY, place, message, _where(name, elsewhere), value=name
        )
    message = f"{key(name)} is not a key of {group}."
    if meant:
        return setting.problem(
            codes.UNKNOWN_KEY,
            place,
            message,
            f"Did you mean {key(meant)}?",
            value=name,
            remedy=rename(setting.document, pointer, meant),
        )
    way_out = _way_out(each, name, setting.kind)
    return setting.problem(codes.UNKNOWN_KEY, place, message, way_out, value=name)


def _alike(one: str, other: str) -> bool:
    """Whether two keys differ in capitals or in one or several alone."""
    return one.casefold().removesuffix("s") == other.casefold().removesuffix("s")


def _where(name: str, ways: tuple[Way, ...]) -> str:
    if () in ways:
        return f"{key(name)} stands at the top of the file: write it with no spaces before it."
    where = " or ".join(place_name(way) for way in ways[:_MOST_PLACES])
    more = ", among others" if len(ways) > _MOST_PLACES else ""
    return f"{key(name)} belongs in {where}{more}."


def _way_out(each: Mistaken, name: str, kind: Kind) -> str:
    known = list(each.schema.get("properties", {}))
    twin = next((one for one in known if one.casefold() == name.casefold()), "")
    if twin in each.instance and twin:
        return f"{key(twin)} stands here already. Take one of them out."
    if _is_choice(each.schema):
        return f"Write one of these: {listed(known, 'or')}."
    if 0 < len(known) <= _MOST_KNOWN:
        return f"Known here: {listed(known)}."
    if kind is not Kind.POLICY:
        return f"Take it out. `policykit schema {kind.value}` shows what may stand here."
    return "Take it out, or write it under `custom` at the top of a policy."


def _is_choice(schema: Mapping[str, Json]) -> bool:
    """Whether a group holds one of its keys and nothing else, as a need of a framework does."""
    choice, known = schema.get("x-exactly-one"), schema.get("properties", {})
    return isinstance(choice, list) and isinstance(known, dict) and set(choice) == set(known)


def missing(setting: Setting, each: Mistaken) -> list[Problem]:
    """A key that must stand here."""
    name = str(each.wanted)
    if name in setting.meant.get(each.pointer, {}).values():
        return []
    group = setting.group_name(each)
    message = f"{key(name)} is missing in {group}."
    if each.trigger:
        message = f"{key(name)} is missing: it is needed with {key(each.trigger)}."
    return [
        setting.problem(
            codes.MISSING_KEY,
            at_group(setting.document, each.pointer),
            message,
            _remedy(setting, each.pointer, name),
            value=name,
        )
    ]


def _remedy(setting: Setting, pointer: Pointer, name: str) -> str:
    schema = resolved(setting.schemas.by_name, setting.known_at(pointer).get(name, {}))
    examples = schema.get("examples")
    example = written(examples[0]) if isinstance(examples, list) and examples else ""
    about = within_sentence(str(schema.get("description", "")))
    add = f"Add {key(name)}: {about}" if about else f"Add {key(name)}."
    if not example or len(example) > _LONGEST_EXAMPLE:
        return add
    return f"{add} For example: `{name}: {example}`"


def clash(setting: Setting, each: Mistaken) -> list[Problem]:
    """Several keys of which one must stand, or none where one must."""
    present = [name for name in each.instance if name in each.wanted]
    group = setting.group_name(each)
    group = group[:1].upper() + group[1:]
    if present:
        both = "both " if len(present) == _BOTH else ""
        return [
            setting.problem(
                codes.ONE_OF_SEVERAL,
                at_key(setting.document, (*each.pointer, present[1])),
                f"{group} has {both}{listed(present)}; keep one.",
                "Take out all but one, or make a second entry of the other.",
            )
        ]
    if set(each.wanted) & set(setting.meant.get(each.pointer, {}).values()):
        return []
    # The unknown key that stands in its place is told, with the keys that may.
    if each.instance and _is_choice(each.schema):
        return []
    choice = "exactly one" if each.keyword == "x-exactly-one" else "at least one"
    return [
        setting.problem(
            codes.ONE_OF_SEVERAL,
            at_group(setting.document, each.pointer),
            f"{group} says neither {listed(each.wanted, 'nor')}.",
            f"Write {choice} of them.",
        )
    ]


def excluded(setting: Setting, each: Mistaken) -> list[Problem]:
    """A key that does not go together with another."""
    name = str(each.pointer[-1])
    place = at_key(setting.document, each.pointer)
    if not each.trigger:
        message = f"{key(name)} may not stand here."
        return [setting.problem(codes.NOT_TOGETHER, place, message, "Take it out.", value=name)]
    message = f"{key(name)} does not go together with {key(each.trigger)}."
    return [
        setting.problem(codes.NOT_TOGETHER, place, message, "Take one of the two out.", value=name)
    ]
