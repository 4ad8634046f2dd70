"""`policykit templates`: templates of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import options
from policykit.cli.streams import echo
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykit.model.template import TemplateBlock, TemplateFile

_HELP = """List the templates of handbooks, print one, or copy one to change it.

A file in your templates/ is used in place of the shipped one of the same name. One that begins
with {% extends "shipped/site/article.html" %} replaces only the blocks it has; the rest stays as
shipped, also in the next version of policykit. docs/templates.md tells what templates are given.

Examples:

  policykit templates

  policykit templates show site/article.html --block rules

  policykit templates eject site/article.html --block rules

  policykit templates eject pdf/theme.typ
"""

_ACTIONS = ("list", "show", "eject")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("templates", help=_HELP)(templates)


def templates(
    action: Annotated[str, typer.Argument(help="list, show or eject.")] = "list",
    name: Annotated[str, typer.Argument(help="The template, such as site/article.html.")] = "",
    block: Annotated[
        str,
        typer.Option(
            "--block",
            help="Only this block of it.",
            metavar="BLOCK",
            envvar="POLICYKIT_TEMPLATES_BLOCK",
        ),
    ] = "",
    shipped: Annotated[
        bool, typer.Option("--shipped", help="show: the shipped one, even where you have your own.")
    ] = False,
    how: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="list: text or json.",
            metavar="F",
            envvar="POLICYKIT_TEMPLATES_FORMAT",
        ),
    ] = "text",
    root: Annotated[Path | None, options.root_option("templates")] = None,
    debug: Annotated[bool, options.debug_option("templates")] = False,
) -> None:
    """List, show or eject templates."""
    del debug
    from policykit import api

    if action not in _ACTIONS:
        raise PolicykitError(
            "unknown-action",
            f"{action[:120]!r} is nothing `policykit templates` can do.",
            hint="Use list, show NAME or eject NAME.",
        )
    in_json = options.is_json(how, "templates")
    where = options.found_root(root)
    if action == "list":
        _list(api.templates(where), in_json=in_json)
        return
    if not name:
        raise PolicykitError(
            "no-template",
            f"Which template is it to {action}?",
            hint=f"`policykit templates` lists them; then `policykit templates {action} NAME`.",
        )
    if action == "show":
        echo(api.template_text(where, name, block, shipped=shipped), nl=False)
        return
    file = api.eject(where, name, block)
    part = f"Only the block {block} is yours; the rest stays as shipped" if block else "It is yours"
    echo(
        f"wrote {file.relative_to(where).as_posix()}\n"
        f"{part}: change it, and look with `policykit render`. Delete it to go back.\n"
        "docs/templates.md tells what it is given; `policykit schema book` has it for programs."
    )


def _list(found: tuple[TemplateFile, ...], *, in_json: bool) -> None:
    import json

    from policykit.report.visible import visible

    if in_json:
        body = {"format": 1, "templates": [_data(each) for each in found]}
        echo(json.dumps(body, indent=2))
        return
    width = max(len(each.name) for each in found)
    for each in found:
        echo(f"{visible(each.name):<{width}}  {_from(each)}".rstrip())
        for line in _blocks(each):
            echo(f"  {visible(line)}")


def _from(each: TemplateFile) -> str:
    if not each.own:
        return "shipped"
    if each.builds:
        return "yours, on top of the shipped one"
    return "yours, in place of the shipped one" if each.shipped else "yours; no shipped one"


def _blocks(each: TemplateFile) -> Iterator[str]:
    """Lines about blocks: those of one's own one by one, the shipped ones together."""
    shipped = ", ".join(block.name for block in each.blocks if not block.own)
    own = [block for block in each.blocks if block.own]
    if each.builds or not each.own:
        for block in own:
            yield f"{block.name}: yours, line {block.line}{_idle(block)}"
    elif own:
        yield f"blocks: {', '.join(block.name for block in own)}"
    if shipped:
        yield f"{'shipped' if own else 'blocks'}: {shipped}"


def _idle(block: TemplateBlock) -> str:
    if not block.idle:
        return ""
    near = f" (did you mean {block.near}?)" if block.near else ""
    return f"; but the shipped one has no such block, so it is never printed{near}"


def _data(each: TemplateFile) -> dict[str, object]:
    return {
        "name": each.name,
        "from": "yours" if each.own else "shipped",
        "shipped": each.shipped,
        "extends_shipped": each.builds,
        "blocks": [
            {
                "name": block.name,
                "from": "yours" if block.own else "shipped",
                "line": block.line,
                "printed": not block.idle,
            }
            for block in each.blocks
        ],
    }
