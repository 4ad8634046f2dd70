"""The bill of materials: whole, true, by the schema of CycloneDX, and the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packageurl import PackageURL
from release.locks import closure, read_lock
from release.sbom import TOP, bill
from tests.support.program import ROOT, scrubbed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EPOCH = 1790000000


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return bill(ROOT, EPOCH)


def packages(told: dict[str, Any], *scopes: str) -> set[str]:
    return {each["name"] for each in told["components"] if each.get("scope") in scopes}


def written(target: Path, folder: Path, **more: str) -> bytes:
    told = scrubbed(os.environ) | {"SOURCE_DATE_EPOCH": str(EPOCH)} | more
    environment = told | {"PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-m", "release.sbom", str(target)]
    subprocess.run(run, check=True, cwd=folder, env=environment, timeout=60)
    return target.read_bytes()


def test_the_schema_of_cyclonedx_finds_nothing(told: dict[str, Any]) -> None:
    look = JsonStrictValidator(SchemaVersion.V1_6)
    assert look.validate_str(json.dumps(told)) is None
    assert look.validate_str(json.dumps(bill(ROOT))) is None
    # A key it does not know would be found.
    assert look.validate_str(json.dumps(told | {"components": [{"name": "rich"}]})) is not None


def test_it_holds_all_that_runs_and_builds_and_nothing_of_the_tests(told: dict[str, Any]) -> None:
    project = PROJECT["project"]
    parts = [line for lines in project["optional-dependencies"].values() for line in lines]
    assert packages(told, "required", "excluded") == set(read_lock(ROOT / "requirements.lock"))
    assert packages(told, "required") >= closure(project["dependencies"])
    assert packages(told, "required", "optional") >= closure([*project["dependencies"], *parts])
    assert (
        packages(told, "required", "optional", "excluded") & {"pytest", "mypy", "zizmor"} == set()
    )
    assert "colorama" in packages(told, "required")
    assert "typst" in packages(told, "optional")
    assert "hatchling" in packages(told, "excluded")


def test_versions_and_digests_are_those_of_the_lock(told: dict[str, Any]) -> None:
    pins = read_lock(ROOT / "requirements-dev.lock")
    for each in told["components"]:
        if each["type"] == "library":
            pin = pins[each["name"]]
            (files,) = each["externalReferences"]
            assert each["version"] == str(pin.version)
            assert {one["content"] for one in files["hashes"]} == set(pin.hashes)
            assert PackageURL.from_string(each["purl"]) == PackageURL(
                "pypi", name=each["name"], version=each["version"]
            )


def test_every_package_says_by_whose_leave_or_where_it_is_taken(told: dict[str, Any]) -> None:
    known = get_spdx_licensing()
    for each in told["components"]:
        assert ("licenses" in each) is not ("properties" in each), each["name"]
        for licence in each.get("licenses", []):
            said = licence.get("expression") or licence["license"].get("id")
            assert said is None or known.validate(said).errors == []


def test_files_of_others_that_the_package_carries_are_told(told: dict[str, Any]) -> None:
    fonts = {path.name for path in (ROOT / "templates" / "pdf" / "fonts").glob("*.ttf")}
    files = [each["name"] for each in told["components"] if each["type"] == "file"]
    assert {name.rpartition("/")[2] for name in files} == fonts
    assert all(name.startswith("policykit/shipped/templates/") for name in files)


def test_everything_is_needed_by_something(told: dict[str, Any]) -> None:
    needs = {each["ref"]: each["dependsOn"] for each in told["dependencies"]}
    itself = told["metadata"]["component"]
    found: set[str] = set()
    waiting = [itself["bom-ref"]]
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            waiting.extend(needs.get(ref, []))
    refs = {each["bom-ref"] for each in told["components"]}
    assert found == refs | {itself["bom-ref"]}
    assert itself["version"] == version("policykit-handbook")


def test_the_same_locks_give_the_same_bytes(tmp_path: Path) -> None:
    one = written(tmp_path / "one" / "bill.json", ROOT, TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    two = written(tmp_path / "two.json", tmp_path, TZ="America/Lima", PYTHONHASHSEED="2", LANG="C")
    assert one == two
    assert TOP == ROOT
    assert json.loads(one)["metadata"]["timestamp"] == "2026-09-21T14:13:20+00:00"


def test_another_version_is_another_bill(tmp_path: Path, told: dict[str, Any]) -> None:
    (tmp_path / "templates" / "pdf").mkdir(parents=True)
    (tmp_path / "templates" / "pdf" / "fonts").symlink_to(ROOT / "templates" / "pdf" / "fonts")
    (tmp_path / "src").symlink_to(ROOT / "src")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("\nrich==", "\nrich==9"), "utf-8")
    other = bill(tmp_path, EPOCH)
    assert other["serialNumber"] != told["serialNumber"]
    assert bill(ROOT, EPOCH)["serialNumber"] == told["serialNumber"]
