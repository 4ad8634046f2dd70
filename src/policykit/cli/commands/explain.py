"""`policykit explain`: the page of a code or name."""

from __future__ import annotations

from typing import Annotated

import typer

from policykit.model.errors import PolicykitError

_HELP = """Tell all about a finding: what it means, why it matters, a bad and a good example.

Examples:

  policykit explain REF001

  policykit explain unknown-placeholder
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", help=_HELP)(explain)


def explain(
    code: Annotated[str, typer.Argument(help="A code or a name.", metavar="CODE|NAME")],
) -> None:
    """Print the page of a code."""
    from policykit import api
    from policykit.report.page import page_text

    known = api.registry()
    page = known.find(code)
    if page is None:
        near = known.near(code)
        raise PolicykitError(
            "unknown-code",
            f"There is no code or name {code!r}.",
            hint=(f"Did you mean {near}? " if near else "") + "`policykit rules` lists them all.",
        )
    rule = known.rules.get(page.code)
    typer.echo(page_text(page, rule.options if rule is not None else ()), nl=False)
