"""`policykit lsp`: the server that editors speak to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import caching, options
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

_HELP = """Serve an editor: findings while you write, fixes, formatting.

An editor starts this itself and speaks to it over standard input and output (the Language
Server Protocol); by hand there is nothing to see. Files are read where they are, what is unsaved
stands in for them, and nothing is written.

Examples:

  policykit lsp

  policykit lsp --today 2026-07-01

  policykit lsp --plugin acme-greeting
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lsp", help=_HELP)(lsp)


def lsp(
    stdio: Annotated[
        bool,
        typer.Option(
            "--stdio", help="Speak over standard input and output, as it always does.", hidden=True
        ),
    ] = False,
    today: Annotated[str | None, options.today_option("lsp")] = None,
    cache_dir: Annotated[Path | None, options.cache_dir_option("lsp")] = None,
    no_cache: Annotated[bool, options.no_cache_option("lsp")] = False,
    plugin: Annotated[
        list[str] | None,
        typer.Option(help="Also the rules of this installed plugin.", metavar="NAME"),
    ] = None,
    debug: Annotated[bool, options.debug_option("lsp")] = False,
) -> None:
    """Serve an editor."""
    del stdio
    try:
        from policykit.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol", "attrs", "cattrs"}:
            raise
        raise PolicykitError(
            "lsp-extra",
            "Serving an editor needs one more package.",
            context="policykit lsp",
            hint='Run: pip install "policykit-handbook[lsp]"',
        ) from error
    from policykit.lsp.repository import Ways

    plugins = options.split(plugin)
    if plugins:
        from policykit.linting import registry

        registry(plugins=plugins)
    cache = caching.cache_folder(cache_dir, off=no_cache)
    ways = Ways(today=the_day(today), cache=cache, plugins=plugins)
    raise typer.Exit(serve(ways, debug=debug))
