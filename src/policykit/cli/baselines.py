"""`--baseline`, `--write-baseline` and `--prune`: what is asked for, and the file written."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykit.model.report import BaselineRequest, FindingsReport


def asked(file: Path | None, *, write: bool, prune: bool) -> BaselineRequest:
    """What the options say of a baseline."""
    from policykit.model.report import BaselineRequest

    return BaselineRequest(file=file, write=write, prune=prune)


def write(report: FindingsReport) -> None:
    """Write the baseline a report comes with, if it does; its permissions stay as they are.

    Raises:
        PolicykitError: it cannot be written; what was there is still there.
    """
    use = report.baseline
    if use is None or use.content is None:
        return
    from policykit.output import write_file

    place = Path(use.place)
    try:
        before = place.lstat().st_mode
    except OSError:
        before = 0
    write_file(place, use.content, stat.S_IMODE(before) if stat.S_ISREG(before) else None)
