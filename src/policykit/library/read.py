"""Tolerant reading of data: what has the expected type comes back, the rest is passed over.

The schema reports what is wrong; a policy with a slip still takes part with what is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern

from policykit.model.document import Json
from policykit.model.facts import EVERYWHERE as EVERYWHERE, Narrowing
from policykit.model.position import Pointer


def text(data: Mapping[str, Json], key: str) -> str:
    """A text, or a number as its text; '' for anything else."""
    value = data.get(key)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def names(data: Mapping[str, Json], key: str) -> tuple[str, ...]:
    """A list of texts, a single text as a list of one."""
    value = data.get(key)
    # Names of roles, channels and laws recur in every policy: one text in memory serves all.
    if isinstance(value, str):
        return (intern(value),)
    if isinstance(value, list):
        return tuple([intern(item) for item in value if isinstance(item, str)])
    return ()


def some_names(data: Mapping[str, Json], key: str) -> tuple[str, ...] | None:
    """Like `names`, None where the key is absent: no narrowing."""
    return names(data, key) if key in data else None


def number(data: Mapping[str, Json], key: str) -> int | None:
    """A whole number."""
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(data: Mapping[str, Json], key: str) -> bool | None:
    """True, false, or None where nothing is said."""
    value = data.get(key)
    return value if isinstance(value, bool) else None


def section(data: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    """A mapping, empty where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def items(
    data: Mapping[str, Json], key: str, pointer: Pointer = ()
) -> Iterator[tuple[Pointer, Mapping[str, Json]]]:
    """The mappings of a list with their pointers."""
    value = data.get(key)
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield (*pointer, key, index), item


def named(
    data: Mapping[str, Json], key: str, pointer: Pointer = ()
) -> Iterator[tuple[Pointer, str, Mapping[str, Json]]]:
    """The entries of a mapping with ids; a bare text counts as `{text: …}`."""
    value = data.get(key)
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str):
                yield (*pointer, key, name), name, {"text": item}
            elif isinstance(item, dict):
                yield (*pointer, key, name), name, item


_NARROWING_KEYS = frozenset(
    {"regions", "brands", "channels", "reasons", "groups", "audience", "dates", "when"}
)


def narrowing(data: Mapping[str, Json]) -> Narrowing:
    """The keys that say where something holds."""
    if _NARROWING_KEYS.isdisjoint(data):
        return EVERYWHERE
    return Narrowing(
        regions=some_names(data, "regions"),
        brands=some_names(data, "brands"),
        channels=some_names(data, "channels"),
        reasons=some_names(data, "reasons"),
        groups=some_names(data, "groups"),
        audience=some_names(data, "audience"),
        dates=text(data, "dates"),
        when=text(data, "when"),
    )
