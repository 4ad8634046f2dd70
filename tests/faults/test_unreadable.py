"""A file around policies that cannot be read stops what would go on as if there were none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.support.program import Program
from tests.threats import shop
from tests.threats.calls import Call
from tests.threats.given import hand_in

ORGANISATION: Final = "policies/organisation.yaml"
WRITERS: Final = (
    "approve returns --role head-of-customer-service --by a-17",
    "review mark returns --by a-17 --role head-of-customer-service --outcome Nothing.",
    "record add comment returns --role store-associate --says Hard.",
    "diff v1 --acknowledge c-85cebe4af07a149a --by head-of-customer-service --reason Dear.",
    "translate returns --locale sv --update",
    "translate phone-manners --locale sv",
    "assess returns --answers {given}/answers.yaml --by store-manager",
    "promote returns --today 2027-02-01 --reason Changed.",
    "bump returns --base v1",
    "new phone --owner head-of-customer-service",
    "import {given}/handbook.md --owner head-of-customer-service --locale en",
)
READERS: Final = (
    "approve --status",
    "assess --list",
    "calendar",
    "gaps",
    "record --all",
    "review --all",
    "translate --status",
)
WHOLE: Final = ("rename returns.withdrawal take-back", "upgrade")
"""What looks at every file, and refuses one that is no file."""


def _link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _half(file: Path) -> None:
    file.write_bytes(b"format: 1\nroles: [\n")


DAMAGES: Final[Mapping[str, Callable[[Path], None]]] = {
    "link": _link,
    "folder": _folder,
    "half": _half,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that is never written to, and what is handed in beside it."""
    folder = tmp_path_factory.mktemp("unreadable")
    shop.make(folder / "first")
    hand_in(folder / "given")
    (folder / "out").mkdir()
    return folder


@pytest.fixture
def damaged(place: Path) -> Callable[[str, str], Path]:
    def made(damage: str, path: str) -> Path:
        folder = place / "shop"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "first", folder, symlinks=True)
        DAMAGES[damage](folder / path)
        return folder

    return made


def _files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".git" not in each.parts
    }


CASES: Final = (
    *(("half", line, "unreadable-surroundings") for line in READERS),
    *(
        ("half", line, "unreadable-version" if "bump" in line else "unreadable-surroundings")
        for line in WRITERS
    ),
    *(
        (damage, line, "unreadable-surroundings")
        for damage in ("link", "folder")
        for line in (WRITERS[5], WRITERS[9])
    ),
    *(("link", line, "no-ordinary-file") for line in (*WHOLE, WRITERS[7])),
    ("link", WRITERS[8], "unreadable-version"),
)


@pytest.mark.parametrize(("damage", "line", "reference"), CASES)
def test_an_organisation_that_cannot_be_read_is_not_an_empty_one(
    damaged: Callable[[str, str], Path], policykit: Program, damage: str, line: str, reference: str
) -> None:
    folder = damaged(damage, ORGANISATION)
    before = _files(folder)
    places = (folder, folder.parent / "out", folder.parent / "given")
    said = policykit.at(folder)(*Call(tuple(line.split())).filled(*places))
    assert said.exit_code == 2, said.stdout
    assert f"error[{reference}]" in said.stderr
    assert ORGANISATION in said.stderr
    assert "do: " in said.stderr
    assert _files(folder) == before


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        (WRITERS[0], "unreadable-policy"),
        (WRITERS[1], "unreadable-policy"),
        (WRITERS[8], "unreadable-version"),
        (WRITERS[7], "no-ordinary-file"),
        (WHOLE[0], "no-ordinary-file"),
    ],
)
def test_a_link_in_place_of_a_policy_is_not_a_policy_that_is_gone(
    damaged: Callable[[str, str], Path], policykit: Program, line: str, reference: str
) -> None:
    folder = damaged("link", shop.POLICY)
    before = _files(folder)
    said = policykit.at(folder)(*line.split())
    assert said.exit_code == 2, said.stdout
    assert f"error[{reference}]" in said.stderr
    assert shop.POLICY in said.stderr
    assert _files(folder) == before


@pytest.mark.parametrize("path", [ORGANISATION, shop.POLICY])
@pytest.mark.parametrize("damage", ["link", "half"])
def test_a_comparison_says_which_file_it_does_not_know(
    damaged: Callable[[str, str], Path], policykit: Program, damage: str, path: str
) -> None:
    said = policykit.at(damaged(damage, path))("diff", "v1", "--all")
    assert "1 file could not be read" in said.stdout
    assert path in said.stdout
    assert "no longer" not in said.stdout
