"""`policykit show`: a policy as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.today import the_date, today as the_day

_HELP = """Show a policy, or one thing in it, as it was, with every value filled in.

With --on DATE it is what was in force that day ("what did we promise when this customer
bought?"), in the words of then, with the commit that proves it. With --at REV it is what a
Git revision has, and with neither what the files have now. That nothing was in force is an
answer, too: it is said, and the exit code stays 0. A name that nothing has or had exits with 2.

Examples:

  policykit show returns.refund-time --on 2026-03-01

  policykit show returns --on 2026-03-01 --format markdown:then.md

  policykit show returns.refund --at v2024.1
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", help=_HELP)(show)


def show(
    name: Annotated[
        str, typer.Argument(help="A policy, or an item of one.", metavar="POLICY[.ITEM]")
    ],
    on: Annotated[
        str | None,
        options.common(
            "show", "--on", help_text="What was in force that day, as YYYY-MM-DD.", metavar="DATE"
        ),
    ] = None,
    at: Annotated[str, options.at_option("show")] = "",
    formats: Annotated[list[str] | None, options.format_option("show")] = None,
    output: Annotated[
        Path | None,
        options.common("show", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("show")] = None,
    today: Annotated[str | None, options.today_option("show")] = None,
    color: Annotated[str, options.color_option("show")] = "auto",
    debug: Annotated[bool, options.debug_option("show")] = False,
) -> None:
    """Show a policy."""
    del debug
    from policykit import api
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("showing", each.partition(":")[0])
    found = api.show(
        api.ShowRequest(
            root=options.found_root(root), name=name, on=the_date(on) if on else None, at=at
        ),
        the_day(today),
    )

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("showing", kind)(found, style)

    deliver.deliver(asked, output, render)
