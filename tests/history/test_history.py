"""The history that is built: the same everywhere, valid all along, and with all that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from tests.history.blocks import StoryError
from tests.history.build import main as command
from tests.history.building import build, git
from tests.history.reading import Past, Told, at
from tests.history.telling import told

from policykit.model.document import Json
from policykit.sources.port import blob_key

STORY = told()


def test_same_files_give_same_commits_in_any_surroundings(
    folder: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings"
    settings.write_text("[core]\n\tautocrlf = true\n[init]\n\tdefaultBranch = trunk\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Somebody Else")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    again = build(tmp_path / "again", root)
    monkeypatch.undo()
    assert again == git(folder, "rev-parse", "main").strip()
    assert git(tmp_path / "again", "for-each-ref") == git(folder, "for-each-ref")


def test_last_commit_holds_the_present_files(folder: Path, past: Past, now: dict[str, str]) -> None:
    keys = {path: blob_key(text.encode()) for path, text in now.items()}
    lines = (line.partition("\t") for line in git(folder, "ls-tree", "-r", "main").splitlines())
    assert {path: about.split()[2] for about, _, path in lines} == keys
    assert {path: entry.key for path, entry in past.tree("main").items()}.items() <= keys.items()
    assert all((folder / path).read_bytes() == text.encode() for path, text in now.items())
    assert git(folder, "status", "--porcelain") == ""
    for held in ("policykit.yaml", "policies/returns.yaml", "schemas/frameworks/eu-consumer.yaml"):
        assert held in now


def test_three_years_by_six_people(commits: list[Told]) -> None:
    assert len(commits) == len(STORY) >= 60
    days = [it.on for it in commits]
    assert (days[0].year, days[0].month) == (2023, 11)
    assert (max(days).year, max(days).month) == (2026, 11)
    assert len({it.author for it in commits}) == 6
    assert all(it.email.endswith("@havsby.example") for it in commits)
    assert len({it.subject for it in commits}) == len(commits)


def test_no_commit_is_older_than_its_parents(commits: list[Told]) -> None:
    by_id = {it.id: it for it in commits}
    assert all(by_id[parent].on < it.on for it in commits for parent in it.parents)


def test_releases_are_annotated_tags_on_the_release_branch(past: Past, folder: Path) -> None:
    kinds = git(folder, "for-each-ref", "refs/tags", "--format=%(objecttype) %(refname:short)")
    assert kinds.splitlines() == ["tag v2024.1", "tag v2026.1"]
    assert past.repository.latest_tag("main") == "v2026.1"


def test_a_branch_was_merged(named: dict[str, Told], commits: list[Told], past: Past) -> None:
    merge = named["complaints-merged"]
    assert len(merge.parents) == 2
    assert [it.id for it in commits if len(it.parents) > 1] == [merge.id]
    assert past.repository.merge_base(*merge.parents) == named["complaints-branch"].parents[0]
    before, branch = merge.parents
    assert at(past.data(before, "policies/complaints.yaml"), "version") == "1.5.0"
    for path, entry in past.tree(merge.id).items():
        of = branch if path.startswith("policies/complaints.") else before
        assert past.tree(of)[path].key == entry.key, path


def test_every_commit_but_the_broken_one_is_valid(
    past: Past, commits: list[Told], named: dict[str, Told]
) -> None:
    broken = {it.id: found for it in commits if (found := past.problems(it.id))}
    assert list(broken) == [named["broken"].id], "\n".join(str(it) for it in broken.items())
    (said,) = broken[named["broken"].id]
    assert said.startswith("policies/training.yaml: YML056 ")


def test_versions_are_those_a_later_text_supersedes(past: Past, commits: list[Told]) -> None:
    lines: dict[str, list[tuple[tuple[int, ...], str]]] = {}
    for commit in _release_branch(commits):
        for path in past.tree(commit.id):
            match = _POLICY.fullmatch(path)
            data = past.data(commit.id, path) if match else None
            if match and data:
                line = lines.setdefault(_FORMER.get(match[1], match[1]), [])
                found = _numbers(at(data, "version")), str(at(data, "effective") or "")
                if line[-1:] != [found]:
                    line.append(found)
    assert sum(len(line) for line in lines.values()) > len(lines) + 40
    for policy, line in lines.items():
        data = past.data("main", f"policies/{policy}.yaml")
        superseded = at(data, "supersedes") or []
        assert isinstance(superseded, list)
        older = {_numbers(at(it, "version")) for it in superseded}
        assert {version for version, _ in line[:-1]} <= older, policy
        for (version, effective), (next_version, next_effective) in pairwise(line):
            assert version < next_version, policy
            assert effective < next_effective, policy


def test_no_rule_changed_under_the_same_version(past: Past) -> None:
    for path in past.tree("main"):
        policy = _POLICY.fullmatch(path)
        former = [old for old, new in _FORMER.items() if policy and new == policy[1]]
        states = past.states(policy[1], *former) if policy else []
        for before, after in pairwise(states):
            was, is_now = before.main, after.main
            if was is not None and is_now is not None and is_now.status == was.status == "active":
                same_rules = was.rules_digest == is_now.rules_digest
                assert same_rules or was.version != is_now.version, f"{path} on {after.landed}"


_POLICY = re.compile(r"policies/((?!organisation)[a-z-]+)\.yaml")
_FORMER = {"refunds": "returns"}


def _release_branch(commits: list[Told]) -> list[Told]:
    by_id = {it.id: it for it in commits}
    line = [commits[-1]]
    while line[-1].parents:
        line.append(by_id[line[-1].parents[0]])
    return line[::-1]


def _numbers(version: Json) -> tuple[int, ...]:
    return tuple(int(it) for it in str(version).split("."))


def test_records_never_know_what_is_to_come(past: Past, commits: list[Told]) -> None:
    for commit in commits:
        for path in past.tree(commit.id):
            if path.endswith(".record.yaml"):
                dates = list(_dates(past.data(commit.id, path)))
                assert dates, f"{commit.subject}: {path}"
                assert max(dates) <= commit.on.date(), f"{commit.subject}: {path}"


def _dates(data: Json) -> Iterator[date]:
    if isinstance(data, dict):
        told_on = data.get("date")
        if isinstance(told_on, str):
            yield date.fromisoformat(told_on)
        for value in data.values():
            yield from _dates(value)
    elif isinstance(data, list):
        for value in data:
            yield from _dates(value)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StoryError, match="is not empty"):
        build(tmp_path)
    assert [it.name for it in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "demo"
    assert command([str(target)]) == 0
    last = git(target, "rev-parse", "main")[:12]
    assert capsys.readouterr() == (f"{last} is the last commit in {target}\n", "")
    assert command([str(target)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert command([]) == 2
    assert capsys.readouterr().err.startswith("Make the repository")
