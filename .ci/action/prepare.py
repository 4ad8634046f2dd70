"""The first step: reads and checks the inputs, and makes the folder for the reports."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from asked import WrongInputError, keep, read
from server import annotate, give

OLDEST = (3, 11)


def main() -> int:
    """Prepare; 2 where the inputs or the Python are not as they have to be."""
    if sys.version_info < OLDEST:
        annotate(
            "error",
            f"policykit needs Python 3.11 or newer, and this is {sys.version.split()[0]}. "
            "Leave out the input `python-version`, or name a newer one.",
        )
        return 2
    # Apart for each use, so that one job can check several folders.
    folder = Path(tempfile.mkdtemp(prefix="policykit-", dir=os.environ.get("RUNNER_TEMP")))
    reports = folder / "reports"
    reports.mkdir()
    environment = {**os.environ, "POLICYKIT_REPORTS": str(reports)}
    try:
        asked = read(environment)
    except WrongInputError as wrong:
        annotate("error", str(wrong))
        return 2
    keep(environment)
    give({"reports": reports, "cache": asked.cache})
    return 0


if __name__ == "__main__":
    sys.exit(main())
