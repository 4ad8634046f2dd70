"""The JSON form of the core types: a mapping of fields, those at their default left out.

Facts travel this way between runs and processes. The form is read off the dataclasses, so a
new field is declared once.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, ForwardRef, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from policykit.model.document import Json

T = TypeVar("T")

_FREE = "Json"
"""How a field says that it holds any JSON: the alias is a text, and so it stays one."""


def encode(value: object) -> Json:
    """The JSON form of a core type, or of a tuple, mapping or plain value.

    Raises:
        TypeError: something that has no JSON form.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: encode(held)
            for each in dataclasses.fields(value)
            if each.init and (held := getattr(value, each.name)) != _default(each)
        }
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def decode(kind: type[T], data: Json) -> T:
    """A core type from its JSON form.

    Raises:
        TypeError, ValueError: the data is not the JSON form of this type.
    """
    return cast("T", _decoded(kind, data))


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return dataclasses.MISSING


@cache
def _hints(kind: type) -> Mapping[str, object]:
    """The types of a dataclass's fields; a field that holds any JSON is given as its name."""
    written = {each.name: each.type for each in dataclasses.fields(kind)}
    resolved = get_type_hints(kind)
    return {name: _FREE if written[name] == _FREE else resolved[name] for name in written}


def _decoded(kind: object, data: Json) -> object:
    if isinstance(kind, str | ForwardRef):
        return data
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        if data is None and type(None) in inner:
            return None
        return _decoded(_fitting(inner, data), data)
    if origin in {dict, list} and isinstance(data, origin):
        return data
    if origin is tuple:
        return _tuple(inner, data)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass(kind, data)
    if isinstance(kind, type) and isinstance(data, kind):
        return data
    raise TypeError(f"{kind} cannot be read from {type(data).__name__}")


def _fitting(kinds: tuple[object, ...], data: Json) -> object:
    """Which member of a union the data is of."""
    for kind in kinds:
        origin = get_origin(kind) or kind
        if origin is tuple and isinstance(data, list):
            return kind
        if isinstance(origin, type) and (
            (dataclasses.is_dataclass(origin) and isinstance(data, dict))
            or isinstance(data, origin)
        ):
            return kind
    raise TypeError(f"{type(data).__name__} fits none of {kinds}")


def _tuple(inner: tuple[object, ...], data: Json) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise TypeError("a list is expected")
    if len(inner) == 2 and inner[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return tuple(_decoded(inner[0], item) for item in data)
    return tuple(_decoded(kind, item) for kind, item in zip(inner, data, strict=True))


def _dataclass(kind: type, data: Json) -> object:
    if not isinstance(data, dict):
        raise TypeError("a mapping is expected")
    hints = _hints(kind)
    if unknown := data.keys() - hints.keys():
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _decoded(hints[name], value) for name, value in data.items()})
