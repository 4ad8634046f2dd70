from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.sources.repositories import START, GitFolder, new_repository

from policykit.model.errors import SourceError
from policykit.sources.git import Repository
from policykit.sources.git_history import GitHistory
from policykit.sources.port import MAXIMUM_BYTES, FileChange, Landing, blob_key

DAY = timedelta(days=1)


def landings(root: Path, revision: str = "HEAD") -> tuple[Landing, ...]:
    with Repository(root) as repository:
        return GitHistory(repository).landings(revision)


def key(content: str) -> str:
    return blob_key(content.encode())


def test_a_landing_has_all_its_parts(folder: GitFolder) -> None:
    first = folder.commit(
        "Start: åäö",
        {"policies/b.yaml": "b", "policies/a.yaml": "a", "README.md": "r"},
        author="Åsa",
    )
    folder.git("mv", "policies/b.yaml", "policies/c.yaml")
    second = folder.commit(
        "Move\n\nbody", {"policies/a.yaml": "A", "templates/t": "t"}, on=START + DAY
    )
    third = folder.commit("Nothing of ours", {"README.md": "R"}, on=START + 2 * DAY)
    fourth = folder.commit("Gone", {"policies/c.yaml": None}, on=START + 3 * DAY)
    assert landings(folder.path, "main") == (
        Landing(
            first,
            START,
            "Åsa",
            "Start: åäö",
            (
                FileChange("policies/a.yaml", None, key("a")),
                FileChange("policies/b.yaml", None, key("b")),
            ),
        ),
        Landing(
            second,
            START + DAY,
            "Ada",
            "Move",
            (
                FileChange("policies/a.yaml", key("a"), key("A")),
                FileChange("policies/b.yaml", key("b"), None),
                FileChange("policies/c.yaml", None, key("b")),
                FileChange("templates/t", None, key("t")),
            ),
        ),
        Landing(third, START + 2 * DAY, "Ada", "Nothing of ours", ()),
        Landing(
            fourth, START + 3 * DAY, "Ada", "Gone", (FileChange("policies/c.yaml", key("b"), None),)
        ),
    )


def test_an_earlier_revision_ends_earlier(folder: GitFolder) -> None:
    first = folder.commit("one", {"policies/a.yaml": "1"})
    folder.commit("two", {"policies/a.yaml": "2"})
    assert [it.commit for it in landings(folder.path, "HEAD~1")] == [first]


@pytest.mark.parametrize("sides", [1, 2], ids=["merge", "octopus"])
def test_a_merge_lands_all_of_its_side_at_once(folder: GitFolder, sides: int) -> None:
    first = folder.commit("first", {"policies/a.yaml": "a"})
    names = [f"side{number}" for number in range(sides)]
    for name in names:
        folder.git("checkout", "--quiet", "-b", name, first)
        folder.commit("one", {f"policies/{name}.yaml": "1"})
        folder.commit("two", {f"policies/{name}.yaml": "2"})
    folder.git("checkout", "--quiet", "main")
    apart = folder.commit("apart", {"policies/a.yaml": "A"})
    folder.git("merge", "--quiet", "--no-ff", "-m", "merge", *names, on=START + DAY)
    found = landings(folder.path)
    assert [it.commit for it in found[:-1]] == [first, apart]
    assert found[-1].subject == "merge"
    assert found[-1].changes == tuple(
        FileChange(f"policies/{name}.yaml", None, key("2")) for name in names
    )


def test_links_submodules_and_modes_are_no_contents(folder: GitFolder) -> None:
    folder.commit("file", {"policies/a.yaml": "a", "policies/b.yaml": "b"})
    (folder.path / "policies/a.yaml").unlink()
    (folder.path / "policies/a.yaml").symlink_to("b.yaml")
    (folder.path / "policies/b.yaml").chmod(0o755)
    new_repository(folder.path / "policies/sub").commit("inner", {"x": "x"})
    folder.git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    folder.git("commit", "--quiet", "-m", "odd")
    assert landings(folder.path)[-1].changes == (FileChange("policies/a.yaml", key("a"), None),)


def test_paths_are_relative_to_a_root_below_the_top(folder: GitFolder) -> None:
    folder.commit("one", {"team [x]/policies/a.yaml": "a", "policies/a.yaml": "not ours"})
    folder.commit("two", {"policies/a.yaml": "still not"})
    (folder.path / "team [x]/policykit.yaml").write_text("")
    found = landings(folder.path / "team [x]")
    assert [it.changes for it in found] == [(FileChange("policies/a.yaml", None, key("a")),), ()]


@pytest.mark.parametrize("name", ["a b.yaml", "new\nline.yaml", "\x01.yaml", ":1.yaml", "日.yaml"])
def test_odd_names_come_back_as_they_are(folder: GitFolder, name: str) -> None:
    folder.commit("odd", {f"policies/{name}": "x", "policies/z.yaml": "z"})
    assert landings(folder.path)[0].changes == tuple(
        sorted(
            (
                FileChange(f"policies/{name}", None, key("x")),
                FileChange("policies/z.yaml", None, key("z")),
            ),
            key=lambda it: it.path,
        )
    )


def test_clocks_that_go_backwards_are_told_as_they_are(folder: GitFolder) -> None:
    moments = [START, START + 9 * DAY, START + DAY]
    for number, moment in enumerate(moments):
        folder.commit(str(number), {"policies/a.yaml": str(number)}, on=moment)
    found = landings(folder.path)
    assert [it.committed_at for it in found] == moments
    assert [it.subject for it in found] == ["0", "1", "2"]


def raw_commit(folder: GitFolder, seconds: str, subject: bytes) -> str:
    """A commit no porcelain would write."""
    tree = folder.git("rev-parse", "HEAD^{tree}")
    content = f"tree {tree}\nauthor A <a@b> 0 +0000\ncommitter C <c@d> {seconds} +0000\n\n"
    place = folder.path / "raw"
    place.write_bytes(content.encode() + subject)
    return folder.git("hash-object", "-t", "commit", "-w", "--literally", "raw")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ("0", datetime(1970, 1, 1, tzinfo=UTC)),
        ("253402300800", datetime(9999, 12, 30, tzinfo=UTC)),
        ("999999999999999", datetime(9999, 12, 30, tzinfo=UTC)),
    ],
)
def test_dates_stay_inside_the_calendar(
    folder: GitFolder, seconds: str, expected: datetime
) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    assert landings(folder.path, raw_commit(folder, seconds, b"x"))[0].committed_at == expected


def test_a_commit_without_a_readable_date_does_not_stop_the_history(folder: GitFolder) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    found = landings(folder.path, raw_commit(folder, "soon", b"x"))
    assert found[0].committed_at.tzinfo is UTC


def test_settings_do_not_change_the_encoding(folder: GitFolder) -> None:
    folder.commit("Påminnelse", {"policies/a.yaml": "a"})
    folder.git("config", "i18n.logOutputEncoding", "latin1")
    assert landings(folder.path)[0].subject == "Påminnelse"


def test_words_that_are_no_utf8_are_replaced(folder: GitFolder) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    found = landings(folder.path, raw_commit(folder, "1767268800", b"f\xf6rsta\x01 :x\n"))
    assert found[0].subject == "f�rsta\x01 :x"
    assert [it.path for it in found[0].changes] == ["policies/a.yaml"]


def test_a_sha256_repository(tmp_path: Path) -> None:
    folder = new_repository(tmp_path, "--object-format=sha256")
    folder.commit("one", {"policies/a.yaml": "a"})
    found = landings(folder.path)
    assert len(found[0].commit) == 64
    assert found[0].changes == (FileChange("policies/a.yaml", None, blob_key(b"a", "sha256")),)


def test_a_shallow_clone_tells_what_is_missing(folder: GitFolder, tmp_path: Path) -> None:
    for number in range(4):
        folder.commit(str(number), {f"policies/{number}.yaml": "x"})
    clone = tmp_path / "clone"
    folder.git("clone", "--quiet", "--depth=2", f"file://{folder.path}", str(clone))
    with Repository(clone) as repository:
        history = GitHistory(repository)
        assert "fetch-depth: 0" in history.gap
        found = history.landings("HEAD")
    assert [it.subject for it in found] == ["2", "3"]
    assert [it.path for it in found[0].changes] == [f"policies/{it}.yaml" for it in range(3)]
    with Repository(folder.path) as repository:
        assert not GitHistory(repository).gap


def test_an_empty_repository_has_no_history(folder: GitFolder) -> None:
    with pytest.raises(SourceError) as caught:
        landings(folder.path)
    assert caught.value.reference == "no-commits"


def test_contents_of_the_past(folder: GitFolder) -> None:
    contents = [f"version {number}\n" * number for number in range(200)]
    contents[90] = "x" * (MAXIMUM_BYTES + 10)
    for start in range(0, 200, 50):
        folder.commit(
            "some", {f"policies/{it}.yaml": contents[it] for it in range(start, start + 50)}
        )
    keys = [key(it) for it in contents]
    expected = [it.encode()[: MAXIMUM_BYTES + 1] for it in contents]
    with Repository(folder.path) as repository:
        history = GitHistory(repository)
        known = {it.after for landing in history.landings("HEAD") for it in landing.changes}
        assert set(keys) == known
        assert list(history.read_all(keys)) == expected
        assert list(history.read_all(reversed([*keys, *keys[:70]]))) == [
            *reversed(expected[:70]),
            *reversed(expected),
        ]
        assert list(history.read_all([keys[3]] * 130)) == [expected[3]] * 130
        assert list(history.read_all([])) == []
        assert history.read(keys[7]) == expected[7]


def test_reading_may_stop_in_the_middle(folder: GitFolder) -> None:
    contents = {f"policies/{number}.yaml": f"v{number}" for number in range(90)}
    folder.commit("all", contents)
    keys = [key(it) for it in contents.values()]
    with Repository(folder.path) as repository:
        history = GitHistory(repository)
        reading = history.read_all(keys)
        assert next(reading) == b"v0"
        assert history.read(keys[50]) == b"v50"
        assert history.read(keys[2]) == b"v2"
        assert list(history.read_all(keys[:5])) == [b"v0", b"v1", b"v2", b"v3", b"v4"]
