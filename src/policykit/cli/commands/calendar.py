"""`policykit calendar`: the days to come, for a calendar."""

# Annotations are no strings here: typer would compile each of them, twice, at every start.

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.as_of import as_of

_HELP = """Tell the days to come: reviews due and overdue, texts taking effect, waivers and
exceptions ending, training to be taken again, and when staff and customers are told.

As iCalendar it can be opened or subscribed to in any calendar: an event keeps its identity when
its day is moved. Drafts and texts in review have no days yet. It needs
pip install "policykit-handbook[notify]".

Examples:

  policykit calendar --format ics:policies.ics

  policykit calendar --owner head-of-customer-service --kind review --format text

  policykit calendar --role store-manager --locale sv --format ics:butikschef.ics

Formats: text, json (with a published schema) and ics.
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calendar", help=_HELP)(calendar)


def calendar(
    context: typer.Context,
    role: Annotated[
        list[str] | None,
        typer.Option(help="Only days that concern these roles or groups of them.", metavar="ROLE"),
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(help="Only days these roles answer for.", metavar="ROLE"),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Only these: review, effect, waiver, exception, training, staff, customers.",
            metavar="KIND",
        ),
    ] = None,
    locale: Annotated[
        str, typer.Option(help="The language to tell it in, such as sv.", metavar="L")
    ] = "",
    root: Annotated[Path | None, options.root_option("calendar")] = None,
    at: Annotated[str, options.at_option("calendar")] = "",
    on: Annotated[
        str,
        options.common(
            "calendar",
            "--on",
            help_text="What stood on the release branch this day (YYYY-MM-DD), seen from it.",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("calendar")] = None,
    formats: Annotated[list[str] | None, options.format_option("calendar")] = None,
    output: Annotated[
        Path | None,
        options.common("calendar", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    color: Annotated[str, options.color_option("calendar")] = "auto",
    debug: Annotated[bool, options.debug_option("calendar")] = False,
) -> None:
    """Tell the days to come."""
    del debug
    from policykit import planning
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("agenda", each.partition(":")[0])
    where = options.found_root(root)
    at, judged_by = as_of(where, on, at, today, context)
    found = planning.agenda(
        planning.AgendaRequest(
            root=where,
            at=at,
            roles=tuple(role or ()),
            owners=tuple(owner or ()),
            kinds=tuple(kind or ()),
            locale=locale,
        ),
        judged_by,
    )

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("agenda", kind)(found, style)

    deliver.deliver(asked, output, render)
