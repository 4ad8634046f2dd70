"""`policykit verify`: is this printed handbook the one in force?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import ExitCode
from policykit.cli.today import today as the_day

_HELP = """Tell whether a handbook is the one in force, and which policies changed since.

Give the code at the foot of its pages (capitals and hyphens do not matter), or a file: a page
of the site, a PDF, a Word document, Markdown. The code is worked out anew from the Git history
of the release branch, so nothing needs to be kept. Exits with 1 when the handbook is no longer
in force.

Examples:

  policykit verify 7K3MQ-0B9RT-2XWVA-H5C89

  policykit verify build/handbook/staff.en.pdf

  policykit verify handbook.docx --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify", help=_HELP)(verify)


def verify(
    edition: Annotated[
        str, typer.Argument(help="The code of an edition, or a file with it.", metavar="FILE|CODE")
    ],
    how: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="text or json.", metavar="F", envvar="POLICYKIT_VERIFY_FORMAT"
        ),
    ] = "text",
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--audience",
            help="The role it was narrowed to when it was made.",
            metavar="ROLE",
            envvar="POLICYKIT_VERIFY_AUDIENCE",
        ),
    ] = None,
    channels: Annotated[
        list[str] | None,
        typer.Option(
            "--channel",
            help="The channel it was narrowed to.",
            metavar="C",
            envvar="POLICYKIT_VERIFY_CHANNEL",
        ),
    ] = None,
    regions: Annotated[
        list[str] | None,
        typer.Option(
            "--region",
            help="The region it was narrowed to.",
            metavar="R",
            envvar="POLICYKIT_VERIFY_REGION",
        ),
    ] = None,
    brands: Annotated[
        list[str] | None,
        typer.Option(
            "--brand",
            help="The brand it was narrowed to.",
            metavar="B",
            envvar="POLICYKIT_VERIFY_BRAND",
        ),
    ] = None,
    root: Annotated[Path | None, options.root_option("verify")] = None,
    at: Annotated[
        str,
        options.common(
            "verify",
            "--at",
            help_text="The commit it was made from, where that is not of the release branch.",
            metavar="REV",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("verify")] = None,
    color: Annotated[str, options.color_option("verify")] = "auto",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even when it is no longer in force.")
    ] = False,
    debug: Annotated[bool, options.debug_option("verify")] = False,
) -> None:
    """Judge an edition."""
    del debug
    from policykit import api
    from policykit.report.formats import Style
    from policykit.report.json import verdict as in_json
    from policykit.report.text import verdict as in_text

    shown = in_json if options.is_json(how, "editions") else in_text
    style = Style(deliver.width(), options.use_color(color))
    found = api.verify(
        api.VerifyRequest(
            root=options.found_root(root),
            edition=edition,
            at=at,
            audience=tuple(audience or ()),
            channels=tuple(channels or ()),
            regions=tuple(regions or ()),
            brands=tuple(brands or ()),
        ),
        the_day(today),
    )
    sys.stdout.write(shown.render(found, style))
    if not (found.is_in_force or exit_zero):
        raise typer.Exit(ExitCode.FINDINGS)
