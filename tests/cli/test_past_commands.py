"""`policykit show`, `blame` and `changelog` as people and scripts call them."""

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
audience: [agent]
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
    second = _POLICY.format(version="2.0.0", effective="2026-03-01", time="21 days")
    folder.commit(
        "Returns",
        {"policykit.yaml": "format: 1\n", "policies/returns.yaml": first},
        on=datetime(2026, 1, 1, 12, tzinfo=UTC),
    )
    folder.commit(
        "Slower refunds",
        {"policies/returns.yaml": second},
        on=datetime(2026, 2, 20, 12, tzinfo=UTC),
    )
    monkeypatch.chdir(folder.path)
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_show_on_a_day(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    first, _ = shop.git("log", "--format=%H", "--reverse").split()
    assert run(["show", "returns.pay-back", "--on", "2026-02-28"]) == 0
    assert told(capsys).splitlines() == [
        "returns.pay-back",
        "  Must: Pay the money back within 14 days.",
        "",
        "version   1.0.0, active",
        "in force  on 2026-02-28 on main, since 2026-01-01",
        f"brought   2026-01-01, {first[:12]} by Ada: Returns",
        f"proof     2026-01-01, {first[:12]} by Ada: Returns",
        f"          git show {first}:./policies/returns.yaml",
    ]
    assert shop.git("show", f"{first}:./policies/returns.yaml").startswith("format: 1")


def test_show_at_a_revision_and_now(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "returns.refund-time", "--at", "HEAD~1"]) == 0
    assert "deadline: 14 days" in told(capsys)
    shop.write({"policies/returns.yaml": _POLICY.format(version="3", effective="", time="3 days")})
    assert run(["show", "returns.refund-time", "-f", "json"]) == 0
    data = json.loads(told(capsys))
    assert [line["text"] for line in data["lines"]][-1].split() == ["3", "days"]
    assert data["commit"] is None


def test_nothing_in_force_is_an_answer(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    del shop
    assert run(["show", "returns", "--on", "2025-01-01"]) == 0
    assert "Nothing of returns was in force on 2025-01-01." in told(capsys)


def test_blame(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = shop.git("log", "--format=%H", "--reverse").split()
    assert run(["blame", "returns", "-f", "json"]) == 0
    items = json.loads(told(capsys))["items"]
    assert {each["item"]: each["commit"] for each in items} == {
        "refund-time": second,
        "pay-back": first,
    }


def test_changelog(shop: GitFolder, capsys: pytest.CaptureFixture[str]) -> None:
    page = shop.path / "notice.html"
    assert run(["changelog", "HEAD~1..HEAD", "--notice", "agent", "-f", f"html:{page}"]) == 0
    assert "What is new for: agent" in page.read_text(encoding="utf-8")
    assert run(["changelog", "HEAD~1..HEAD"]) == 0
    out = told(capsys)
    assert out.index("For customers") < out.index("For agent")
    assert "Time until the money is back got longer: 14 days → 21 days." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "retruns", "--on", "2026-03-01"], "Did you mean returns?"),
        (["show", "returns", "--on", "yesterday"], "YYYY-MM-DD"),
        (["show", "returns", "-f", "pdf"], "Use one of json, markdown, text."),
        (["blame", "retruns"], "Did you mean returns?"),
        (["changelog", "nowhere..HEAD"], "No commit here is called"),
        (["changelog", "HEAD~1..HEAD", "--notice", "agnet"], "Did you mean agent?"),
        (["changelog", "returns"], "policykit diff -- returns"),
    ],
)
def test_mistakes_are_told(
    shop: GitFolder, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    del shop
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out
