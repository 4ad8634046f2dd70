"""`policykit merge-reports`: one report of the reports of all shards."""

# Annotations are no strings here: typer would compile them, twice, at every start.

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import baselines, options, servers, telling
from policykit.cli.exit import for_report
from policykit.model.errors import PolicykitError

_HELP = """Make one report of those of `policykit lint --shard`.

Where there are many thousand policies, several machines check a part of them each. This puts
together what they found, adds what can only be seen when all policies are side by side (names
that lead nowhere, promises that contradict each other), and says what one run over everything
would have said, byte for byte, with the same exit code.

It runs where the policies are, on the commit that the shards have checked. A shard that is
missing, there twice, or of another version, day, call or commit is told, never passed over.

Examples:

  policykit lint --shard 1/2 --format json:lint-1.json --exit-zero

  policykit lint --shard 2/2 --format json:lint-2.json --exit-zero

  policykit merge-reports lint-1.json lint-2.json

  policykit merge-reports lint-*.json --format text --format sarif:lint.sarif
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge-reports", help=_HELP)(merge_reports)


def merge_reports(
    reports: Annotated[
        list[Path],
        typer.Argument(help="The JSON reports of all shards, in any order.", metavar="FILES"),
    ],
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Show every finding of a rule in a file.",
            envvar="POLICYKIT_MERGE_REPORTS_ALL",
        ),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(help="A file of known findings, which are not told again.", metavar="FILE"),
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            help="Tell only what is new since this Git revision, which is checked here.",
            metavar="REV",
        ),
    ] = "",
    plugin: Annotated[
        list[str] | None,
        typer.Option(help="A plugin the shards ran with.", metavar="NAME"),
    ] = None,
    fail_level: Annotated[
        str | None,
        typer.Option(help="From which severity to fail: error, warning, info.", metavar="LEVEL"),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Report, but end with 0.")] = False,
    root: Annotated[Path | None, options.root_option("merge-reports")] = None,
    formats: Annotated[list[str] | None, options.format_option("merge-reports")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")
    ] = None,
    color: Annotated[str, options.color_option("merge-reports")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("merge-reports")] = False,
) -> None:
    """Merge the reports of shards."""
    del debug
    from policykit.linting.merging import MergeRequest, merge

    asked = servers.formats(formats)
    telling.demand_formats(asked)
    in_color = options.use_color(color)
    level = telling.level(fail_level) if fail_level else None
    where = options.found_root(root)
    _demand_each_once(reports)
    report = merge(
        MergeRequest(
            root=where,
            reports={str(path): _content(path) for path in reports},
            baseline=baselines.asked(baseline, write=False, prune=False),
            against=against,
            plugins=options.split(plugin),
        )
    )
    if level is not None:
        report = replace(report, fail_level=level.value)
    telling.tell(
        report,
        telling.Telling(
            formats=tuple(asked),
            output=output,
            in_color=in_color,
            everything=everything,
            quiet=quiet,
            links=servers.links(where, ""),
            prefix=servers.prefix(where),
        ),
    )
    severity = level or telling.level(report.fail_level)
    raise typer.Exit(for_report(report, severity, exit_zero=exit_zero))


def _demand_each_once(reports: list[Path]) -> None:
    twice = next((path for number, path in enumerate(reports) if path in reports[:number]), None)
    if twice is not None:
        raise PolicykitError(
            "shard-twice",
            "A report is named twice.",
            context=str(twice),
            hint="Name each report once, and those of one run alone.",
        )


def _content(path: Path) -> bytes:
    from policykit.linting.merging import MOST_BYTES

    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise PolicykitError(
            "unreadable-report",
            f"This report cannot be read: {(trouble.strerror or 'it failed').lower()}.",
            context=str(path),
            hint="Check its name, and whether the run that was to make it has ended.",
        ) from trouble
