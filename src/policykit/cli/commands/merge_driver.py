"""`policykit merge-driver`: how Git merges policies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options
from policykit.cli.exit import ExitCode

_HELP = """Let Git merge policies by what they mean. Git calls this command by itself.

Set it up once in a clone, as below, and once for all with this line in .gitattributes, which
`policykit init` writes: policies/**/*.yaml merge=policykit

Examples:

  git config merge.policykit.name "policies by what they mean"

  git config merge.policykit.driver "policykit merge-driver %O %A %B %P --marker-size %L"

Lines are merged as Git does it. Beyond that a merge conflicts, with marks at the place, where
both sides changed one item, raised the version to the same number, or made rules of a text in
force that nobody approved together; in a record, where both sides approved different texts.
Exits with 1 where there is a conflict.
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge-driver", help=_HELP)(merge_driver)


def merge_driver(
    base: Annotated[Path, typer.Argument(help="What both sides started from (%O).")],
    ours: Annotated[Path, typer.Argument(help="The side that is there; gets the result (%A).")],
    theirs: Annotated[Path, typer.Argument(help="The side that comes in (%B).")],
    path: Annotated[str, typer.Argument(help="Where the file stands (%P).")],
    size: Annotated[
        int,
        typer.Option(
            "--marker-size",
            help="How many characters a mark has (%L).",
            min=1,
            max=100,
            envvar="POLICYKIT_MERGE_DRIVER_MARKER_SIZE",
        ),
    ] = 7,
    debug: Annotated[bool, options.debug_option("merge-driver")] = False,
) -> None:
    """Merge one file."""
    del debug
    from policykit import api
    from policykit.output import write_file
    from policykit.report.words import one_line

    found = api.merged(base, ours, theirs, path, size)
    write_file(ours, found.text.encode("utf-8", "surrogateescape"))
    for each in found.conflicts:
        sys.stderr.write(f"{one_line(path)}: {one_line(each)}\n")
    if found.conflicts:
        raise typer.Exit(ExitCode.FINDINGS)
