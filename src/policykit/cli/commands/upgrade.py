"""`policykit upgrade`: files in an older format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting

_HELP = """Bring every file to the present format; what it says stays the same.

The number stands at the top of each file: format: 1. So far there is this one alone, so there
is nothing to bring anywhere; a file in a newer format than this version of policykit knows is
told, with what to do. All files are written, or none.

Examples:

  policykit upgrade

  policykit upgrade --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("upgrade", help=_HELP)(upgrade)


def upgrade(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    root: Annotated[Path | None, options.root_option("upgrade")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("upgrade")] = False,
) -> None:
    """Upgrade files."""
    del debug
    from policykit.upgrading import upgrade as upgraded

    done = upgraded(options.found_root(root), writes=not dry_run)
    if quiet:
        return
    if dry_run:
        rewriting.show_files(done.changes)
    else:
        sys.stdout.writelines(f"{rewriting.told(each)}\n" for each in done.changes)
    looked_at = rewriting.counted(done.files, "file", "files")
    if not done.changes:
        rewriting.note(
            f"{looked_at} looked at: everything is in format {done.present}, the present one."
        )
        return
    verb = "would be brought" if dry_run else "brought"
    rewriting.note(f"{looked_at} looked at, {len(done.changes)} {verb} to format {done.present}.")
