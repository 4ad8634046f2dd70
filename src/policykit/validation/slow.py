"""The validator that explains: jsonschema, with the keywords and the bounds of these schemas.

It judges exactly as the quick one does, and says at each mistake which keyword was hurt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn, Protocol, cast

import referencing
import referencing.exceptions
from jsonschema import Draft202012Validator, ValidationError, validators

from policykit.model.document import Json
from policykit.validation.keys import resolved
from policykit.validation.kinds import Kind
from policykit.validation.quantities import mistake
from policykit.validation.schemas import Schema, Schemas


class Explaining(Protocol):
    """What is asked of the explaining validator."""

    def is_valid(self, instance: object) -> bool:
        """Whether a document is valid."""
        ...

    def iter_errors(self, instance: object) -> Iterator[ValidationError]:
        """The errors of a document, as they are found."""
        ...

    def evolve(self, *, schema: Schema) -> Explaining:
        """The same validator for a part of a schema."""
        ...


def build(schemas: Schemas, kind: Kind) -> Explaining:
    """The explaining validator for one kind of file."""
    none: referencing.Registry[Any] = referencing.Registry(
        retrieve=_refuse,  # type: ignore[call-arg]  # attrs aliases the field `_retrieve`
    )
    registry = none.with_resources(
        (name, referencing.Resource.from_contents(schema))
        for name, schema in schemas.by_name.items()
    )
    whole = _inlined(schemas.by_name, schemas.by_name[kind.schema], frozenset())
    return cast("Explaining", _EXPLAINING(whole, registry=registry))


def _inlined(by_name: Mapping[str, Schema], schema: Json, inside: frozenset[str]) -> Json:
    """A schema with what it refers to in its place: following references is what costs time.

    A schema inside itself stays a reference.
    """
    if isinstance(schema, list):
        return [_inlined(by_name, item, inside) for item in schema]
    if not isinstance(schema, dict):
        return schema
    reference = str(schema.get("$ref", ""))
    if reference and reference not in inside:
        return _inlined(by_name, resolved(by_name, schema), inside | {reference})
    return {key: _inlined(by_name, below, inside) for key, below in schema.items()}


def _refuse(uri: str) -> NoReturn:
    raise referencing.exceptions.NoSuchResource(uri)


def _pattern(
    validator: object, pattern: str, instance: object, schema: object
) -> Iterator[ValidationError]:
    # `$` of Python accepts a line feed at the end, that of the quick engine does not.
    del validator, schema
    if isinstance(instance, str) and re.fullmatch(pattern, instance) is None:
        yield ValidationError("pattern")


def _unique(
    validator: object, unique: object, instance: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    if not unique or not isinstance(instance, list):
        return
    seen: set[str] = set()
    for item in instance:
        text = json.dumps(_plain(item), sort_keys=True)
        if text in seen:
            yield ValidationError("unique")
            return
        seen.add(text)


def _plain(value: Json) -> Json:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    return value


def _checked(
    validator: object, checked: object, instance: object, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    del validator
    if checked is True and mistake(str(schema.get("x-type", "")), instance) is not None:
        yield ValidationError("checked")


def _exactly_one(
    validator: object, keys: list[str], instance: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(instance, dict) and sum(key in instance for key in keys) != 1:
        yield ValidationError("exactly one")


def _at_least_one(
    validator: object, keys: list[str], instance: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(instance, dict) and not any(key in instance for key in keys):
        yield ValidationError("at least one")


def _at_most_one(
    validator: object, keys: list[str], instance: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(instance, dict) and sum(key in instance for key in keys) > 1:
        yield ValidationError("at most one")


_EXPLAINING: Final[Any] = validators.extend(  # type: ignore[no-untyped-call]  # stubs name no types
    Draft202012Validator,
    {
        "pattern": _pattern,
        "uniqueItems": _unique,
        "x-checked": _checked,
        "x-exactly-one": _exactly_one,
        "x-at-least-one": _at_least_one,
        "x-at-most-one": _at_most_one,
    },
)
