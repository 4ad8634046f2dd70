from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.faults import FAULTS
from benchmarks.generate import generate
from tests.support.program import ROOT, Program

COUNT = 40


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    generate(COUNT, folder)
    return folder


def policies(folder: Path) -> list[Path]:
    """The policies, without their records."""
    return [
        path
        for path in (folder / "policies").iterdir()
        if path.stem != "organisation" and "." not in path.stem
    ]


def generated(folder: Path) -> list[Path]:
    """The policies that are none of the reference policies."""
    return [path for path in policies(folder) if not (ROOT / "policies" / path.name).exists()]


def test_there_are_as_many_as_asked_for_and_all_differ(shop: Path) -> None:
    files = policies(shop)

    assert len(files) == COUNT
    assert len({path.read_bytes() for path in files}) == COUNT


def test_they_are_sound(shop: Path, policykit: Program) -> None:
    report = json.loads(policykit.at(shop)("lint", "--format", "json").stdout)
    drafts = {f"policies/{path.name}" for path in generated(shop)}

    assert report["findings"] is not None
    found = [each for each in report["findings"] if each["location"]["path"] in drafts]
    assert [each for each in found if each["severity"] != "info"] == []


def test_a_broken_link_would_be_told(shop: Path, policykit: Program, tmp_path: Path) -> None:
    for name, content in contents(shop).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    policy = next(path for path in sorted(policies(tmp_path)) if "related:" in path.read_text())
    policy.write_text(policy.read_text().replace("related:\n", "related:\n- no-such-policy\n"))

    outcome = policykit.at(tmp_path)("lint", "--format", "concise")

    assert outcome.exit_code == 1
    assert "no-such-policy" in outcome.stdout


def test_they_are_of_the_size_that_is_told(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.generate", str(COUNT), str(tmp_path)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    ).stdout
    mean = sum(path.stat().st_size for path in policies(tmp_path)) / COUNT / 1000

    assert told == f"{COUNT} policies, {mean:.1f} KB each on the mean\n"


def test_the_drafts_are_of_about_five_kilobytes(shop: Path) -> None:
    sizes = [path.stat().st_size for path in generated(shop)]

    assert 4_000 < sum(sizes) / len(sizes) < 6_000


def test_the_same_seed_gives_the_same_bytes(shop: Path, tmp_path: Path) -> None:
    generate(COUNT, tmp_path / "again")
    generate(COUNT, tmp_path / "other", seed=2)

    assert contents(tmp_path / "again") == contents(shop)
    assert contents(tmp_path / "other") != contents(shop)


def test_the_shops_have_names_and_their_policies_lead_to_one_another(tmp_path: Path) -> None:
    generate(2 * COUNT, tmp_path)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in generated(tmp_path)}
    shops = {name: name.split("-")[-2:] for name in texts}

    assert len({tuple(shop) for shop in shops.values()}) > 1
    assert all(f"({' '.join(shops[name]).capitalize()})" in text for name, text in texts.items())
    leading = [name for name, text in texts.items() if any(n in text for n in texts if n != name)]
    assert len(leading) > len(texts) / 2


def test_every_planted_fault_is_told(policykit: Program, tmp_path: Path) -> None:
    generate(COUNT + len(FAULTS), tmp_path, faults=len(FAULTS))
    planted = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))

    report = json.loads(policykit.at(tmp_path)("lint", "--format", "json").stdout)

    assert sorted(planted.values()) == sorted(FAULTS)
    told = {(each["location"]["path"], each["code"]) for each in report["findings"]}
    assert set(planted.items()) - told == set()
