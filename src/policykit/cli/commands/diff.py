"""`policykit diff`: what changed, and for whom."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options, servers
from policykit.cli.command import BEHIND
from policykit.cli.exit import ExitCode
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.model.change import Comparison
    from policykit.sources.endpoints import Pipeline

_HELP = """Tell what changed between two versions of the policies, and for whom.

Compares what they mean: items go by their ids and former ids, not by their places, and layout
is no change. BASE alone is compared with the files as they are; BASE..HEAD are two revisions,
BASE...HEAD starts where the two went apart; two folders work, too. Without any, the branch is
compared with where it left the default branch; on the default branch itself, with the last tag
before, else with the commit before.

Examples:

  policykit diff

  policykit diff v2024.1..v2026.1 -- returns

  policykit diff --on 2026-03-01..2026-06-30

  policykit diff main --format markdown:comment.md --fail-on worse

  policykit diff main --acknowledge c-71ab34cd9f2c01ab --reason "Shipping became dearer." \
--by head-of-customer-service
"""

_FAIL_ON = ("worse", "floor", "any")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "diff",
        help=_HELP,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": False},
    )(diff)


def diff(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(help="BASE, BASE..HEAD or two folders; after --, ids of policies."),
    ] = None,
    on: Annotated[
        str,
        typer.Option(
            "--on",
            help="Two days, as YYYY-MM-DD..YYYY-MM-DD: what was in force on each.",
            metavar="A..B",
            envvar="POLICYKIT_DIFF_ON",
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option(
            "--next",
            help="Tell the coming versions against those of today.",
            envvar="POLICYKIT_DIFF_NEXT",
        ),
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit with 1 on changes: worse for customers, a crossed floor of the law, any.",
            metavar="worse|floor|any",
            envvar="POLICYKIT_DIFF_FAIL_ON",
        ),
    ] = "",
    acknowledge: Annotated[
        list[str] | None,
        typer.Option(help="Write into the record that this change is stood by.", metavar="CHANGE"),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why it is right, with --acknowledge.")] = "",
    by: Annotated[
        str, typer.Option(help="The role that stands by it, with --acknowledge.", metavar="ROLE")
    ] = "",
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Show changes of wording one by one.", envvar="POLICYKIT_DIFF_ALL"
        ),
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Report, but end with 0.")] = False,
    root: Annotated[Path | None, options.root_option("diff")] = None,
    today: Annotated[str | None, options.today_option("diff")] = None,
    formats: Annotated[list[str] | None, options.format_option("diff")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")
    ] = None,
    color: Annotated[str, options.color_option("diff")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("diff")] = False,
) -> None:
    """Compare two sides."""
    del debug
    from policykit import api
    from policykit.report.formats import Style, changes_format

    if fail_on and fail_on not in _FAIL_ON:
        raise PolicykitError(
            "unknown-gate",
            f"{fail_on[:120]!r} is nothing --fail-on knows.",
            hint="Use worse, floor or any.",
        )
    asked = servers.formats(formats)
    renderers = {name: changes_format(name) for name in {each.split(":")[0] for each in asked}}
    in_color = options.use_color(color)
    where = _root(root, what or [])
    words, policies = _parted(what or [], context.meta.get(BEHIND, 0))
    request = api.DiffRequest(
        root=where,
        words=words,
        policies=policies,
        days=_days(on),
        coming=coming,
        with_lines="docx" in renderers,
        pipeline=pipeline(os.environ),
        here=Path.cwd(),
    )
    comparison = api.diff(request, the_day(today))
    if acknowledge:
        ids = tuple(acknowledge)
        for path in api.acknowledge(where, ids, reason, by, comparison, the_day(today)):
            sys.stderr.write(f"Wrote the acceptance into {path}.\n")
        comparison = api.diff(request, the_day(today))
    elif reason or by:
        raise PolicykitError(
            "nothing-acknowledged",
            "--reason and --by say why a change is stood by, and no change is named.",
            hint="Add --acknowledge CHANGE, with an id from the report.",
        )

    def render(name: str, to_terminal: bool) -> str | bytes:
        style = Style(
            deliver.width(),
            in_color and to_terminal,
            everything,
            links=servers.links(where, "") if to_terminal else "",
            prefix=servers.prefix(where),
        )
        return "" if quiet and to_terminal else renderers[name](comparison, style)

    deliver.deliver(asked, output, render)
    if servers.ANNOTATIONS in renderers:
        from policykit.report.markdown.changes import document

        servers.summarize(partial(document, comparison))
    if not exit_zero and _fails(comparison, fail_on):
        raise typer.Exit(ExitCode.FINDINGS)


def _root(given: Path | None, words: list[str]) -> Path:
    """The policy repository; of two folders the later one, wherever that is."""
    folders = [Path(word) for word in words]
    if given is None and len(folders) == len(("old", "new")) and all(map(Path.is_dir, folders)):
        return options.found_root(folders[1])
    return options.found_root(given)


def _parted(words: list[str], behind: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before two hyphens, and the ids of policies behind them."""
    cut = len(words) - behind
    return tuple(words[:cut]), tuple(words[cut:])


def _days(on: str) -> tuple[date, date] | None:
    from policykit.sources.ranges import read_days

    return read_days(on) if on else None


def pipeline(environment: Mapping[str, str]) -> Pipeline:
    """What a build server says of the request it runs for."""
    from policykit.sources.endpoints import Pipeline

    return Pipeline(
        base_branch=environment.get("GITHUB_BASE_REF", ""),
        base_commit=environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", ""),
        default_branch=environment.get("CI_DEFAULT_BRANCH", ""),
    )


def _fails(comparison: Comparison, fail_on: str) -> bool:
    """Whether a change that nobody stands by is one the gate is shut for."""
    from policykit.model.change import CustomerEffect

    if not fail_on:
        return False
    if comparison.unread:
        # Nobody can say that nothing is worse in what nobody can read.
        return True
    for change in comparison.changes:
        if change.accepted is not None and not change.accepted.stale:
            continue
        crossed = any(floor.crossed for floor in change.floors)
        worse = change.customer is CustomerEffect.WORSE
        if crossed or (fail_on == "worse" and worse) or (fail_on == "any" and not change.editorial):
            return True
    return False
