"""`policykit rules`: the list of all codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options

_HELP = """List every code with its name, severity and one line about it.

Examples:

  policykit rules

  policykit rules --format json

Behind the severity stands what `policykit lint --fix` can mend. Inside a policy repository its custom rules (lint.custom_rules in policykit.yaml) are listed, too.
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules", help=_HELP)(rules)


def rules(
    how: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="text or json.", metavar="F", envvar="POLICYKIT_RULES_FORMAT"
        ),
    ] = "text",
    plugin: Annotated[
        list[str] | None,
        typer.Option(help="Also the rules of this installed plugin.", metavar="NAME"),
    ] = None,
    root: Annotated[Path | None, options.root_option("rules")] = None,
) -> None:
    """Print the list."""
    import json

    from policykit import api

    in_json = options.is_json(how, "rules")
    pages = api.registry(options.root_if_any(root), tuple(plugin or ())).pages.values()
    if in_json:
        body = {
            "format": 1,
            "rules": [
                {
                    "code": page.code,
                    "name": page.name,
                    "category": page.category,
                    "severity": page.severity.value,
                    "summary": page.summary,
                    "fix": page.fix,
                    "preset": page.preset,
                }
                for page in pages
            ],
        }
        typer.echo(json.dumps(body, indent=2))
        return
    name_width = max(len(page.name) for page in pages)
    category = ""
    marks = {"safe": "fix", "unsafe": "unsafe fix", "none": ""}
    for page in sorted(pages, key=lambda page: (page.category, page.code)):
        if page.category != category:
            typer.echo(f"{'' if not category else chr(10)}{page.category}")
            category = page.category
        typer.echo(
            f"  {page.code}  {page.name:<{name_width}}  {page.severity.value:<7}  "
            f"{marks[page.fix]:<10}  {page.summary}"
        )
    typer.echo(
        "\nfix: `policykit lint --fix` mends what is beyond doubt; unsafe fix: it does so with "
        "--unsafe-fixes, and the meaning may change."
    )
