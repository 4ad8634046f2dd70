"""`policykit config`: the settings in force and where each comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import environment, options
from policykit.cli.streams import echo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykit.model.config import SettingInForce

_HELP = """Show every setting in force and where it comes from.

That is a line of policykit.yaml, a variable of the environment, or nothing but the default.

Examples:

  policykit config

  policykit config --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("config", help=_HELP)(config)


def config(
    how: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="text or json.", metavar="F", envvar="POLICYKIT_CONFIG_FORMAT"
        ),
    ] = "text",
    root: Annotated[Path | None, options.root_option("config")] = None,
    at: Annotated[str, options.at_option("config")] = "",
) -> None:
    """Print the settings."""
    import os

    from policykit import api

    in_json = options.is_json(how, "settings")
    where = options.found_root(root)
    found = environment.in_force(api.settings(where, at), os.environ)
    _show(found, in_json=in_json)
    # What is in force is worth seeing above all where lint cannot run with it.
    api.demand_levels(where, at)


def _show(found: Sequence[SettingInForce], *, in_json: bool) -> None:
    import json

    from policykit.report.visible import visible

    if in_json:
        body = {
            "format": 1,
            "settings": [
                {"key": each.key, "value": each.value, "origin": each.origin} for each in found
            ],
        }
        echo(json.dumps(body, indent=2))
        return
    key_width = max(len(each.key) for each in found)
    for each in found:
        value = visible(json.dumps(each.value, ensure_ascii=False))
        echo(f"{visible(each.key):<{key_width}}  {value}  ({visible(each.origin)})")
