"""What must not slip into the reference policies is told when it does, in every language."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.cases import cases
from tests.support.program import ROOT

from policykit import api
from policykit.model.finding import Finding

PLANTED: list[dict[str, Any]] = cases(Path(__file__).with_name("planted.yaml"))
DAY = date(2026, 11, 22)
HARD = {
    "HARD": "Interdepartmental organisational responsibilities necessitate documentation. ",
    "SVÅR": "Organisationens övergripande verksamhetsansvar förutsätter dokumentation. ",
    "SCHWER": "Organisatorische Verantwortlichkeiten erfordern Verwaltungsdokumentation. ",
}


def plant(folder: Path, each: dict[str, Any]) -> None:
    path = folder / "policies" / each["file"]
    text = path.read_text(encoding="utf-8")
    assert text.count(each["instead_of"]) == 1, each["case"]
    written = each["write"]
    for mark, sentence in HARD.items():
        written = written.replace(f"{mark} ", sentence * 400)
    path.write_text(text.replace(each["instead_of"], written), encoding="utf-8")


def havsby(folder: Path) -> Path:
    for name in ("policies", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "policykit.yaml", folder / "policykit.yaml")
    return folder


def findings(folder: Path) -> tuple[Finding, ...]:
    return api.lint(api.LintRequest(root=folder), lambda _zone: DAY).findings


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    folder = havsby(tmp_path_factory.mktemp("planted"))
    for each in PLANTED:
        plant(folder, each)
    return findings(folder)


def test_nothing_is_told_that_is_not_planted(found: tuple[Finding, ...], tmp_path: Path) -> None:
    planted = {(each["code"], f"policies/{each['file']}") for each in PLANTED}
    sound = {(one.code, one.location.path) for one in findings(havsby(tmp_path / "havsby"))}
    assert planted.isdisjoint(sound)
    told = {(one.code, one.location.path) for one in found} - sound
    codes = {code for code, _ in planted}
    assert {one for one in told if one[0] in codes} == planted


@pytest.mark.parametrize("each", PLANTED, ids=[each["case"] for each in PLANTED])
def test_it_is_told(found: tuple[Finding, ...], each: dict[str, Any]) -> None:
    path = f"policies/{each['file']}"
    told = [one for one in found if (one.code, one.location.path) == (each["code"], path)]
    assert told, [(one.code, one.location.path) for one in found]
    assert any(each["at"] in one.message for one in told)


def test_a_promise_below_the_law_is_told(tmp_path: Path) -> None:
    folder = havsby(tmp_path / "havsby")
    path = folder / "policies" / "delivery.yaml"
    before, found, after = path.read_text(encoding="utf-8").partition(
        "deadline: 7 days\n    from: order-placed"
    )
    assert found
    path.write_text(f"{before}{found.replace('7', '45')}{after}", encoding="utf-8")
    told = [each for each in findings(folder) if each.code == "LAW001"]
    assert {each.location.path for each in told} == {"policies/delivery.yaml"}
    assert all("guidance, not legal advice" in each.hint for each in told)
