"""`policykit blame`: who changed what last."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.as_of import as_of

_HELP = """Show for each promise, rule and other item the last commit that changed what it means.

Other words, another name, another order or layout count for nothing, unless you ask for --all.
A change counts where it was written: in the coming version, if it came with one.

Examples:

  policykit blame returns

  policykit blame returns --all --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("blame", help=_HELP)(blame)


def blame(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A policy.", metavar="POLICY")],
    everything: Annotated[
        bool,
        typer.Option("--all", help="Count changes of wording, too.", envvar="POLICYKIT_BLAME_ALL"),
    ] = False,
    at: Annotated[
        str,
        options.common(
            "blame",
            "--at",
            help_text="Tell by the past of this Git revision instead of the release branch's.",
            metavar="REV",
        ),
    ] = "",
    formats: Annotated[list[str] | None, options.format_option("blame")] = None,
    output: Annotated[
        Path | None,
        options.common("blame", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("blame")] = None,
    on: Annotated[
        str,
        options.common(
            "blame",
            "--on",
            help_text="Tell by the past of the release branch up to this day (YYYY-MM-DD).",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("blame")] = None,
    color: Annotated[str, options.color_option("blame")] = "auto",
    debug: Annotated[bool, options.debug_option("blame")] = False,
) -> None:
    """Tell who changed what."""
    del debug
    from policykit import api
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("blame", each.partition(":")[0])
    where = options.found_root(root)
    at, judged_by = as_of(where, on, at, today, context)
    found = api.blame(
        api.BlameRequest(root=where, name=name, everything=everything, at=at),
        judged_by,
    )

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("blame", kind)(found, style)

    deliver.deliver(asked, output, render)
