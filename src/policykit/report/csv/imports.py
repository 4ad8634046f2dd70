"""What became of imported documents as CSV (RFC 4180): a row a sentence."""

from __future__ import annotations

from policykit.model.imported import ImportReport
from policykit.model.position import json_pointer
from policykit.report.cells import table
from policykit.report.formats import Style

COLUMNS = (
    "source",
    "number",
    "place",
    "heading",
    "sentence",
    "kind",
    "path",
    "line",
    "pointer",
    "sure",
    "said",
    "check",
)
"""The head of the table; new columns go to the end."""


def render(report: ImportReport, style: Style) -> str:
    """A row a sentence, in the order of the documents."""
    del style
    return table(
        COLUMNS,
        (
            (
                each.source,
                each.number,
                each.place,
                each.heading,
                each.text,
                each.kind,
                each.path,
                each.line,
                json_pointer(each.pointer),
                each.sure.value,
                each.said,
                each.check,
            )
            for each in report.sentences
        ),
    )
