"""Options that cannot go together, and those that do nothing alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import typer

from policykit.model.errors import PolicykitError

_LINT: Mapping[str, tuple[str, ...]] = {
    "--stdin-filename": (
        "PATHS",
        "--at",
        "--fix",
        "--diff",
        "--watch",
        "--write-baseline",
        "--prune",
    ),
    "--watch": ("--at", "--fix", "--diff", "--write-baseline", "--prune"),
    "--shard": (
        "PATHS",
        "--fix",
        "--diff",
        "--baseline",
        "--write-baseline",
        "--prune",
        "--against",
        "--statistics",
        "--stdin-filename",
        "--watch",
    ),
    "--against": ("--write-baseline", "--prune"),
    "--diff": ("--write-baseline", "--prune"),
    "--write-baseline": ("--prune",),
}


_ELSEWHERE = {
    ("--shard", option): f"Give {option} to `policykit merge-reports`, which sees all policies."
    for option in ("--baseline", "--against")
}
"""What to do where one of two options belongs to another command."""


def keep_apart(given: Iterable[tuple[str, object]]) -> None:
    """Refuse options of lint that contradict each other.

    Args:
        given: each option with its value; one that is empty or False was not given.

    Raises:
        PolicykitError: two of them do, naming both.
    """
    there = {name for name, value in given if value}
    for name, others in _LINT.items():
        clash = next((other for other in others if other in there), "") if name in there else ""
        if clash:
            raise PolicykitError(
                "options-apart",
                f"{name} and {clash} cannot go together.",
                context="policykit lint",
                hint=_ELSEWHERE.get((name, clash), f"Leave out {name} or {clash}."),
            )


def refuse_alone(
    context: typer.Context, parameter: str, name: str, partners: tuple[str, str]
) -> None:
    """Refuse an option that has no effect without one of two others.

    One that stands in the environment may wait there for a call that has use for it.

    Raises:
        PolicykitError: it was written in the call itself.
    """
    source = context.get_parameter_source(parameter)
    if source is not None and source.name == "COMMANDLINE":
        one, other = partners
        raise PolicykitError(
            "option-alone",
            f"{name} does nothing by itself.",
            context="policykit lint",
            hint=f"Add {one} to change the files, or {other} to see first what would change.",
        )
