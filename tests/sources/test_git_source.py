from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.sources.repositories import GitFolder, new_repository

from policykit.model.errors import SourceError
from policykit.sources.git import Repository
from policykit.sources.git_source import GitSource
from policykit.sources.port import MAXIMUM_BYTES, EntryKind, blob_key
from policykit.sources.worktree import WorkTree

FIRST = {"policykit.yaml": "format: 1\n", "policies/returns.yaml": "v1\n", "README.md": "hello\n"}
SECOND = {"policies/returns.yaml": "v2\n", "policies/north/phone.yaml": "phone\n"}
SECOND_FILES = {
    "policykit.yaml": b"format: 1\n",
    "policies/returns.yaml": b"v2\n",
    "policies/north/phone.yaml": b"phone\n",
}


def files(root: Path, revision: str) -> dict[str, bytes]:
    with Repository(root) as repository:
        entries = GitSource(repository, revision).entries()
        assert [it.path for it in entries] == sorted(it.path for it in entries)
        return {it.path: it.read() for it in entries if it.kind is EntryKind.FILE}


def refused(act: Callable[[], object]) -> SourceError:
    with pytest.raises(SourceError) as caught:
        act()
    return caught.value


def two_commits(path: Path, *options: str) -> GitFolder:
    folder = new_repository(path, *options)
    folder.commit("first", FIRST)
    folder.git("tag", "v1")
    folder.commit("second", SECOND)
    return folder


def plain(path: Path) -> Path:
    return two_commits(path / "shop").path


def linked(path: Path) -> Path:
    two_commits(path / "shop").git("worktree", "add", "--quiet", "--detach", str(path / "linked"))
    return path / "linked"


def detached(path: Path) -> Path:
    folder = two_commits(path / "shop")
    folder.git("checkout", "--quiet", "--detach")
    folder.git("branch", "--delete", "--force", "main")
    return folder.path


def with_sha256(path: Path) -> Path:
    return two_commits(path / "shop", "--object-format=sha256").path


def shallow(path: Path) -> Path:
    folder = two_commits(path / "origin")
    folder.git("clone", "--quiet", "--depth=1", f"file://{folder.path}", str(path / "shop"))
    return path / "shop"


def below_the_top(path: Path) -> Path:
    folder = new_repository(path / "big repo")
    for commit in (FIRST, SECOND):
        moved = {f"teams/[a] :x/{name}": content for name, content in commit.items()}
        folder.commit("moved", moved | {"policies/other.yaml": "not ours"})
    return folder.path / "teams/[a] :x"


def packed_with_a_merge(path: Path) -> Path:
    folder = new_repository(path / "shop")
    folder.commit("first", FIRST)
    folder.git("checkout", "--quiet", "-b", "side")
    folder.commit("side", SECOND)
    folder.git("checkout", "--quiet", "main")
    folder.commit("apart", {"README.md": "changed"})
    folder.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    folder.git("gc", "--quiet")
    return folder.path


SHAPES = [plain, linked, detached, with_sha256, shallow, below_the_top, packed_with_a_merge]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda it: it.__name__)
def test_reads_a_revision_in_every_shape(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    root = shape(tmp_path)
    assert files(root, "HEAD") == SECOND_FILES


@pytest.mark.parametrize("shape", SHAPES, ids=lambda it: it.__name__)
def test_a_clean_work_tree_and_its_commit_hold_the_same(
    tmp_path: Path, shape: Callable[[Path], Path]
) -> None:
    root = shape(tmp_path)
    now = {it.path: (it.kind, it.size, it.read()) for it in WorkTree(root).entries()}
    with Repository(root) as repository:
        then = {
            it.path: (it.kind, it.size, it.read()) for it in GitSource(repository, "HEAD").entries()
        }
    assert now == then


def test_earlier_revisions(tmp_path: Path) -> None:
    root = plain(tmp_path)
    for revision in ("v1", "HEAD~1", "main^", "HEAD^{/first}"):
        assert files(root, revision) == {
            "policykit.yaml": b"format: 1\n",
            "policies/returns.yaml": b"v1\n",
        }


def test_the_work_tree_does_not_matter(tmp_path: Path) -> None:
    root = plain(tmp_path)
    (root / "policies/returns.yaml").write_text("dirty\n")
    (root / "policykit.yaml").unlink()
    assert files(root, "HEAD") == SECOND_FILES


def test_a_commit_without_policies_holds_nothing(folder: GitFolder) -> None:
    folder.commit("nothing", {"README.md": "x"})
    assert files(folder.path, "HEAD") == {}


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_keys_and_names(tmp_path: Path, algorithm: str) -> None:
    root = two_commits(tmp_path / "shop", f"--object-format={algorithm}").path
    with Repository(root) as repository:
        source = GitSource(repository, "v1")
        assert source.name == "v1"
        assert source.commit == repository.resolve("v1")
        for entry in source.entries():
            kind = "sha1" if algorithm == "sha1" else "sha256"
            assert entry.key == blob_key(entry.read(), "sha1" if kind == "sha1" else "sha256")


def test_what_is_no_file_has_its_kind(folder: GitFolder) -> None:
    folder.commit("file", {"policies/a.yaml": "a", "policies/x.yaml/in.yaml": "in"})
    (folder.path / "policies/link.yaml").symlink_to("../../etc/passwd")
    inner = new_repository(folder.path / "policies/sub")
    inner.commit("inner", {"x.yaml": "x"})
    folder.git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    folder.git("commit", "--quiet", "-m", "odd")
    with Repository(folder.path) as repository:
        entries = {it.path: it for it in GitSource(repository, "HEAD").entries()}
        assert {path: it.kind for path, it in entries.items()} == {
            "policies/a.yaml": EntryKind.FILE,
            "policies/link.yaml": EntryKind.SYMLINK,
            "policies/sub": EntryKind.SUBMODULE,
            "policies/x.yaml": EntryKind.DIRECTORY,
            "policies/x.yaml/in.yaml": EntryKind.FILE,
        }
        assert entries["policies/link.yaml"].read() == b"../../etc/passwd"
        assert all(it.detail for it in entries.values() if it.kind is not EntryKind.FILE)
        for name in ("policies/sub", "policies/x.yaml"):
            assert refused(entries[name].read).reference == "no-ordinary-file"


def test_the_policies_folder_may_be_a_link_or_a_submodule(folder: GitFolder) -> None:
    folder.commit("rules", {"rules/a.yaml": "a"})
    (folder.path / "policies").symlink_to("rules")
    new_repository(folder.path / "schemas").commit("inner", {"x.yaml": "x"})
    folder.git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    folder.git("commit", "--quiet", "-m", "odd")
    with Repository(folder.path) as repository:
        entries = GitSource(repository, "HEAD").entries()
        assert [(it.path, it.kind) for it in entries] == [
            ("policies", EntryKind.SYMLINK),
            ("schemas", EntryKind.SUBMODULE),
        ]


ODD_NAMES = [
    "a b.yaml",
    "-rf.yaml",
    "å.yaml",
    "new\nline.yaml",
    "q'\".yaml",
    ":(top)x",
    "tab\t.yaml",
]


def test_odd_names_come_back_as_they_are(folder: GitFolder) -> None:
    content = {f"policies/{name}": name.encode() for name in ODD_NAMES}
    folder.commit("odd", content)
    (folder.path / "policies/\udce5.yaml").write_bytes(b"latin")
    folder.git("add", "--all")
    folder.git("commit", "--quiet", "-m", "latin")
    assert files(folder.path, "HEAD") == content | {"policies/\udce5.yaml": b"latin"}


COUNT = 150
LARGE = 70


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """Many small files and a large one among them."""
    folder = new_repository(tmp_path_factory.mktemp("many"))
    content: dict[str, bytes | str | None] = {
        f"policies/p{number:03}.yaml": f"number {number}" * number for number in range(COUNT)
    }
    content[f"policies/p{LARGE:03}.yaml"] = b"x" * (MAXIMUM_BYTES + 5000)
    folder.commit("many", content)
    with Repository(folder.path) as repository:
        yield repository


def right(number: int, content: bytes) -> bool:
    if number == LARGE:
        return content == b"x" * (MAXIMUM_BYTES + 1)
    return content == (f"number {number}" * number).encode()


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, COUNT - 1), st.integers(1, 30), st.integers(1, 3)),
        min_size=1,
        max_size=6,
    )
)
def test_any_order_of_reading_gives_the_right_content(
    many: Repository, runs: list[tuple[int, int, int]]
) -> None:
    source = GitSource(many, "main")
    entries = source.entries()
    for start, length, step in runs:
        for number in range(start, min(start + length * step, COUNT), step):
            assert right(number, entries[number].read())


def test_two_sources_may_be_read_in_turns(many: Repository) -> None:
    one, other = GitSource(many, "main").entries(), GitSource(many, "HEAD").entries()
    for number in range(COUNT):
        assert right(number, one[number].read())
        assert right(COUNT - 1 - number, other[COUNT - 1 - number].read())


def test_sizes_are_known_before_reading(many: Repository) -> None:
    sizes = [it.size for it in GitSource(many, "main").entries()]
    assert sizes[LARGE] == MAXIMUM_BYTES + 5000
    assert sizes[3] == len("number 3") * 3


def test_a_key_that_is_no_blob_is_refused(many: Repository) -> None:
    commit = many.resolve("main")
    blobs = many.blobs()
    for key in (
        commit,
        "0" * 40,
        "main",
        "main:policies/p001.yaml",
        f"{commit}\n{commit}",
        "",
        "A" * 40,
    ):
        assert refused(partial(blobs.read, key)).reference == "missing-object"
    entry = GitSource(many, "main").entries()[1]
    assert entry.key is not None
    assert blobs.read(entry.key) == b"number 1"


# Names of revisions.


def test_an_unknown_revision_has_suggestions(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "origin")
    folder.git("branch", "summer-sale")
    folder.git("clone", "--quiet", str(folder.path), str(tmp_path / "shop"))
    with Repository(tmp_path / "shop") as repository:
        trouble = refused(lambda: repository.resolve("sumer-sale"))
        assert trouble.reference == "unknown-revision"
        assert trouble.message == "No commit here is called “sumer-sale”."
        assert trouble.hint == "Did you mean `origin/summer-sale`?"
        assert refused(lambda: repository.resolve("summer-sale")).hint.startswith(
            "Did you mean `origin/summer-sale`"
        )
        assert "`v1`" in refused(lambda: repository.resolve("v11")).hint
        assert "git tag" in refused(lambda: repository.resolve("quite-another")).hint
        assert len(refused(lambda: repository.resolve("y" * 999)).message) < 160


def test_a_blob_a_tree_and_a_foreign_id_are_no_commits(tmp_path: Path) -> None:
    with Repository(plain(tmp_path)) as repository:
        for text in (
            "HEAD:policies",
            "HEAD:policykit.yaml",
            "1" * 40,
            "HEAD..v1",
            "^HEAD",
            "HEAD^@",
        ):
            assert refused(partial(repository.resolve, text)).reference == "unknown-revision"


def test_an_empty_repository_says_so(folder: GitFolder) -> None:
    with Repository(folder.path) as repository:
        for text in ("HEAD", "main", "x"):
            assert refused(partial(repository.resolve, text)).reference == "no-commits"
        assert repository.default_branch is None
        assert repository.current_branch == "main"
        assert repository.names() == ()


def test_a_shallow_clone_says_so_when_a_revision_is_missing(tmp_path: Path) -> None:
    with Repository(shallow(tmp_path)) as repository:
        assert repository.is_shallow
        assert "fetch-depth: 0" in refused(lambda: repository.resolve("HEAD~1")).hint
    with Repository(plain(tmp_path / "whole")) as repository:
        assert not repository.is_shallow


def test_default_and_current_branches(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "origin")
    folder.git("branch", "--move", "main", "trunk")
    with Repository(folder.path) as repository:
        assert (repository.default_branch, repository.current_branch) == (None, "trunk")
    folder.git("branch", "master")
    with Repository(folder.path) as repository:
        assert repository.default_branch == "master"
    folder.git("clone", "--quiet", str(folder.path), str(tmp_path / "shop"))
    clone = GitFolder(tmp_path / "shop")
    clone.git("checkout", "--quiet", "--detach")
    clone.git("branch", "--delete", "trunk")
    with Repository(clone.path) as repository:
        assert (repository.default_branch, repository.current_branch) == ("origin/trunk", None)
        assert repository.branch("trunk") == repository.resolve("HEAD")
        assert refused(lambda: repository.branch("nope")).reference == "unknown-revision"


def test_a_branch_here_comes_before_its_copy_and_a_tag(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "shop")
    first, second = folder.git("rev-parse", "v1"), folder.git("rev-parse", "HEAD")
    folder.git("update-ref", "refs/remotes/origin/main", first)
    folder.git("tag", "main", first)
    with Repository(folder.path) as repository:
        assert repository.branch("main") == second


def test_merge_bases_and_tags(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "shop")
    folder.git("checkout", "--quiet", "-b", "side", "v1")
    folder.commit("side", {"policies/side.yaml": "s"})
    folder.git("checkout", "--quiet", "--orphan", "alone")
    folder.commit("alone", {"policies/side.yaml": "s"})
    with Repository(folder.path) as repository:
        assert repository.merge_base("main", "side") == repository.resolve("v1")
        assert repository.merge_base("main", "alone") is None
        assert repository.latest_tag("side") == "v1"
        assert repository.latest_tag("alone") is None


def test_a_folder_without_git_says_so(tmp_path: Path) -> None:
    trouble = refused(lambda: Repository(tmp_path))
    assert trouble.reference == "no-repository"
    assert "git init" in trouble.hint


@pytest.mark.parametrize("broken", ["", "gitdir: nowhere\n", "garbage"])
def test_a_broken_git_entry_says_so(tmp_path: Path, broken: str) -> None:
    outer = two_commits(tmp_path).path
    (outer / "inner").mkdir()
    (outer / "inner/.git").write_text(broken)
    assert refused(lambda: Repository(outer / "inner")).reference == "no-repository"


def test_a_missing_object_says_so(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "shop")
    key = folder.git("rev-parse", "HEAD:policies/returns.yaml")
    (folder.path / f".git/objects/{key[:2]}/{key[2:]}").unlink()
    with Repository(folder.path) as repository:
        trouble = refused(GitSource(repository, "HEAD").entries)
    assert trouble.reference in {"missing-object", "git-failed"}


def test_a_damaged_object_says_so(tmp_path: Path) -> None:
    folder = two_commits(tmp_path / "shop")
    key = folder.git("rev-parse", "HEAD:policies/returns.yaml")
    with Repository(folder.path) as repository:
        entries = {it.path: it for it in GitSource(repository, "HEAD").entries()}
        place = folder.path / f".git/objects/{key[:2]}/{key[2:]}"
        place.unlink()
        place.write_bytes(b"damaged")
        trouble = refused(entries["policies/returns.yaml"].read)
        assert trouble.reference in {"missing-object", "git-failed"}
        assert entries["policykit.yaml"].read() == b"format: 1\n"


def test_reading_leaves_the_repository_as_it_was(tmp_path: Path) -> None:
    root = plain(tmp_path)

    def state() -> dict[str, tuple[int, int]]:
        listing = subprocess.run(["find", str(root)], capture_output=True, check=True, text=True)
        return {
            it: (Path(it).stat().st_mtime_ns, Path(it).stat().st_size)
            for it in listing.stdout.splitlines()
        }

    before = state()
    files(root, "HEAD")
    assert state() == before
