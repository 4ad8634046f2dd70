"""Make the repository with three years of history: python tests/history/build.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Build into the folder that is named; 0 when it is there, 2 with a reason when not."""
    sys.path.insert(0, str(ROOT))
    from tests.history.blocks import StoryError
    from tests.history.building import build

    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        last = build(Path(arguments[0]))
    except StoryError as trouble:
        sys.stderr.write(f"The history could not be made: {trouble}.\n")
        return 2
    sys.stdout.write(f"{last[:12]} is the last commit in {arguments[0]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
