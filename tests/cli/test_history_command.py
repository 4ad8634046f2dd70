"""`policykit history` as people and scripts call it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.sources.repositories import INHERITED, SCRUBBED, GitFolder, new_repository

from policykit.cli.app import run

_POLICY = """\
format: 1
id: returns
title: Returns
status: active
version: {version}
effective: {effective}
terms:
  refund-time:
    title: Time until the money is back
    deadline: {time}
statements:
  - id: pay-back
    must: Pay the money back within {{refund-time}}.
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    for name, value in SCRUBBED.items():
        monkeypatch.setenv(name, value)
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    folder = new_repository(tmp_path / "shop")
    first = _POLICY.format(version="1.0.0", effective="2026-01-01", time="14 days")
    second = _POLICY.format(version="2.0.0", effective="2026-03-01", time="10 days")
    folder.commit(
        "Returns",
        {"policykit.yaml": "format: 1\n", "policies/returns.yaml": first},
        on=datetime(2026, 1, 1, 12, tzinfo=UTC),
    )
    folder.commit(
        "Faster \x1b[31mrefunds",
        {"policies/returns.yaml": second},
        on=datetime(2026, 2, 20, 12, tzinfo=UTC),
        author="Ada\u202e",
    )
    monkeypatch.chdir(folder.path)
    return folder


def test_text(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", "returns.refund-time", "--today", "2026-06-01"]) == 0
    ids = shop.git("log", "--format=%H", "--reverse").split()
    assert capsys.readouterr().out.splitlines() == [
        "Time until the money is back",
        "returns.refund-time, term, 2 values on main.",
        "",
        "  10 days",
        "    in force  since 2026-03-01",
        f"    written   2026-02-20, {ids[1][:12]} by Ada\\u202e: Faster \\u001b[31mrefunds (2.0.0)",
        "    changed   deadline: 14 days → 10 days",
        "",
        "  14 days",
        "    in force  2026-01-01 to 2026-02-28",
        f"    written   2026-01-01, {ids[0][:12]} by Ada: Returns (1.0.0)",
        f"    gone      2026-02-20, {ids[1][:12]} by Ada\\u202e: Faster \\u001b[31mrefunds",
    ]


def test_formats_and_files(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    page = shop.path / "h.html"
    assert run(["history", "returns", "-f", "json", "-f", f"html:{page}"]) == 0
    assert [it["words"] for it in json.loads(capsys.readouterr().out)["values"]] == [
        "1.0.0",
        "2.0.0",
    ]
    assert page.read_text(encoding="utf-8").lstrip().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["retruns"], "Did you mean returns?"),
        (["returns.refund-tim"], "Did you mean refund-time?"),
        (["returns", "--at=-x"], "No commit here is called"),
        (["returns", "--format", "yaml"], "Use one of html, json, text."),
    ],
)
def test_mistakes_are_told(
    shop: GitFolder, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    del shop
    assert run(["history", *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def test_a_shallow_clone_says_what_is_missing(
    shop: GitFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "shallow"
    shop.git("clone", "-q", "--depth=1", f"file://{shop.path}", str(clone))
    assert run(["history", "returns.refund-time", "--root", str(clone)]) == 0
    out = capsys.readouterr().out
    assert "1 value" in out
    assert "fetch-depth: 0" in out
