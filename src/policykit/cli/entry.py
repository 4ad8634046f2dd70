"""The entry point: answers `--version` at once, everything else through the app."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments of the process; gives the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from policykit import __version__

        sys.stdout.write(f"policykit {__version__}\n")
        return 0
    import gc

    from policykit.cli.app import run

    # A run is short and most of what it makes lives to its end, so looking for garbage as
    # often as a server does costs a third of the time and frees next to nothing.
    gc.set_threshold(100_000, 50, 50)
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
