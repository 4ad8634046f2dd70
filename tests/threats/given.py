"""What is handed in beside a repository: a handbook, lists, files from translators."""

from __future__ import annotations

import io
import json
from pathlib import Path

from docx import Document
from openpyxl import Workbook

_HTML = "<html><body><h1>Returns</h1><p>Staff must take {text} back.</p></body></html>\n"
_MARKDOWN = "# Returns\n\nStaff must take {text} back.\n"
_ANSWERS = """\
answers:
  - {requirement: eu-consumer.withdrawal, score: 3, because: {text}}
"""
_POLICY = """\
format: 1
id: returns
title: Returns
areas: [returns]
status: draft
version: 0.1.0
owner: head-of-customer-service
statements:
  - id: back
    must: {text}
"""


def hand_in(folder: Path, text: str = "the goods") -> None:
    """Write one of each; the text stands wherever there is one."""
    files: dict[str, str | bytes] = {
        "handbook.html": _HTML.replace("{text}", text),
        "handbook.md": _MARKDOWN.replace("{text}", text),
        "handbook.docx": _word(text),
        "rules.xlsx": _workbook(text),
        "issues.json": json.dumps([_issue(text)]),
        "answers.yaml": _ANSWERS.replace("{text}", json.dumps(text)),
        "base.yaml": _POLICY.replace("{text}", json.dumps(text)),
        "ours.yaml": _POLICY.replace("{text}", json.dumps(f"{text}, ours")),
        "theirs.yaml": _POLICY.replace("{text}", json.dumps(f"{text}, theirs")),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        (folder / name).write_bytes(raw)


def _issue(text: str) -> dict[str, object]:
    return {
        "number": 7,
        "title": f"[returns.refund] {text}",
        "body": f"### What it is about\n\nreturns.refund\n\n### What you want to say\n\n{text}\n",
        "state": "open",
        "html_url": "https://git.example.com/service/policies/issues/7",
        "created_at": "2026-11-01T10:00:00Z",
        "labels": [{"name": "policy-remark"}],
        "user": {"login": "someone"},
    }


def _word(text: str) -> bytes:
    document = Document()
    document.add_heading("Returns", 1)
    document.add_paragraph(f"Staff must take {_of_xml(text)} back.")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _workbook(text: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Subject", "Rule"])
    sheet.append(["Returns", f"Staff must take {_of_xml(text)} back."])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _of_xml(text: str) -> str:
    """The text without what no file of these programs can hold."""
    return "".join(it for it in text if it.isprintable() or it == "\n")
