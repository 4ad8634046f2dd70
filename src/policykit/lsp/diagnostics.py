"""Findings as a client shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lsprotocol import types

from policykit.lsp.units import Text
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.report.visible import visible

SOURCE: Final = "policykit"

_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_NOWHERE: Final = types.Range(types.Position(0, 0), types.Position(0, 0))

Texts = Callable[[str], Text | None]
"""The text of a file by its path, None where it cannot be read."""


def diagnostics(
    findings: Iterable[Finding], texts: Texts, uri: Callable[[str], str]
) -> Mapping[str, tuple[types.Diagnostic, ...]]:
    """Findings by the path of their file.

    Args:
        findings: what was found.
        texts: gives texts to count characters in.
        uri: the client's name of a file.
    """
    found: dict[str, list[types.Diagnostic]] = {}
    for finding in findings:
        found.setdefault(finding.location.path, []).append(_diagnostic(finding, texts, uri))
    return {path: tuple(told) for path, told in found.items()}


def range_of(location: Location, text: Text | None) -> types.Range:
    """The client's range of a place; the very top where a whole file is meant."""
    return text.range(location.span) if text is not None and location.span else _NOWHERE


def _diagnostic(finding: Finding, texts: Texts, uri: Callable[[str], str]) -> types.Diagnostic:
    message = "\n".join(visible(each) for each in (finding.message, finding.hint) if each)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(
                uri(each.location.path), range_of(each.location, texts(each.location.path))
            ),
            visible(each.message),
        )
        for each in finding.related
    ]
    return types.Diagnostic(
        range=range_of(finding.location, texts(finding.location.path)),
        message=message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=related or None,
        data={"fingerprint": finding.fingerprint},
    )
