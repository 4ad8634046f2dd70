"""Versions of one file read piece by piece: a piece that stands in many is parsed once.

A policy changes a few lines at a time. Cut at its keys and at the items of its groups, a
version shares nearly all pieces with the one before, so a thousand of them cost little more
than what was ever written anew; and a piece nobody asks for is only looked through for slips. A file that
cannot be cut, or a piece that makes no sense alone, is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from policykit.library.readable import broken
from policykit.model.document import Json, Origin
from policykit.model.policy_shape import POLICY
from policykit.model.shape import Items, Named
from policykit.model.value import dataclass
from policykit.sources.port import MAXIMUM_BYTES
from policykit.yamlsource import read
from policykit.yamlsource.sound import is_sound

_SECTION = re.compile(rb"\n(?=[^\s#-])")
_KEY = re.compile(rb"([a-z_]+):(?=[ \r\n])")
_GROUP = re.compile(rb"[a-z_]+:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)(- )?(?=\S)")
_GROUPS: Final = frozenset(key for key, shape in POLICY.items() if isinstance(shape, Items | Named))


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """A piece of a file: the key it belongs to, its bytes, and its data."""

    section: str
    content: bytes
    data: dict[str, Json]


Wanted = Callable[[str, bytes], bool]
"""Whether a piece of a section is asked for, told by its bytes."""


def everything(section: str, content: bytes) -> bool:
    """Asks for every piece."""
    del section, content
    return True


class Slices:
    """Reads versions of files; remembers every piece it has read.

    `wanted` says which pieces matter; of a file that is read whole, all come back. A version
    that breaks off anywhere cannot be read; with `in_part`, what could be read of it counts.
    """

    def __init__(self, wanted: Wanted = everything, *, in_part: bool = False) -> None:
        self._wanted = wanted
        self._in_part = in_part
        self._sound: dict[bytes, bool] = {}
        self._sections: dict[bytes, tuple[str, tuple[Slice, ...]] | None] = {}
        self._items: dict[bytes, Slice | None] = {}

    def of(self, content: bytes) -> tuple[Slice, ...] | None:
        """The pieces of a version in their order, None where it cannot be read."""
        if len(content) > MAXIMUM_BYTES:
            return None
        found: list[Slice] = []
        keys: set[str] = set()
        for text in _sections(content):
            if text not in self._sections:
                self._sections[text] = self._section(text)
            section = self._sections[text]
            if section is None or section[0] in keys:
                return self._whole(content)
            keys.add(section[0])
            found.extend(section[1])
        return tuple(found) if keys else self._whole(content)

    def _section(self, text: bytes) -> tuple[str, tuple[Slice, ...]] | None:
        match = _KEY.match(text)
        if match is None:
            return None
        key = match[1].decode()
        found: list[Slice] = []
        names: list[str] = []
        wanted = self._wanted(key, text)
        if not wanted and self._in_part:
            return key, ()
        for piece in _items(text) if key in _GROUPS else (text,):
            if not wanted or not self._wanted(key, piece):
                if not self._in_part and not self._is_sound(piece):
                    return None
                continue
            if piece not in self._items:
                self._items[piece] = _read(piece)
            item = self._items[piece]
            if item is None:
                return None
            found.append(item)
            names.extend(_names(item.data[item.section]))
        return (key, tuple(found)) if len(names) == len(set(names)) else None

    def _is_sound(self, piece: bytes) -> bool:
        if piece not in self._sound:
            self._sound[piece] = is_sound(piece)
        return self._sound[piece]

    def _whole(self, content: bytes) -> tuple[Slice, ...] | None:
        document, problems = read(content, Origin("", ""))
        if not isinstance(document.data, dict) or (not self._in_part and broken(problems)):
            return None
        return tuple(
            Slice(section, content, {section: value}) for section, value in document.data.items()
        )


def _sections(content: bytes) -> list[bytes]:
    *others, last = _SECTION.split(content)
    # Whether the last line ends is part of a text that ends with it.
    first, *sections = (*(each + b"\n" for each in others), last)
    is_empty = not first.strip() or first.lstrip().startswith(b"#")
    return sections if is_empty else [first, *sections]


def _names(value: Json) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _items(section: bytes) -> Iterator[bytes]:
    """A group cut before each of its items, each with the key of the group above it."""
    group = _GROUP.match(section)
    if group is None:
        yield section
        return
    key = section[: section.index(b":") + 1]
    begin = rb"^(?=%b- )" if group[2] else rb"^(?=%b[^\s#-])"
    _, *items = re.split(begin % group[1], section[group.start(1) :], flags=re.MULTILINE)
    if not items:
        yield section
    for item in items:
        yield key + b"\n" + item


def _read(piece: bytes) -> Slice | None:
    document, problems = read(piece, Origin("", ""))
    data = document.data
    if problems or not isinstance(data, dict) or len(data) != 1:
        return None
    (section,) = data
    return Slice(section, piece, data)
