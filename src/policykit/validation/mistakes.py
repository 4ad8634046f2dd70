"""The raw errors of the explaining validator, boiled down to one for each mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from jsonschema import ValidationError

from policykit.model.position import Pointer
from policykit.model.value import dataclass

_SETS: Final = frozenset({"x-exactly-one", "x-at-least-one"})
_WHOLE: Final = frozenset({"type", "enum", "const"})
_WHOLE_VALUE: Final = _WHOLE | {
    "pattern",
    "x-checked",
    "not",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "uniqueItems",
}


@dataclass(frozen=True, slots=True)
class Mistaken:
    """A keyword of a schema that a node of a document does not meet.

    `keyword` is `false` where nothing may stand; `name` is the key meant when the keys of a
    group are judged; `trigger` is the key whose presence asks for this.
    """

    pointer: Pointer
    keyword: str
    wanted: Any
    instance: Any
    schema: dict[str, Any]
    name: str = ""
    trigger: str = ""


def mistakes(errors: Iterable[ValidationError]) -> list[Mistaken]:
    """The mistakes behind raw errors, each told once, in the order they were found."""
    found = [leaf for error in errors for leaf in _leaves(error)]
    clashes = {
        each.pointer: {key for key in each.wanted if key in each.instance}
        for each in found
        if each.keyword in {"x-exactly-one", "x-at-most-one"}
    }
    kept: list[Mistaken] = []
    seen: set[object] = set()
    for each in found:
        sign = _sign(each, clashes)
        if sign is not None and sign not in seen:
            seen.add(sign)
            kept.append(each)
    return kept


def _sign(each: Mistaken, clashes: dict[Pointer, set[str]]) -> object:
    """What tells a mistake from others; None for one that another says already."""
    if each.keyword == "false":
        above, key = each.pointer[:-1], str(each.pointer[-1])
        if key in clashes.get(above, ()):
            return None
        return above, frozenset({key, each.trigger})
    if each.keyword in {"minProperties", "maxProperties"} and "x-exactly-one" in each.schema:
        return None
    if each.keyword in _WHOLE_VALUE:
        return each.pointer, each.name, "value"
    return each.pointer, each.keyword, each.name, str(each.wanted)


def _leaves(error: ValidationError) -> Iterator[Mistaken]:
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "anyOf":
        if not _SETS.intersection(schema):
            yield from _branch(error)
        return
    wanted: Any = error.validator_value
    instance: Any = error.instance
    way = list(error.absolute_schema_path)
    keyword = "false" if wanted == {} else str(error.validator)
    named = str(error.instance) if "propertyNames" in way else ""
    trigger = _trigger(way)
    pointer: Pointer = tuple(error.absolute_path)
    if keyword == "required":
        for key in wanted:
            if key not in instance:
                yield Mistaken(pointer, keyword, key, instance, schema, "", trigger)
        return
    yield Mistaken(pointer, keyword, wanted, instance, schema, named, trigger)


def _trigger(way: list[str | int]) -> str:
    if "dependentSchemas" not in way:
        return ""
    last = len(way) - 1 - way[::-1].index("dependentSchemas")
    return str(way[last + 1])


def _branch(error: ValidationError) -> Iterator[Mistaken]:
    """The mistakes of the branch that was meant: the one whose type the value has."""
    branches: dict[object, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(each.relative_schema_path[0], []).append(each)
    fitting = [errors for errors in branches.values() if not _misfits(errors, _WHOLE)]
    if not fitting and isinstance(error.instance, str | int | float | bool):
        fitting = [errors for errors in branches.values() if not _misfits(errors, {"type"})]
    if fitting:
        meant = max(fitting, key=lambda errors: max(len(each.path) for each in errors))
        for each in meant:
            yield from _leaves(each)
        return
    types = [
        each.validator_value for errors in branches.values() for each in _misfits(errors, _WHOLE)
    ]
    wanted = [name for value in types for name in (value if isinstance(value, list) else [value])]
    yield Mistaken(tuple(error.absolute_path), "type", wanted, error.instance, {})


def _misfits(errors: list[ValidationError], keywords: Iterable[str]) -> list[ValidationError]:
    return [each for each in errors if not each.relative_path and str(each.validator) in keywords]
