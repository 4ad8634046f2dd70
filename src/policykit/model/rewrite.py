"""A file as it is and as it would be."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Rewrite:
    """New bytes for a file; `path` is POSIX and relative to the root."""

    path: str
    before: bytes
    after: bytes
