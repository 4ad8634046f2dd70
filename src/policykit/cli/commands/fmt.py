"""`policykit fmt`: the canonical layout of files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting
from policykit.cli.exit import ExitCode
from policykit.cli.streams import echo

_HELP = """Lay files out in the usual way; what they say stays the same.

Keys stand in the order they are read, with two spaces for each level, lists of names on one
line, and quote marks only where they are needed. Comments stay where they are, lines are never
broken anew, and each file is read again before it is written: a file that would say something
else is left alone.

Ends with 0 when all is well, 1 when --check or --diff found something to change, 2 when a file
could not be laid out.

Examples:

  policykit fmt

  policykit fmt policies/returns.yaml

  policykit fmt --check

  policykit fmt --diff
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fmt", help=_HELP)(fmt)


def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; all when left out.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Name the files that would change; write nothing.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change; write nothing.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="No files is no mistake.")
    ] = False,
    root: Annotated[Path | None, options.root_option("fmt")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("fmt")] = False,
) -> None:
    """Lay out files."""
    del debug
    from policykit import api
    from policykit.report.visible import visible_line

    where = options.found_root(root)
    found = api.lay_out(where, options.below_root(paths, where), allow_empty=allow_empty)
    only_look = check or diff
    if not only_look:
        rewriting.write(where, found.rewrites)
    if not quiet:
        if diff:
            rewriting.show(found.rewrites)
        else:
            for each in found.rewrites:
                echo(visible_line(each.path))
        for left in found.left:
            rewriting.note(f"{left.path} is left as it is: {left.reason}.")
        rewriting.note(_told(len(found.rewrites), found.files, only_look=only_look))
    if found.left:
        raise typer.Exit(ExitCode.USAGE)
    raise typer.Exit(ExitCode.FINDINGS if only_look and found.rewrites else ExitCode.CLEAN)


def _told(changed: int, files: int, *, only_look: bool) -> str:
    looked_at = rewriting.counted(files, "file", "files")
    if not changed:
        return f"{looked_at} looked at, nothing to change."
    verb = "would change" if only_look else "laid out anew"
    return f"{looked_at} looked at, {changed} {verb}."
