"""`policykit bump`: the version a policy's changes ask for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting
from policykit.cli.commands.diff import pipeline
from policykit.cli.today import today as the_day

_HELP = """Raise the version of a policy by what its changes ask for.

The first number rises where a duty is new or stricter or a promise to customers is cut, the
second where advice, permissions or measures change, the third for wording alone. The earlier
version is noted under supersedes, with the reason. A version that is high enough stays.

Examples:

  policykit bump returns

  policykit bump returns --base v2026.1 --reason "Shipping became dearer."

  policykit bump returns --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bump", help=_HELP)(bump)


def bump(
    policy: Annotated[str, typer.Argument(help="The id of a policy.", metavar="POLICY")],
    base: Annotated[
        str,
        typer.Option(
            help="Since which revision; where this branch left the default one when left out.",
            metavar="REV",
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option(
            "--next", help="Raise the version of the coming text.", envvar="POLICYKIT_BUMP_NEXT"
        ),
    ] = False,
    reason: Annotated[str, typer.Option(help="Why there is a new version.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change as a patch; write nothing.")
    ] = False,
    root: Annotated[Path | None, options.root_option("bump")] = None,
    today: Annotated[str | None, options.today_option("bump")] = None,
    debug: Annotated[bool, options.debug_option("bump")] = False,
) -> None:
    """Raise a version."""
    del debug
    from policykit import api

    where = options.found_root(root)
    request = api.DiffRequest(
        root=where,
        words=(base,) if base else (),
        policies=(policy,),
        coming=coming,
        pipeline=pipeline(os.environ),
        here=where,
    )
    raised = api.bump(request, the_day(today), reason, writes=not dry_run)
    if dry_run and raised.path:
        rewriting.show_files(raised.changes)
    elif raised.path:
        sys.stdout.write(f"{raised.path}: {raised.before} → {raised.after} ({raised.reason})\n")
    elif raised.before:
        sys.stdout.write(
            f"{policy}: {raised.after} is high enough; it was {raised.before}. Nothing written.\n"
        )
    else:
        sys.stdout.write(f"{policy} has not changed. Nothing written.\n")
