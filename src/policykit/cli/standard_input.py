"""`--stdin-filename`: what an editor holds unsaved, in place of a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from policykit.cli.options import below_root
from policykit.model.errors import PolicykitError


def unsaved(path: Path | None, root: Path) -> Mapping[str, bytes]:
    """The text on standard input under the path it stands for, relative to the root.

    No more is read than a file may hold, and one byte.

    Raises:
        PolicykitError: the path leads out of the root or to a folder, or nothing can be read.
    """
    if path is None:
        return {}
    from policykit.sources.port import MAXIMUM_BYTES

    (inside,) = below_root([path], root, now=False)
    if (root / inside).is_dir():
        raise PolicykitError(
            "not-a-file",
            "This is a folder, and the text on standard input is one file.",
            context=str(path),
            hint="Name the file the text stands for, such as policies/returns.yaml.",
        )
    if sys.stdin is None:
        raise PolicykitError(
            "no-standard-input",
            "There is no standard input to read.",
            context=f"--stdin-filename {path}",
            hint="Send the text: policykit lint --stdin-filename FILE < TEXT.",
        )
    return {inside: sys.stdin.buffer.read(MAXIMUM_BYTES + 1)}
