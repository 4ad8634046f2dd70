"""`policykit promote`: a coming version takes the place of the present one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting
from policykit.cli.today import today as the_day

_HELP = """Move a coming version over the one it replaces, with its words in every language.

delivery.next.yaml becomes delivery.yaml, delivery.next.sv.yaml becomes delivery.sv.yaml. The
version that is replaced is noted under supersedes, with the reason. The record stays, so what
was approved stays approved, and what was in force on any day stays so: a coming version counts
from its day on whether or not it was moved.

Refused is a version that is not active, or whose day is still ahead, and one that would leave
words in a language, a former id or the reason of an earlier version behind.

Examples:

  policykit promote delivery

  policykit promote delivery --reason "Slots were too wide." --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("promote", help=_HELP)(promote)


def promote(
    policy: Annotated[str, typer.Argument(help="The id of a policy.", metavar="POLICY")],
    reason: Annotated[
        str, typer.Option(help="Why there is a new version, where it does not say so itself.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    root: Annotated[Path | None, options.root_option("promote")] = None,
    today: Annotated[str | None, options.today_option("promote")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("promote")] = False,
) -> None:
    """Promote a coming version."""
    del debug
    from policykit.promoting import promote as promoted

    done = promoted(options.found_root(root), policy, reason, the_day(today), writes=not dry_run)
    if quiet:
        return
    if dry_run:
        rewriting.show_files(done.changes)
    else:
        sys.stdout.writelines(f"{rewriting.told(each)}\n" for each in done.changes)
    verb = "would stand" if dry_run else "stands now"
    instead = f" in place of {done.before}" if done.before else ""
    kept = " The reason is the one it gave itself." if done.noted and reason else ""
    rewriting.note(f"{policy} {done.after} {verb}{instead}.{kept}")
