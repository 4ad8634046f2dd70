"""What a hostile repository may try: run a program, write a file, fetch, hang, lie."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.sources.repositories import GitFolder, new_repository
from tests.sources.trapped import ATTRIBUTES, INJECTIONS, spring

from policykit.model.errors import SourceError
from policykit.sources.git import Repository
from policykit.sources.git_history import GitHistory
from policykit.sources.git_program import Command, GitProgram
from policykit.sources.git_source import GitSource


def refused(act: Callable[[], object]) -> SourceError:
    with pytest.raises(SourceError) as caught:
        act()
    return caught.value


def use_everything(root: Path) -> None:
    """Every question a repository can be asked."""
    with Repository(root) as repository:
        for entry in GitSource(repository, "HEAD").entries():
            entry.read()
        history = GitHistory(repository)
        for landing in history.landings("HEAD"):
            list(history.read_all(it.after for it in landing.changes if it.after))
        repository.merge_base("HEAD", "HEAD~1")
        repository.latest_tag("HEAD")
        repository.branch("main")
        assert repository.default_branch == "main"
        assert repository.current_branch == "main"
        assert not repository.is_shallow
        assert not history.gap
        refused(partial(repository.resolve, "nowhere"))


@pytest.fixture
def trap(tmp_path: Path) -> tuple[GitFolder, Path]:
    """A repository whose settings name a program that leaves a mark, and the mark."""
    folder = new_repository(tmp_path / "shop")
    folder.commit("first", {"policies/a.yaml": "a", ".gitattributes": ATTRIBUTES})
    folder.commit("second", {"policies/a.yaml": "A", "policykit.yaml": "format: 1\n"})
    folder.git("tag", "v1")
    return folder, spring(folder, tmp_path)


def test_no_program_of_the_repository_is_run(trap: tuple[GitFolder, Path]) -> None:
    folder, mark = trap
    use_everything(folder.path)
    assert not mark.exists(), mark.read_text()


@pytest.mark.parametrize(
    "command",
    [["status"], ["log", "-O/dev/null"], ["diff", "-O/dev/null", "HEAD~1"]],
    ids=["status", "log", "diff"],
)
def test_the_trap_would_snap(trap: tuple[GitFolder, Path], command: list[str]) -> None:
    folder, mark = trap
    arguments = ["git", "-C", str(folder.path), *command]
    subprocess.run(arguments, check=False, capture_output=True)
    assert mark.exists()


@pytest.mark.parametrize("text", INJECTIONS, ids=lambda it: ascii(it[:20]))
def test_a_revision_is_never_an_option(
    folder: GitFolder, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with Repository(folder.path) as repository:
        for act in (
            repository.resolve,
            repository.branch,
            repository.latest_tag,
            repository.tree,
            repository.log,
            partial(repository.merge_base, "HEAD"),
            partial(GitSource, repository),
            GitHistory(repository).landings,
        ):
            trouble = refused(partial(act, text))
            assert trouble.reference == "unknown-revision"
            assert len(trouble.message) < 160
    assert sorted(tmp_path.rglob("*")) == before


def test_references_that_look_like_options_are_only_names(folder: GitFolder) -> None:
    commit = folder.commit("first", {"policies/a.yaml": "a"})
    folder.git("update-ref", "refs/heads/--output=INJECTED", commit)
    with Repository(folder.path) as repository:
        assert repository.branch("--output=INJECTED") == commit
        trouble = refused(partial(repository.resolve, "--output=INJECTED"))
        assert trouble.reference == "unknown-revision"
    assert not (folder.path / "INJECTED").exists()


def test_replaced_and_grafted_objects_are_not_believed(folder: GitFolder) -> None:
    first = folder.commit("first", {"policies/a.yaml": "1"})
    other = folder.git("rev-parse", "HEAD:policies/a.yaml")
    second = folder.commit("second", {"policies/a.yaml": "2"})
    folder.git("replace", folder.git("rev-parse", "HEAD:policies/a.yaml"), other)
    folder.git("replace", second, first)
    (folder.path / ".git/info").mkdir(exist_ok=True)
    (folder.path / ".git/info/grafts").write_text(f"{second}\n")
    with Repository(folder.path) as repository:
        assert [it.read() for it in GitSource(repository, "main").entries()] == [b"2"]
        found = GitHistory(repository).landings("main")
    assert [it.commit for it in found] == [first, second]


def partial_clone(origin: GitFolder, place: Path, kind: str, mark: Path) -> Path:
    """A clone without old contents whose settings would run a program to fetch them."""
    origin.git("config", "uploadpack.allowFilter", "true")
    origin.git(
        "clone",
        "--quiet",
        "--bare",
        f"--filter={kind}",
        f"file://{origin.path}",
        str(place / ".git"),
    )
    clone = GitFolder(place)
    clone.git("config", "core.bare", "false")
    clone.git("config", "remote.origin.uploadpack", f"touch {mark}; sleep 60; false")
    return place


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_nothing_is_ever_fetched(folder: GitFolder, tmp_path: Path, kind: str) -> None:
    folder.commit("first", {f"policies/{number}.yaml": str(number) for number in range(30)})
    mark = tmp_path / "mark"
    root = partial_clone(folder, tmp_path / "clone", kind, mark)
    started = time.monotonic()
    with Repository(root) as repository:
        source = GitSource(repository, "main")
        trouble = refused(source.entries)
        assert trouble.reference == "partial-clone"
        assert "--filter" in trouble.hint
        history = GitHistory(repository)
        if kind == "blob:none":
            key = history.landings("main")[0].changes[0].after
            assert key is not None
            assert refused(partial(history.read, key)).reference == "partial-clone"
        else:
            assert refused(partial(history.landings, "main")).reference == "partial-clone"
    assert time.monotonic() - started < 20
    assert not mark.exists()


def test_a_repository_of_somebody_else_has_a_hint(
    folder: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with Repository(folder.path) as repository:
        for act in (
            partial(repository.resolve, "main"),
            partial(repository.branch, "main"),
            repository.names,
            partial(GitSource, repository, "main"),
        ):
            trouble = refused(act)
            assert trouble.reference == "repository-not-trusted"
            assert f"safe.directory {folder.path}" in trouble.hint


def test_a_bare_repository_in_a_folder_is_never_opened(folder: GitFolder, tmp_path: Path) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    bare = tmp_path / "bare"
    folder.git("clone", "--quiet", "--bare", str(folder.path), str(bare))
    assert refused(partial(Repository, bare)).reference == "no-repository"
    (bare / ".git").mkdir()
    assert refused(partial(Repository, bare)).reference in {"bare-repository", "no-repository"}


def test_a_repository_inside_the_policies_is_not_mistaken_for_the_whole(
    folder: GitFolder, tmp_path: Path
) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    folder.git("clone", "--quiet", "--bare", str(folder.path), str(folder.path / "policies/evil"))
    mark = tmp_path / "mark"
    GitFolder(folder.path / "policies/evil").git("config", "core.fsmonitor", f"touch {mark}")
    with Repository(folder.path / "policies/evil") as repository:
        assert repository.prefix == "policies/evil/"
        assert GitSource(repository, "main").entries() == ()
    assert not mark.exists()


def slow_git(place: Path, trigger: str) -> str:
    """A PATH with a git that sleeps when a word is among its arguments."""
    real = shutil.which("git")
    place.mkdir()
    (place / "git").write_text(
        f'#!/bin/sh\ncase " $* " in *" {trigger} "*) exec sleep 60;; esac\nexec {real} "$@"\n'
    )
    (place / "git").chmod(0o755)
    return f"{place}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("trigger", ["rev-parse", "ls-tree", "cat-file", "log"])
def test_a_git_that_hangs_is_stopped(
    folder: GitFolder, tmp_path: Path, trigger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    monkeypatch.setenv("PATH", slow_git(tmp_path / "bin", trigger))
    started = time.monotonic()

    def everything() -> None:
        with Repository(folder.path, time_limit=0.5) as repository:
            for entry in GitSource(repository, "main").entries():
                entry.read()
            GitHistory(repository).landings("main")

    assert refused(everything).reference == "git-too-slow"
    assert time.monotonic() - started < 20


def test_every_program_that_was_started_is_ended(
    folder: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.commit("first", {"policies/a.yaml": "a", "policies/b.yaml": "b"})
    folder.commit("second", {"policies/a.yaml": "A"})
    started: list[subprocess.Popen[bytes]] = []
    start = GitProgram.start

    def watched(self: GitProgram, command: Command, *arguments: str) -> subprocess.Popen[bytes]:
        process = start(self, command, *arguments)
        started.append(process)
        return process

    monkeypatch.setattr(GitProgram, "start", watched)
    use_everything(folder.path)

    def fail() -> None:
        with Repository(folder.path) as repository:
            GitSource(repository, "HEAD").entries()[0].read()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    reading = [it for it in started if "cat-file" in it.args]  # type: ignore[operator]  # a list here
    assert len(reading) == 3
    for process in started:
        assert process.returncode is not None
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is None or pipe.closed


def test_a_closed_repository_can_be_read_again(folder: GitFolder) -> None:
    folder.commit("first", {"policies/a.yaml": "a"})
    repository = Repository(folder.path)
    entry = GitSource(repository, "HEAD").entries()[0]
    assert entry.read() == b"a"
    repository.close()
    assert entry.read() == b"a"
    repository.close()


def test_without_git_there_is_a_message(tmp_path: Path) -> None:
    script = (
        "from policykit.model.errors import SourceError\n"
        "try:\n    import policykit.sources.git\n"
        "except SourceError as trouble:\n    print(trouble.reference)\n"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(source), "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "git-missing\n"


def test_the_commands_only_read() -> None:
    """A change of this list is a change of what SECURITY promises."""
    assert {it.value[0] for it in Command} == {
        "rev-parse",
        "for-each-ref",
        "symbolic-ref",
        "merge-base",
        "describe",
        "ls-tree",
        "cat-file",
        "log",
        "config",
    }
    assert "--get-regexp" in Command.SETTINGS.value
    takes_no_arguments = {
        Command.IS_SHALLOW,
        Command.REFERENCES,
        Command.CURRENT_BRANCH,
        Command.ORIGIN_HEAD,
        Command.BLOBS,
        Command.SETTINGS,
    }
    for command in set(Command) - takes_no_arguments:
        assert command.value[-1] == "--end-of-options"
