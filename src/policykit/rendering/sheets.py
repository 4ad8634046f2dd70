"""Own Typst templates: what they may not say, and that they cannot run for ever."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Mapping, Sequence
from datetime import date
from multiprocessing.connection import Connection
from typing import Final

from policykit.model.errors import RenderError
from policykit.rendering.templates import Templates
from policykit.rendering.typesetting import Fonts, Sheet, typeset

LONGEST: Final = 300.0
"""Seconds own templates may take; the shipped ones print a thousand pages in a tenth of that."""

MOST_MEMORY: Final = 4 * 1024**3
"""Bytes own templates may fill where the system can limit them; twice what a thousand pages take."""

_FORBIDDEN: Final = re.compile(r"\b(import|include|eval|std|dictionary|type|plugin|read)\b")
"""What could fetch packages, or reach the words that could by another name."""


def print_sheets(
    templates: Templates,
    names: Sequence[str],
    inputs: Mapping[str, str],
    fonts: Fonts,
    day: date,
    *,
    longest: float = LONGEST,
) -> bytes:
    """A PDF of templates by name; own ones are looked at first and run apart, with limits.

    Raises:
        RenderError: a template is missing, may not say what it says, cannot be filled in, or
            takes too long or too much memory.
    """
    sheets = tuple(Sheet(name, templates.text(name)) for name in names)
    own = tuple(sheet for sheet in sheets if templates.is_own(sheet.name))
    for sheet in own:
        _demand_harmless(sheet)
    if not own:
        return typeset(sheets, inputs, fonts, day)
    return _apart(sheets, inputs, fonts, day, longest)


def _demand_harmless(sheet: Sheet) -> None:
    for number, line in enumerate(sheet.text.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found is not None:
            raise RenderError(
                "template-forbidden",
                f'An own PDF template may not say "{found.group(1)}".',
                context=f"templates/{sheet.name}:{number}",
                hint="It has the names of all templates before it, and needs no others.",
            )


def _apart(
    sheets: Sequence[Sheet], inputs: Mapping[str, str], fonts: Fonts, day: date, longest: float
) -> bytes:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_print, args=(theirs, sheets, inputs, fonts, day), daemon=True)
    process.start()
    theirs.close()
    try:
        made = ours.recv() if ours.poll(longest) else None
    except EOFError:
        made = None
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()
    if isinstance(made, bytes):
        return made
    if isinstance(made, tuple):
        reference, message, where, hint = made
        raise RenderError(reference, message, context=where, hint=hint)
    raise RenderError(
        "template-too-long",
        "The templates of the PDF take too long or too much memory.",
        context=", ".join(f"templates/{sheet.name}" for sheet in sheets[:3]),
        hint="Look for a loop or a function without end in your own templates/pdf.",
    )


def _print(
    line: Connection,
    sheets: Sequence[Sheet],
    inputs: Mapping[str, str],
    fonts: Fonts,
    day: date,
) -> None:
    """In a process of its own: prints, and sends the pages or what went wrong."""
    _limit_memory()
    try:
        line.send(typeset(sheets, inputs, fonts, day))
    except RenderError as error:
        line.send((error.reference, error.message, error.context, error.hint))
    line.close()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
