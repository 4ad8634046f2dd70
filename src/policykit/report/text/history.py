"""The history of a promise for a terminal: each value with its days, the latest first."""

from __future__ import annotations

import textwrap

from policykit.model.history import History, Told
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.told import about, changed, commit, earlier_names, heading, in_force
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LABEL = 10
_INDENT = 4


def render(history: History, style: Style) -> str:
    """The history from the latest value to the first."""
    out = Text()
    out.append(f"{heading(history)}\n", "bold")
    out.append(f"{about(history)}.\n", "dim")
    if earlier_names(history):
        out.append(f"{earlier_names(history)}\n", "dim")
    for number in reversed(range(len(history.values))):
        told = history.values[number]
        before = history.values[number - 1] if number else None
        out.append("\n")
        _value(out, history, told, before, style)
    if history.gap:
        out.append(f"\n{one_line(history.gap)}\n", "yellow")
    return out.printed(color=style.color)


def _value(out: Text, history: History, told: Told, before: Told | None, style: Style) -> None:
    holds = any(
        days.first <= history.today and (days.last is None or history.today <= days.last)
        for days in told.in_force
    )
    _wrapped(out, one_line(told.words), 2, style.width, "bold green" if holds else "bold")
    for stretch in in_force(told, history.today):
        _line(out, "in force", stretch, style)
    version = f" ({one_line(told.version)})" if told.version and history.item else ""
    _line(out, "written", f"{commit(told.landed)}{version}", style)
    if told.reason:
        _line(out, "reason", one_line(told.reason), style)
    for days in told.in_force:
        if days.by.commit != told.landed.commit:
            _line(out, "brought", commit(days.by), style)
    if told.gone is not None:
        _line(out, "gone", commit(told.gone), style)
    if history.item:
        for label, earlier, later in changed(before, told):
            _line(out, "changed", f"{label}: {earlier or 'nothing'} → {later or 'nothing'}", style)


def _line(out: Text, label: str, words: str, style: Style) -> None:
    out.append(f"{'':{_INDENT}}{label:<{_LABEL}}", "dim")
    margin = _INDENT + _LABEL
    out.append(f"\n{'':{margin}}".join(_lines(words, style.width - margin)) + "\n")


def _wrapped(out: Text, words: str, margin: int, width: int, style: str) -> None:
    lines = _lines(words, width - margin)
    out.append("".join(f"{'':{margin}}{line}\n" for line in lines), style)


def _lines(words: str, width: int) -> list[str]:
    """Words on lines of a width; most fit on one, and breaking thousands takes long."""
    room = max(width, 20)
    if len(words) <= room and words.isprintable() and words == words.strip():
        return [visible_line(words)]
    lines = textwrap.wrap(words, room, break_on_hyphens=False)
    return [visible_line(line) for line in lines] or [""]
