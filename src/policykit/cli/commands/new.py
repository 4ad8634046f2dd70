"""`policykit new`: one more policy, as a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import options, rewriting
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.adding import Kind

_HELP = """Write a draft of a policy of an area: the starter of the area, and what frameworks ask for.

Without AREA the areas are listed, each with its title and the policies it has. Owner, channels and roles are those of your organisation. What is to be decided is marked
`# decide:` in the file and listed here. Ids never clash with those of other policies, nor with
ids they once had.

Examples:

  policykit new

  policykit new complaints

  policykit new delivery --id furniture-delivery --title "Delivery of furniture"

  policykit new phone --from blank --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new", help=_HELP)(new)


def new(
    area: Annotated[
        str,
        typer.Argument(
            help="A service area, as schemas/areas.yaml names it. Without one, the areas are listed.",
            metavar="AREA",
        ),
    ] = "",
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
    from policykit.adding import SOURCES, Wish, add, kinds
    from policykit.locale.territories import language_name

    if begins_from not in SOURCES:
        raise PolicykitError(
            "unknown-choice",
            f"{begins_from[:80]!r} is nothing --from knows.",
            context="policykit new",
            hint="Use starter or blank.",
        )
    where = options.found_root(root)
    if not area:
        _list(kinds(where))
        return
    wish = Wish(area=area, id=policy_id, title=title, owner=owner, begins_from=begins_from)
    done = add(where, wish, the_day(today), writes=not dry_run)
    if quiet:
        return
    if dry_run:
        rewriting.show_files(done.changes)
        return
    paths = [each.path for each in done.changes]
    sys.stdout.writelines(f"{each}\n" for each in paths)
    if done.twice:
        sys.stdout.write("\nPromised twice now:\n")
        sys.stdout.writelines(f"  {name}: {there} says the same\n" for name, there in done.twice)
        sys.stdout.write(
            "  Write another number, or let the other policy say it: take the term out here, and "
            f"write {{{done.twice[0][1]}}} where it is named.\n"
        )
    if done.blanks:
        sys.stdout.write("\nTo decide:\n")
        sys.stdout.writelines(
            f"  {'.'.join(way)}: {note.removeprefix('decide: ')}\n"
            for way, note in done.blanks.items()
        )
    for locale, count in done.wordless.items():
        if f"policies/{done.id}.{locale}.yaml" in paths:
            rewriting.note(
                f"{count} of its texts have no {language_name(locale, 'en')} words yet: "
                f"policykit translate {done.id} --locale {locale} --update"
            )
    for each in done.beside:
        rewriting.note(
            f"{each} is about this area, too. Look that the two do not say a thing twice."
        )
    rewriting.note("It is a draft. `policykit lint` checks it while you write.")


def _list(areas: Sequence[Kind]) -> None:
    """The areas one can write a policy of, each with its title and what there is of it."""
    wide = max((len(each.id) for each in areas), default=0)
    for each in areas:
        have = f"  ({', '.join(each.policies)})" if each.policies else ""
        sys.stdout.write(f"{each.id:<{wide}}  {each.title}{have}\n")
