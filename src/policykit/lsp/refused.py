"""Errors that end a call of the command line, as findings of the file they are about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from policykit.library.files import SETTINGS_PATH
from policykit.lint.places import location
from policykit.model.document import Document
from policykit.model.errors import PolicykitError, SettingsError
from policykit.model.finding import Finding, Place, Severity
from policykit.model.position import Location, Position, Span

_PLACE: Final = re.compile(
    r"(?P<path>[^:\s]+)(?::(?P<line>\d+):(?P<column>\d+)|: (?P<keys>[\w.-]+))?"
)
_READING: Final = ("YML", "SCH", "FIL")


def as_finding(
    error: PolicykitError, paths: Collection[str], documents: Mapping[str, Document]
) -> Finding:
    """An error as a finding of the file it names, else of the settings.

    Args:
        error: what was refused.
        paths: the files there are.
        documents: what was read of them, policykit.yaml among them where it can be read.
    """
    return Finding(
        code=error.reference,
        name=error.reference,
        severity=Severity.ERROR,
        message=error.message,
        location=_location(error, paths, documents),
        hint=error.hint,
    )


def is_broken(findings: Iterable[Finding]) -> bool:
    """Whether settings cannot be read, or break the schema, by what is found in them."""
    return any(
        each.severity is Severity.ERROR and each.code.startswith(_READING) for each in findings
    )


def _location(
    error: PolicykitError, paths: Collection[str], documents: Mapping[str, Document]
) -> Location:
    if isinstance(error, SettingsError) and error.pointer:
        return location(
            Place(SETTINGS_PATH, error.pointer, part="key"), documents.get(SETTINGS_PATH)
        )
    if error.context in paths:
        return Location(error.context)
    found = _PLACE.match(error.context)
    if found is None or found["path"] not in paths:
        return Location(SETTINGS_PATH)
    if found["keys"] is not None:
        path = found["path"]
        return location(Place(path, tuple(found["keys"].split("."))), documents.get(path))
    if found["line"] is None:
        return Location(found["path"])
    start = Position(int(found["line"]), int(found["column"]))
    return Location(found["path"], Span(start, Position(start.line, start.column + 1)))
