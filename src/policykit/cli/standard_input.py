"""`--stdin-filename`: what an editor holds unsaved, in place of a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from policykit.cli.options import below_root


def unsaved(path: Path | None, root: Path) -> Mapping[str, bytes]:
    """The text on standard input under the path it stands for, relative to the root.

    No more is read than a file may hold, and one byte.

    Raises:
        PolicykitError: the path leads out of the root.
    """
    if path is None:
        return {}
    from policykit.sources.port import MAXIMUM_BYTES

    (inside,) = below_root([path], root, now=False)
    return {inside: sys.stdin.buffer.read(MAXIMUM_BYTES + 1)}
