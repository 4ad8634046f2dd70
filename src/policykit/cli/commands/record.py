"""`policykit record`: who has been heard about a policy, and notes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, happenings, options, rewriting
from policykit.cli.today import the_date, today as the_day

_HELP = """Show who has been heard about policies and what is still open; or note what happened.

Without a word before them, policies are shown with the roles that live by them, who was heard
and who was not, where nobody has looked for evidence, and the round of comments. --comments
makes the sheet to attach to a release: every comment with what became of it.

Notes go into the record of a policy. Roles and short codes stand there, never names. E-mail
addresses and telephone numbers are refused, and names where the sentence shows a person, as
Ms Berg does. Other names and street addresses are not recognised: leave them out.

  record add consulted POLICY    people of a role, or customers, were asked

  record add evidence POLICY     something was found

  record add comment POLICY      somebody says something on a text in review

  record answer POLICY COMMENT   what became of a comment

  record add drafted POLICY      somebody wrote the text as it stands now

  record add law-checked POLICY  somebody compared it with the law behind it

Examples:

  policykit record --status in-review

  policykit record click-and-collect --comments --format html:comments.html

  policykit record add consulted returns --role store-associate --count 6

  policykit record add comment returns --role customer --item refund --says "…"

  policykit record answer returns co-3 --outcome taken --answer "…" --by a-21
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("record", help=_HELP)(record)


def record(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of policies to show; all when left out. Or what to note, as above.",
            metavar="[add KIND | answer] POLICY… [COMMENT]",
        ),
    ] = None,
    role: Annotated[
        str,
        typer.Option(
            help="Consulted, comment: whose role it was, or customer.",
            metavar="ROLE",
            envvar="POLICYKIT_RECORD_ROLE",
        ),
    ] = "",
    count: Annotated[
        int,
        typer.Option(
            help="Consulted: how many people.",
            metavar="N",
            min=0,
            max=1_000_000,
            show_default=False,
            envvar="POLICYKIT_RECORD_COUNT",
        ),
    ] = 0,
    via: Annotated[
        str,
        typer.Option(
            help="Consulted: the way they were asked, such as focus-group.",
            metavar="KIND",
            envvar="POLICYKIT_RECORD_VIA",
        ),
    ] = "",
    outcome: Annotated[
        str,
        typer.Option(
            help="Consulted: what came of it. Answer: taken, partly, not-taken or question.",
            metavar="TEXT",
            envvar="POLICYKIT_RECORD_OUTCOME",
        ),
    ] = "",
    found: Annotated[
        str,
        typer.Option(
            help="Evidence: what was found.", metavar="TEXT", envvar="POLICYKIT_RECORD_FOUND"
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            help="Evidence: the feedback of the policy that it comes from.",
            metavar="ID",
            envvar="POLICYKIT_RECORD_SOURCE",
        ),
    ] = "",
    says: Annotated[
        str,
        typer.Option(help="Comment: what it says.", metavar="TEXT", envvar="POLICYKIT_RECORD_SAYS"),
    ] = "",
    item: Annotated[
        str,
        typer.Option(
            help="Comment: what it is about; the whole policy when left out.",
            metavar="ITEM",
            envvar="POLICYKIT_RECORD_ITEM",
        ),
    ] = "",
    answer: Annotated[
        str,
        typer.Option(
            help="Answer: what we say to the comment, and why.",
            metavar="TEXT",
            envvar="POLICYKIT_RECORD_ANSWER",
        ),
    ] = "",
    changed: Annotated[
        list[str] | None,
        typer.Option(
            help="Evidence, answer: an item that was changed. Can be given more than once.",
            metavar="ITEM",
            envvar="POLICYKIT_RECORD_CHANGED",
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Answer: put it in place of the one that is there.",
            envvar="POLICYKIT_RECORD_AGAIN",
        ),
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            help="The number or short code of the person, never a name; law-checked also takes a "
            "role.",
            metavar="ID",
            envvar="POLICYKIT_RECORD_BY",
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option(
            "--next", help="Drafted: it was the coming text.", envvar="POLICYKIT_RECORD_NEXT"
        ),
    ] = False,
    identifier: Annotated[
        str,
        typer.Option(
            "--id",
            help="Evidence, comment: its id; the next free one when left out.",
            metavar="ID",
            envvar="POLICYKIT_RECORD_ID",
        ),
    ] = "",
    on: Annotated[
        str,
        typer.Option(
            help="The day it happened, as YYYY-MM-DD; today when left out.",
            metavar="DATE",
            envvar="POLICYKIT_RECORD_ON",
        ),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Show what would be written; write nothing.",
            envvar="POLICYKIT_RECORD_DRY_RUN",
        ),
    ] = False,
    owner: Annotated[
        list[str] | None,
        typer.Option(help="Show policies of this owner alone.", envvar="POLICYKIT_RECORD_OWNER"),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(help="Show policies of this area alone.", envvar="POLICYKIT_RECORD_AREA"),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            help="Show policies of this status alone, such as in-review.",
            envvar="POLICYKIT_RECORD_STATUS",
        ),
    ] = None,
    comments: Annotated[
        bool,
        typer.Option(
            "--comments",
            help="Show every comment with what became of it.",
            envvar="POLICYKIT_RECORD_COMMENTS",
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Show policies where nothing is missing, too.",
            envvar="POLICYKIT_RECORD_ALL",
        ),
    ] = False,
    formats: Annotated[list[str] | None, options.format_option("record")] = None,
    output: Annotated[
        Path | None,
        options.common("record", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("record")] = None,
    today: Annotated[str | None, options.today_option("record")] = None,
    color: Annotated[str, options.color_option("record")] = "auto",
    debug: Annotated[bool, options.debug_option("record")] = False,
) -> None:
    """Show who was heard, or note something."""
    del debug
    where = options.found_root(root)
    named = tuple(words or ())
    given = happenings.Given(
        words={
            "--role": role,
            "--via": via,
            "--outcome": outcome,
            "--found": found,
            "--source": source,
            "--says": says,
            "--item": item,
            "--answer": answer,
            "--by": by,
            "--id": identifier,
        },
        changed=tuple(changed or ()),
        count=count,
        coming=coming,
        again=again,
    )
    if happenings.asks_to_note(named):
        _note(where, named, given, on, today, dry_run=dry_run)
        return
    happenings.demand_none(given)
    from policykit.cli.forms import form
    from policykit.hearing import HearingRequest, heard
    from policykit.report.formats import Style

    kind = "comments" if comments else "hearing"
    asked = formats or ["text"]
    for each in asked:
        form(kind, each.partition(":")[0])
    report = heard(
        HearingRequest(
            root=where,
            policies=named,
            owners=tuple(owner or ()),
            areas=tuple(area or ()),
            statuses=tuple(status or ()),
        ),
        the_day(today),
    )

    def render(name: str, on_stdout: bool) -> str:
        colored = on_stdout and options.use_color(color)
        return form(kind, name)(report, Style(deliver.width(), colored, everything or bool(named)))

    deliver.deliver(asked, output, render)


def _note(
    root: Path,
    words: tuple[str, ...],
    given: happenings.Given,
    on: str,
    today: str | None,
    *,
    dry_run: bool,
) -> None:
    from policykit.noting import NoteRequest, note

    policy, what = happenings.happening(words, given)
    done = note(
        NoteRequest(
            root=root,
            policy=policy,
            what=what,
            on=the_date(on) if on else None,
            writes=not dry_run,
        ),
        the_day(today),
    )
    if dry_run:
        rewriting.show(done.rewrites)
    else:
        sys.stdout.write(f"{done.told}\n")
        if not done.rewrites:
            sys.stdout.write("It was noted already. Nothing written.\n")
    for remark in done.remarks:
        rewriting.note(remark)
    if not dry_run:
        for written in done.rewrites:
            rewriting.note(f"Wrote {written.path}.")
