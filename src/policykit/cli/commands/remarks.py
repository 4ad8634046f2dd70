"""`policykit remarks`: the form staff say what is wrong in, and what came in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import options, rewriting
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.model.remark import Heard

_HELP = """Show what staff say of the rules, or make the form they say it in.

With remarks in policykit.yaml each rule of a staff handbook leads to a form that names it. The
form itself is a file in the repository: --export prints it for your server, and --output puts
it where the server looks for it.

What came in is read from a file, or from standard input with -, as servers export issues, and
is shown by rule, in the words the rule has today; a rule that was renamed has its new name. What
staff said is shortened in text, and whole with --format markdown or json. Nothing is asked of any
server.

Examples:

  policykit remarks --export github --output .

  policykit remarks --export gitlab --locale sv

  gh issue list --label policy-remark --json number,title,body,createdAt,state | policykit remarks -

  policykit remarks issues.json --format markdown:remarks.md
"""

_STDIN = "-"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("remarks", help=_HELP)(remarks)


def remarks(
    file: Annotated[
        str, typer.Argument(help="A list of issues as JSON; - for standard input.", metavar="FILE")
    ] = "",
    export: Annotated[
        str,
        typer.Option(
            help="github, gitlab or forgejo (Gitea, too): make the form for this server.",
            metavar="SERVER",
            envvar="POLICYKIT_REMARKS_EXPORT",
        ),
    ] = "",
    locale: Annotated[
        str,
        typer.Option(
            help="The language of the form, such as sv; that of the policies when left out.",
            metavar="L",
            envvar="POLICYKIT_REMARKS_LOCALE",
        ),
    ] = "",
    output: Annotated[
        Path | None,
        options.common(
            "remarks",
            "--output",
            help_text="The folder of the repository to write the form into; for a list, the file "
            "to write to.",
            metavar="PATH",
        ),
    ] = None,
    formats: Annotated[list[str] | None, options.format_option("remarks")] = None,
    root: Annotated[Path | None, options.root_option("remarks")] = None,
    debug: Annotated[bool, options.debug_option("remarks")] = False,
) -> None:
    """Show remarks, or make their form."""
    del debug
    from policykit import remarking

    if bool(file) == bool(export):
        raise PolicykitError(
            "remarks-of-nothing",
            "There is nothing to show and nothing to make."
            if not file
            else "A list to show and a form to make do not go together.",
            hint="Give a list of issues, or --export github, gitlab or forgejo.",
        )
    where = options.found_root(root)
    if not export:
        _show(remarking.heard(where, _content(file, remarking.MOST_BYTES)), formats, output)
        return
    if formats:
        raise PolicykitError(
            "remarks-of-nothing",
            "A form has no other format than that of its server.",
            context="--format",
            hint="Leave --format out: it is for a list of issues.",
        )
    made = remarking.form(where, export, locale)
    if output is None:
        sys.stdout.write(made.text)
        return
    _write(output / made.path, made.text.encode())


def _show(found: Sequence[Heard], formats: list[str] | None, output: Path | None) -> None:
    from policykit.cli import deliver
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    deliver.deliver(
        formats or ["text"],
        output,
        lambda name, _on_stdout: form("remarks", name)(found, Style(deliver.width())),
    )


def _write(target: Path, content: bytes) -> None:
    """Write a form; one that somebody has made their own stays."""
    from policykit.output import write_file

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        there = target.read_bytes() if target.exists() else content
    except OSError as trouble:
        raise PolicykitError(
            "unwritable-form",
            "The form cannot be written there.",
            context=str(target),
            hint="Give --output the folder of the repository, where you may write.",
        ) from trouble
    if there != content:
        raise PolicykitError(
            "another-form",
            "Another form stands there already, and it may hold changes of yours.",
            context=str(target),
            hint="Compare it with what is printed without --output, or delete it first.",
        )
    write_file(target, content)
    rewriting.note(f"Wrote {target}.")


def _content(file: str, most: int) -> bytes:
    if file == _STDIN:
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except OSError as trouble:
        raise PolicykitError(
            "unreadable-remarks",
            "This list of issues cannot be read.",
            context=file[:120],
            hint="Give a file, or - for standard input.",
        ) from trouble
