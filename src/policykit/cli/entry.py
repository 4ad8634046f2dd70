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
    from policykit.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
