"""`policykit translate`: words in other languages, made, kept up to date, sent out and taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options, rewriting
from policykit.cli.exit import ExitCode
from policykit.cli.streams import echo
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.model.rewrite import Rewrite
    from policykit.model.standing_words import Standing
    from policykit.translating.requests import Request

_HELP = """Translate a policy, or the organisation, and keep the words true to their source.

Without more it writes the file <policy>.<locale>.yaml with an entry for every text, the source
above each as a comment; what is left empty counts as missing. --update adds what is new and
shows, above words made from an older text, what has changed in it. --stamp notes that words have
been looked at, and takes those comments away: from then on a change of their source is a finding.
It names those that were made from an older text.

--export gives a file for translators, as XLIFF 2.1 or PO, in which placeholders and links are
protected; --import takes it back. A unit of another version, with another id or with other
placeholders is told with its line, and then nothing is written, unless --partial takes the rest.

--status shows how far each language is; without POLICY of all policies. Words that --stamp never
noted are not known to be up to date; where the history shows that their source changed after
them, they are stale.

Examples:

  policykit translate returns --locale sv

  policykit translate returns --locale sv --update

  policykit translate returns statements.refund --locale sv --stamp

  policykit translate returns --locale de --export xliff --output returns.de.xlf

  policykit translate returns --locale de --import returns.de.xlf

  policykit translate organisation --locale sv

  policykit translate --status --fail-on stale
"""

_GATES = ("missing", "stale", "unknown")
_KINDS = ("xliff", "po")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("translate", help=_HELP)(translate)


def translate(
    policy: Annotated[
        str, typer.Argument(help="The id of a policy, or organisation.", metavar="POLICY")
    ] = "",
    addresses: Annotated[
        list[str] | None,
        typer.Argument(help="With --stamp: which words; all when left out.", metavar="ADDRESS"),
    ] = None,
    locale: Annotated[
        str,
        typer.Option(
            help="The language, such as sv.", metavar="L", envvar="POLICYKIT_TRANSLATE_LOCALE"
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option(
            "--next", help="Translate the coming version.", envvar="POLICYKIT_TRANSLATE_NEXT"
        ),
    ] = False,
    update: Annotated[
        bool,
        typer.Option("--update", help="Add what is new and mark what is of an older text."),
    ] = False,
    stamp: Annotated[
        bool, typer.Option("--stamp", help="Note that the words have been looked at.")
    ] = False,
    export: Annotated[
        str, typer.Option("--export", help="Make a file for translators.", metavar="xliff|po")
    ] = "",
    take: Annotated[
        Path | None,
        typer.Option(
            "--import",
            help="Take a file from translators back.",
            metavar="FILE",
            envvar="POLICYKIT_TRANSLATE_IMPORT",
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="With --import: take what is right of it.")
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Show how far each language is.")
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            help="With --status: end with 1 on stale words, on stale ones and missing ones of a "
            "required language, or on stale ones and those nobody has accepted.",
            metavar="stale|missing|unknown",
            envvar="POLICYKIT_TRANSLATE_FAIL_ON",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change as a patch; write nothing.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(help="With --export or --status: the file to write.", metavar="FILE"),
    ] = None,
    formats: Annotated[list[str] | None, options.format_option("translate")] = None,
    root: Annotated[Path | None, options.root_option("translate")] = None,
    color: Annotated[str, options.color_option("translate")] = "auto",
    debug: Annotated[bool, options.debug_option("translate")] = False,
) -> None:
    """Translate."""
    del debug
    asked = {
        "--update": update,
        "--stamp": stamp,
        "--export": bool(export),
        "--import": take is not None,
        "--status": status,
    }
    _demand_one(asked)
    _demand_sense(asked, addresses=bool(addresses), partial=partial, fail_on=fail_on)
    where = options.found_root(root)
    if status:
        _status(
            where,
            policy,
            locale,
            coming=coming,
            fail_on=fail_on,
            formats=formats,
            output=output,
            color=color,
        )
        return
    if not policy or not locale:
        raise PolicykitError(
            "what-to-translate",
            "A policy and a language are needed.",
            hint="For example: policykit translate returns --locale sv.",
        )
    from policykit.translating.requests import Request

    request = Request(root=where, name=policy, locale=locale, coming=coming)
    if export:
        _export(request, export, output)
    elif take is not None:
        _import(request, take, partial=partial, dry_run=dry_run)
    elif stamp:
        _stamp(request, addresses or [], dry_run=dry_run)
    else:
        _draft(request, update=update, dry_run=dry_run)


def _demand_one(asked: dict[str, bool]) -> None:
    named = [name for name, wanted in asked.items() if wanted]
    if len(named) > 1:
        raise PolicykitError(
            "one-at-a-time",
            f"{' and '.join(named)} do not go together.",
            hint="Run one after the other.",
        )


def _demand_sense(asked: dict[str, bool], *, addresses: bool, partial: bool, fail_on: str) -> None:
    for given, name, of in (
        (addresses, "An address", "--stamp"),
        (partial, "--partial", "--import"),
        (bool(fail_on), "--fail-on", "--status"),
    ):
        if given and not asked[of]:
            raise PolicykitError(
                "option-for-nothing", f"{name} goes with {of} alone.", hint=f"Add {of}."
            )
    if fail_on and fail_on not in _GATES:
        raise PolicykitError(
            "unknown-gate",
            f"{fail_on[:120]} is nothing --fail-on knows.",
            hint="Use stale, missing or unknown.",
        )


def _draft(request: Request, *, update: bool, dry_run: bool) -> None:
    from policykit.translating.requests import draft

    made = draft(request, update=update)
    path = made.rewrite.path
    if made.is_new:
        told = f"{path}: {rewriting.counted(len(made.added), 'text', 'texts')} to translate"
        told += f", and {len(made.free)} more if you like." if made.free else "."
    else:
        told = (
            f"{path}: {len(made.added)} added, {len(made.stale)} stale, "
            f"{len(made.gone)} no longer in the source."
        )
    _finish(request.root, made.rewrite, told, dry_run=dry_run)
    for address in made.stale:
        rewriting.note(f"  stale: {address}")
    for address in made.gone:
        rewriting.note(f"  gone, now a comment at the end: {address}")


def _stamp(request: Request, addresses: Sequence[str], *, dry_run: bool) -> None:
    from policykit.translating.requests import accept

    made = accept(request, addresses)
    told = f"{made.rewrite.path}: {rewriting.counted(len(made.stamped), 'text', 'texts')} accepted"
    if made.were_stale:
        told += f", {len(made.were_stale)} of them had an older source"
    _finish(request.root, made.rewrite, f"{told}.", dry_run=dry_run)
    for address in made.were_stale:
        rewriting.note(f"  had an older source: {address}")
    for address in made.refused:
        rewriting.note(
            f"  not accepted, its placeholders or links differ from the source: {address}"
        )
    if made.refused:
        raise typer.Exit(ExitCode.FINDINGS)


def _export(request: Request, kind: str, output: Path | None) -> None:
    if kind not in _KINDS:
        raise PolicykitError(
            "unknown-format",
            f"Nothing can be exported as {kind[:120]}.",
            hint="Use xliff or po.",
        )
    from policykit.translating.requests import export

    content = export(request, kind)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        from policykit.cli.deliver import demand_place_for_reports
        from policykit.output import write_file

        demand_place_for_reports(output)
        write_file(output, content)
        rewriting.note(f"Wrote {output}.")


def _import(request: Request, file: Path, *, partial: bool, dry_run: bool) -> None:
    from policykit.report.text import slips
    from policykit.translating.requests import take
    from policykit.translating.xml_reading import MOST_BYTES

    try:
        with file.open("rb") as stream:
            # One more than may be, so that a longer one is refused without being read.
            content = stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise PolicykitError(
            "cannot-read",
            f"This file cannot be read: {(trouble.strerror or 'it failed').lower()}.",
            context=str(file),
            hint="Check its name and its permissions.",
        ) from trouble
    made = take(request, content, str(file))
    for line in slips.told(made.slips):
        echo(line)
    if made.slips and not partial:
        rewriting.note(
            f"{rewriting.counted(len(made.slips), 'problem', 'problems')}; nothing is written. "
            "--partial takes the rest."
        )
        raise typer.Exit(ExitCode.FINDINGS)
    new = len(made.words) - len(made.changed)
    told = f"{made.rewrite.path}: {rewriting.counted(new, 'text', 'texts')} new"
    if made.changed:
        told += f", {len(made.changed)} changed"
    if made.accepted:
        told += f", {len(made.accepted)} accepted as they are"
    _finish(request.root, made.rewrite, f"{told}.", dry_run=dry_run)
    if made.unsure:
        left = rewriting.counted(len(made.unsure), "text is", "texts are")
        rewriting.note(f"{left} still marked as fuzzy, and left as they were.")
    if made.slips:
        rewriting.note(f"{rewriting.counted(len(made.slips), 'problem', 'problems')} left out.")
        raise typer.Exit(ExitCode.FINDINGS)


def _finish(root: Path, rewrite: Rewrite, told: str, *, dry_run: bool) -> None:
    changes = rewrite.before != rewrite.after
    if dry_run:
        if changes:
            rewriting.show((rewrite,))
        return
    if changes:
        from policykit.translating.requests import write

        write(root, rewrite)
    rewriting.note(told if changes else f"{told} Nothing written.")


def _status(
    root: Path,
    policy: str,
    locale: str,
    *,
    coming: bool,
    fail_on: str,
    formats: list[str] | None,
    output: Path | None,
    color: str,
) -> None:
    from policykit.cli.forms import form
    from policykit.report.formats import Style
    from policykit.translating.standing import standings

    asked = formats or ["text"]
    for each in asked:
        form("translations", each.partition(":")[0])
    found = standings(root, policy, locale, coming=coming)

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("translations", kind)(found, style)

    deliver.deliver(asked, output, render)
    if any(_fails(each, fail_on) for each in found):
        raise typer.Exit(ExitCode.FINDINGS)


def _fails(each: Standing, fail_on: str) -> bool:
    """Whether the gate is shut for the words of a language."""
    if not fail_on:
        return False
    if each.trouble or each.stale:
        return True
    if fail_on == "unknown":
        return bool(each.unknown)
    return fail_on == "missing" and each.required and bool(each.missing)
