"""`policykit review`: which policies are to be read again, and that they were."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options, rewriting
from policykit.cli.today import the_date, today as the_day
from policykit.model.errors import PolicykitError

_MARK = "mark"

_HELP = """Show which policies are to be read again, by owner and by month; or note that they were.

A review is overdue once its day has passed, and due some days before. It is told, too, where a
review is only a date: it does not say which text was read, or one person noted so many on one
day that nobody can have read them.

It is told, too, what refers to a statement or a term that has changed since somebody looked at
both: scripts, scenarios, training modules, other policies; with the words that changed, as far as
Git knows them. With --since it is everything that refers to what changed after a revision. Words
in other languages that are older than their source are told with it, those nobody ever accepted,
too, where the history shows it. Text, markdown and json have all of this; csv has how many of each
a policy in force has, and ics has the days of reviews alone.

`review mark` writes into the record of a policy the day, the code of the person and a digest of
the rules as they stand now, so that everybody can see what was read; and of everything the policy
refers to, how it was then. `review mark POLICY.ITEM` notes the latter alone, for one item.

Examples:

  policykit review

  policykit review --owner store-manager --within 90

  policykit review --all --format csv:reviews.csv

  policykit review mark returns --by a-17 --outcome "Nothing had to change."

  policykit review --since main

  policykit review mark returns.lost-receipt
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", help=_HELP)(review)


def review(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of policies; all when left out. With mark before them, they were read; "
            "policy.item with mark: what this item refers to was looked at.",
            metavar="[mark] POLICY[.ITEM]…",
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            help="With mark: the number or short code of the person, never a name.",
            metavar="ID",
            envvar="POLICYKIT_REVIEW_BY",
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            help="With mark: the role in which it was read.", envvar="POLICYKIT_REVIEW_ROLE"
        ),
    ] = "",
    outcome: Annotated[
        str,
        typer.Option(
            help="With mark: what came of it, in a sentence.",
            metavar="TEXT",
            envvar="POLICYKIT_REVIEW_OUTCOME",
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option(
            "--next", help="With mark: it was the coming text.", envvar="POLICYKIT_REVIEW_NEXT"
        ),
    ] = False,
    locales: Annotated[
        list[str] | None,
        typer.Option(
            "--locale",
            help="With mark: a language that was read; all when left out.",
            metavar="L",
            envvar="POLICYKIT_REVIEW_LOCALE",
        ),
    ] = None,
    on: Annotated[
        str,
        typer.Option(
            help="With mark: the day it was read, as YYYY-MM-DD; today when left out.",
            metavar="DATE",
            envvar="POLICYKIT_REVIEW_ON",
        ),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="With mark: show what would be written; write nothing.",
            envvar="POLICYKIT_REVIEW_DRY_RUN",
        ),
    ] = False,
    owner: Annotated[
        list[str] | None,
        typer.Option(help="Policies of this owner alone.", envvar="POLICYKIT_REVIEW_OWNER"),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(help="Policies of this area alone.", envvar="POLICYKIT_REVIEW_AREA"),
    ] = None,
    within: Annotated[
        int,
        typer.Option(
            help="How many days ahead a review is due.",
            metavar="DAYS",
            min=0,
            max=3650,
            envvar="POLICYKIT_REVIEW_WITHIN",
        ),
    ] = 60,
    since: Annotated[
        str,
        typer.Option(
            help="A revision: show what refers to statements and terms that changed after it.",
            metavar="REV",
            envvar="POLICYKIT_REVIEW_SINCE",
        ),
    ] = "",
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Show those that need nothing, too.", envvar="POLICYKIT_REVIEW_ALL"
        ),
    ] = False,
    formats: Annotated[list[str] | None, options.format_option("review")] = None,
    output: Annotated[
        Path | None,
        options.common("review", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("review")] = None,
    today: Annotated[str | None, options.today_option("review")] = None,
    color: Annotated[str, options.color_option("review")] = "auto",
    debug: Annotated[bool, options.debug_option("review")] = False,
) -> None:
    """Show reviews, or note one."""
    del debug
    from policykit import reviewing

    where = options.found_root(root)
    named = tuple(words or ())
    if named[:1] == (_MARK,):
        of_whole = {"--role": role, "--outcome": outcome, "--on": on, "--locale": locales}
        _demand_mark(named[1:], by, of_whole)
        done = reviewing.mark(
            reviewing.MarkRequest(
                root=where,
                policies=named[1:],
                by=by,
                role=role,
                outcome=outcome,
                coming=coming,
                locales=tuple(locales or ()),
                on=the_date(on) if on else None,
                writes=not dry_run,
            ),
            the_day(today),
        )
        if dry_run:
            rewriting.show(done.rewrites)
            return
        for item, count in done.items.items():
            refers = "1 statement or term" if count == 1 else f"{count} statements and terms"
            sys.stdout.write(f"{item}: looked at with the {refers} it refers to\n")
        for policy, read in done.locales.items():
            told = f"{policy}: reviewed by {by} on {done.on.isoformat()}: {', '.join(read)}"
            sys.stdout.write(f"{told}\n")
        if not done.rewrites:
            sys.stdout.write("It was noted already. Nothing written.\n")
        for written in done.rewrites:
            rewriting.note(f"Wrote {written.path}.")
        return
    _demand_no_mark(
        {
            "--by": by,
            "--role": role,
            "--outcome": outcome,
            "--on": on,
            "--next": coming,
            "--locale": locales,
            "--dry-run": dry_run,
        }
    )
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("reviews", each.partition(":")[0])
    found = reviewing.reviews(
        reviewing.ReviewRequest(
            root=where,
            policies=named,
            owners=tuple(owner or ()),
            areas=tuple(area or ()),
            within=within,
            since=since,
        ),
        the_day(today),
    )

    def render(kind: str, on_stdout: bool) -> str:
        colored = on_stdout and options.use_color(color)
        return form("reviews", kind)(found, Style(deliver.width(), colored, everything))

    deliver.deliver(asked, output, render)


def _demand_mark(policies: tuple[str, ...], by: str, told: Mapping[str, object]) -> None:
    whole = [each for each in policies if "." not in each]
    needed = (("POLICY", policies), ("--by", by or not (whole or not policies)))
    missing = [name for name, given in needed if not given]
    if missing:
        raise PolicykitError(
            "review-of-nothing",
            "A review says which policy was read, and by whom.",
            context=f"missing: {', '.join(missing)}",
            hint="As in `policykit review mark returns --by a-17`.",
        )
    of_whole = [name for name, value in told.items() if value]
    if of_whole and not whole:
        raise PolicykitError(
            "review-of-nothing",
            f"{' and '.join(of_whole)} {'tells' if len(of_whole) == 1 else 'tell'} of a review of a "
            "whole policy, and only items are named.",
            context=" ".join(policies)[:120],
            hint="Leave it out: of an item it is noted alone that what it refers to was looked at. "
            "Or name the policy alone.",
        )


def _demand_no_mark(given: Mapping[str, object]) -> None:
    named = [name for name, value in given.items() if value]
    if named:
        raise PolicykitError(
            "not-marked",
            f"{' and '.join(named)} {'is' if len(named) == 1 else 'are'} for a review that was "
            "held, and nothing says that one was.",
            hint="Write mark before the policies, as in `policykit review mark returns --by a-17`.",
        )
