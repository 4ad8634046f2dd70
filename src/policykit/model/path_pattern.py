"""Patterns of paths: `policies/old/**` is everything below policies/old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import translate
from functools import lru_cache

from policykit.model.value import dataclass

_ANY_DEPTH = "**"


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern over POSIX paths relative to the root.

    `*` is any part of one name, `?` one character of it, `**` any number of folders; all else
    means itself, in its own case. Whoever names a folder means all below it.
    """

    text: str

    def matches(self, path: str) -> bool:
        """Whether the pattern means a path, or a folder above it."""
        return _matches(self._parts(), path.split("/"))

    def _parts(self) -> Sequence[str]:
        parts: list[str] = []
        for part in self.text.strip("/").split("/"):
            if not (part == _ANY_DEPTH and parts[-1:] == [_ANY_DEPTH]):
                parts.append(part)
        return parts


def _matches(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the parts match the first names, or all of them."""
    # reached[n] says that the parts so far can stand for exactly the first n names.
    reached = [True, *(False for _ in names)]
    for part in parts:
        if part == _ANY_DEPTH:
            first = reached.index(True) if True in reached else len(reached)
            reached = [number >= first for number in range(len(reached))]
        else:
            reached = [False] + [
                before and _name(part).match(name) is not None
                for before, name in zip(reached, names, strict=False)
            ]
    return any(reached[1:])


@lru_cache(maxsize=256)
def _name(part: str) -> re.Pattern[str]:
    return re.compile(translate(part.replace("[", "[[]")))
