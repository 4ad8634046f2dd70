"""`policykit diff-driver`: what `git diff` shows of a policy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

_HELP = """Let `git diff` tell what a change of a policy means. Git calls this command by itself.

Set it up once in a clone, as below, and once for all with this line in .gitattributes, which
`policykit init` writes: policies/**/*.yaml diff=policykit

Examples:

  git config diff.policykit.command "policykit diff-driver"

`git diff --no-ext-diff` shows the lines again. Files that are no policies, or cannot be read,
are shown by their lines.
"""

_LEAST, _MOST = 7, 9


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff-driver", help=_HELP)(diff_driver)


def diff_driver(
    given: Annotated[
        list[str],
        typer.Argument(
            help="What Git gives: path, old file, id and mode, new file, id and mode.",
            metavar="PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE",
        ),
    ],
    root: Annotated[Path | None, options.root_option("diff-driver")] = None,
    today: Annotated[str | None, options.today_option("diff-driver")] = None,
    color: Annotated[str, options.color_option("diff-driver")] = "auto",
    debug: Annotated[bool, options.debug_option("diff-driver")] = False,
) -> None:
    """Show what changed in one file."""
    del debug
    from policykit import api
    from policykit.cli.forms import form
    from policykit.report.formats import Style
    from policykit.report.words import lines

    if not _LEAST <= len(given) <= _MOST:
        raise PolicykitError(
            "no-call-of-git",
            "Git calls this command with seven words.",
            context=" ".join(given)[:120],
            hint="To compare by hand use `policykit diff`.",
        )
    path, before, after = given[0], given[1], given[4]
    # After a rename Git gives the new name behind the seven.
    found = api.file_difference(
        given[_LEAST] if len(given) > _LEAST else path,
        Path(before),
        Path(after),
        options.root_if_any(root),
        the_day(today),
    )
    style = Style(deliver.width(), options.use_color(color))
    if found.comparison is not None:
        sys.stdout.write(form("changes", "text")(found.comparison, style))
    elif found.lines:
        sys.stdout.write(f"{lines(found.lines)}\n")
