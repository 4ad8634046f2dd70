"""The recipe of the container: what it copies is there, what it installs is pinned."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess

import pytest
from release.locks import read_lock
from tests.support.program import ROOT

RECIPE = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
LINES = [line for line in RECIPE.splitlines() if line and not line.startswith("#")]


def test_what_is_copied_is_there_and_let_in() -> None:
    let_in = [
        line.removeprefix("!").rstrip("/")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    ]
    copied = [
        name
        for line in LINES
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    ]
    assert len(copied) > 6
    for name in copied:
        assert (ROOT / name).exists()
        assert any(fnmatch.fnmatchcase(name, pattern) for pattern in let_in), name


def test_what_the_build_of_the_package_needs_is_copied() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    forced = re.findall(r'^"(\w+)" = "policykit/shipped', project, re.MULTILINE)
    assert forced == ["schemas", "templates"]
    for name in (*forced, "src", "LICENSE", "README.md", "policies/LICENSE", "pyproject.toml"):
        assert re.search(rf"^COPY .*\b{re.escape(name)}\b", RECIPE, re.MULTILINE)


def test_packages_come_by_digest() -> None:
    installs = [part for line in LINES for part in line.split("&&") if "pip install" in part]
    assert len(installs) == 3
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)
    named = re.findall(r"/\^(\w+)==/", RECIPE)
    assert named == ["segno", "typst"]
    assert set(named) <= set(read_lock(ROOT / "requirements-dev.lock"))


def test_the_lines_it_takes_of_the_lock_are_whole_pins(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    (script,) = re.findall(r"sed --quiet '([^']*)' requirements-dev.lock", RECIPE)
    done = subprocess.run(
        ["sed", "-n", script, ROOT / "requirements-dev.lock"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    taken = tmp_path_factory.mktemp("lock") / "pdf.lock"
    taken.write_text(done.stdout, encoding="utf-8")
    whole = read_lock(ROOT / "requirements-dev.lock")
    assert read_lock(taken) == {name: whole[name] for name in ("segno", "typst")}


def test_it_runs_as_nobody_from_a_base_of_one_version() -> None:
    (base,) = (line for line in LINES if line.startswith("ARG BASE="))
    assert re.fullmatch(r"ARG BASE=docker\.io/library/python:3\.\d+\.\d+-slim-\w+", base)
    assert [line.split()[1] for line in LINES if line.startswith("FROM ")] == ["${BASE}"] * 2
    assert [line for line in LINES if line.startswith("USER ")] == ["USER 10001:10001"]
    assert 'ENTRYPOINT ["policykit"]' in LINES


def test_hadolint_finds_nothing() -> None:
    hadolint = shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run(
        [hadolint, ROOT / "Containerfile"], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, "")
