"""Where results are kept from run to run."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder(given: Path | None, *, off: bool) -> Path | None:
    """The folder as asked for, else that of the user; None where nothing is to be kept.

    A server that builds for many starts clean each time, and what one build left could
    mislead the next, so nothing is kept there unless a folder is given.
    """
    if off:
        return None
    if given is not None:
        return given.absolute()
    if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        return None
    from policykit.cache import user_folder

    try:
        home = Path.home()
    except RuntimeError:
        return None
    return user_folder(os.environ, sys.platform, home)
