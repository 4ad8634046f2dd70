"""`policykit lint`: check policies against the schemas and rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import for_findings
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity

_HELP = """Check policies against the schemas and rules.

Every problem is told in one run: what is wrong, where, why it matters and what to do. Ends
with 0 when all is well, 1 with findings, 2 when the call or the settings are wrong.

Examples:

  policykit lint

  policykit lint policies/returns.yaml

  policykit lint --select REF,LAW --format concise

  policykit lint --format text --format json:report.json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", help=_HELP)(lint)


def lint(
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
    today: Annotated[str | None, options.today_option("lint")] = None,
    formats: Annotated[list[str] | None, options.format_option("lint")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")
    ] = None,
    color: Annotated[str, options.color_option("lint")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("lint")] = False,
) -> None:
    """Check policies."""
    del debug
    from policykit import api
    from policykit.report.formats import Style, findings_format

    asked = formats or ["text"]
    renderers = {name: findings_format(name) for name in {each.split(":")[0] for each in asked}}
    in_color = options.use_color(color)
    where = options.found_root(root)
    level = _level(fail_level) if fail_level else None
    request = api.LintRequest(
        root=where,
        at=at,
        paths=options.below_root(paths, where, now=not at),
        select=_split(select),
        ignore=_split(ignore),
        extend_select=_split(extend_select),
        obey_suppressions=not no_ignores,
        allow_empty=allow_empty,
    )
    report = api.lint(request, the_day(today))

    def render(name: str, to_terminal: bool) -> str:
        style = Style(deliver.width(), in_color and to_terminal, everything)
        return "" if quiet and to_terminal else renderers[name](report, style)

    deliver.deliver(asked, output, render)
    worst = max(
        (finding.severity for finding in report.findings),
        key=lambda severity: severity.rank,
        default=Severity.OFF,
    )
    raise typer.Exit(for_findings(worst, level or _level(report.fail_level), exit_zero=exit_zero))


def _split(values: list[str] | None) -> tuple[str, ...]:
    return tuple(
        part.strip() for value in values or [] for part in value.split(",") if part.strip()
    )


def _level(text: str) -> Severity:
    if text in {"error", "warning", "info"}:
        return Severity(text)
    raise PolicykitError(
        "unknown-level", f"{text!r} is no severity.", hint="Use error, warning or info."
    )
