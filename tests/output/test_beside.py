"""What a killed run left is taken away by a later one, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policykit.beside import LEFT_ALONE, STALE, WAS, file_beside, folder_beside, put_back
from policykit.model.book import OutputFile
from policykit.model.errors import PolicykitError
from policykit.output import write_file
from policykit.output_folder import write_folder

LEFT = ".returns.yaml.a1b2c3_d.policykit-new"


def _aged(place: Path, seconds: float) -> Path:
    then = place.stat().st_mtime - seconds
    os.utime(place, (then, then))
    return place


def _file(place: Path, age: float) -> Path:
    place.write_bytes(b"half")
    return _aged(place, age)


@pytest.mark.parametrize(
    ("name", "age", "goes"),
    [
        (LEFT, STALE + 60, True),
        (LEFT, 0, False),
        (".returns.yaml.a1b2c3_d", STALE + 60, False),
        (".env.template", STALE + 60, False),
        ("returns.yaml.a1b2c3_d.policykit-new", STALE + 60, False),
    ],
)
def test_only_what_is_ours_and_old_goes(
    tmp_path: Path, name: str, age: float, *, goes: bool
) -> None:
    left = _file(tmp_path / name, age)
    write_file(tmp_path / "other.yaml", b"new")
    assert left.exists() is not goes


def test_a_lost_folder_goes_and_the_only_copy_stays(tmp_path: Path) -> None:
    lost = folder_beside(tmp_path / "book")
    (lost / "index.html").write_bytes(b"half")
    only = folder_beside(tmp_path / "gone", for_old=True)
    double = folder_beside(tmp_path / "book", for_old=True)
    for each in (lost, only, double):
        _aged(each, STALE + 60)
    (tmp_path / "book").mkdir()
    nested = tmp_path / "book" / "shelf"
    write_folder(nested, [OutputFile("index.html", b"new")])  # another folder: none of these
    assert lost.exists()
    fresh = tmp_path / "sub"
    fresh.mkdir()
    for each in (lost, only, double):
        each.rename(fresh / each.name)
    (fresh / "book").mkdir()
    write_folder(fresh / "book", [OutputFile("index.html", b"new")])
    assert sorted(each.name for each in fresh.iterdir()) == sorted([only.name, "book"])


@pytest.mark.parametrize(("age", "kept"), [(0, False), (LEFT_ALONE + 5, True), (2 * STALE, True)])
def test_a_folder_moved_aside_by_a_killed_run_is_whole_again_where_nothing_is_written(
    tmp_path: Path, age: float, *, kept: bool
) -> None:
    book = tmp_path / "book"
    write_folder(book, [OutputFile("index.html", b"old")])
    aside = folder_beside(book, for_old=True)
    book.replace(aside / WAS)  # and here it was killed
    _aged(aside, age)
    with pytest.raises(PolicykitError):
        write_folder(book, [OutputFile("../index.html", b"new")])
    assert [each.name for each in tmp_path.iterdir()] == ["book" if kept else aside.name]
    if kept:
        assert (book / "index.html").read_bytes() == b"old"
    # A run that is at work would have put its own there.
    write_folder(book, [OutputFile("index.html", b"new")])
    assert (book / "index.html").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["other", "book", "n" * 60])
def test_only_the_folder_of_an_empty_place_is_put_back(tmp_path: Path, name: str) -> None:
    aside = folder_beside(tmp_path / name, for_old=True)
    (aside / WAS).mkdir()
    (aside / WAS / "index.html").write_bytes(b"old")
    _aged(aside, LEFT_ALONE + 5)
    (tmp_path / "book").mkdir()
    put_back(tmp_path / "book")
    put_back(tmp_path / "another")
    put_back(tmp_path / ("n" * 60))
    assert (aside / WAS / "index.html").read_bytes() == b"old"


def test_a_link_is_taken_away_and_not_what_it_shows(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    shown.mkdir()
    (shown / "kept").write_bytes(b"kept")
    folder = tmp_path / "folder"
    folder.mkdir()
    link = folder / LEFT
    link.symlink_to(shown, target_is_directory=True)
    os.utime(link, (1, 1), follow_symlinks=False)
    write_file(folder / "other.yaml", b"new")
    assert not link.is_symlink()
    assert (shown / "kept").exists()


def test_a_name_as_long_as_can_be_has_room(tmp_path: Path) -> None:
    target = tmp_path / ("\u00e5" * 120 + ".yaml")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    handle, place = file_beside(target)
    os.close(handle)
    assert place.parent == tmp_path
