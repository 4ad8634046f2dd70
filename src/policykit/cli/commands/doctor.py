"""`policykit doctor`: what policykit stands on, and the command that mends what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import caching, deliver, options
from policykit.cli.exit import ExitCode

_HELP = """Look whether all that policykit needs is there: Git, history, settings, fonts, cache.

Each thing is ok, worth a look, or wrong: then a command does not work. Below it stands the
command that mends it. Nothing is written and nothing is fetched. Exits with 1 where something
is wrong.

Examples:

  policykit doctor

  policykit doctor --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", help=_HELP)(doctor)


def doctor(
    root: Annotated[Path | None, options.root_option("doctor")] = None,
    formats: Annotated[list[str] | None, options.format_option("doctor")] = None,
    output: Annotated[
        Path | None,
        options.common("doctor", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    cache_dir: Annotated[Path | None, options.cache_dir_option("doctor")] = None,
    no_cache: Annotated[bool, options.no_cache_option("doctor")] = False,
    color: Annotated[str, options.color_option("doctor")] = "auto",
    debug: Annotated[bool, options.debug_option("doctor")] = False,
) -> None:
    """Look at everything and tell it."""
    del debug
    import os
    import shutil
    import sys

    from policykit import doctoring
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    asked = formats or ["text"]
    for each in asked:
        form("checkup", each.partition(":")[0])
    found = doctoring.checkup(
        doctoring.Place(
            root=options.root_if_any(root),
            environment=os.environ,
            cache=caching.cache_folder(cache_dir, off=no_cache),
            encoding=sys.stdout.encoding or "ascii",
            width=shutil.get_terminal_size((100, 24)).columns,
            platform=sys.platform,
            python=sys.executable or "python3",
            prefix=sys.prefix,
            version=tuple(sys.version_info[:3]),
        )
    )

    def render(name: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("checkup", name)(found, style)

    deliver.deliver(asked, output, render)
    if not found.is_sound:
        raise typer.Exit(ExitCode.FINDINGS)
