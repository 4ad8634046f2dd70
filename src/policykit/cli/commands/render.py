"""`policykit render`: make handbooks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.as_of import day_asked
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

  policykit render quick-card --audience store-associate

  policykit render staff --format pdf --format docx

  policykit render --at v1.0

  policykit render staff --on 2026-01-15
"""


_MEBIBYTE = 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render", help=_HELP)(render)


def render(
    context: typer.Context,
    handbooks: Annotated[
        list[str] | None, typer.Argument(help="Which handbooks; all when left out.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="site, html, pdf, docx or markdown.",
            metavar="F",
            envvar="POLICYKIT_RENDER_FORMAT",
        ),
    ] = None,
    locales: Annotated[
        list[str] | None,
        typer.Option(
            "--locale", help="Only this language.", metavar="L", envvar="POLICYKIT_RENDER_LOCALE"
        ),
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--audience",
            help="Only what is for this role.",
            metavar="ROLE",
            envvar="POLICYKIT_RENDER_AUDIENCE",
        ),
    ] = None,
    channels: Annotated[
        list[str] | None,
        typer.Option(
            "--channel",
            help="Only what holds in this channel.",
            metavar="C",
            envvar="POLICYKIT_RENDER_CHANNEL",
        ),
    ] = None,
    regions: Annotated[
        list[str] | None,
        typer.Option(
            "--region",
            help="Only what holds in this region.",
            metavar="R",
            envvar="POLICYKIT_RENDER_REGION",
        ),
    ] = None,
    brands: Annotated[
        list[str] | None,
        typer.Option(
            "--brand",
            help="Only what holds for this brand.",
            metavar="B",
            envvar="POLICYKIT_RENDER_BRAND",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to fill.", metavar="DIR")
    ] = Path("build/handbook"),
    own_pdf_templates: Annotated[
        bool,
        typer.Option(
            "--own-pdf-templates",
            help="Run the repository's own templates/pdf, which are programs.",
        ),
    ] = False,
    root: Annotated[Path | None, options.root_option("render")] = None,
    at: Annotated[str, options.at_option("render")] = "",
    on: Annotated[
        str,
        options.common(
            "render",
            "--on",
            help_text="The handbook of this day (YYYY-MM-DD), by the Git history.",
            metavar="DATE",
        ),
    ] = "",
    today: Annotated[str | None, options.today_option("render")] = None,
    color: Annotated[str, options.color_option("render")] = "auto",
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            help="Also report what lint finds, in a format of lint; with :FILE into a file.",
            metavar="F[:FILE]",
            envvar="POLICYKIT_RENDER_REPORT",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    debug: Annotated[bool, options.debug_option("render")] = False,
) -> None:
    """Make handbooks."""
    del debug
    from policykit import api
    from policykit.cli.progress import shown_progress
    from policykit.output_folder import write_folder
    from policykit.report.formats import Style, findings_format
    from policykit.setting_aside import setting_aside

    in_color = options.use_color(color)
    request = api.RenderRequest(
        root=options.found_root(root),
        at=at,
        on=day_asked(on, context),
        handbooks=tuple(handbooks or ()),
        formats=tuple(formats or ()),
        locales=tuple(locales or ()),
        audience=tuple(audience or ()),
        channels=tuple(channels or ()),
        regions=tuple(regions or ()),
        brands=tuple(brands or ()),
        own_pdf_templates=own_pdf_templates,
        reported=bool(reports),
    )
    renderers = {name: findings_format(name) for name in map(_name, reports or ())}

    def told(name: str, to_terminal: bool) -> str:
        findings = rendered.report or rendered.findings
        if findings is None:
            return ""
        style = Style(deliver.width(), in_color and to_terminal)
        return renderers[name](findings, style)

    with setting_aside(output) as keep:
        with shown_progress(quiet=quiet) as progress:
            rendered = api.render(request, the_day(today), progress, keep)
        if rendered.report is not None:
            renderers.setdefault("text", findings_format("text"))
            deliver.deliver(tuple(reports or ("text",)), None, told)
            sys.stderr.write("No handbook was made: mend what is found above first.\n")
            raise typer.Exit(ExitCode.FINDINGS)
        if not quiet:
            sys.stderr.writelines(f"{note}\n" for note in rendered.notes)
        by_name: dict[str, list[RenderedHandbook]] = {}
        for handbook in rendered.handbooks:
            by_name.setdefault(handbook.name, []).append(handbook)
        for name, forms in by_name.items():
            folder = output / name if len(by_name) > 1 else output
            write_folder(folder, (file for form in forms for file in form.files))
            if not quiet:
                # A report has stdout for itself.
                aside = any(":" not in each for each in reports or ())
                typer.echo("\n".join(_summary(form, folder) for form in forms), err=aside)
        if reports:
            deliver.deliver(tuple(reports), None, told)


def _name(asked: str) -> str:
    return asked.partition(":")[0]


def _summary(handbook: RenderedHandbook, folder: Path) -> str:
    size = sum(len(file.content) for file in handbook.files)
    files = "1 file" if len(handbook.files) == 1 else f"{len(handbook.files)} files"
    pages = sum(handbook.pages.values())
    told = f", {pages} page{'' if pages == 1 else 's'}" if pages else ""
    lines = [f"{handbook.name} ({handbook.format}): {files}{told}, {_size(size)}"]
    for locale, count in handbook.untranslated.items():
        if count:
            texts = "1 text is" if count == 1 else f"{count} texts are"
            lines.append(f"  {locale}: {texts} not translated and printed in the source language")
    lines.extend(f"  {note}" for note in handbook.notes)
    paths = [file.path for file in handbook.files]
    shown = ["index.html"] if "index.html" in paths else [each for each in paths if "/" not in each]
    lines.extend(f"  open {(folder / each).as_posix()}" for each in shown)
    return "\n".join(lines)


def _size(size: int) -> str:
    """Bytes as people read them: KiB below a MiB, then MiB with one decimal."""
    if size < _MEBIBYTE:
        return f"{max(1, size // 1024)} KiB"
    return f"{size / _MEBIBYTE:.1f} MiB"
