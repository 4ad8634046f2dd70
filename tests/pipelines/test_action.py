"""The action for GitHub: its steps run with bash, as on a server, on a real repository."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from tests.cli.conftest import SMALL
from tests.pipelines.composite import ACTION, RUN_STEPS, Job
from tests.pipelines.conftest import commit, git
from tests.pipelines.github import Server
from tests.support.program import ROOT

Edit: TypeAlias = Callable[[Path], None]
SLOWER = SMALL.replace("20 seconds", "40 seconds")
UNUSED = SMALL.replace("statements:", "  wait: {deadline: 1 hour, from: call-offered}\nstatements:")
BROKEN = SMALL.replace("{answer-in}", "{anwser-in}")

SCANNING = next(step["uses"] for step in ACTION["runs"]["steps"] if "sarif_file" in str(step))


def writes(text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / "policies" / "phone-manners.yaml").write_text(text, encoding="utf-8")

    return edit


def request(number: int = 7, head: str = "acme/policies", **more: object) -> dict[str, Any]:
    return {"pull_request": {"number": number, "head": {"repo": {"full_name": head}}, **more}}


def checkout(origin: Path, folder: Path, edit: Edit, *, depth: int = 0, branch: str = "b") -> Path:
    """What the server checks out for a pull request: its merge into main, on no branch."""
    work = folder / "work"
    git(folder, "clone", "--quiet", str(origin), str(work))
    git(work, "checkout", "--quiet", "-b", branch)
    edit(work)
    commit(work, "A change")
    git(work, "checkout", "--quiet", "main")
    git(work, "merge", "--quiet", "--no-ff", "--message", "Merge", branch)
    git(work, "push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    merged = folder / "checkout"
    merged.mkdir()
    git(merged, "init", "--quiet")
    git(merged, "remote", "add", "origin", origin.as_uri())
    cut = (f"--depth={depth}",) if depth else ()
    heads = () if depth else ("+refs/heads/*:refs/remotes/origin/*",)
    git(merged, "fetch", "--quiet", *cut, "origin", *heads, "refs/pull/7/merge:refs/remotes/pull/7")
    git(merged, "checkout", "--quiet", "--detach", "refs/remotes/pull/7")
    return merged


def job(
    tmp_path: Path,
    workspace: Path,
    server: Server | None = None,
    event: Mapping[str, Any] | None = None,
    **environment: str,
) -> Job:
    folder = tmp_path / "runner"
    folder.mkdir(exist_ok=True)
    address = {"GITHUB_API_URL": server.address} if server else {}
    return Job(
        workspace,
        folder,
        "pull_request",
        event or request(),
        {"GITHUB_BASE_REF": "main"} | address | environment,
    )


@pytest.fixture
def slower(origin: Path, tmp_path: Path) -> Path:
    return checkout(origin, tmp_path, writes(SLOWER))


def test_a_pull_request_gets_one_comment_however_often_it_runs(
    tmp_path: Path, slower: Path, server: Server
) -> None:
    server.say("Looks good to me.", "ada")
    runs = [job(tmp_path, slower, server).run() for _ in range(2)]

    assert [ran.exit_code for ran in runs] == [0, 0], runs[0].log
    (comment,) = server.written()
    assert comment.startswith("<!-- policykit ")
    assert "1 change for customers: 1 worse" in comment
    assert "All good in Corner Shop" in comment
    assert "✅ Nothing stops this." in comment
    assert [method for method, _ in server.asked] == ["GET", "POST", "GET", "PATCH"]
    assert server.tokens == {"Bearer a-token"}
    # The summary says the same, without the mark.
    assert comment.partition("-->\n")[2] == runs[0].summary


def test_the_outputs_say_what_was_counted(tmp_path: Path, slower: Path, server: Server) -> None:
    ran = job(tmp_path, slower, server).run()

    reports = Path(ran.outputs.pop("reports"))
    assert ran.outputs == {
        "findings": "0",
        "worse": "1",
        "covered": "",
        "sarif": str(reports / "lint.sarif"),
    }
    assert {path.name for path in reports.iterdir()} >= {
        f"{check}.{name}"
        for check in ("changes", "lint", "gaps")
        for name in ("json", "markdown", "github")
    } | {"comment.markdown"}


@pytest.mark.parametrize(
    ("text", "inputs", "exit_code"),
    [
        (SLOWER, {"fail_on_changes": "worse"}, 1),
        (SLOWER, {"fail_on_changes": "floor"}, 0),
        (SLOWER, {"fail_on_changes": "any"}, 1),
        (BROKEN, {"fail_level": "never"}, 0),
        (SLOWER, {"base": "origin/main", "fail_on_changes": "worse"}, 1),
        (SLOWER, {"base": "refs/pull/7", "fail_on_changes": "worse"}, 2),
    ],
)
def test_what_fails_is_as_asked(
    tmp_path: Path, origin: Path, text: str, inputs: dict[str, str], exit_code: int
) -> None:
    ran = job(tmp_path, checkout(origin, tmp_path, writes(text))).run(**inputs)

    assert ran.exit_code == exit_code, ran.log
    # What fails is told after all was told.
    assert ("✅ Nothing stops this." in ran.summary) is (exit_code == 0)
    assert ("❌ **It stops here**, by what " in ran.summary) is (exit_code > 0)


def test_a_finding_is_marked_in_its_line(tmp_path: Path, origin: Path) -> None:
    ran = job(tmp_path, checkout(origin, tmp_path, writes(BROKEN))).run()

    assert ran.exit_code == 1
    assert "❌ **It stops here**, by what was found." in ran.summary
    assert 'There is no term or merge field "anwser-in".' in ran.told("error")[0]
    assert "`policykit lint` found what this pipeline is to stop at." in ran.told("error")
    assert "file=policies/phone-manners.yaml,line=12" in ran.log
    assert ran.outputs["findings"] == "1"
    quiet = job(tmp_path, tmp_path / "checkout").run(annotations="false")
    assert quiet.told("error") == ["`policykit lint` found what this pipeline is to stop at."]


def test_only_what_is_new_is_told(tmp_path: Path, origin: Path) -> None:
    work = tmp_path / "first"
    git(tmp_path, "clone", "--quiet", str(origin), str(work))
    writes(BROKEN)(work)
    commit(work)
    git(work, "push", "--quiet", "origin", "HEAD:main")
    merged = checkout(origin, tmp_path, writes(BROKEN.replace("20 seconds", "40 seconds")))

    assert job(tmp_path, merged).run().exit_code == 1
    ran = job(tmp_path, merged).run(only_new="true")
    assert (ran.exit_code, ran.outputs["findings"]) == (0, "0"), ran.log


def test_a_fork_gets_a_summary_and_does_not_fail(
    tmp_path: Path, slower: Path, server: Server
) -> None:
    server.status, server.refuses = 403, ("POST", "PATCH")
    ran = job(tmp_path, slower, server, request(head="stranger/policies")).run()

    assert ran.exit_code == 0, ran.log
    assert "1 change for customers: 1 worse" in ran.summary
    assert ran.told("notice")[-1] == (
        "A pull request from a fork gets a token that may not write, so what was found stands "
        "in the summary of this job."
    )
    assert server.comments == []


def test_a_server_in_trouble_fails_nothing(tmp_path: Path, slower: Path, server: Server) -> None:
    server.status, server.refuses = 500, ("POST",)
    ran = job(tmp_path, slower, server).run()

    assert ran.exit_code == 0
    assert ran.told("warning")[-1] == (
        "The comment could not be written: the server answered 500. What was found stands in "
        "the summary of this job."
    )
    assert "1 change for customers: 1 worse" in ran.summary


def test_two_folders_have_a_comment_each(tmp_path: Path, server: Server) -> None:
    for name in ("shops", "café $(touch x)"):
        (tmp_path / "both" / name).mkdir(parents=True)
        text = "format: 1\nframeworks: []\n"
        (tmp_path / "both" / name / "policykit.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "both" / name / "policies").mkdir()
        writes(SMALL)(tmp_path / "both" / name)
    git(tmp_path / "both", "init", "--quiet", "--initial-branch=main")
    commit(tmp_path / "both")
    for name in ("shops", "café $(touch x)"):
        job(tmp_path, tmp_path / "both", server).run(directory=name, fail_level="never")

    assert len(server.written()) == 2
    assert "## Policies in shops" in server.written()[0]
    assert not (tmp_path / "both" / "x").exists()


def test_outside_a_pull_request_nothing_is_compared(tmp_path: Path, slower: Path) -> None:
    ran = Job(slower, tmp_path / "runner", "push").run()

    assert ran.exit_code == 0, ran.log
    assert ran.outputs["worse"] == ""
    assert "change for customers" not in ran.summary
    assert "All good in Corner Shop" in ran.summary


def test_a_merge_queue_is_compared_with_what_it_goes_into(tmp_path: Path, slower: Path) -> None:
    base = git(slower, "rev-parse", "origin/main")
    queue = {"merge_group": {"base_sha": base}}
    ran = Job(slower, tmp_path / "runner", "merge_group", queue).run(fail_on_changes="worse")

    assert (ran.exit_code, ran.outputs["worse"]) == (1, "1"), ran.log
    # Nobody asked for it.
    assert SCANNING not in ran.used


def test_a_checkout_that_was_cut_off_says_what_to_do(
    tmp_path: Path, origin: Path, server: Server
) -> None:
    ran = job(tmp_path, checkout(origin, tmp_path, writes(SLOWER), depth=1), server).run()

    assert ran.exit_code == 2
    assert any("fetch-depth: 0" in text for text in ran.told("error")), ran.log
    assert "fetch-depth: 0" in ran.summary
    # What needs no history is told all the same.
    assert "All good in Corner Shop" in ran.summary


def test_strangers_meet_no_token_that_may_write(tmp_path: Path, slower: Path) -> None:
    ran = Job(slower, tmp_path / "runner", "pull_request_target", request()).run()

    assert ran.exit_code == 2
    assert "Use `on: pull_request`." in ran.told("error")[0]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("fail_level", "fatal", "`fail-level` is one of error, warning, info, never."),
        ("fail_on_changes", "better", "`fail-on-changes` is one of never, worse, floor, any."),
        ("fail_on_gaps", "all", "`fail-on-gaps` is one of"),
        ("fail_under", "101", "`fail-under` is a whole number from 0 to 100."),
        ("fail_under", "9" * 5000, "`fail-under` is a whole number from 0 to 100."),
        ("comment", "yes", "`comment` is true or false."),
        ("directory", "../elsewhere", "`directory` is the folder with policykit.yaml"),
        ("directory", "nowhere\n::error::x", "`directory` is the folder with policykit.yaml"),
        ("base", "--upload-pack=x", "`base` is a branch, a tag or a commit"),
        ("base", "main\nfoo", "`base` is a branch, a tag or a commit"),
    ],
)
def test_a_wrong_input_is_told_before_anything_is_done(
    tmp_path: Path, slower: Path, name: str, value: str, says: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    ran = job(tmp_path, slower).run(**{name: value})

    assert ran.exit_code == 2
    (told,) = ran.told("error")
    assert says in told
    assert ran.summary == ""


HOSTILE = "$(touch owned)`touch owned`'\";touch${IFS}owned;\n::set-output name=x::y"


def test_no_text_of_a_stranger_becomes_a_command(
    tmp_path: Path, origin: Path, server: Server
) -> None:
    branch = "b/$(touch${IFS}owned);`touch${IFS}owned`"
    words = ["::add-mask::20", "::error::injected", "##[error]injected", "::stop-commands::x"]

    def edit(folder: Path) -> None:
        said = "\n".join(f"      {word} {{nowhere-{word.strip(':#[]')[:3]}}}" for word in words)
        text = SMALL.replace("Answer within {answer-in} and give your first name.", f"|\n{said}")
        text = text.replace("How we answer the phone", "'::error::injected @acme/everyone'")
        writes(text)(folder)
        name = "::error::injected $(touch owned).yaml"
        (folder / "policies" / name).write_text(text, encoding="utf-8")
        # Modules by which to get into a program that looks for its own here.
        for name in ("policykit", "pip", "json", "sitecustomize", "yaml", "server", "asked"):
            trap = f"open({str(tmp_path / 'owned')!r}, 'w')\n"
            (folder / f"{name}.py").write_text(trap, encoding="utf-8")

    merged = checkout(origin, tmp_path, edit, branch=branch)
    event = request(title=HOSTILE, body=HOSTILE)
    ran = job(tmp_path, merged, server, event, GITHUB_HEAD_REF=branch).run()

    assert ran.exit_code == 1, ran.log
    assert set(ran.commands) <= {"error", "warning", "notice"}
    assert not [text for text in ran.told("error") if text.startswith("injected")]
    assert not [*tmp_path.rglob("owned")]
    (comment,) = server.written()
    assert "@acme" not in comment


def test_a_comment_has_room_on_the_server(tmp_path: Path, origin: Path, server: Server) -> None:
    def edit(folder: Path) -> None:
        for number in range(400):
            text = BROKEN.replace("phone-manners", f"manners-{number}").replace("-in}", "-on}")
            path = folder / "policies" / f"manners-{number}.yaml"
            path.write_text(text.replace("Answer", "Answer " * 20), encoding="utf-8")

    ran = job(tmp_path, checkout(origin, tmp_path, edit), server).run()

    assert ran.exit_code == 1, ran.log[-3000:]
    (comment,) = server.written()
    assert 20_000 < len(comment) <= 65_000
    assert "This part is too long for here." in comment
    assert "(https://git.example/acme/policies/actions/runs/4711)" in comment
    assert len(ran.summary) > len(comment)


def test_what_stops_nothing_leaves_room_for_what_changed(
    tmp_path: Path, origin: Path, server: Server
) -> None:
    def edit(folder: Path) -> None:
        writes(SMALL.replace("first name", "full name"))(folder)
        for number in range(5):
            path = folder / "policies" / f"manners-{number}.yaml"
            path.write_text(UNUSED.replace("phone-manners", path.stem), encoding="utf-8")

    merged = checkout(origin, tmp_path, edit)
    assert job(tmp_path, merged, server).run().exit_code == 0
    (comment,) = server.written()
    assert " warnings in Corner Shop\n" in comment
    assert comment.count("<summary>All of it</summary>") == 1
    assert comment.count("<details>") == comment.count("</details>")

    assert job(tmp_path, merged, server).run(fail_level="warning").exit_code == 1
    (comment,) = server.written()
    assert "<summary>All of it</summary>" not in comment


def test_findings_are_handed_to_code_scanning_where_asked(tmp_path: Path, slower: Path) -> None:
    ran = job(tmp_path, slower).run(sarif="true")
    assert ran.used[SCANNING] == {"sarif_file": ran.outputs["sarif"]}
    assert json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_what_was_worked_out_is_kept_where_the_next_run_looks(tmp_path: Path, slower: Path) -> None:
    ran = job(tmp_path, slower, POLICYKIT_NO_CACHE="0").run()
    (kept,) = (used for name, used in ran.used.items() if name.startswith("actions/cache@"))
    assert [*Path(kept["path"]).rglob("*")]
    again = job(tmp_path, slower, POLICYKIT_NO_CACHE="0").run()
    assert kept in again.used.values()


def test_it_installs_what_it_comes_with_and_nothing_of_the_repository(
    tmp_path: Path, origin: Path
) -> None:
    def edit(folder: Path) -> None:
        writes(SLOWER)(folder)
        for name in ("policykit", "pip", "venv", "yaml", "server"):
            trap = f"open({str(tmp_path / 'owned')!r}, 'w')\n"
            (folder / f"{name}.py").write_text(trap, encoding="utf-8")
        (folder / "pip.conf").write_text("[global]\nno-index = true\n", encoding="utf-8")
        (folder / "requirements.lock").write_text("nothing\n", encoding="utf-8")

    ready = job(tmp_path, checkout(origin, tmp_path, edit))
    ran = replace(ready, python=None).run()

    if "No matching distribution found" in ran.log and not os.environ.get("CI"):
        pytest.skip("no index of packages can be reached")
    assert (ran.exit_code, ran.outputs["worse"]) == (0, "1"), ran.log
    assert not (tmp_path / "owned").exists()


def test_no_input_is_a_part_of_a_script() -> None:
    assert len(RUN_STEPS) == 6
    assert [step["run"] for step in RUN_STEPS if "${{" in step["run"]] == []
    for step in ACTION["runs"]["steps"]:
        assert "uses" not in step or re.search(r"@[0-9a-f]{40}$", step["uses"])
    # The token is there for the one step that writes.
    assert [step["id"] for step in RUN_STEPS if "GITHUB_TOKEN" in step["env"]] == ["tell"]


def test_every_input_is_read_and_every_one_is_told_of() -> None:
    told = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in ACTION["inputs"]:
        assert text.count(f"inputs.{name}") >= 1
        assert f"| `{name}` |" in told
    for name in ACTION["outputs"]:
        assert f"| `{name}` |" in told
