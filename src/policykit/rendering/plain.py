"""Frozen data to what templates may see: dictionaries, lists, texts, numbers and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from policykit.rendering.html import Plain

_SCALARS = frozenset({str, int, bool})


def plain(value: object) -> Plain:
    """The plain form of a value: a dataclass by its field names, a tuple as a list.

    Raises:
        TypeError: the value holds something that is no data.
    """
    return _plain(value, {})


def _plain(value: object, names: dict[type, tuple[str, ...]]) -> Plain:
    kind = type(value)
    if value is None or kind in _SCALARS:
        return value  # type: ignore[return-value] # the types were just looked at
    if kind is tuple or kind is list:
        return [_plain(each, names) for each in value]  # type: ignore[attr-defined] # the same
    found = names.get(kind)
    if found is None:
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Mapping):
            return {str(key): _plain(each, names) for key, each in value.items()}
        if not is_dataclass(value):
            raise TypeError(f"{kind.__name__} is no data a template may see")
        found = names[kind] = tuple(field.name for field in fields(value))
    return {name: _plain(getattr(value, name), names) for name in found}
