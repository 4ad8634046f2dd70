"""Typst templates to PDF: the one place that knows the typesetter.

What is printed goes in as JSON and never becomes a part of a template. Nothing but fonts can
be read, nothing is fetched, and fonts of the machine are not looked at, so the same data gives
the same pages everywhere. The files are tagged PDF/UA-1 and PDF/A-2a at once; the typesetter
refuses to write one that breaks either.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Final

from policykit.model.errors import RenderError
from policykit.model.value import dataclass
from policykit.rendering.packing import packed

_STANDARDS: Final = ("ua-1", "a-2a")
_PLACE: Final = re.compile(r"\.typ:(\d+):\d+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template that is a part of a whole: its name below `templates/`, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """Folders with fonts; the first one is also all that templates could read from."""

    folders: tuple[Path, ...]

    @property
    def has_own(self) -> bool:
        """Whether there are fonts beside the shipped ones."""
        return len(self.folders) > 1


def typeset(sheets: Sequence[Sheet], inputs: Mapping[str, str], fonts: Fonts, day: date) -> bytes:
    """A PDF of templates that stand one after another, as if they were one.

    Args:
        sheets: the templates in their order; a later one sees the names of earlier ones.
        inputs: texts the templates find in `sys.inputs`, such as JSON.
        fonts: where the fonts are.
        day: the day the document is of.

    Raises:
        RenderError: the typesetter is not installed, or a template cannot be filled in; the
            context says the file and line.
    """
    typst = _typst()
    source = "".join(f"{sheet.text}\n" for sheet in sheets)
    try:
        made = typst.compile(
            source.encode(),
            root=str(fonts.folders[0]),
            font_paths=[str(folder) for folder in fonts.folders],
            ignore_system_fonts=True,
            sys_inputs=dict(inputs),
            pdf_standards=list(_STANDARDS),
            timestamp=datetime.combine(day, time(), UTC),
            format="pdf",
        )
    except typst.TypstError as error:
        raise RenderError(
            "template-failed",
            f"The PDF cannot be made: {str(error.message)[:240]}",
            context=_context(str(error.diagnostic), sheets),
            hint=_hint(error.hints),
        ) from error
    return packed(bytes(made))


def unprintable(characters: Iterable[str], fonts: Fonts) -> tuple[str, ...]:
    """Those of the characters that no font has, or that may not stand in such a PDF; sorted.

    Raises:
        RenderError: the typesetter is not installed.
    """
    asked = sorted({each for each in characters if not each.isspace()})
    head = '#set document(title: "0", date: datetime(year: 2000, month: 1, day: 1))\n'
    head += '#set text(font: ("Source Sans 3", "DejaVu Sans Mono"))\n'
    head += "#let found = json(bytes(sys.inputs.found))\n"
    lines = "".join(f"#block[#found.at({index})]\n" for index in range(len(asked)))
    typst = _typst()
    try:
        typst.compile(
            f"{head}{lines}".encode(),
            root=str(fonts.folders[0]),
            font_paths=[str(folder) for folder in fonts.folders],
            ignore_system_fonts=True,
            sys_inputs={"found": json.dumps(asked)},
            pdf_standards=list(_STANDARDS),
            format="pdf",
        )
    except typst.TypstError as error:
        first = head.count("\n") + 1
        at = {int(line) - first for line in _PLACE.findall(str(error.diagnostic))}
        return tuple(each for index, each in enumerate(asked) if index in at)
    return ()


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415 - it takes 30 MB, which only PDF needs
    except ImportError as error:
        raise RenderError(
            "pdf-not-installed",
            "PDF handbooks need a part of policykit that is not installed.",
            hint='Run: pip install "policykit-handbook[pdf]"',
        ) from error
    return typst


def _context(diagnostic: str, sheets: Sequence[Sheet]) -> str:
    """The template and the line that failed."""
    found = _PLACE.search(diagnostic)
    if found is None:
        return ""
    starts = [1]
    for sheet in sheets:
        starts.append(starts[-1] + sheet.text.count("\n") + 1)
    line = int(found.group(1))
    index = min(bisect_right(starts, line) - 1, len(sheets) - 1)
    return f"templates/{sheets[index].name}:{line - starts[index] + 1}"


def _hint(hints: Sequence[str]) -> str:
    own = "Look at the line, and compare it with the shipped template of the same name."
    return f"{hints[0][:160]}. {own}" if hints else own
