"""Makes the pictures of the documentation from the real program and the policies of Havsby.

python docs/pictures.py            make them
python docs/pictures.py --check    say which terminal pictures are not up to date, and fail if any

Terminal pictures have the same bytes on every computer. Screenshots need Chromium, and are left as
they are where there is none.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
TODAY: Final = "2026-11-22"
WIDTH: Final = 96
"""Columns of the terminal: what a line of a README shows without being made smaller."""

ENVIRONMENT: Final = {
    "COLUMNS": str(WIDTH),
    "GIT_AUTHOR_DATE": f"{TODAY}T08:00:00Z",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_COMMITTER_DATE": f"{TODAY}T08:00:00Z",
    "GIT_COMMITTER_EMAIL": "committer@example.org",
    "GIT_COMMITTER_NAME": "Committer",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "POLICYKIT_NO_CACHE": "1",
    "POLICYKIT_TODAY": TODAY,
    "PYTHONPATH": str(ROOT / "src"),
    "TZ": "UTC",
}
_FOREIGN: Final = re.compile(r"POLICYKIT_|GIT_|GITHUB_|GITLAB_|CI|NO_COLOR|FORCE_COLOR|LC_|LANG")

Edit: TypeAlias = tuple[str, str, str]
"""A file, words that stand there, and what takes the place of the first of them."""


@dataclass(frozen=True)
class Scene:
    """A terminal picture: edits of the policies of Havsby, then a command and what it prints.

    Attributes:
        command: what is typed, without `policykit`.
        edits: what is edited before.
        lines: the most lines shown; what is cut is told by a line `…`.
        begin: how the first line that is shown begins, '' for the first of all.
    """

    command: str
    edits: tuple[Edit, ...] = ()
    lines: int = 60
    begin: str = ""


# Without words in other languages, so that nothing else is found when its own are edited.
_VISITS: Final = "policies/home-visits.yaml"
_RETURNS: Final = "policies/returns.yaml"
_SHORTER: Final = (_RETURNS, "window: 30 days", "window: 21 days")
_BELOW_THE_LAW: Final = (_RETURNS, "deadline: 10 days", "deadline: 30 days")
_SOONER: Final = (_RETURNS, "deadline: 10 days", "deadline: 7 days")

SCENES: Final[Mapping[str, Scene]] = {
    "lint": Scene(
        "lint",
        (
            (_VISITS, "deadline: 15 minutes", "deadline: 15 min"),
            (_VISITS, "within {arrival-slack}", "within {arival-slack}"),
        ),
    ),
    "diff": Scene("diff main", (_SHORTER, _SOONER)),
    "gaps": Scene(
        "gaps --framework eu-consumer,se-consumer,core-service",
        (_BELOW_THE_LAW,),
        lines=22,
    ),
    "review": Scene("review --since main", (_SHORTER,), begin="to look at again"),
}

_THEME: Final = TerminalTheme(
    (27, 31, 40),
    (222, 226, 233),
    [
        (27, 31, 40),
        (244, 120, 120),
        (143, 207, 138),
        (237, 196, 107),
        (125, 176, 246),
        (205, 155, 236),
        (111, 205, 209),
        (222, 226, 233),
    ],
    [
        (139, 147, 163),
        (255, 145, 145),
        (166, 227, 161),
        (249, 216, 140),
        (150, 195, 255),
        (222, 180, 248),
        (140, 224, 228),
        (255, 255, 255),
    ],
)

# The fonts of the computer that shows it: a picture that loads one tells somebody who looks at it.
_FORMAT: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" role="img" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width }}
.{unique_id}-title {{ font-size: 18px; font-family: system-ui, sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def drawn(name: str, command: str, said: str, scene: Scene) -> str:
    """A terminal in which a command was typed, as SVG; `said` has terminal codes."""
    shown = said.rstrip().splitlines()
    if scene.begin:
        start = next(at for at, line in enumerate(shown) if scene.begin in line)
        shown = ["…", "", *shown[start:]]
    if len(shown) > scene.lines:
        shown = [*shown[: scene.lines - 1], "…"]
    text = Text.assemble(("$ ", "bright_black"), (f"policykit {command}", "bold"), "\n\n")
    return framed(name, "policykit", text.append_text(Text.from_ansi("\n".join(shown))))


def framed(name: str, title: str, text: Text) -> str:
    """A window of a terminal with a text in it, as SVG."""
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    console.print(text)
    # The frame cuts the feet of the letters in the last line.
    console.print()
    return console.export_svg(
        title=title, theme=_THEME, code_format=_FORMAT, unique_id=f"policykit-{name}"
    )


def terminals() -> Iterator[tuple[str, str]]:
    """Every terminal picture: its file name and what it is of."""
    for name, scene in SCENES.items():
        with havsby(scene.edits) as folder:
            said = run(folder, *shlex.split(scene.command), "--color", "always")
        yield f"{name}.svg", drawn(name, scene.command, said, scene)


@contextmanager
def havsby(edits: tuple[Edit, ...]) -> Iterator[Path]:
    """The policies of Havsby in a repository of their own: one commit on main, then the edits."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("policies", "schemas"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "policykit.yaml", folder)
        (folder / "docs").mkdir()
        for preface in (ROOT / "docs").glob("preface*.md"):
            shutil.copy(preface, folder / "docs")
        for line in ("init -q -b main", "add .", "commit -q -m Havsby"):
            called("git", *line.split(), cwd=folder)
        for file, before, after in edits:
            text = (folder / file).read_text(encoding="utf-8")
            if before not in text:
                raise SystemExit(f"{file} does not have {before!r}, which a picture edits.")
            (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
        yield folder


def run(folder: Path, *arguments: str) -> str:
    """What policykit prints there, findings or not."""
    return called(sys.executable, "-m", "policykit", *arguments, cwd=folder, codes=(0, 1))


def called(*command: str, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    """What a program prints, in surroundings that are the same everywhere."""
    kept = {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}
    done = subprocess.run(
        command, cwd=cwd, env=kept | ENVIRONMENT, capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode not in codes:
        raise SystemExit(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


@dataclass(frozen=True)
class Shot:
    """A screenshot: a handbook, a page of it scrolled to `at`, edits made before, the window."""

    handbook: str
    page: str
    edits: tuple[Edit, ...] = ()
    at: str = ""
    width: int = 1280
    height: int = 860


SHOTS: Final[Mapping[str, Shot]] = {
    "handbook": Shot("staff", "en/policies/returns.html", at="Our promises and limits"),
    "managers-pack": Shot("managers-pack", "en/index.html", edits=(_BELOW_THE_LAW,)),
}


def screenshots() -> Iterator[tuple[str, bytes]]:
    """Every screenshot, none where there is no browser."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("chromium is not installed: the screenshots stay as they are.\n")
        return
    from PIL import Image  # noqa: PLC0415 - only where there is a browser
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the same

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, shot in SHOTS.items():
            with havsby(shot.edits) as folder:
                built = folder / "build"
                run(folder, "render", shot.handbook, "--locale", "en", "--output", str(built))
                page = browser.new_page(
                    viewport={"width": shot.width, "height": shot.height}, color_scheme="light"
                )
                page.goto((built / shot.page).as_uri())
                if shot.at:
                    page.get_by_role("heading", name=shot.at).evaluate(
                        "heading => window.scrollTo(0, heading.offsetTop - 32)"
                    )
                taken = Image.open(io.BytesIO(page.screenshot()))
                page.close()
            # A palette makes a third of it, and nobody sees the difference.
            buffer = io.BytesIO()
            taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
                buffer, "PNG", optimize=True
            )
            yield f"{name}.png", buffer.getvalue()
        browser.close()


def _shown(picture: str) -> str:
    """A picture without the names of commits: they change with any file of the program."""
    return re.sub(r"\([0-9a-f]{12},", "(,", picture)


def main() -> int:
    """Make the pictures, or look whether those of the terminal are up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="make none, look only")
    check: bool = parser.parse_args().check
    old = []
    for name, picture in terminals():
        place = PICTURES / name
        if check:
            if not place.exists() or _shown(place.read_text(encoding="utf-8")) != _shown(picture):
                old.append(name)
            continue
        place.write_text(picture, encoding="utf-8", newline="\n")
    if old:
        listed = "\n".join(f"  docs/pictures/{name}" for name in old)
        sys.stderr.write(f"Not up to date; `make pictures` makes them anew:\n{listed}\n")
        return 1
    if not check:
        for name, shot in screenshots():
            (PICTURES / name).write_bytes(shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
