"""A policy as it was, for a terminal."""

from __future__ import annotations

import textwrap

from policykit.model.showing import Shown, ShownLine
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.proof import name, proof
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LEAST = 20


def render(shown: Shown, style: Style) -> str:
    """The text, and below it what proves it."""
    out = Text()
    if not shown.lines or not shown.lines[0].heading:
        out.append(f"{name(shown)}\n", "bold")
    if shown.why:
        out.append(f"{one_line(shown.why)}\n")
    for line in shown.lines:
        _line(out, line, style)
    told = proof(shown)
    if told:
        out.append("\n")
    for label, words in told:
        _wrapped(out, f"{label:<10}", words, 0, style)
    if shown.gap:
        out.append(f"\n{one_line(shown.gap)}\n", "yellow")
    return out.printed(color=style.color)


def _line(out: Text, line: ShownLine, style: Style) -> None:
    text = one_line(line.text)
    if line.heading == 1:
        out.append(f"{text}\n", "bold")
    elif line.heading == 2:  # noqa: PLR2004 - a section
        out.append(f"\n{text}\n", "bold underline")
    elif line.heading:
        out.append(f"  {text}\n", "bold")
    else:
        label = f"{one_line(line.label)}: " if line.label else ""
        _wrapped(out, label, text, 2, style)


def _wrapped(out: Text, label: str, words: str, margin: int, style: Style) -> None:
    width = max(style.width - margin, _LEAST)
    lines = textwrap.wrap(f"{label}{words}", width, break_on_hyphens=False) or [""]
    first, *rest = lines
    out.append(" " * margin)
    out.append(first[: len(label)], "dim")
    told = first[len(label) :]
    out.append(f"{told if label else visible_line(told)}\n")
    for line in rest:
        out.append(f"{' ' * (margin + 2)}{visible_line(line)}\n")
