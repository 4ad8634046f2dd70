"""The least a typer app can do: what start-up is measured against."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def nothing(path: Annotated[str, typer.Argument()] = "") -> None:
    """Take a path and do nothing."""
    del path


if __name__ == "__main__":
    app()
