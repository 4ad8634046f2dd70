"""What is released: the same bytes wherever it is made, all that belongs in, nothing else."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from tests.support.program import ROOT, scrubbed

from policykit import __version__

EPOCH = 1790000000
PLACES = {
    "one": {"umask": 0o022, "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "some/other folder": {"umask": 0o077, "TZ": "America/Lima", "LC_ALL": "C", "LANG": "C"},
}
WORKFLOWS = ROOT / ".github" / "workflows"


def kept() -> list[str]:
    """The files of the checkout that Git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env=scrubbed(os.environ),
    ).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def made(folder: Path, settings: dict[str, Any]) -> Path:
    """A copy of the checkout, written as somebody else has it, and what is released of it."""
    old = os.umask(settings["umask"])
    try:
        for name in kept():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            if (ROOT / name).stat().st_mode & stat.S_IXUSR:
                target.chmod(0o777 & ~settings["umask"])
        environment = {name: value for name, value in settings.items() if name != "umask"}
        done = subprocess.run(
            [sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation", "."],
            capture_output=True,
            check=False,
            cwd=folder,
            encoding="utf-8",
            env=scrubbed(os.environ) | environment | {"SOURCE_DATE_EPOCH": str(EPOCH)},
            timeout=120,
        )
    finally:
        os.umask(old)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "dist"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What is released, made in two places that differ in all that should not count."""
    top = tmp_path_factory.mktemp("made")
    return [made(top / name, settings) for name, settings in PLACES.items()]


def test_everybody_makes_the_same_bytes(twice: list[Path]) -> None:
    one, two = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in twice)
    stem = f"policykit_handbook-{__version__}"
    assert set(one) == {f"{stem}.tar.gz", f"{stem}-py3-none-any.whl"}
    assert {name: one[name] == two[name] for name in one} == dict.fromkeys(one, True)


def test_times_inside_are_that_of_the_commit(twice: list[Path]) -> None:
    (wheel,) = twice[0].glob("*.whl")
    (sources,) = twice[0].glob("*.tar.gz")
    with ZipFile(wheel) as archive:
        times = {each.date_time for each in archive.infolist()}
        modes = {stat.S_IMODE(each.external_attr >> 16) for each in archive.infolist()}
    assert times == {datetime.fromtimestamp(EPOCH, UTC).timetuple()[:6]}
    assert modes == {0o644}
    with tarfile.open(sources) as tar:
        members = tar.getmembers()
    assert {each.mtime for each in members} == {EPOCH}
    assert {(each.uid, each.gid, each.uname, each.gname) for each in members} == {(0, 0, "", "")}
    assert {each.mode for each in members if each.isfile()} <= {0o644, 0o755}


def test_the_sources_are_the_repository(twice: list[Path]) -> None:
    (sources,) = twice[0].glob("*.tar.gz")
    with tarfile.open(sources) as tar:
        assert all(each.isfile() for each in tar.getmembers())
        inside = {each.name.partition("/")[2] for each in tar.getmembers()}
    assert inside == {*kept(), "PKG-INFO"} - {".gitattributes"}


def test_the_wheel_made_of_the_sources_is_the_wheel(twice: list[Path], tmp_path: Path) -> None:
    (wheel,) = twice[0].glob("*.whl")
    (sources,) = twice[0].glob("*.tar.gz")
    with tarfile.open(sources) as tar:
        # Pythons before 3.11.4 know no filter, later ones ask for one.
        filtered: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(tmp_path, **filtered)  # noqa: S202 - made a moment ago, by us
    (folder,) = tmp_path.iterdir()
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "."],
        capture_output=True,
        check=True,
        cwd=folder,
        env=scrubbed(os.environ) | {"SOURCE_DATE_EPOCH": str(EPOCH)},
        timeout=120,
    )
    assert (folder / "dist" / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_has_no_tests_no_paths_and_all_licences(twice: list[Path]) -> None:
    (wheel,) = twice[0].glob("*.whl")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    with ZipFile(wheel) as archive:
        inside = archive.namelist()
        texts = b"".join(archive.read(name) for name in inside)
    assert {name.partition("/")[0] for name in inside} == {
        "policykit",
        f"policykit_handbook-{__version__}.dist-info",
        f"policykit_handbook-{__version__}.data",
    }
    assert [
        name for name in inside if re.search(r"(^|/)(tests?|test_\w+\.py|\.\w+)(/|$)", name)
    ] == []
    for licence in project["license-files"]:
        assert any(name.endswith(f"/licenses/{licence}") for name in inside)
    for place in (twice[0].parent, twice[1].parent, ROOT):
        assert str(place).encode() not in texts


def jobs(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    assert found["permissions"] == {}
    return dict(found["jobs"])


def test_what_may_write_runs_nothing_of_the_repository() -> None:
    """A job whose token may publish or sign only takes files and hands them on."""
    strong = {
        name: job
        for name, job in jobs("release.yml").items()
        if set(job["permissions"].values()) - {"read"}
    }
    assert {name: job["permissions"] for name, job in strong.items()} == {
        "attest": {"attestations": "write", "id-token": "write"},
        "publish": {"id-token": "write"},
        "notes": {"contents": "write"},
    }
    for job in strong.values():
        used = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
        assert "actions/checkout" not in used
        assert "actions/download-artifact" in used
        runs = [step["run"] for step in job["steps"] if "run" in step]
        assert not any(word in run for run in runs for word in ("make", "pip", "python"))


def test_only_a_person_lets_a_release_out() -> None:
    found = jobs("release.yml")
    assert found["publish"]["environment"]["name"] == "pypi"
    assert found["publish"]["needs"] == ["attest"]
    assert found["attest"]["needs"] == ["make"]
    assert "secrets." not in (WORKFLOWS / "release.yml").read_text("utf-8")


def test_it_is_tried_and_made_twice_before_it_goes_out() -> None:
    runs = [step.get("run", "") for step in jobs("release.yml")["make"]["steps"]]
    assert ".ci/run" in runs
    assert sum("make release" in run for run in runs) == 1
    assert any("sha256sum --check" in run for run in runs)


def test_the_version_of_a_tag_is_that_of_the_package(tmp_path: Path) -> None:
    (check,) = (
        step["run"]
        for step in jobs("release.yml")["make"]["steps"]
        if "__version__" in step.get("run", "")
    )
    shutil.copytree(ROOT / "src" / "policykit", tmp_path / "src" / "policykit")

    def outcome(tag: str) -> int:
        return subprocess.run(
            ["bash", "-e", "-c", check],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=scrubbed(os.environ) | {"GITHUB_REF_NAME": tag},
            timeout=60,
        ).returncode

    assert outcome(f"v{__version__}") == 0
    assert [outcome(tag) for tag in ("v99.0", __version__, f"v{__version__}.1", "v0x1y0")] == [
        1
    ] * 4


def test_known_weaknesses_are_asked_for_every_week() -> None:
    job = jobs("weaknesses.yml")["locks"]
    assert job["permissions"] == {"contents": "read"}
    text = (WORKFLOWS / "weaknesses.yml").read_text("utf-8")
    for lock in ROOT.glob("requirements*.lock"):
        assert lock.name in text
    assert "schedule:" in text


def test_versions_are_raised_by_themselves() -> None:
    told = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))
    asked = {(each["package-ecosystem"], each["directory"]) for each in told["updates"]}
    assert asked == {
        ("github-actions", "/"),
        ("npm", "/editors/vscode"),
    }
    assert all(each["cooldown"]["default-days"] >= 7 for each in told["updates"])
