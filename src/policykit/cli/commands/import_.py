"""`policykit import`: handbooks written elsewhere as draft policies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options, rewriting
from policykit.model.errors import PolicykitError

_HELP = """Make draft policies of a handbook written elsewhere, without losing a sentence.

Takes Word (.docx), Markdown, HTML, plain text, and lists of rules in a spreadsheet (.xlsx, .csv),
in English, Swedish and German. Headings become policies, sentences with words such as must,
should and may become rules, numbers become terms, and so do tables, questions, definitions and
words to customers. What a policy has no room for goes into policies/import-NAME.md.

Every sentence is counted and looked up again in the files before they are written; if one were
missing, nothing would be written. Nothing that is there is changed; where a policy of the same
name stands already, or says another number, the report tells it. The drafts are marked `please
check` (in the language of the repository) where a person should look.

--report shows every sentence with its place in the document and where it went.

Examples:

  policykit import handbook.docx --owner head-of-customer-service

  policykit import handbook.docx --owner head-of-customer-service --dry-run --report

  policykit import rules.xlsx returns.md --owner store-manager --area returns

  policykit import handbook.docx --owner store-manager --format csv:imported.csv
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", help=_HELP)(import_)


def import_(
    files: Annotated[
        list[Path], typer.Argument(help="The documents to import.", metavar="FILE...")
    ],
    owner: Annotated[
        str,
        typer.Option(
            help="The role that will own the drafts; asked for when left out.",
            metavar="ROLE",
            envvar="POLICYKIT_IMPORT_OWNER",
        ),
    ] = "",
    area: Annotated[
        str,
        typer.Option(
            help="The service area of all drafts; told by the headings when left out.",
            metavar="AREA",
            envvar="POLICYKIT_IMPORT_AREA",
        ),
    ] = "",
    locale: Annotated[
        str,
        typer.Option(
            help="The language of the documents; told by their words when left out.",
            metavar="en|sv|de",
            envvar="POLICYKIT_IMPORT_LOCALE",
        ),
    ] = "",
    depth: Annotated[
        int,
        typer.Option(
            "--heading",
            help="The depth of the headings that begin a policy, from 1; found out when left out.",
            metavar="N",
            min=0,
            max=9,
            envvar="POLICYKIT_IMPORT_HEADING",
        ),
    ] = 0,
    report: Annotated[
        bool, typer.Option("--report", help="Show every sentence and where it went.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")
    ] = False,
    formats: Annotated[list[str] | None, options.format_option("import")] = None,
    output: Annotated[
        Path | None, typer.Option(help="The file to write the report to.", metavar="FILE")
    ] = None,
    root: Annotated[Path | None, options.root_option("import")] = None,
    today: Annotated[str | None, options.today_option("import")] = None,
    color: Annotated[str, options.color_option("import")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("import")] = False,
) -> None:
    """Import documents."""
    del debug
    from policykit.adopting import ImportRequest, adopt, write
    from policykit.cli.forms import form
    from policykit.cli.today import today as day_of
    from policykit.report.formats import Style
    from policykit.report.import_words import standing

    where = options.found_root(root)
    asked = formats or ["text"]
    for each in asked:
        form("imports", each.partition(":")[0])
    request = ImportRequest(
        root=where,
        files=tuple(files),
        owner=owner or _owner(where),
        area=area,
        locale=locale,
        depth=depth,
    )
    made = adopt(request, day_of(today), writes=False)
    if quiet and not formats and output is None:
        if not dry_run:
            write(where, made)
        return
    if dry_run and not report and not formats:
        rewriting.show_files(made.changes)
        rewriting.note(f"{_counted(len(made.changes))} would be written.")
        return

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(
            deliver.width(),
            on_stdout and options.use_color(color),
            everything=report or bool(formats),
        )
        return form("imports", kind)(made.report, style)

    def first(reports: Sequence[Path]) -> None:
        _demand_apart(files, reports)
        if not dry_run:
            write(where, made)

    deliver.deliver(asked, output, render, first=first)
    if quiet:
        return
    if dry_run:
        rewriting.note(f"{_counted(len(made.changes))} would be written.")
        return
    rewriting.note(f"{_counted(len(made.changes))} written. Nothing else was changed.")
    for policy in made.report.policies:
        if policy.stands:
            rewriting.note(f"{standing(policy)}.")
    if made.report.policies:
        rewriting.note(
            f"Next: read the drafts from the top and answer each `{made.report.mark}`; then run "
            "policykit lint and policykit gaps."
        )
    else:
        rewriting.note(
            "No rule was found in it, so there is no policy. A rule has a word such as must, "
            "should or may in it, or stands in a list below a heading such as Rules."
        )


def _demand_apart(files: Sequence[Path], reports: Sequence[Path]) -> None:
    """Refuse a report in the place of a document that is imported."""
    documents = {each.resolve(): each for each in files}
    for each in reports:
        if document := documents.get(each.resolve()):
            raise PolicykitError(
                "report-in-the-way",
                "The report would take the place of a document, so nothing was written.",
                context=str(document),
                hint="Name another file for the report.",
            )


def _owner(root: Path) -> str:
    """The role that a person at the terminal names."""
    from policykit.adopting import owners
    from policykit.cli import terminal
    from policykit.report.visible import visible_line

    roles = owners(root)
    hint = f"Name it with --owner ROLE, one of: {', '.join(roles)}."
    if not terminal.is_attended():
        raise PolicykitError("owner-needed", "Each policy has a role that owns it.", hint=hint)
    terminal.say("Which role is to own the drafts?\n")
    names = list(roles)
    for number, name in enumerate(names, 1):
        terminal.say(f"  {number}  {visible_line(roles[name] or name)} ({name})\n")
    while True:
        answer = terminal.ask("Its number or its name: ")
        if answer is None:
            raise PolicykitError("owner-needed", "Each policy has a role that owns it.", hint=hint)
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(names):
            return names[int(answer[:6]) - 1]
        if answer in roles:
            return answer
        terminal.say(f"  That is none of them. Type a number from 1 to {len(names)}.\n")


def _counted(number: int) -> str:
    return rewriting.counted(number, "file", "files")
