"""`policykit init`: a new policy repository."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import ExitCode
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.beginning import Beginning
    from policykit.starters.company import Company

_HELP = """Begin a policy repository: settings, who you are, and first policies as drafts.

Asks a few questions, or takes the answers as options. What it writes works at once: checks on
every change, a handbook, a page for authors who do not know Git. What only you can decide is
marked `# decide:` and listed in the README.

Nothing that is there is ever changed. A folder that holds policies already is left alone;
--missing adds only the files it does not have.

Examples:

  policykit init our-policies

  policykit init --name "Corner Shop" --countries GB --yes

  policykit init --name Havsby --countries SE,DE,GB --languages sv,en,de
  --channels store,phone,email,chat,web --size chain --hosting gitlab --yes

  policykit init --missing
"""

_SHOWN = 12
"""Files that are there already and are named; of more only the number is told."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help=_HELP)(init)


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The folder; made where there is none. Here, when left out.", metavar="DIR"
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="What the company is called.")] = "",
    countries: Annotated[
        str,
        typer.Option(
            help="Where you sell, such as Sweden,GB; the main country first.", metavar="C,C"
        ),
    ] = "",
    languages: Annotated[
        str,
        typer.Option(
            help="Languages, such as en,sv; the one policies are written in first.", metavar="L,L"
        ),
    ] = "",
    channels: Annotated[
        str,
        typer.Option(
            help="How customers reach you: store, phone, email, chat, social, web, app, post.",
            metavar="C,C",
        ),
    ] = "",
    size: Annotated[
        str,
        typer.Option(
            "--size",
            "--profile",
            help="small: six to eight short policies; chain: all areas.",
            metavar="SIZE",
        ),
    ] = "",
    owner: Annotated[
        str, typer.Option(help="The role that answers for customer service.", metavar="ROLE")
    ] = "",
    hosting: Annotated[
        str, typer.Option(help="github, gitlab, forgejo or none.", metavar="SERVER")
    ] = "",
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Ask nothing; take usual answers for what is not given."),
    ] = False,
    missing: Annotated[
        bool,
        typer.Option(
            "--missing", help="In a folder that holds policies: add what it does not have."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Name the files; write nothing.")
    ] = False,
    today: Annotated[str | None, options.today_option("init")] = None,
    color: Annotated[str, options.color_option("init")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("init")] = False,
) -> None:
    """Begin a repository."""
    del debug
    from policykit import beginning
    from policykit.cli import terminal
    from policykit.cli.setup_questions import answered
    from policykit.starters.questions import company_of

    where, on = folder or Path(), the_day(today)
    in_color = options.use_color(color)
    before = beginning.there(where)
    if before.policies and not missing:
        raise PolicykitError(
            "policies-there-already",
            "This folder holds policies already, so nothing was written.",
            context=str(where.resolve()),
            hint="Add --missing to get the files it does not have; nothing that is there changes. "
            "`policykit new AREA` writes one more policy.",
        )
    try:
        said = answered(
            {
                "name": name,
                "countries": countries,
                "languages": languages,
                "channels": channels,
                "size": size,
                "owner": owner,
                "hosting": hosting,
            },
            before.company,
            takes_defaults=yes,
            ask=terminal.ask if terminal.is_attended() else None,
            say=terminal.say,
            strong=terminal.bold if in_color else str,
        )
    except KeyboardInterrupt:
        terminal.say("\nEnded; nothing was written.\n")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    company = company_of(said, before.company)
    begun = beginning.begin(where, company, on)
    if dry_run:
        sys.stdout.writelines(f"{each.path}\n" for each in begun.changes)
        return
    beginning.write(where, begun)
    had_git = begun.above is not None or (where / ".git").exists()
    starts_git = not had_git and beginning.start_git(where)
    if not quiet:
        git = "" if had_git else "begun" if starts_git else "none"
        _tell(where, company, begun, on, in_color=in_color, git=git)


def _tell(
    where: Path,
    company: Company,
    begun: Beginning,
    on: Callable[[str], date],
    *,
    in_color: bool,
    git: str,
) -> None:
    """What was done, what lint and the gap report say, and the next things to do.

    `git` is `begun` where a repository began, `none` where there is no Git, '' where one was.
    """
    from policykit.cli import terminal, wordless
    from policykit.cli.first_look import first_look
    from policykit.locale.territories import country_name

    strong = terminal.bold if in_color else str
    say = sys.stdout.write
    policies = len(begun.policies)
    count = len(begun.changes)
    say(
        f"{strong(company.name)}: {count} file{'' if count == 1 else 's'} written"
        + (f", {policies} policies among them, all as drafts" if policies else "")
        + ".\n"
    )
    if begun.kept:
        say(f"Stays as it was: {_listed(begun.kept)}.\n")
    if begun.above is not None:
        say(
            f"This folder is inside the Git repository {begun.above}. A server reads checks and "
            "owners only at its top: move .github or the like there.\n"
        )
    elif git == "begun":
        say("Began a Git repository here, so that every earlier version can be kept.\n")
    elif git == "none":
        say(
            "Git is not on this computer, so nothing keeps earlier versions yet. Install Git, "
            "then type `git init` in this folder.\n"
        )
    say(first_look(where, on, width=deliver.width(), strong=strong))
    if begun.lawless:
        names = " and ".join(country_name(each.partition("-")[0], "en") for each in begun.lawless)
        say(
            f"{strong('No law is known')} for {names}: nothing there is checked against it. Ask "
            "somebody who knows what it sets.\n"
        )
    lacking = list(wordless.told(begun.wordless, company.source))
    say("".join(f"{strong('Languages')}: {each}\n" for each in lacking))
    say(f"\n{strong(f'The next {_FOUR if lacking else _THREE} things')}\n")
    blanks = sum(len(notes) for notes in begun.blanks.values())
    listed = ", listed in README.md" if "README.md" not in begun.kept else ""
    first = (
        f"Decide what only you can: {blanks} places are marked `# decide:`{listed}."
        if blanks
        else "Read README.md: it says how to change a policy in the browser."
    )
    # Not every shell of Windows knows `&&`.
    then = ", then " if sys.platform == "win32" else " && "
    here = "" if where in {Path(), Path.cwd()} else f"cd {_typed(where)}{then}"
    say(f"  1  {first}\n")
    say(f"  2  Look at the handbook: {here}policykit render staff\n")
    say(f"  3  {_THEN[company.hosting]}\n")
    if lacking:
        say("  4  See which words are missing in which language: policykit translate --status\n")


_THREE, _FOUR = "three", "four"
_THEN = {
    "github": "Put the folder on GitHub: every change is then checked. README.md says how.",
    "gitlab": "Put the folder on GitLab: every change is then checked. README.md says how.",
    "forgejo": "Put the folder on your server: every change is then checked. README.md says how.",
    "none": "Let a colleague read one policy, and change what is not how you work.",
}


def _typed(folder: Path) -> str:
    """A folder as one types it into a shell."""
    return f'"{folder}"' if sys.platform == "win32" else shlex.quote(str(folder))


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join(paths[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
