"""Which commits and folders the two sides of a comparison are, in real repositories."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.sources.repositories import START, GitFolder, new_repository

from policykit.model.errors import SourceError
from policykit.sources.changed import changed_files
from policykit.sources.endpoints import Pipeline, opened_sides
from policykit.sources.worktree import WorkTree

_FIRST = "policies/returns.yaml"
_SECOND = "policies/delivery.yaml"


def sides(
    folder: GitFolder, *words: str, default_branch: str = "", pipeline: Pipeline | None = None
) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """The commits ('' for folders), the changed paths and the notes."""
    with opened_sides(
        folder.path, words, default_branch=lambda: default_branch, pipeline=pipeline
    ) as found:
        changed = changed_files(found.before.source, found.after.source)
        return (
            found.before.endpoint.commit,
            found.after.endpoint.commit,
            tuple(each.path for each in changed),
            found.notes,
        )


def refused(folder: GitFolder, *words: str, pipeline: Pipeline | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        sides(folder, *words, pipeline=pipeline)
    assert caught.value.hint
    return caught.value


@pytest.fixture
def line(folder: GitFolder) -> dict[str, str]:
    """Three commits on main; a branch `mine` with one more, checked out."""
    ids = {
        "one": folder.commit("One", {"policykit.yaml": "format: 1\n", _FIRST: "a: 1\n"}),
        "two": folder.commit("Two", {_FIRST: "a: 2\n"}, on=START + timedelta(days=1)),
    }
    folder.git("checkout", "-q", "-b", "mine")
    ids["mine"] = folder.commit("Mine", {_SECOND: "b: 1\n"}, on=START + timedelta(days=2))
    folder.git("checkout", "-q", "main")
    ids["three"] = folder.commit("Three", {_FIRST: "a: 3\n"}, on=START + timedelta(days=3))
    folder.git("checkout", "-q", "mine")
    return ids


def test_one_revision_is_compared_with_the_files(folder: GitFolder, line: dict[str, str]) -> None:
    folder.write({_FIRST: "a: 9\n"})
    assert sides(folder, "main~2") == (line["one"], "", (_SECOND, _FIRST), ())
    assert sides(folder, "HEAD") == (line["mine"], "", (_FIRST,), ())
    assert sides(folder, line["two"][:10])[0] == line["two"]


def test_two_and_three_dots(folder: GitFolder, line: dict[str, str]) -> None:
    assert sides(folder, "main..mine") == (line["three"], line["mine"], (_SECOND, _FIRST), ())
    assert sides(folder, "main...mine") == (line["two"], line["mine"], (_SECOND,), ())
    assert sides(folder, "main...") == (line["two"], line["mine"], (_SECOND,), ())


def test_an_endpoint_says_who_and_when(folder: GitFolder) -> None:
    first = folder.commit("One", {_FIRST: "a: 1\n"}, author="Ädå\x1b[31m Lovelace")
    folder.git("tag", "v1")
    with opened_sides(folder.path, ("v1..HEAD",)) as found:
        end = found.before.endpoint
    assert (end.name, end.commit, end.day) == ("v1", first, "2026-01-01")
    assert (end.author, end.date) == ("Ädå\x1b[31m Lovelace", "2026-01-01T12:00:00Z")


def test_usual_base_on_a_branch_is_where_it_left(folder: GitFolder, line: dict[str, str]) -> None:
    before, after, changed, (note,) = sides(folder)
    assert (before, after, changed) == (line["two"], "", (_SECOND,))
    assert note == f"Compared with where this branch left main: {line['two'][:12]}."


def test_usual_base_on_the_default_branch(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("checkout", "-q", "main")
    assert sides(folder)[0] == line["two"]
    folder.git("tag", "v1", line["one"])
    assert sides(folder)[0] == line["one"]
    assert sides(folder)[3] == ("Compared with v1, the tag before.",)
    folder.git("tag", "v3")
    assert sides(folder)[0] == line["one"]
    folder.write({"policies/new.yaml": "id: new\n"})
    assert sides(folder)[3] == ("Compared with v3, the tag before.",)
    folder.write({"policies/new.yaml": None})
    folder.git("tag", "-d", "v1")
    assert sides(folder)[0] == line["two"]


def test_a_detached_commit_counts_as_its_branch(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("checkout", "-q", "--detach", "main")
    assert sides(folder)[0] == line["two"]
    folder.git("checkout", "-q", "--detach", "mine")
    assert sides(folder)[0] == line["two"]
    assert "left main" in sides(folder)[3][0]


def test_the_only_commit_is_compared_with_the_files(folder: GitFolder) -> None:
    only = folder.commit("One", {_FIRST: "a: 1\n"})
    folder.write({_FIRST: "a: 2\n"})
    assert sides(folder)[:3] == (only, "", (_FIRST,))


def test_default_branch_by_settings_then_pipeline(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("branch", "release", line["one"])
    assert sides(folder, default_branch="release")[0] == line["one"]
    assert sides(folder, pipeline=Pipeline(default_branch="release"))[0] == line["one"]
    told = Pipeline(default_branch="main")
    assert sides(folder, default_branch="release", pipeline=told)[0] == line["one"]


def test_base_of_a_pipeline(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("branch", "release", line["one"])
    assert sides(folder, pipeline=Pipeline(base_branch="release"))[0] == line["one"]
    assert sides(folder, pipeline=Pipeline(base_commit=line["three"]))[0] == line["three"]
    # What a person names wins.
    assert sides(folder, "main", pipeline=Pipeline(base_branch="release"))[0] == line["three"]


def test_base_branch_that_only_origin_has(folder: GitFolder, tmp_path: Path) -> None:
    first = folder.commit("One", {_FIRST: "a: 1\n"})
    clone = tmp_path / "clone"
    folder.git("clone", "-q", str(folder.path), str(clone))
    copy = GitFolder(clone)
    copy.git("checkout", "-q", "-b", "mine")
    copy.git("branch", "-q", "-D", "main")
    copy.commit("Mine", {_SECOND: "b: 1\n"})
    assert sides(copy, pipeline=Pipeline(base_branch="main"))[0] == first
    assert sides(copy)[0] == first


def test_two_folders(tmp_path: Path) -> None:
    for name, value in (("old", 1), ("new", 2)):
        place = tmp_path / name / _FIRST
        place.parent.mkdir(parents=True)
        place.write_text(f"a: {value}\n")
    with opened_sides(tmp_path, ("old/", "new"), here=tmp_path) as found:
        (changed,) = changed_files(found.before.source, found.after.source)
    assert changed.path == _FIRST
    assert (found.before.endpoint.name, found.after.endpoint.name) == ("old/", "new")


@pytest.mark.parametrize("word", ["returns", "policies", "policykit.yaml"])
def test_a_word_with_two_meanings(folder: GitFolder, line: dict[str, str], word: str) -> None:
    del line
    alone = refused(folder, word)
    assert alone.reference == "not-a-revision"
    assert f"`policykit diff -- {word}`" in alone.hint
    folder.git("branch", word, "main")
    both = refused(folder, word)
    assert both.reference == "two-meanings"
    assert "is a commit and a" in both.message
    assert f"refs/heads/{word}" in both.hint
    assert sides(folder, f"refs/heads/{word}")[0]
    assert sides(folder, f"{word}..HEAD")[0]


def test_an_unknown_revision_names_those_near(folder: GitFolder, line: dict[str, str]) -> None:
    del line
    trouble = refused(folder, "mian")
    assert trouble.reference == "unknown-revision"
    assert "`main`?" in trouble.hint
    assert refused(folder, "main..mien").reference == "unknown-revision"


def test_unrelated_histories(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("checkout", "-q", "--orphan", "other")
    alone = folder.commit("Other", {_FIRST: "a: 7\n"})
    trouble = refused(folder)
    assert trouble.reference == "no-common-commit"
    assert "main..HEAD" in trouble.hint
    assert refused(folder, "main...other").reference == "no-common-commit"
    assert sides(folder, "main..other")[:2] == (line["three"], alone)


def test_an_empty_repository(folder: GitFolder) -> None:
    assert refused(folder).reference == "no-commits"
    assert refused(folder, "main").reference == "no-commits"


def test_no_repository(tmp_path: Path) -> None:
    assert refused(GitFolder(tmp_path)).reference == "no-repository"


def test_a_shallow_clone_says_what_is_missing(
    folder: GitFolder, line: dict[str, str], tmp_path: Path
) -> None:
    clone = GitFolder(tmp_path / "shallow")
    address = f"file://{folder.path}"
    folder.git("clone", "-q", "--depth=1", "--no-single-branch", address, str(clone.path))
    for words in ((), ("origin/main...HEAD",), ("HEAD~1",)):
        trouble = refused(clone, *words)
        assert "fetch-depth: 0" in trouble.hint, words
    assert sides(clone, "origin/main..HEAD")[:2] == (line["three"], line["mine"])
    single = GitFolder(tmp_path / "single")
    folder.git("clone", "-q", "--depth=1", "--branch=main", address, str(single.path))
    assert refused(single).reference == "history-cut-off"


def test_a_partial_clone_fetches_nothing(
    folder: GitFolder, line: dict[str, str], tmp_path: Path
) -> None:
    folder.git("config", "uploadpack.allowFilter", "true")
    clone = GitFolder(tmp_path / "partial")
    address = f"file://{folder.path}"
    folder.git("clone", "-q", "--filter=blob:none", address, str(clone.path))
    trouble = refused(clone, line["one"])
    assert trouble.reference in {"partial-clone", "missing-object"}
    assert "--filter" in trouble.hint


def test_a_merge_with_two_bases(folder: GitFolder, line: dict[str, str]) -> None:
    folder.git("checkout", "-q", "-b", "left", "main")
    folder.git("merge", "-q", "--no-edit", "mine")
    folder.git("checkout", "-q", "-b", "right", "mine")
    folder.git("merge", "-q", "--no-edit", "main")
    assert sides(folder, "left...right")[0] in {line["three"], line["mine"]}
    assert sides(folder, "left...right") == sides(folder, "left...right")


def test_worktree_bare_and_long_ids(
    folder: GitFolder, line: dict[str, str], tmp_path: Path
) -> None:
    folder.git("worktree", "add", "-q", "--detach", str(tmp_path / "beside"), "mine")
    assert sides(GitFolder(tmp_path / "beside"))[0] == line["two"]
    folder.git("clone", "-q", "--bare", str(folder.path), str(tmp_path / "bare"))
    bare = GitFolder(tmp_path / "bare")
    assert refused(bare, "main").reference in {"bare-repository", "no-repository"}
    long = new_repository(tmp_path / "long", "--object-format=sha256")
    first = long.commit("One", {_FIRST: "a: 1\n", _SECOND: "b: 1\n"})
    long.write({_FIRST: "a: 2\n"})
    assert len(first) == 64
    assert sides(long, "HEAD")[:3] == (first, "", (_FIRST,))


def test_changed_files_are_told_by_their_content(folder: GitFolder, tmp_path: Path) -> None:
    folder.commit("One", {_FIRST: "a: 1\nb: 2\n", _SECOND: "b: 1\n", "policies/c.yaml": "c: 1\n"})
    folder.write({_FIRST: b"a: 1\r\nb: 2\r\n", _SECOND: None, "policies/d.yaml": "d: 1\n"})
    (folder.path / "policies/c.yaml").write_text("c: 1\n")
    with opened_sides(folder.path, ("HEAD",)) as found:
        changed = changed_files(found.before.source, found.after.source)
    assert [(it.path, it.before is None, it.after is None) for it in changed] == [
        ("policies/d.yaml", True, False),
        (_SECOND, False, True),
    ]
    other = tmp_path / "other"
    (other / "policies").mkdir(parents=True)
    (other / "policies/c.yaml").write_text("c: 2\n")
    told = changed_files(WorkTree(folder.path), WorkTree(other))
    assert {it.path for it in told} == {_FIRST, "policies/c.yaml", "policies/d.yaml"}
