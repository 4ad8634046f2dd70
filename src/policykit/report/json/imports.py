"""What became of imported documents as JSON: versioned, see schemas/output/imports.schema.json."""

from __future__ import annotations

from policykit.model.imported import ImportReport
from policykit.model.position import json_pointer
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: ImportReport, style: Style) -> str:
    """The report as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "found": report.found,
            "placed": len(report.sentences),
            "share": report.share,
            "documents": [
                {
                    "name": each.name,
                    "locale": each.locale,
                    "notes": each.notes,
                    "sentences": each.sentences,
                    "remarks": list(each.remarks),
                    "deleted": list(each.deleted),
                }
                for each in report.documents
            ],
            "policies": [
                {
                    "id": each.id,
                    "path": each.path,
                    "title": each.title,
                    "area": each.area,
                    "sure": each.sure.value,
                    "statements": each.statements,
                    "terms": each.terms,
                    "stands": each.stands,
                    "apart": list(each.apart),
                }
                for each in report.policies
            ],
            "sentences": [
                {
                    "source": each.source,
                    "number": each.number,
                    "place": each.place,
                    "heading": each.heading,
                    "text": each.text,
                    "kind": each.kind,
                    "path": each.path,
                    "line": each.line,
                    "pointer": json_pointer(each.pointer),
                    "sure": each.sure.value,
                    "said": each.said,
                    "check": each.check,
                }
                for each in report.sentences
            ],
        }
    )
