"""GitHub's workflow commands: annotations of a line of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.finding import Severity
from policykit.model.position import Location
from policykit.report.visible import visible

MOST: Final = 10
"""How many annotations of each kind GitHub shows for a step; it drops others in silence."""

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotation(
    severity: Severity, location: Location | None, title: str, lines: Sequence[str], prefix: str
) -> str:
    """One command; `lines` are safe to print, and `prefix` is the way to the repository's top."""
    properties: dict[str, str] = {}
    if location is not None:
        properties = _place(location, prefix)
    properties["title"] = title
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[severity]} {listed}::{_data(chr(10).join(lines))}"


def notice(words: str) -> str:
    """A notice of no file, such as how much is held back."""
    return f"::notice title=policykit::{_data(words)}"


def _place(location: Location, prefix: str) -> dict[str, str]:
    properties = {"file": f"{prefix}{location.path}"}
    span = location.span
    if span is not None:
        properties |= {"line": str(span.start.line), "endLine": str(span.end.line)}
        # Columns count only within one line; GitHub drops an annotation that says otherwise.
        if span.start.line == span.end.line:
            last = max(span.end.column - 1, span.start.column)
            properties |= {"col": str(span.start.column), "endColumn": str(last)}
    return properties


def _data(text: str) -> str:
    """A message, escaped so that it stays one line and one command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property, escaped so that no other one can begin in it."""
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
