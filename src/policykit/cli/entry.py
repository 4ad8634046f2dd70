"""The entry point: answers `--version` at once, everything else through the app."""

from __future__ import annotations

import os
import sys

_OTHER_REPOSITORY = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)
"""What a hook of Git leaves to the programs it starts: it would win over --root."""


def main() -> int:
    """Run the program with the arguments of the process; gives the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and sys.stdout is not None:
        return _version()
    import gc

    for name in _OTHER_REPOSITORY:
        os.environ.pop(name, None)

    from policykit.cli.app import run

    # A run is short and most of what it makes lives to its end, so looking for garbage as
    # often as a server does costs a third of the time and frees next to nothing.
    gc.set_threshold(100_000, 50, 50)
    return run(arguments)


def _version() -> int:
    from policykit import __version__

    try:
        sys.stdout.write(f"policykit {__version__}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads it; the interpreter must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
