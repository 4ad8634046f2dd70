"""`policykit assess`: how well an area is lived, by the questions of its requirements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import ExitCode
from policykit.cli.today import the_date, today as the_day
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from policykit.assessing.questions import AreaPractice
    from policykit.model.assessment import Assessment

_HELP = """Assess how well an area is lived, by the questions of its requirements.

In a terminal the questions come one at a time: a score from 0 to 4, why, and what shows it;
then what goes well, what has to become better, and the roles that looked at it together. It is
kept in policies/assessments, in a file of its own; an earlier one is never written over.

For a meeting, --print makes an answer sheet with the questions as comments; --answers takes it
in. Of a sheet with mistakes every mistake is told, and nothing is written.

Examples:

  policykit assess complaints

  policykit assess complaints --print > sheet.yaml

  policykit assess complaints --answers sheet.yaml --by store-manager

  policykit assess --list
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("assess", help=_HELP)(assess)


def assess(
    area: Annotated[
        str, typer.Argument(help="The id of an area, such as complaints.", metavar="AREA")
    ] = "",
    answers: Annotated[
        Path | None,
        typer.Option(help="Take the answers from a sheet in place of a terminal.", metavar="FILE"),
    ] = None,
    blank: Annotated[
        bool,
        typer.Option(
            "--print", help="Print a blank answer sheet.", envvar="POLICYKIT_ASSESS_PRINT"
        ),
    ] = False,
    overview: Annotated[
        bool,
        typer.Option(
            "--list",
            help="List the areas with their last assessments.",
            envvar="POLICYKIT_ASSESS_LIST",
        ),
    ] = False,
    day: Annotated[
        str,
        typer.Option(
            "--date",
            help="The day it was looked at, as YYYY-MM-DD; today when left out.",
            metavar="DATE",
            envvar="POLICYKIT_ASSESS_DATE",
        ),
    ] = "",
    by: Annotated[
        list[str] | None,
        typer.Option(help="A role that looked at it. Can be given more than once.", metavar="ROLE"),
    ] = None,
    how: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="text or json, for --list.",
            metavar="F",
            envvar="POLICYKIT_ASSESS_FORMAT",
        ),
    ] = "text",
    root: Annotated[Path | None, options.root_option("assess")] = None,
    today: Annotated[str | None, options.today_option("assess")] = None,
    color: Annotated[str, options.color_option("assess")] = "auto",
    debug: Annotated[bool, options.debug_option("assess")] = False,
) -> None:
    """Assess practice."""
    del debug
    from policykit import api

    in_json = options.is_json(how, "the list of areas")
    where, on = options.found_root(root), the_day(today)
    looked_at = the_date(day) if day else None
    _at_most_one({"--answers": answers is not None, "--print": blank, "--list": overview})
    if overview:
        listed = api.assessing.practice_by_area(where, on)
        sys.stdout.write(_json(listed) if in_json else _table(listed))
        return
    roles = tuple(by or ())
    if answers is None:
        found = _asked(where, area, on, looked_at, roles, blank=blank, color=color)
    else:
        given = looked_at.isoformat() if looked_at is not None else ""
        taken = api.assessing.take_answers(where, answers, on, area=area, day=given, by=roles)
        if taken.report is not None:
            from policykit.report.formats import Style, findings_format

            style = Style(deliver.width(), options.use_color(color))
            sys.stdout.write(str(findings_format("text")(taken.report, style)))
            sys.stderr.write("Nothing was written.\n")
            raise typer.Exit(ExitCode.FINDINGS)
        found = taken.assessment
    if found is not None:
        kept = api.assessing.keep_assessment(where, found)
        share = f", {found.percent} %" if found.percent is not None else ""
        told = f"{kept.path}: {_answers(len(found.answers))}{share}"
        again = "" if kept.is_new else "; it is kept already, so nothing was written"
        sys.stdout.write(f"{told}{again}\n")


def _asked(
    root: Path,
    area: str,
    today: Callable[[str], date],
    looked_at: date | None,
    roles: tuple[str, ...],
    *,
    blank: bool,
    color: str,
) -> Assessment | None:
    """What was answered in a terminal, None where nothing was or a blank sheet was printed."""
    from policykit import api
    from policykit.cli import terminal
    from policykit.cli.interview import Interview

    if not area:
        raise PolicykitError(
            "no-area",
            "Which area is to be assessed?",
            hint="Name it, as in `policykit assess complaints`; `policykit assess --list` has all.",
        )
    asked = api.assessing.assessment_questions(root, area, today)
    day = looked_at or asked.today
    if day > asked.today:
        raise PolicykitError(
            "day-to-come",
            f"{day} is still to come.",
            hint="Give the day on which you looked at it.",
        )
    unknown = next((each for each in roles if each not in asked.roles), "")
    if unknown:
        raise PolicykitError(
            "unknown-role",
            f"There is no role {unknown[:80]!r}.",
            hint=f"Roles are {', '.join(asked.roles)}.",
        )
    if blank:
        from policykit.report.visible import visible_lines

        sys.stdout.write(visible_lines(api.assessing.answer_sheet(asked, day, roles)))
        return None
    if not terminal.is_attended():
        raise PolicykitError(
            "no-terminal",
            "The questions need a terminal, and nobody is at one here.",
            hint=f"`policykit assess {area} --print > sheet.yaml` makes an answer sheet, and "
            f"`policykit assess {area} --answers sheet.yaml` takes it in.",
        )
    interview = Interview(
        asked,
        terminal.ask,
        terminal.say,
        day=day,
        width=deliver.width(),
        by=roles,
        strong=terminal.bold if options.use_color(color) else str,
    )
    try:
        found = interview.held()
    except KeyboardInterrupt:
        terminal.say("\nEnded; nothing was saved.\n")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if found is None:
        terminal.say("\nNothing was answered, so nothing was saved.\n")
    return found


def _at_most_one(given: dict[str, bool]) -> None:
    named = [name for name, is_given in given.items() if is_given]
    if len(named) > 1:
        raise PolicykitError(
            "two-ways", f"{' and '.join(named)} do not go together.", hint="Give one of them."
        )


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _table(areas: Sequence[AreaPractice]) -> str:
    """The areas with questions, a line each."""
    from policykit.report.visible import columns, visible

    rows = [("area", "", "questions", "assessed", "score", "before")]
    for each in areas:
        if not each.questions and not each.assessments:
            continue
        last = each.assessments[-1] if each.assessments else None
        before = each.assessments[-2] if each.assessments[1:] else None
        rows.append(
            (
                visible(each.area),
                visible(each.title),
                str(each.questions),
                last.date if last is not None else "never",
                _percent(last),
                _percent(before),
            )
        )
    widths = [max(columns(row[index]) for row in rows) for index in range(len(rows[0]))]
    return "".join(
        "  ".join(
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in rows
    )


def _percent(assessment: Assessment | None) -> str:
    if assessment is None:
        return ""
    return "none" if assessment.percent is None else f"{assessment.percent} %"


def _json(areas: Sequence[AreaPractice]) -> str:
    from policykit.report.data import dumped

    body = {
        "format": 1,
        "areas": [
            {
                "area": each.area,
                "title": each.title,
                "questions": each.questions,
                "assessments": [
                    {
                        "date": one.date,
                        "percent": one.percent,
                        "answers": len(one.answers),
                        "by": list(one.by),
                        "path": one.location.path,
                    }
                    for one in each.assessments
                ],
            }
            for each in areas
        ],
    }
    return dumped(body)
