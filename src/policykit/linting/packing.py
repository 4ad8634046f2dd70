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
from policykit.model.bounded_json import bounded_json
from policykit.model.codec import decode, encode
from policykit.model.document import Json

_AT_ONCE: Final = 50
"""Bundles packed together: like ones make each other small, and one pack at a time is unpacked."""

_FULL: Final = 4 << 20
"""Characters from which on a pack takes no more bundles."""

_MOST_UNPACKED: Final = 16 << 20

_MOST_VALUES: Final = 1_000_000
"""Of a pack; one that policykit made has a tenth."""

_LARGEST: Final = 8 << 20
"""Characters of a bundle that travels; what is larger is judged again by whoever merges."""
_SQUEEZE: Final = 6


def packed(judged: Iterable[tuple[BundleKey, Judged | None]]) -> Iterator[str]:
    """Bundles with what was judged of them, None where each run has to look for itself."""
    rows: list[str] = []
    for (folder, name), found in judged:
        form: Json = [folder, name, None if found is None else encode(found)]
        row = json.dumps(form, separators=(",", ":"))
        if len(row) > _LARGEST:
            row = json.dumps([folder, name, None], separators=(",", ":"))
        rows.append(row)
        if len(rows) == _AT_ONCE or sum(map(len, rows)) > _FULL:
            yield _pack(rows)
            rows.clear()
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
