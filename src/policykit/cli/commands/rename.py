"""`policykit rename`: another id, in every file that names the thing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting

_HELP = """Give a policy, an item of one, a point of an item or a requirement another id.

The id it had is noted under former_ids, so that history, links from outside and approvals
follow. Every name that leads to it is changed: placeholders and links in every language, names
in other policies, translations, records, frameworks, waivers and prefaces. A policy takes its
files along. Nothing else of a file is touched, and each is read again before it is written;
all are written, or none.

Refused are ids that are or were those of another thing, and those with which a name would lead
to something else than it did.

Examples:

  policykit rename returns.no-receipt no-bill

  policykit rename returns.damaged-by-us.replace new-item

  policykit rename returns returns-and-refunds --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rename", help=_HELP)(rename)


def rename(
    old: Annotated[
        str, typer.Argument(help="What it is called: policy, policy.item or policy.item.point.")
    ],
    new: Annotated[str, typer.Argument(help="The new id, alone or whole.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    root: Annotated[Path | None, options.root_option("rename")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("rename")] = False,
) -> None:
    """Rename a thing."""
    del debug
    from policykit.renaming import rename as renamed

    outcome = renamed(options.found_root(root), old, new, writes=not dry_run)
    if quiet:
        return
    if dry_run:
        rewriting.show_files(outcome.changes)
    else:
        sys.stdout.writelines(f"{rewriting.told(each)}\n" for each in outcome.changes)
    names = rewriting.counted(outcome.names, "name that leads to it", "names that lead to it")
    files = rewriting.counted(len(outcome.changes), "file", "files")
    verb = "would be" if dry_run else "is now"
    rewriting.note(
        f"{outcome.before} {verb} {outcome.after}: {files}, {names}. {outcome.note}".strip()
    )
