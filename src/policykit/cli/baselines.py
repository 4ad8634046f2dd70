"""`--baseline`, `--write-baseline` and `--prune`: what is asked for, and the file written."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.model.report import BaselineRequest, FindingsReport


def asked(file: Path | None, *, write: bool, prune: bool) -> BaselineRequest:
    """What the options say of a baseline."""
    from policykit.model.report import BaselineRequest

    return BaselineRequest(file=file, write=write, prune=prune)


def write(report: FindingsReport) -> None:
    """Write the baseline a report comes with, if it does; its permissions stay as they are.

    Raises:
        PolicykitError: it cannot be written, or a file could not be read, so that what is known
            of it would be left out; what was there is still there.
    """
    use = report.baseline
    if use is None or use.content is None:
        return
    from policykit.library.catalogue import UNREADABLE_FILE
    from policykit.output import write_file

    for each in report.findings:
        if each.code == UNREADABLE_FILE:
            raise PolicykitError(
                "cannot-read",
                f"The findings of this file are not known, so no baseline was written: "
                f"{each.message}",
                context=each.location.path,
                hint="Check that it is still there and that you may read it, then try again.",
            )

    place = Path(use.place)
    try:
        before = place.lstat().st_mode
    except OSError:
        before = 0
    write_file(place, use.content, stat.S_IMODE(before) if stat.S_ISREG(before) else None)
