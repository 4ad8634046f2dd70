"""A small report with findings of all severities, and what each format makes of it.

`python -m tests.report.shown` writes the snapshots anew; read what changed before keeping it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from policykit.model.finding import Edit, Finding, Fix, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location, Pointer, Position, Span
from policykit.model.report import FindingsReport
from policykit.report.formats import Style, findings_format

SNAPSHOTS = Path(__file__).parent / "snapshots"
ENDINGS = {
    "text": "txt",
    "concise": "concise.txt",
    "json": "json",
    "sarif": "sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "xml",
    "markdown": "md",
    "html": "html",
    "csv": "csv",
}
"""Every format of findings, and how its snapshot ends."""

RETURNS = """\
format: 1
id: returns
title: Returns
owner: head-of-customer-service
terms:
  refund-time:
    deadline: 30 days
    law: [eu-consumer.refund]
statements:
  - id: refund
    must: Pay the refund within {refnd-time}, please.
  - id: kind
    should: Be nice, where möglich.
"""

COMPLAINTS = """\
format: 1
id: complaints
titel: Complaints
"""


def span(line: int, column: int, length: int, *, to: int = 0) -> Span:
    return Span(Position(line, column), Position(to or line, column + length))


def location(path: str, where: Span | None, *pointer: str | int) -> Location:
    node: Pointer = pointer
    return Location(path, where, node)


def page(code: str, name: str, category: str, severity: Severity) -> Page:
    return Page(
        code=code,
        name=name,
        category=category,
        severity=severity,
        summary=f"What {name} is about.",
        why=f"Why {name} matters\nto a reader.",
        bad="must: Pay {refnd-time}.",
        good="must: Pay {refund-time}.",
        how=f"How to mend {name}.",
    )


PLACEHOLDER = Finding(
    code="REF001",
    name="unknown-placeholder",
    severity=Severity.ERROR,
    message='There is no term or merge field "refnd-time".',
    location=location("policies/returns.yaml", span(11, 33, 12), "statements", 0, "must"),
    related=(
        Related(
            "the term that comes nearest",
            location("policies/returns.yaml", span(6, 3, 11), "terms", "refund-time"),
        ),
    ),
    hint="Did you mean {refund-time}?",
    fix=Fix(
        "Write {refund-time}",
        (Edit("policies/returns.yaml", span(11, 33, 12), "{refund-time}"),),
        safe=False,
    ),
    fingerprint="a1a1a1a1a1a1a1a1",
)

REPORT = FindingsReport(
    findings=(
        Finding(
            code="SCH001",
            name="unknown-key",
            severity=Severity.ERROR,
            message="`titel` is not a key of a policy.",
            location=location("policies/complaints.yaml", span(3, 1, 5), "titel"),
            hint="Did you mean `title`?",
            mended="title: Complaints",
            fingerprint="b2b2b2b2b2b2b2b2",
        ),
        PLACEHOLDER,
        Finding(
            code="WRD001",
            name="empty-words",
            severity=Severity.WARNING,
            message='"nice" asks for nothing a colleague could do, or see another do.',
            location=location("policies/returns.yaml", span(13, 16, 4), "statements", 1, "should"),
            hint="Say what staff do, such as: use the customer's name.",
            fingerprint="c3c3c3c3c3c3c3c3",
        ),
        Finding(
            code="STR001",
            name="thin-policy",
            severity=Severity.INFO,
            message="This policy has fewer than three statements.",
            location=location("policies/returns.yaml", span(10, 3, 12, to=13), "statements"),
            fingerprint="d4d4d4d4d4d4d4d4",
        ),
        Finding(
            code="FIL002",
            name="no-areas",
            severity=Severity.WARNING,
            message="There is no list of areas.",
            location=location("schemas/areas.yaml", None),
            hint="Write one, with an area for each part of the service.",
            fingerprint="e5e5e5e5e5e5e5e5",
        ),
    ),
    suppressed=(
        Finding(
            code="LAW001",
            name="law-floor",
            severity=Severity.ERROR,
            message="refund-time is 30 days, and the law allows at most 14 days.",
            location=location("policies/returns.yaml", span(7, 15, 7), "terms", "refund-time"),
            fingerprint="f6f6f6f6f6f6f6f6",
            reason="until the new payment system is in place",
        ),
    ),
    texts={"policies/complaints.yaml": COMPLAINTS, "policies/returns.yaml": RETURNS},
    pages={
        each.code: each
        for each in (
            page("FIL002", "no-areas", "files", Severity.WARNING),
            page("LAW001", "law-floor", "law", Severity.ERROR),
            page("REF001", "unknown-placeholder", "references", Severity.ERROR),
            page("SCH001", "unknown-key", "schema", Severity.ERROR),
            page("STR001", "thin-policy", "structure", Severity.INFO),
            page("WRD001", "empty-words", "words", Severity.WARNING),
        )
    },
    files=4,
    policies=2,
    taken_off=1,
    today="2026-11-21",
    version="1.2.3",
    name="Corner Shop",
)

NOTHING = FindingsReport(
    findings=(), files=4, policies=2, today="2026-11-21", version="1.2.3", name="Corner Shop"
)


def shown(name: str, report: FindingsReport = REPORT, style: Style | None = None) -> str:
    return findings_format(name)(report, style or Style())


def snapshot(name: str, render: Callable[[str], str] = shown) -> str:
    """What is kept of a format: a page without its styles and script, all else whole."""
    text = render(name).replace("\r\n", "\n")
    if name == "html":
        text = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1\2", text, flags=re.DOTALL)
        text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text)
    return text


def path(name: str) -> Path:
    return SNAPSHOTS / f"findings.{ENDINGS[name]}"


if __name__ == "__main__":
    for each in ENDINGS:
        path(each).write_bytes(snapshot(each).encode())
