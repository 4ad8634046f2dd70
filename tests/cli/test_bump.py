"""`policykit bump`: the version that changes ask for, and nothing else of the file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.cli.test_diff import ACTIVE, POLICY
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import Program


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    repository = new_repository(make_small(tmp_path / "shop"))
    repository.commit("All policies", {POLICY: ACTIVE})
    return repository


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)


def _text(shop: GitFolder) -> str:
    return (shop.path / POLICY).read_bytes().decode()


@pytest.mark.parametrize(
    ("old", "new", "version"),
    [
        ("20 seconds", "60 seconds", "2.0.0"),
        ("must: Answer", "should: Answer", "2.0.0"),
        ("How we answer the phone", "How we answer our phones", "1.0.1"),
        (
            "statements:\n",
            "statements:\n  - id: smile\n    should: Smile while you talk.\n",
            "1.1.0",
        ),
    ],
)
def test_the_version_is_raised_by_what_is_asked(
    program: Program, shop: GitFolder, old: str, new: str, version: str
) -> None:
    changed = ACTIVE.replace(old, new)
    shop.write({POLICY: changed})
    outcome = program("bump", "phone-manners", "--base", "HEAD", "--reason", 'So it is: "asked"')
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(f"{POLICY}: 1.0.0 → {version} (")
    assert _text(shop) == (
        changed.replace("version: 1.0.0", f"version: {version}")
        + "supersedes:\n  - version: 1.0.0\n    reason: 'So it is: \"asked\"'\n"
    )
    again = program("bump", "phone-manners", "--base", "HEAD")
    assert again.stdout == (
        f"phone-manners: {version} is high enough; it was 1.0.0. Nothing written.\n"
    )


def test_what_stands_around_is_left_as_it_is(program: Program, shop: GitFolder) -> None:
    text = ACTIVE.replace(
        "version: 1.0.0\n",
        'version: "1.0.0"   # the first\nsupersedes:\n'
        "# those before\n- version: 0.9.0\n  reason: It was new.\n",
    ).replace("\n", "\r\n")
    shop.commit("With remarks", {POLICY: text})
    shop.write({POLICY: text.replace("20 seconds", "60 seconds")})
    outcome = program("bump", "phone-manners", "--base", "HEAD")
    assert outcome.exit_code == 0, outcome.stderr
    assert _text(shop) == text.replace("20 seconds", "60 seconds").replace(
        'version: "1.0.0"', "version: 2.0.0"
    ).replace(
        "# those before\r\n",
        "# those before\r\n- version: 1.0.0\r\n"
        '  reason: "answer-in got longer: 20 seconds → 60 seconds."\r\n',
    )


def test_nothing_is_written_where_nothing_changed(program: Program, shop: GitFolder) -> None:
    outcome = program("bump", "phone-manners", "--base", "HEAD")
    assert (outcome.exit_code, outcome.stdout) == (
        0,
        "phone-manners has not changed. Nothing written.\n",
    )
    assert _text(shop) == ACTIVE


def test_a_policy_nobody_knows_is_refused(program: Program) -> None:
    outcome = program("bump", "phone-maners", "--base", "HEAD")
    assert outcome.exit_code == 2
    assert "Did you mean phone-manners?" in outcome.stderr


def test_the_patch_is_shown_and_nothing_written(program: Program, shop: GitFolder) -> None:
    changed = ACTIVE.replace("20 seconds", "60 seconds")
    shop.write({POLICY: changed})
    outcome = program("bump", "phone-manners", "--base", "HEAD", "--dry-run")
    assert outcome.exit_code == 0
    assert "-version: 1.0.0\n+version: 2.0.0\n" in outcome.stdout
    assert _text(shop) == changed


@pytest.mark.parametrize("odd", ["\x0c", "\u2028", "\x85"])
def test_what_some_take_for_a_line_end_is_none(program: Program, shop: GitFolder, odd: str) -> None:
    changed = f"# one{odd}two\n{ACTIVE}".replace("20 seconds", "60 seconds")
    shop.write({POLICY: changed})
    outcome = program("bump", "phone-manners", "--base", "HEAD")
    assert outcome.stdout.startswith(f"{POLICY}: 1.0.0 → 2.0.0 (")
    assert _text(shop).startswith(changed.replace("version: 1.0.0", "version: 2.0.0"))


def test_a_file_that_is_not_utf_8_is_told_and_left_alone(program: Program, shop: GitFolder) -> None:
    place = shop.path / POLICY
    place.write_bytes(ACTIVE.replace("20 seconds", "60 seconds").encode() + b"# \xff\n")
    before = place.read_bytes()
    outcome = program("bump", "phone-manners", "--base", "HEAD")
    assert (outcome.exit_code, place.read_bytes()) == (2, before)
    assert "not UTF-8" in outcome.stderr


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_permissions_stay(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: ACTIVE.replace("20 seconds", "60 seconds")})
    (shop.path / POLICY).chmod(0o640)
    assert program("bump", "phone-manners", "--base", "HEAD").exit_code == 0
    assert stat.S_IMODE((shop.path / POLICY).stat().st_mode) == 0o640
