"""What formats for programs and spreadsheets make of the gap report made by hand.

`python -m tests.report.gathered` writes the snapshots anew; read what changed before keeping it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from tests.report.covered import empty, one_region, report

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style, coverage_format

SNAPSHOTS = Path(__file__).parent / "data" / "coverage_data"
ENDINGS = {
    "json": "json",
    "csv": "csv",
    "sarif": "sarif",
    "junit": "xml",
    "gitlab": "gitlab.json",
    "xlsx": "xlsx.txt",
}
"""Every format here, and how its snapshot ends."""

REPORTS = {"whole": report(), "one-region": one_region(), "empty": empty()}


def text(name: str, of: CoverageReport, style: Style | None = None) -> str:
    """What a format of text makes of a report."""
    made = coverage_format(name)(of, style or Style(), CoverageView())
    assert isinstance(made, str)
    return made


def made(of: CoverageReport) -> bytes:
    """The bytes of a workbook."""
    content = coverage_format("xlsx")(of, Style(), CoverageView())
    assert isinstance(content, bytes)
    return content


def book(of: CoverageReport) -> Workbook:
    """The workbook of a report, as a reader of workbooks has it."""
    return openpyxl.load_workbook(io.BytesIO(made(of)), rich_text=False)


def told(workbook: Workbook) -> Iterator[str]:
    """Every cell that says something, sheet by sheet and row by row."""
    for sheet in workbook.worksheets:
        yield f"=== {sheet.title} {sheet.dimensions} {sheet.freeze_panes or ''}".rstrip()
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate}: {cell.value!r}"


def snapshot(name: str, of: str) -> str:
    """What is kept of a format; line ends as files of the repository have them."""
    if name == "xlsx":
        return "\n".join(told(book(REPORTS[of]))) + "\n"
    return text(name, REPORTS[of]).replace("\r\n", "\n")


def path(name: str, of: str) -> Path:
    return SNAPSHOTS / f"{of}.{ENDINGS[name]}"


if __name__ == "__main__":
    for format_name in ENDINGS:
        for report_name in REPORTS:
            path(format_name, report_name).write_bytes(snapshot(format_name, report_name).encode())
