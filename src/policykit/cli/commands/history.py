"""`policykit history`: every value a promise ever had."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.as_of import as_of

_HELP = """Show every value a promise ever had: from when to when, and which commit wrote it.

Name a policy to see its versions, or something in it (a promise, a rule, a target, anything
with an id) to see its values. Names it had before lead there too. What counts is the release
branch: a value is written on the day its commit lands there, and in force on the days that
its version was.

Examples:

  policykit history returns.refund-time

  policykit history returns

  policykit history returns.refund-time --format html:refund-time.html
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("history", help=_HELP)(history)


def history(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="A policy, or an item of one.", metavar="POLICY[.ITEM]")
    ],
    formats: Annotated[list[str] | None, options.format_option("history")] = None,
    output: Annotated[
        Path | None,
        options.common("history", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("history")] = None,
    at: Annotated[
        str,
        options.common(
            "history",
            "--at",
            help_text="Tell the past of this Git revision instead of the release branch's.",
            metavar="REV",
        ),
    ] = "",
    on: Annotated[
        str,
        options.common(
            "history",
            "--on",
            help_text="Tell what was known on this day (YYYY-MM-DD).",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("history")] = None,
    color: Annotated[str, options.color_option("history")] = "auto",
    debug: Annotated[bool, options.debug_option("history")] = False,
) -> None:
    """Tell a history."""
    del debug
    from policykit import api
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("history", each.partition(":")[0])
    where = options.found_root(root)
    at, judged_by = as_of(where, on, at, today, context)
    found = api.history(api.HistoryRequest(root=where, name=name, at=at), judged_by)

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("history", kind)(found, style)

    deliver.deliver(asked, output, render)
