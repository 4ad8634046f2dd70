"""Frozen data to what templates may see: dictionaries, lists, texts, numbers and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeAlias

from policykit.model.prose import Prose
from policykit.rendering.html import Plain

_SCALARS = frozenset({str, int, bool, type(None)})

_Shape: TypeAlias = tuple[tuple[str, ...], Callable[[Any], Any], tuple[str, ...]]
"""The names of a dataclass, what gets all its values at once, and the names of no scalars."""

_SCALAR_NAMES = frozenset({"str", "int", "bool"})


# Half of all values are empty. Nobody changes plain data, so that each kind of nothing is one.
_NONE: Final[list[Plain]] = []
_NO_WORDS: Final[dict[str, Plain]] = {"blocks": _NONE, "language": ""}


def plain(value: object) -> Plain:
    """The plain form of a value: a dataclass by its field names, a tuple as a list.

    Raises:
        TypeError: the value holds something that is no data.
    """
    if type(value) in _SCALARS:
        return value  # type: ignore[return-value] # the types were just looked at
    return _plain(value)


def _plain(value: object) -> Plain:
    """The plain form of what is no scalar; scalars are looked at by whoever holds them."""
    kind: type[Any] = type(value)
    if kind is tuple or kind is list:
        return [
            each if type(each) in _SCALARS else _plain(each)
            for each in value  # type: ignore[attr-defined] # the same
        ]
    if kind is Prose and (words := _words(value)) is not None:  # type: ignore[arg-type] # the same
        return words
    found = _shape(kind)  # type: ignore[arg-type] # every class can be a key
    if found is None:
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Mapping):
            return {
                str(key): each if type(each) in _SCALARS else _plain(each)
                for key, each in value.items()
            }
        raise TypeError(f"{kind.__name__} is no data a template may see")
    names, values, others = found
    made: dict[str, Plain] = dict(zip(names, values(value), strict=True))
    for name in others:
        each: object = made[name]
        if type(each) in _SCALARS:
            continue
        if type(each) is tuple and not each:
            made[name] = _NONE
        else:
            made[name] = _plain(each)
    return made


def _words(prose: Prose) -> Plain:
    """The plain form of no words, and of a paragraph of nothing but words; None for any other.

    Nearly all texts are one of these, and texts are most of what there is.
    """
    if not prose.blocks and not prose.language:
        return _NO_WORDS
    if len(prose.blocks) != 1:
        return None
    (block,) = prose.blocks
    if block.blocks or len(block.inlines) != 1 or type(block.inlines[0]) is not str:
        return None
    paragraph: dict[str, Plain] = {
        "kind": block.kind.value,
        "inlines": [block.inlines[0]],
        "blocks": _NONE,
        "level": block.level,
    }
    return {"blocks": [paragraph], "language": prose.language}


@cache
def _shape(kind: type) -> _Shape | None:
    """What the values of a dataclass are read by; None for what is none."""
    if not is_dataclass(kind):
        return None
    names = tuple(field.name for field in fields(kind))
    # Annotations are texts; a field that may hold more than a scalar is looked at each time.
    others = tuple(field.name for field in fields(kind) if field.type not in _SCALAR_NAMES)
    if len(names) == 1:
        (only,) = names
        return names, lambda value: (getattr(value, only),), others
    return names, attrgetter(*names), others
