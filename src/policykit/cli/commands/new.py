"""`policykit new`: one more policy, as a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options, rewriting
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

_HELP = """Write a draft of a policy of an area: the starter of the area, and what frameworks ask for.

Owner, channels and roles are those of your organisation. What is to be decided is marked
`# decide:` in the file and listed here. Ids never clash with those of other policies, nor with
ids they once had.

Examples:

  policykit new complaints

  policykit new delivery --id furniture-delivery --title "Delivery of furniture"

  policykit new phone --from blank --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new", help=_HELP)(new)


def new(
    area: Annotated[
        str, typer.Argument(help="A service area, as schemas/areas.yaml names it.", metavar="AREA")
    ],
    policy_id: Annotated[
        str,
        typer.Option("--id", help="The id of the policy.", metavar="ID", envvar="POLICYKIT_NEW_ID"),
    ] = "",
    title: Annotated[str, typer.Option(help="The title of the policy.")] = "",
    owner: Annotated[str, typer.Option(help="The role that owns it.", metavar="ROLE")] = "",
    begins_from: Annotated[
        str,
        typer.Option(
            "--from",
            help="starter: a policy to change; blank: only what frameworks ask for.",
            metavar="starter|blank",
            envvar="POLICYKIT_NEW_FROM",
        ),
    ] = "starter",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")
    ] = False,
    root: Annotated[Path | None, options.root_option("new")] = None,
    today: Annotated[str | None, options.today_option("new")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("new")] = False,
) -> None:
    """Add a policy."""
    del debug
    from policykit.adding import SOURCES, Wish, add

    if begins_from not in SOURCES:
        raise PolicykitError(
            "unknown-choice",
            f"{begins_from[:80]!r} is nothing --from knows.",
            context="policykit new",
            hint="Use starter or blank.",
        )
    wish = Wish(area=area, id=policy_id, title=title, owner=owner, begins_from=begins_from)
    done = add(options.found_root(root), wish, the_day(today), writes=not dry_run)
    if quiet:
        return
    if dry_run:
        rewriting.show_files(done.changes)
        return
    sys.stdout.writelines(f"{each.path}\n" for each in done.changes)
    if done.blanks:
        sys.stdout.write("\nTo decide:\n")
        sys.stdout.writelines(
            f"  {'.'.join(way)}: {note.removeprefix('decide: ')}\n"
            for way, note in done.blanks.items()
        )
    for each in done.beside:
        rewriting.note(
            f"{each} is about this area, too. Look that the two do not say a thing twice."
        )
    rewriting.note("It is a draft. `policykit lint` checks it while you write.")
