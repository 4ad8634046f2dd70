from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from release.locks import Pin, closure, read_lock
from tests.support.program import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
BUILD: list[str] = GROUPS["build"]
DEVELOPMENT: list[str] = [line for line in GROUPS["dev"] if isinstance(line, str)]
RUNNING: list[str] = PROJECT["project"]["dependencies"]

LOCKS = {
    "requirements.lock": [*RUNNING, *BUILD],
    "requirements-dev.lock": [*RUNNING, *BUILD, *DEVELOPMENT],
}


BESIDE = [f"requirements-{group}.lock" for group in ("audit", "fuzz", "site")]
"""Locks of what is installed beside, for one command each."""


@pytest.mark.parametrize("name", [*LOCKS, *BESIDE])
def test_every_package_is_pinned_by_digests_and_no_address_is_told(name: str) -> None:
    assert all(pin.hashes for pin in read_lock(ROOT / name).values())


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_fits_what_the_project_asks_for(name: str) -> None:
    pins = read_lock(ROOT / name)

    for line in LOCKS[name]:
        asked = Requirement(line)
        assert asked.specifier.contains(pins[canonicalize_name(asked.name)].version), line


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_all_that_is_needed_and_nothing_else(name: str) -> None:
    pins = read_lock(ROOT / name)
    here = {
        package
        for package, pin in pins.items()
        if pin.wanted.marker is None or pin.wanted.marker.evaluate()
    }

    assert here == closure(LOCKS[name])


def test_what_is_installed_is_what_is_locked() -> None:
    pins = read_lock(ROOT / "requirements-dev.lock")
    here = [
        name
        for name, pin in pins.items()
        if pin.wanted.marker is None or pin.wanted.marker.evaluate()
    ]

    assert {name: Version(version(name)) for name in here} == {
        name: pins[name].version for name in here
    }


def test_both_locks_agree() -> None:
    run = read_lock(ROOT / "requirements.lock")
    development = read_lock(ROOT / "requirements-dev.lock")

    def files(pins: Mapping[str, Pin]) -> dict[str, tuple[Version, tuple[str, ...]]]:
        return {name: (pins[name].version, pins[name].hashes) for name in run}

    assert files(development) == files(run)


def test_the_site_takes_no_other_version_than_the_tests() -> None:
    """Both are installed side by side by `make docs-site`."""
    site = read_lock(ROOT / "requirements-site.lock")
    development = read_lock(ROOT / "requirements-dev.lock")
    shared = set(site) & set(development)

    assert "jinja2" in shared
    assert {name: site[name].version for name in shared} == {
        name: development[name].version for name in shared
    }


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links wheels",
        "rich @ https://packages.example/rich",
        "rich==15.0.0",
        "    --hash=md5:00",
    ],
)
def test_a_line_that_is_no_pin_is_refused(tmp_path: Path, line: str) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"some\.lock:1"):
        read_lock(lock)
