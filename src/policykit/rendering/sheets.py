"""Own Typst templates and fonts: what they may not say, and that they cannot run for ever."""

from __future__ import annotations

import json
import multiprocessing
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from multiprocessing.connection import Connection
from typing import Final

from policykit.model.errors import RenderError
from policykit.rendering import typesetting
from policykit.rendering.loading import SHIPPED
from policykit.rendering.templates import Templates
from policykit.rendering.typesetting import Fonts, Sheet, typeset

LONGEST: Final = 300.0
"""Seconds own templates may take; the shipped ones print a thousand pages in a tenth of that."""

MOST_MEMORY: Final = 4 * 1024**3
"""Bytes own templates may fill where the system can limit them; twice what a thousand pages take."""

_WORDS: Final = r"(?:import|include|eval|std|dictionary|type|plugin|read)\b"
_FORBIDDEN: Final = re.compile(rf"\b(?!type\([\w.-]+\) [!=]= )({_WORDS})")
"""What could fetch packages, or reach the words that could by another name.

A comparison, `type(x) == str`, gives true or false and nothing that could be called.
"""

_QUIET: Final = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
"""What looks like a text or a comment; only the typesetter knows what it is."""

_SPELLED: Final = re.compile(rf"(?<!\\)\b{_WORDS}")
_MADE: Final = b"+"
_FAILED: Final = b"-"


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
        RenderError: a template is missing, may not run or say what it says, cannot be filled in,
            or takes too long or too much memory.
    """
    # A copy that was not changed is as safe as what it is a copy of.
    own = [name for name in names if templates.is_own(name) and not _is_copy(templates, name)]
    if own and not templates.runs_programs:
        raise RenderError(
            "template-not-asked-for",
            "The repository has PDF templates of its own. They are programs, so they run only "
            "when you ask for it.",
            context=", ".join(f"templates/{name}" for name in own[:3]),
            hint="Read them, then add --own-pdf-templates to the command.",
        )
    sheets = tuple(
        harmless(Sheet(name, templates.text(name)))
        if name in own
        else Sheet(name, templates.text(name))
        for name in names
    )
    if not own and not fonts.has_own:
        return typeset(sheets, inputs, fonts, day)
    return _apart(longest, own, typeset, sheets, inputs, fonts, day)


def unprintable(
    characters: Iterable[str], fonts: Fonts, *, longest: float = LONGEST
) -> tuple[str, ...]:
    """Those of the characters that no font has, or that may not stand in such a PDF; sorted.

    Raises:
        RenderError: the typesetter is not installed, or own fonts take too long or too much memory.
    """
    asked = "".join(sorted(set(characters)))
    if not fonts.has_own:
        return typesetting.unprintable(asked, fonts)
    return tuple(_apart(longest, (), _unprintable, asked, fonts).decode())


def harmless(sheet: Sheet) -> Sheet:
    """An own template that prints what it printed and can reach nothing.

    In texts and comments a word that may not be said is spelled with an escape, which means the
    same there and is a mistake in code; so nothing depends on what we take for a comment.

    Raises:
        RenderError: it says such a word in what can be code.
    """
    text = _QUIET.sub(lambda found: _SPELLED.sub(_spelled, found[0]), sheet.text)
    for number, line in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found is not None:
            raise RenderError(
                "template-forbidden",
                f'An own PDF template may not say "{found[1]}".',
                context=f"templates/{sheet.name}:{number}",
                hint="It has the names of all templates before it, and needs no others.",
            )
    return Sheet(sheet.name, text)


def _spelled(found: re.Match[str]) -> str:
    return rf"\u{{{ord(found[0][0]):x}}}{found[0][1:]}"


def _unprintable(asked: str, fonts: Fonts) -> bytes:
    return "".join(typesetting.unprintable(asked, fonts)).encode()


def _apart(longest: float, own: Sequence[str], work: Callable[..., bytes], *given: object) -> bytes:
    """What a function gives in a process of its own; it may send bytes, and no objects."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, work, given), daemon=True)
    process.start()
    theirs.close()
    try:
        told = ours.recv_bytes() if ours.poll(longest) else b""
    except EOFError:
        told = b""
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()
    if told.startswith(_MADE):
        return told.removeprefix(_MADE)
    if told.startswith(_FAILED):
        reference, message, where, hint = map(str, json.loads(told.removeprefix(_FAILED)))
        raise RenderError(reference, message, context=where, hint=hint)
    raise RenderError(
        "template-too-long",
        "The templates or fonts of the PDF take too long or too much memory.",
        context=", ".join(f"templates/{name}" for name in own[:3]) or "templates/pdf/fonts",
        hint="Look for a loop or a function without end in your own templates/pdf, "
        "or take your own fonts away.",
    )


def _work(line: Connection, work: Callable[..., bytes], given: Sequence[object]) -> None:
    """In a process of its own: sends what was made, or what went wrong."""
    _limit_memory()
    try:
        line.send_bytes(_MADE + work(*given))
    except RenderError as error:
        told = (error.reference, error.message, error.context, error.hint)
        line.send_bytes(_FAILED + json.dumps(told).encode())
    line.close()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _is_copy(templates: Templates, name: str) -> bool:
    """Whether an own template is, letter by letter, the shipped one."""
    try:
        return templates.text(name) == templates.text(f"{SHIPPED}{name}")
    except RenderError:
        return False
