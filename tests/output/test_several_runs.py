"""Runs that fill one folder at the same moment: each ends well, and one of them is what stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from policykit import beside, output_folder
from policykit.model.book import OutputFile
from policykit.model.errors import PolicykitError
from policykit.output_folder import MARKER, write_folder

RUNS = 6
ROUNDS = 25


def _fill(target: Path, name: str) -> None:
    files = [OutputFile(f"page-{number}.html", name.encode()) for number in range(5)]
    for _ in range(ROUNDS):
        write_folder(target, files)


def test_each_ends_well_and_what_stands_is_that_of_one(tmp_path: Path) -> None:
    target = tmp_path / "book"
    context = get_context("fork")
    runs = [context.Process(target=_fill, args=(target, str(name))) for name in range(RUNS)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(timeout=120)
    assert [each.exitcode for each in runs] == [0] * RUNS
    assert list(tmp_path.iterdir()) == [target]
    held = {each.name: each.read_bytes() for each in target.iterdir()}
    assert len(held) == 6
    assert held.pop(MARKER)
    assert len(set(held.values())) == 1


def _gone(target: Path) -> None:
    shutil.rmtree(target)


def _of_another_run(target: Path) -> None:
    shutil.rmtree(target)
    _folder(target, MARKER)


def _foreign(target: Path) -> None:
    shutil.rmtree(target)
    _folder(target, "thesis.txt")


def _folder(place: Path, name: str) -> None:
    place.mkdir()
    (place / name).write_bytes(b"another's")


@pytest.mark.parametrize("meanwhile", [_gone, _of_another_run])
def test_what_another_run_does_between_two_steps_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path], None]
) -> None:
    target = tmp_path / "book"
    write_folder(target, [OutputFile("index.html", b"old")])
    _once(monkeypatch, lambda: meanwhile(target))
    write_folder(target, [OutputFile("index.html", b"new")])
    assert (target / "index.html").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_somebody_put_there_between_two_steps_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book"
    write_folder(target, [OutputFile("index.html", b"old")])
    _once(monkeypatch, lambda: _foreign(target))
    with pytest.raises(PolicykitError) as caught:
        write_folder(target, [OutputFile("index.html", b"new")])
    assert caught.value.reference == "foreign-output-folder"
    assert [each.name for each in target.iterdir()] == ["thesis.txt"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_folder_takes_the_place_of_one_that_appears_where_there_was_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book"
    kept = Path.replace
    steps: list[Path] = []

    def overtaken(self: Path, other: Path) -> Path:
        steps.append(self)
        if len(steps) == 1:
            _folder(target, MARKER)
        return kept(self, other)

    monkeypatch.setattr(Path, "replace", overtaken)
    write_folder(target, [OutputFile("index.html", b"new")])
    assert (target / "index.html").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def _once(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
    """Does something of another run before the old folder is moved aside, the first time."""
    kept = beside.folder_beside
    asked: list[Path] = []

    def first(target: Path, *, for_old: bool = False) -> Path:
        if for_old and not asked:
            asked.append(target)
            meanwhile()
        return kept(target, for_old=for_old)

    monkeypatch.setattr(output_folder, "folder_beside", first)
