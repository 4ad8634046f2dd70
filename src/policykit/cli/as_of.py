"""`--on DATE`: the files as they stood on the release branch on a day, judged by that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import typer

from policykit.cli.today import the_date, today
from policykit.model.errors import PolicykitError


def day_asked(on: str, context: typer.Context) -> date | None:
    """The day of `--on`, which goes before a revision or a day that the environment names.

    Raises:
        PolicykitError: it is no date, or the call itself names a revision or another day too.
    """
    if not on:
        return None
    sources = {name: context.get_parameter_source(name) for name in ("at", "today")}
    given = [name for name, each in sources.items() if each and each.name == "COMMANDLINE"]
    if given:
        other = f"--{given[0]}"
        raise PolicykitError(
            "options-apart",
            f"--on and {other} cannot go together.",
            context=f"policykit {context.info_name}",
            hint=f"--on finds the text and the day by itself: leave out {other}.",
        )
    return the_date(on)


def as_of(
    root: Path, on: str, at: str, day: str | None, context: typer.Context
) -> tuple[str, Callable[[str], date]]:
    """The revision to read and what gives the day to judge by.

    Args:
        root: the folder of the policy repository.
        on: `--on`, '' where it was not given.
        at: `--at`, '' where it was not given.
        day: `--today`.
        context: the call.

    Raises:
        PolicykitError: these do not go together, or nothing had landed by that day.
    """
    asked = day_asked(on, context)
    if asked is None:
        return at, today(day)
    from policykit.on_a_day import commit_of

    return commit_of(root, asked), lambda _zone: asked
