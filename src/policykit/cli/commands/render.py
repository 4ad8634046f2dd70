"""`policykit render`: make handbooks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import ExitCode
from policykit.cli.today import today as the_day

if TYPE_CHECKING:
    from policykit.api import RenderedHandbook

_HELP = """Make handbooks from the policies.

Without names, all handbooks of policykit.yaml are made. One handbook goes into the output
folder itself, several into a folder each. The folder is replaced as a whole; nothing is written
when a policy cannot be read or points at something that is not there.

Examples:

  policykit render

  policykit render staff --locale sv --output build/personalhandbok

  policykit render --at v1.0
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render", help=_HELP)(render)


def render(
    handbooks: Annotated[
        list[str] | None, typer.Argument(help="Which handbooks; all when left out.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="site.", metavar="F", envvar="POLICYKIT_RENDER_FORMAT"),
    ] = None,
    locales: Annotated[
        list[str] | None,
        typer.Option(
            "--locale", help="Only this language.", metavar="L", envvar="POLICYKIT_RENDER_LOCALE"
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to fill.", metavar="DIR")
    ] = Path("build/handbook"),
    root: Annotated[Path | None, options.root_option("render")] = None,
    at: Annotated[str, options.at_option("render")] = "",
    today: Annotated[str | None, options.today_option("render")] = None,
    color: Annotated[str, options.color_option("render")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("render")] = False,
) -> None:
    """Make handbooks."""
    del debug
    from policykit import api
    from policykit.output import write_folder
    from policykit.report.formats import Style, findings_format

    in_color = options.use_color(color)
    request = api.RenderRequest(
        root=options.found_root(root),
        at=at,
        handbooks=tuple(handbooks or ()),
        formats=tuple(formats or ()),
        locales=tuple(locales or ()),
    )
    rendered = api.render(request, the_day(today))
    if rendered.report is not None:
        style = Style(deliver.width(), in_color)
        sys.stdout.write(findings_format("text")(rendered.report, style))
        sys.stderr.write("No handbook was made: mend what is found above first.\n")
        raise typer.Exit(ExitCode.FINDINGS)
    several = len(rendered.handbooks) > 1
    for handbook in rendered.handbooks:
        folder = output / handbook.name if several else output
        size = write_folder(folder, handbook.files)
        if not quiet:
            typer.echo(_summary(handbook, folder, size))


def _summary(handbook: RenderedHandbook, folder: Path, size: int) -> str:
    lines = [
        f"{handbook.name} ({handbook.format}): {len(handbook.files)} files, {size // 1024} KiB"
    ]
    for locale, count in handbook.untranslated.items():
        if count:
            texts = "1 text is" if count == 1 else f"{count} texts are"
            lines.append(f"  {locale}: {texts} not translated and printed in the source language")
    lines.append(f"  open {(folder / 'index.html').as_posix()}")
    return "\n".join(lines)
