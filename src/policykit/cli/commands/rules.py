"""`policykit rules`: the list of all codes, those of findings and those of changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import options
from policykit.cli.streams import echo

if TYPE_CHECKING:
    from collections.abc import Collection

    from policykit.diffing.kind import Kind

_HELP = """List every code with its name, severity and one line about it.

Codes of findings stand first, category by category (those of the category coverage are told by `policykit gaps`, all others by `policykit lint`), then those of changes that `policykit diff` tells.

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
    from policykit.diffing.catalogue import catalogue
    from policykit.gaps.catalogue import PAGES

    in_json = options.is_json(how, "rules")
    known = api.registry(options.root_if_any(root), tuple(plugin or ())).pages.values()
    pages = sorted((*known, *PAGES), key=lambda page: page.code)
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
            "changes": [
                {
                    "code": kind.code,
                    "name": kind.name,
                    "chapter": kind.chapter,
                    "mirror": kind.mirror,
                    "severity": kind.severity,
                    "bump": kind.bump,
                    "summary": kind.summary,
                }
                for kind in catalogue().values()
            ],
        }
        echo(json.dumps(body, indent=2))
        return
    name_width = max(len(page.name) for page in pages)
    category = ""
    marks = {"safe": "fix", "unsafe": "unsafe fix", "none": ""}
    for page in sorted(pages, key=lambda page: (page.category, page.code)):
        if page.category != category:
            echo(f"{'' if not category else chr(10)}{page.category}")
            category = page.category
        echo(
            f"  {page.code}  {page.name:<{name_width}}  {page.severity.value:<7}  "
            f"{marks[page.fix]:<10}  {page.summary}"
        )
    _list_changes(catalogue().values())
    echo(
        "\nfix: `policykit lint --fix` mends what is beyond doubt; unsafe fix: it does so with "
        "--unsafe-fixes, and the meaning may change."
    )


def _list_changes(kinds: Collection[Kind]) -> None:
    """The kinds of change, chapter by chapter."""
    width = max(len(kind.name) for kind in kinds)
    echo("\nchanges, told by `policykit diff`")
    chapter = ""
    for kind in sorted(kinds, key=lambda kind: (kind.chapter, kind.code)):
        if kind.chapter != chapter:
            chapter = kind.chapter
            echo(f"\n  {chapter.lower()}")
        echo(f"    {kind.code}  {kind.name:<{width}}  {kind.severity:<7}  {kind.summary}")
