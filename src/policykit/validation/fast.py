"""The first look: is a document valid at all? Nearly all are, and this says so in microseconds.

Patterns run in an engine whose time grows with the length of the text alone, and a schema
that refers to anything but the shipped files is refused.
"""

from __future__ import annotations

from typing import Any, NoReturn

import jsonschema_rs

from policykit.validation.kinds import Kind
from policykit.validation.quantities import mistake
from policykit.validation.schemas import Schemas


class CheckedValue:
    """The keyword `x-checked`: the model's own reader must take the value, too."""

    def __init__(self, schema: dict[str, Any], value: object, path: list[str | int]) -> None:
        del path
        self._type = str(schema.get("x-type", "")) if value is True else ""

    def validate(self, instance: object) -> None:
        """Raises ValueError for a value the model cannot read."""
        if mistake(self._type, instance) is not None:
            raise ValueError(self._type)


def refuse(uri: str) -> NoReturn:
    """The answer to every wish for another schema: no."""
    raise ValueError(f"no schema is read from {uri}")


def build(schemas: Schemas, kind: Kind) -> jsonschema_rs.Draft202012Validator:
    """A validator for one kind of file."""
    registry = jsonschema_rs.Registry(
        list(schemas.by_name.items()), draft=jsonschema_rs.Draft202012, retriever=refuse
    )
    return jsonschema_rs.Draft202012Validator(
        schemas.by_name[kind.schema],
        registry=registry,
        retriever=refuse,
        pattern_options=jsonschema_rs.RegexOptions(),
        validate_formats=False,
        keywords={"x-checked": CheckedValue},
    )
