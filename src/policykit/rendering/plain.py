"""Frozen data to what templates may see: dictionaries, lists, texts, numbers and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, TypeAlias

from policykit.rendering.html import Plain

_SCALARS = frozenset({str, int, bool, type(None)})

_Shape: TypeAlias = tuple[tuple[str, ...], Callable[[Any], Any]]
"""The names of a dataclass, and what gets all its values at once."""


def plain(value: object) -> Plain:
    """The plain form of a value: a dataclass by its field names, a tuple as a list.

    Raises:
        TypeError: the value holds something that is no data.
    """
    if type(value) in _SCALARS:
        return value  # type: ignore[return-value] # the types were just looked at
    return _plain(value, {})


def _plain(value: object, shapes: dict[type, _Shape]) -> Plain:
    """The plain form of what is no scalar; scalars are looked at by whoever holds them."""
    kind = type(value)
    if kind is tuple or kind is list:
        return [
            each if type(each) in _SCALARS else _plain(each, shapes)
            for each in value  # type: ignore[attr-defined] # the same
        ]
    found = shapes.get(kind)
    if found is None:
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Mapping):
            return {
                str(key): each if type(each) in _SCALARS else _plain(each, shapes)
                for key, each in value.items()
            }
        if not is_dataclass(value):
            raise TypeError(f"{kind.__name__} is no data a template may see")
        found = shapes[kind] = _shape(kind)
    names, values = found
    return {
        name: each if type(each) in _SCALARS else _plain(each, shapes)
        for name, each in zip(names, values(value), strict=True)
    }


def _shape(kind: type) -> _Shape:
    names = tuple(field.name for field in fields(kind))
    if len(names) == 1:
        (only,) = names
        return names, lambda value: (getattr(value, only),)
    return names, attrgetter(*names)
