"""What the command writes for other programs, of the policies in this repository."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
from tests.report.test_coverage_data import GITLAB, SCHEMA
from tests.report.test_sarif import SCHEMA as SARIF
from tests.support.program import ROOT, Program


def test_one_run_writes_every_format_and_they_agree(policykit: Program, tmp_path: Path) -> None:
    names = ("json", "csv", "sarif", "junit", "gitlab", "xlsx")
    asked = [f"--format={name}:{tmp_path / name}" for name in names]
    done = policykit(
        *("gaps", "--root", str(ROOT), "--today", "2026-11-22", "--matrix", "--todo", *asked)
    )
    assert (done.exit_code, done.stdout) == (0, "")
    body = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(body)
    regions = sum(len(each["regions"]) for each in body["coverage"])
    apart = sum(not each["applies"] for each in body["frameworks"])
    assert len(body["coverage"]) > 200
    rows = list(csv.reader((tmp_path / "csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 1 + regions + apart
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "xlsx").read_bytes()))["Requirements"]
    assert sheet.max_row == 1 + regions
    jsonschema.Draft4Validator(SARIF).validate(json.loads((tmp_path / "sarif").read_bytes()))
    jsonschema.Draft202012Validator(GITLAB).validate(json.loads((tmp_path / "gitlab").read_bytes()))
    cases = (tmp_path / "junit").read_text(encoding="utf-8").count("<testcase ")
    assert cases == 1 + len(body["coverage"]) + apart
