"""`policykit changelog`: what changed, by role."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.today import today as the_day

_HELP = """Tell what changed between two revisions in plain words: customers first, then by role.

--notice ROLE makes a sheet of one page for one role: what customers will notice, and what the
role has to know, to do and to learn.

Examples:

  policykit changelog v2024.1..v2026.1

  policykit changelog v2026.1..HEAD --notice store-associate --format html:notice.html

  policykit changelog main~20 --format markdown
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("changelog", help=_HELP)(changelog)


def changelog(
    what: Annotated[
        str, typer.Argument(help="A..B, or A to compare with the files.", metavar="A..B")
    ],
    notice: Annotated[
        str,
        typer.Option(
            "--notice",
            help="Make a sheet for this role.",
            metavar="ROLE",
            envvar="POLICYKIT_CHANGELOG_NOTICE",
        ),
    ] = "",
    formats: Annotated[list[str] | None, options.format_option("changelog")] = None,
    output: Annotated[
        Path | None,
        options.common("changelog", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("changelog")] = None,
    today: Annotated[str | None, options.today_option("changelog")] = None,
    color: Annotated[str, options.color_option("changelog")] = "auto",
    debug: Annotated[bool, options.debug_option("changelog")] = False,
) -> None:
    """Tell what changed."""
    del debug
    from policykit import api
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("changelog", each.partition(":")[0])
    request = api.DiffRequest(root=options.found_root(root), words=(what,), here=Path.cwd())
    found = api.changelog(request, notice, the_day(today))

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("changelog", kind)(found, style)

    deliver.deliver(asked, output, render)
