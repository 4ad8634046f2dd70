"""Compiled templates kept for the next render of the same process, as in a preview or an editor."""

from __future__ import annotations

from functools import cache
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_MOST: Final = 256
"""Templates kept; there are some hundred, and a preview makes new ones with every change."""


class Compiled(BytecodeCache):
    """Keeps what was compiled from a source, in memory alone and never on a disk."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled from the same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled; the oldest goes when there are too many."""
        if bucket.code is None:
            return
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[bucket.key, bucket.checksum] = bucket.code


@cache
def compiled(kind: str) -> Compiled:
    """What is kept for the templates of a kind: each kind compiles in its own way."""
    del kind
    return Compiled()
