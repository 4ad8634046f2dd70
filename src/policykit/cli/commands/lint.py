"""`policykit lint`: check policies against the schemas and rules."""

# Annotations are no strings here: typer would compile each of the thirty, twice, at every start.

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import (
    apart,
    baselines,
    caching,
    fixes,
    options,
    processors,
    servers,
    standard_input,
    telling,
    watching,
)
from policykit.cli.as_of import as_of
from policykit.cli.exit import ExitCode, for_report

_HELP = """Check policies against the schemas and rules.

Every problem is told in one run: what is wrong, where, why it matters and what to do. Ends
with 0 when all is well, 1 with findings, 2 when the call or the settings are wrong, 3 when a
rule failed.

Examples:

  policykit lint

  policykit lint policies/returns.yaml

  policykit lint --select REF,LAW --format concise

  policykit lint --format text --format json:report.json

  policykit lint --shard 2/5 --format json:lint-2.json

Formats: text and concise for people, html for a page to look at, markdown for a comment on a
pull request, csv for a spreadsheet, json, sarif, gitlab and junit for programs. On GitHub
Actions text is joined by github, which marks the lines in the pull request and fills in the
summary of the step; ask for a --format of your own to have it otherwise.
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", help=_HELP)(lint)


def lint(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; all when left out.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these codes, names, categories or letters.", metavar="CODES"),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these.", metavar="CODES")] = None,
    extend_select: Annotated[
        list[str] | None,
        typer.Option(help="These on top of the settings.", metavar="CODES"),
    ] = None,
    no_ignores: Annotated[
        bool, typer.Option("--no-ignores", help="Pay no heed to `policykit: ignore` comments.")
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Show every finding of a rule in a file.", envvar="POLICYKIT_LINT_ALL"
        ),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend in the files what can be mended without a doubt.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="With --fix or --diff: also where the meaning may change."
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what --fix would change; write and report nothing."),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(help="A file of known findings, which are not told again.", metavar="FILE"),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Make the baseline of what is found now."),
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out of the baseline what is no longer found.")
    ] = False,
    against: Annotated[
        str,
        typer.Option(
            help="Tell only what is new since this Git revision, such as main.", metavar="REV"
        ),
    ] = "",
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Count findings by code, and tell what took the time."),
    ] = False,
    plugin: Annotated[
        list[str] | None,
        typer.Option(help="Also the rules of this installed plugin.", metavar="NAME"),
    ] = None,
    stdin_filename: Annotated[
        Path | None,
        typer.Option(
            help="Check the text on standard input as if it stood in this file.", metavar="FILE"
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes.")
    ] = False,
    shard: Annotated[
        str,
        typer.Option(
            help="Only one part of the policies, such as 2/5; merge-reports makes one report "
            "of all parts.",
            metavar="I/N",
        ),
    ] = "",
    fail_level: Annotated[
        str | None,
        typer.Option(help="From which severity to fail: error, warning, info.", metavar="LEVEL"),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Report, but end with 0.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="No policies is no mistake.")
    ] = False,
    root: Annotated[Path | None, options.root_option("lint")] = None,
    at: Annotated[str, options.at_option("lint")] = "",
    on: Annotated[
        str,
        options.common(
            "lint",
            "--on",
            help_text="Check what stood on the release branch this day (YYYY-MM-DD), by that day.",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("lint")] = None,
    formats: Annotated[list[str] | None, options.format_option("lint")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")
    ] = None,
    color: Annotated[str, options.color_option("lint")] = "auto",
    cache_dir: Annotated[Path | None, options.cache_dir_option("lint")] = None,
    no_cache: Annotated[bool, options.no_cache_option("lint")] = False,
    workers: Annotated[int | None, options.workers_option("lint")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("lint")] = False,
) -> None:
    """Check policies."""
    del debug
    from policykit import api

    apart.keep_apart(
        (
            ("PATHS", paths),
            ("--at", at or on),
            ("--fix", fix),
            ("--diff", diff),
            ("--write-baseline", write_baseline),
            ("--prune", prune),
            ("--against", against),
            ("--shard", shard),
            ("--baseline", baseline),
            ("--statistics", statistics),
            ("--stdin-filename", stdin_filename),
            ("--watch", watch),
        )
    )
    if unsafe_fixes and not (fix or diff):
        apart.refuse_alone(context, "unsafe_fixes", "--unsafe-fixes", ("--fix", "--diff"))
    asked = servers.formats(formats)
    telling.demand_formats(asked)
    in_color = options.use_color(color)
    where = options.found_root(root)
    at, judged_by = as_of(where, on, at, today, context)
    level = telling.level(fail_level) if fail_level else None
    part = telling.shard(shard) if shard else None
    request = api.LintRequest(
        root=where,
        at=at,
        paths=options.below_root(paths, where, now=not at),
        select=options.split(select),
        ignore=options.split(ignore),
        extend_select=options.split(extend_select),
        obey_suppressions=not no_ignores,
        allow_empty=allow_empty,
        baseline=baselines.asked(baseline, write=write_baseline, prune=prune),
        against=against,
        clock=time.perf_counter if statistics else None,
        plugins=options.split(plugin),
        cache=caching.cache_folder(cache_dir, off=no_cache),
        workers=processors.workers(workers),
    )
    if stdin_filename is not None:
        text = standard_input.unsaved(stdin_filename, where)
        request = replace(request, paths=tuple(text), unsaved=text, with_bundle=True)

    def check() -> ExitCode:
        if diff or fix:
            mended = fixes.mended(request, judged_by, unsafe=unsafe_fixes)
            if diff:
                return fixes.show(mended, quiet=quiet, exit_zero=exit_zero)
            fixes.write(mended, where, unsafe=unsafe_fixes, quiet=quiet)
            report = mended.report
        elif part is not None:
            from policykit.linting.sharding import lint_shard

            report = lint_shard(request, judged_by, part)
        else:
            report = api.lint(request, judged_by)
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
                links=servers.links(where, at),
                prefix=servers.prefix(where),
                mended=fix,
            ),
        )
        return for_report(report, level or telling.level(report.fail_level), exit_zero=exit_zero)

    if watch:
        look = watching.Look(where, partial(api.baseline_of, request))
        raise typer.Exit(watching.watch(check, look, watching.wait))
    raise typer.Exit(check())
