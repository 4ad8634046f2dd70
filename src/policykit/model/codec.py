"""The JSON form of the core types: a mapping of fields, those at their default left out.

Facts travel this way between runs and processes. The form is read off the dataclasses, so a
new field is declared once.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache, partial
from sys import intern
from typing import (
    Any,
    ForwardRef,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from policykit.model.document import Json
from policykit.model.position import shared

T = TypeVar("T")
_Reader: TypeAlias = "Callable[[Json], object]"
_NAME_LENGTH = 64

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
            name: encode(held)
            for name, default in _written(type(value))
            if (held := getattr(value, name)) is not default and held != default
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
    return cast("T", _reader(cast("Hashable", kind))(data))


@cache
def _written(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass and their defaults."""
    return tuple((each.name, _default(each)) for each in dataclasses.fields(kind) if each.init)


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return dataclasses.MISSING


@cache
def _hints(kind: type) -> Mapping[str, Hashable]:
    """The types of a dataclass's fields; a field that holds any JSON is given as its name."""
    written = {each.name: each.type for each in dataclasses.fields(kind)}
    resolved = get_type_hints(kind)
    return {name: _FREE if written[name] == _FREE else resolved[name] for name in written}


# What reads a type is put together once: facts are read by the hundred thousand.
@cache
def _reader(kind: Hashable) -> _Reader:
    if isinstance(kind, str | ForwardRef):
        return _as_it_is
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(inner)
    if origin is Literal:
        return partial(_literal, frozenset(inner))
    if origin is tuple:
        return _tuple(inner)
    if origin in {dict, Mapping}:
        return _mapping(inner)
    if origin is list:
        return partial(_plain, list)
    if not isinstance(kind, type):
        raise TypeError(f"{kind} has no JSON form")
    return _class(kind)


def _class(kind: type) -> _Reader:
    if dataclasses.is_dataclass(kind):
        return partial(_dataclass, kind)
    if issubclass(kind, Enum):
        return kind
    return _text if kind is str else partial(_plain, kind)


def _as_it_is(data: Json) -> object:
    return data


def _text(data: Json) -> str:
    if not isinstance(data, str):
        raise TypeError(f"str cannot be read from {type(data).__name__}")
    # Paths, names and addresses recur: one text in memory serves all.
    return intern(data) if len(data) <= _NAME_LENGTH else data


def _literal(known: frozenset[object], data: Json) -> object:
    if isinstance(data, list | dict) or data not in known:
        raise TypeError("this is none of the words that are allowed")
    return data


def _plain(kind: type, data: Json) -> object:
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} cannot be read from {type(data).__name__}")
    return data


def _one_of(kinds: tuple[Any, ...]) -> _Reader:
    """Reads a union by the JSON type of the data, which tells its members apart."""
    readers = [(_held_by(kind), _reader(kind)) for kind in kinds if kind is not type(None)]
    is_optional = type(None) in kinds

    def read(data: Json) -> object:
        if data is None and is_optional:
            return None
        for held, reader in readers:
            if isinstance(data, held):
                return reader(data)
        raise TypeError(f"{type(data).__name__} fits none of {kinds}")

    return read


def _mapping(inner: tuple[Hashable, ...]) -> _Reader:
    """Reads a mapping by name; its values too, where they are of one type."""
    if len(inner) != 2 or inner[0] is not str:  # noqa: PLR2004 - Mapping[str, X]
        return partial(_plain, dict)
    each = _reader(inner[1])

    def read(data: Json) -> object:
        if not isinstance(data, dict):
            raise TypeError("a mapping is expected")
        return {intern(name): each(value) for name, value in data.items()}

    return read


def _held_by(kind: object) -> type:
    """The JSON type that holds a type."""
    origin = get_origin(kind) or kind
    if origin is tuple:
        return list
    if isinstance(origin, type):
        if dataclasses.is_dataclass(origin) or issubclass(origin, Mapping):
            return dict
        return str if issubclass(origin, str) else origin
    return object


def _tuple(inner: tuple[Hashable, ...]) -> _Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        if inner[0] in {str, str | int}:
            return partial(_words, frozenset(get_args(inner[0]) or inner[:1]))
        each = _reader(inner[0])

        def read_any(data: Json) -> object:
            if not isinstance(data, list):
                raise TypeError("a list is expected")
            return tuple([each(item) for item in data])

        return read_any
    readers = tuple(_reader(kind) for kind in inner)

    def read(data: Json) -> object:
        if not isinstance(data, list):
            raise TypeError("a list is expected")
        return tuple([reader(item) for reader, item in zip(readers, data, strict=True)])

    return read


def _words(kinds: frozenset[object], data: Json) -> tuple[object, ...]:
    """Names and pointers, of which there are more than of all else together."""
    if not isinstance(data, list) or not kinds.issuperset(map(type, data)):
        raise TypeError("a list of texts is expected")
    return shared(tuple([intern(each) if type(each) is str else each for each in data]))


@cache
def _readers(kind: type) -> Mapping[str, _Reader]:
    """What reads each field, put together when first asked for: a type may hold itself."""
    return {name: _reader(hint) for name, hint in _hints(kind).items()}


def _dataclass(kind: type, data: Json) -> object:
    if not isinstance(data, dict):
        raise TypeError("a mapping is expected")
    readers = _readers(kind)
    try:
        return kind(**{name: readers[name](value) for name, value in data.items()})
    except KeyError as trouble:
        raise TypeError(f"{kind.__name__} has no {trouble.args[0]}") from trouble
