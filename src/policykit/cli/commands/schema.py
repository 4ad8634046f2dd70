"""`policykit schema`: the schemas, and their copy for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import options
from policykit.cli.streams import echo
from policykit.model.errors import PolicykitError

_HELP = """Print a schema, list them, or refresh the copies editors read.

Examples:

  policykit schema

  policykit schema policy

  policykit schema --write
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", help=_HELP)(schema)


def schema(
    name: Annotated[str, typer.Argument(help="Which schema; the list when left out.")] = "",
    write: Annotated[
        bool, typer.Option("--write", help="Refresh schemas/*.schema.json of the repository.")
    ] = False,
    root: Annotated[Path | None, options.root_option("schema")] = None,
) -> None:
    """Print or write schemas."""
    from difflib import get_close_matches

    from policykit import resources

    ending = ".schema.json"
    names = sorted(
        each.name.removesuffix(ending)
        for each in resources.shipped("schemas").iterdir()
        if each.name.endswith(ending)
    )
    if write:
        from policykit.output import create_file, rewrite_file
        from policykit.sources.worktree import file_now

        where = options.found_root(root)
        for each in names:
            text = resources.read_text("schemas", f"{each}{ending}")
            path = f"schemas/{each}{ending}"
            if not create_file(where, path, text.encode()):
                there = file_now(where, path)
                if there == text.encode():
                    continue
                rewrite_file(where, path, there, text.encode())
            echo(f"wrote {path}")
        return
    if not name:
        echo("\n".join(names))
        return
    if name not in names:
        near = get_close_matches(name, names, 1)
        raise PolicykitError(
            "unknown-schema",
            f"There is no schema {name!r}.",
            hint=(f"Did you mean {near[0]}? " if near else "") + f"There are: {', '.join(names)}.",
        )
    echo(resources.read_text("schemas", f"{name}{ending}"), nl=False)
