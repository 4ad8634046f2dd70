"""What is said where Git cannot be started, or has not all that was committed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.faults.failing import Failing, failing
from tests.shapes.repositories import SHAPES
from tests.support.program import Program
from tests.threats import shop

from policykit.model.errors import SourceError
from policykit.printed_from import revision_of
from policykit.sources import committed
from policykit.sources.worktree import WorkTree

RENDER = "render staff --format markdown --locale en --output"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    shop.make(folder)
    return folder


@pytest.mark.parametrize(("quiet", "said"), [("", True), ("--quiet", False)])
def test_a_handbook_says_that_it_does_not_know_its_commit(
    whole: Path, tmp_path: Path, policykit: Program, quiet: str, *, said: bool
) -> None:
    with failing(Failing(tmp_path, "start", 1, 2, stays=True)):
        done = policykit.at(whole)(*RENDER.split(), str(tmp_path / "book"), *quiet.split())
    assert done.exit_code == 0, done.stderr
    assert ("Which commit this is printed from is not known" in done.stderr) is said
    assert ("do: Install Git" in done.stderr) is said
    assert (tmp_path / "book" / "staff.en.md").is_file()


def test_where_there_never_was_git_nothing_is_missed(
    whole: Path, tmp_path: Path, policykit: Program
) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns(".git"))
    done = policykit.at(folder)(*RENDER.split(), str(tmp_path / "book"))
    assert (done.exit_code, done.stderr) == (0, "")


UNKNOWN = "Which commit this is printed from is not known: It is so."


@pytest.mark.parametrize(
    ("reference", "hint", "inside", "outside"),
    [
        ("git-missing", "Install Git.", f"{UNKNOWN} do: Install Git.", ""),
        ("no-repository", "Begin one.", f"{UNKNOWN} do: Begin one.", ""),
        ("no-commits", "Commit.", "", ""),
        ("git-failed", "", UNKNOWN, UNKNOWN),
    ],
)
def test_only_a_commit_somebody_would_expect_is_missed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reference: str,
    hint: str,
    inside: str,
    outside: str,
) -> None:
    def refuse(*_: object) -> str:
        raise SourceError(reference, "It is so.", hint=hint)

    monkeypatch.setattr(committed, "committed", refuse)
    folder = tmp_path / "around" / "shop"
    folder.mkdir(parents=True)
    assert revision_of(folder, WorkTree(folder), None) == ("", outside)
    (tmp_path / "around" / ".git").mkdir()
    assert revision_of(folder, WorkTree(folder), None) == ("", inside)


@pytest.mark.parametrize(
    ("shape", "reference"),
    [
        ("partial-blobs", "partial-clone"),
        ("missing-blob", "missing-object"),
        ("corrupt-blob", "damaged-object"),
    ],
)
def test_coverage_is_not_told_of_a_past_that_is_not_there(
    whole: Path, tmp_path: Path, policykit: Program, shape: str, reference: str
) -> None:
    folder = SHAPES[shape](whole, tmp_path / "shop")
    done = policykit.at(folder)("gaps", "--trend", "commits")
    assert done.exit_code == 2, done.stdout
    assert f"error[{reference}]" in done.stderr
    assert "do: " in done.stderr


@pytest.mark.parametrize("shape", ["missing-blob", "corrupt-blob", "cut-off-blob"])
def test_no_version_is_raised_where_the_earlier_text_cannot_be_read(
    whole: Path, tmp_path: Path, policykit: Program, shape: str
) -> None:
    folder = SHAPES[shape](whole, tmp_path / "shop")
    before = (folder / shop.POLICY).read_bytes()
    done = policykit.at(folder)("bump", "returns", "--base", "v1")
    assert done.exit_code == 2, done.stdout
    assert "do: " in done.stderr
    assert (folder / shop.POLICY).read_bytes() == before
