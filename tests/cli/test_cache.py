"""Where `policykit lint` keeps what it found, and where it keeps nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.support.program import Program

from policykit.cache import FILE_NAME


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("arguments", "environment", "kept"),
    [
        ([], {}, "home/policykit"),
        (["--no-cache"], {}, ""),
        ([], {"POLICYKIT_LINT_NO_CACHE": "1"}, ""),
        ([], {"CI": "true"}, ""),
        (["--cache-dir", "../given"], {}, "given"),
        (["--cache-dir", "../given"], {"CI": "true"}, "given"),
        ([], {"POLICYKIT_CACHE_DIR": "../given"}, "given"),
        ([], {"POLICYKIT_LINT_CACHE_DIR": "../given", "CI": "true"}, "given"),
        (["--cache-dir", "../given", "--no-cache"], {}, ""),
        (["--statistics"], {}, ""),
    ],
    ids=str,
)
def test_results_are_kept_where_they_may_be(
    tmp_path: Path,
    policykit: Program,
    arguments: list[str],
    environment: dict[str, str],
    kept: str,
) -> None:
    shop = make_small(tmp_path / "shop")
    before = listed(shop)
    around = {"POLICYKIT_NO_CACHE": "0", "XDG_CACHE_HOME": str(tmp_path / "home"), **environment}

    first = policykit.at(shop)("lint", *arguments, **around)
    second = policykit.at(shop)("lint", *arguments, **around)

    assert listed(shop) == before
    found = {path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob(FILE_NAME)}
    assert found - {""} == ({kept} if kept else set())
    if "--statistics" not in arguments:
        assert (first.exit_code, first.stdout) == (second.exit_code, second.stdout)


def test_a_kept_run_says_what_the_first_said(tmp_path: Path, policykit: Program) -> None:
    shop = make_small(tmp_path / "shop")
    policy = shop / "policies" / "phone-manners.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("greet", "Greet"), "utf-8")
    on = {"POLICYKIT_NO_CACHE": "0", "POLICYKIT_CACHE_DIR": str(tmp_path / "kept")}
    fresh = policykit.at(shop)("lint")

    said = [policykit.at(shop)("lint", **on) for _ in range(3)]

    assert said == [fresh] * 3
