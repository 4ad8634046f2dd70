"""What was judged of the policies of a shard, packed so that it can travel in a report.

Plain JSON, compressed: nothing in it is ever executed, and none of it is larger than a bound.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.lint.crew import BundleKey
from policykit.lint.judging import Judged
from policykit.model.bounded_json import bounded_json, values_at_most
from policykit.model.codec import decode, encode
from policykit.model.document import Json

_AT_ONCE: Final = 50
"""Bundles packed together: like ones make each other small, and one pack at a time is unpacked."""

_FULL: Final = 4 << 20
"""Characters from which on a pack takes no more bundles."""

_MANY: Final = 250_000
"""Values from which on a pack takes no more bundles; one of fifty policies has a tenth."""

_LARGEST: Final = 8 << 20
_MOST_OF_ONE: Final = 500_000
"""Characters and values of a bundle that travels; whoever merges judges a larger one again."""

_MOST_UNPACKED: Final = 16 << 20
_MOST_VALUES: Final = 1_000_000
"""Characters and values of a pack that is unpacked: more than one that is full can have."""
_SQUEEZE: Final = 6


def packed(judged: Iterable[tuple[BundleKey, Judged | None]]) -> Iterator[str]:
    """Bundles with what was judged of them, None where each run has to look for itself."""
    rows: list[str] = []
    characters = values = 0
    for (folder, name), found in judged:
        form: Json = [folder, name, None if found is None else encode(found)]
        row = json.dumps(form, separators=(",", ":"))
        if len(row) > _LARGEST or values_at_most(row) > _MOST_OF_ONE:
            row = json.dumps([folder, name, None], separators=(",", ":"))
        rows.append(row)
        characters += len(row)
        values += values_at_most(row)
        if len(rows) == _AT_ONCE or characters > _FULL or values > _MANY:
            yield _pack(rows)
            rows.clear()
            characters = values = 0
    if rows:
        yield _pack(rows)


def unpacked(packs: Iterable[str]) -> Iterator[tuple[BundleKey, Judged | None]]:
    """What was packed, in the same order; one pack at a time is held.

    Raises:
        TypeError, ValueError: it was not packed by `packed`.
    """
    for pack in packs:
        for row in _rows(pack):
            if not isinstance(row, list):
                raise TypeError("a list is expected")
            folder, name, form = row
            if not isinstance(folder, str) or not isinstance(name, str):
                raise TypeError("the name of a bundle is expected")
            yield (folder, name), None if form is None else decode(Judged, form)


def _pack(rows: Iterable[str]) -> str:
    content = f"[{','.join(rows)}]".encode()
    return base64.b64encode(zlib.compress(content, _SQUEEZE)).decode()


def _rows(pack: str) -> list[Json]:
    try:
        content = base64.b64decode(pack, validate=True)
        rows = bounded_json(zlib.decompressobj().decompress(content, _MOST_UNPACKED), _MOST_VALUES)
    except (zlib.error, RecursionError) as trouble:
        raise ValueError("this was not packed here") from trouble
    if not isinstance(rows, list):
        raise TypeError("a list is expected")
    return rows
