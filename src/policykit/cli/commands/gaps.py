"""`policykit gaps`: what is required, what the policies have of it, and what is missing."""

# Annotations are no strings here: typer would compile each of the thirty, twice, at every start.

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options, servers
from policykit.cli.as_of import as_of
from policykit.cli.exit import ExitCode
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.model.coverage import CoverageReport

_HELP = """Tell what is required, what the policies have of it, and what is missing.

Every requirement of every framework that applies is looked for, region by region. For whatever
is less than covered the report says which need failed, what was found instead, and what to
write. Numbers are compared with their start and their kind of days; a promise below the law is
told first.

Ends with 0 when all is well, with 1 for a promise below the law, a mistake in a framework or a
gate that is shut. Missing requirements alone do not fail: add --fail-under, --fail-on or
--ratchet for that. Ends with 2 where nothing is required, so that nobody takes it for 100 %.

Examples:

  policykit gaps

  policykit gaps --by owner --todo --skeletons

  policykit gaps --draft complaints --output policies/complaints.yaml

  policykit gaps --region SE --today 2026-12-28

  policykit gaps --matrix --trend months --format html:gaps.html

  policykit gaps --against main --ratchet main --fail-under 90 --format markdown:comment.md

Formats: text for people, html for a page to look at, markdown for a comment on a pull request,
csv and xlsx for a spreadsheet, json, sarif, junit and gitlab for programs. On GitHub Actions text is
joined by github, which marks the lines in the pull request.
"""

_STATES = ("missing", "partial")
_TRENDS = ("tags", "months", "commits")
_POINTS = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gaps", help=_HELP)(gaps)


def gaps(
    context: typer.Context,
    framework: Annotated[
        list[str] | None, typer.Option(help="Only these frameworks.", metavar="ID")
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option(help="Only requirements of these areas.", metavar="ID")
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(help="Only what these roles would have to do.", metavar="ROLE"),
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="Only these regions.", metavar="CODE")
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            help="What gaps stand under: framework, area, owner or region.",
            metavar="VIEW",
        ),
    ] = "framework",
    matrix: Annotated[
        bool,
        typer.Option("--matrix", help="Also what is answered where: channels by contact reasons."),
    ] = False,
    trend: Annotated[
        str,
        typer.Option(
            help="Also coverage through the Git history, at each tag, month or commit; months "
            "when the word is left out.",
            metavar="[tags|months|commits]",
        ),
    ] = "",
    points: Annotated[
        int | None,
        typer.Option(
            help=f"With --trend: how many points, the latest ones; {_POINTS} when left out.",
            metavar="N",
            min=1,
        ),
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            help="Also which gaps close and open since this Git revision, such as main.",
            metavar="REV",
        ),
    ] = "",
    fail_under: Annotated[
        int | None,
        typer.Option(
            help="Exit with 1 when fewer percent of the requirements are covered.",
            metavar="N",
            min=0,
            max=100,
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit with 1 when a requirement is missing; with partial also when it is partly "
            "covered or outdated.",
            metavar="missing|partial",
        ),
    ] = "",
    ratchet: Annotated[
        str,
        typer.Option(
            help="Exit with 1 when something is a gap that was none, or a smaller one, at this "
            "Git revision.",
            metavar="REV",
        ),
    ] = "",
    todo: Annotated[
        bool, typer.Option("--todo", help="Also what is to be done, by who has to do it.")
    ] = False,
    skeletons: Annotated[
        bool,
        typer.Option("--skeletons", help="Also YAML to paste into a policy, for each gap."),
    ] = False,
    draft: Annotated[
        str,
        typer.Option(
            help="Instead of a report, a first draft of the policy of an area that has none, with "
            "all that is asked for.",
            metavar="AREA",
        ),
    ] = "",
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is covered, and by what; nothing is summed up.",
            envvar="POLICYKIT_GAPS_ALL",
        ),
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Report, but end with 0.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="That nothing is required is no mistake.")
    ] = False,
    root: Annotated[Path | None, options.root_option("gaps")] = None,
    at: Annotated[str, options.at_option("gaps")] = "",
    on: Annotated[
        str,
        options.common(
            "gaps",
            "--on",
            help_text="Judge what stood on the release branch this day (YYYY-MM-DD), by that day.",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("gaps")] = None,
    formats: Annotated[list[str] | None, options.format_option("gaps")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")
    ] = None,
    color: Annotated[str, options.color_option("gaps")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more: as --skeletons does.")
    ] = False,
    debug: Annotated[bool, options.debug_option("gaps")] = False,
) -> None:
    """Report gaps."""
    del debug
    from policykit import api
    from policykit.gaps.failing import failures
    from policykit.report.coverage_view import VIEWS, CoverageView
    from policykit.report.formats import Style, coverage_format

    _known("--by", by, VIEWS)
    _known("--fail-on", fail_on, ("", *_STATES))
    _known("--trend", trend, ("", *_TRENDS))
    if points is not None and not trend:
        raise PolicykitError(
            "option-alone",
            "--points does nothing by itself.",
            context="policykit gaps",
            hint="Add --trend to see coverage through time.",
        )
    asked = servers.formats(formats)
    renderers = {name: coverage_format(name) for name in {each.split(":")[0] for each in asked}}
    in_color = options.use_color(color)
    where = options.found_root(root)
    at, judged_by = as_of(where, on, at, today, context)
    request = api.GapsRequest(
        root=where,
        at=at,
        frameworks=_split(framework),
        areas=(draft,) if draft else _split(area),
        owners=_split(owner),
        regions=_split(region),
        matrix=matrix,
        trend=trend,
        points=points or _POINTS,
        against=against,
        ratchet=ratchet,
        fail_under=fail_under,
        fail_on=fail_on,
        allow_empty=allow_empty,
    )
    report = api.gaps(request, judged_by)
    if draft:
        _write_draft(report, draft, output, quiet=quiet)
        return
    view = CoverageView(by, todo, skeletons or verbose, everything, is_lenient=exit_zero)

    def render(name: str, to_terminal: bool) -> str | bytes:
        style = Style(
            deliver.width(),
            in_color and to_terminal,
            everything,
            links=servers.links(where, at) if to_terminal else "",
            prefix=servers.prefix(where),
        )
        return "" if quiet and to_terminal else renderers[name](report, style, view)

    deliver.deliver(asked, output, render)
    if servers.ANNOTATIONS in renderers:
        from policykit.report.markdown.coverage import document

        servers.summarize(partial(document, report, view))
    if not (report.requirements or allow_empty):
        raise _nothing_required(request.frameworks + request.areas + request.owners)
    if failures(report) and not exit_zero:
        raise typer.Exit(ExitCode.FINDINGS)


def _write_draft(report: "CoverageReport", area: str, output: Path | None, *, quiet: bool) -> None:
    """Write the draft of the policy of an area that has none; nothing that is there is lost."""
    from policykit.report.visible import visible_lines

    found = next((each for each in report.missing_areas if each.area == area), None)
    if found is None:
        policy = next((each.policy for each in report.requirements if each.policy), "")
        raise PolicykitError(
            "nothing-to-draft",
            f"There is a policy for {area} already: {policy}."
            if policy
            else f"Nothing that applies here asks for a policy for {area}.",
            context="policykit gaps",
            hint=f"policykit gaps --area {area} --skeletons has text to paste for what is missing.",
        )
    if output is not None and output.exists():
        raise PolicykitError(
            "draft-over-a-file",
            "There is a file where the draft was to go.",
            context=str(output),
            hint="Give the draft another name.",
        )

    def made(_: str, is_for_the_terminal: bool) -> str:
        if quiet:
            return ""
        return visible_lines(found.skeleton) if is_for_the_terminal else found.skeleton

    deliver.deliver(("text",), output, made, is_policy=True)


def _known(option: str, given: str, choices: tuple[str, ...]) -> None:
    if given not in choices:
        *first, last = (each for each in choices if each)
        raise PolicykitError(
            "unknown-choice",
            f"{given[:120]!r} is nothing {option} knows.",
            context="policykit gaps",
            hint=f"Use {', '.join(first)} or {last}.",
        )


def _split(values: list[str] | None) -> tuple[str, ...]:
    return tuple(
        part.strip() for value in values or [] for part in value.split(",") if part.strip()
    )


def _nothing_required(narrowed: tuple[str, ...]) -> PolicykitError:
    return PolicykitError(
        "nothing-required",
        "No requirement is left to look for, so nobody can say what is covered.",
        context="policykit gaps",
        hint="Ask for less with --framework, --area, --owner and --region; --allow-empty is content "
        "with nothing."
        if narrowed
        else "Look at regions in policies/organisation.yaml and frameworks in policykit.yaml; "
        "--allow-empty is content with nothing.",
    )
