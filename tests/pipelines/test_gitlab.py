"""The template for GitLab: its jobs run with sh, as a runner does, on a real repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from tests.cli.conftest import SMALL
from tests.pipelines.conftest import commit, git
from tests.support.program import ROOT, scrubbed

from policykit import __version__

PATH = ROOT / ".gitlab" / "policies.gitlab-ci.yml"
SPEC, _ = yaml.safe_load_all(PATH.read_text(encoding="utf-8"))
INPUTS: Mapping[str, Any] = SPEC["spec"]["inputs"]


def jobs(**given: str) -> dict[str, Any]:
    """The jobs with the inputs filled in, each with what it extends."""
    inputs = {name: each["default"] for name, each in INPUTS.items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    text = PATH.read_text(encoding="utf-8").partition("\n---\n")[2]
    filled = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: inputs[found[1]], text)
    read: dict[str, Any] = yaml.safe_load(filled)
    return {
        name: read[job["extends"]] | job for name, job in read.items() if not name.startswith(".")
    }


@pytest.fixture
def request_checkout(origin: Path, tmp_path: Path) -> Path:
    """A merge request that makes a promise worse and forgets a name."""
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(origin), str(work))
    git(work, "checkout", "--quiet", "-b", "b/$(touch${IFS}owned)")
    text = SMALL.replace("20 seconds", "40 seconds").replace("{answer-in}", "{anwser-in}")
    (work / "policies" / "phone-manners.yaml").write_text(text, encoding="utf-8")
    commit(work)
    git(work, "checkout", "--quiet", "--detach")
    return work


def run(name: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    job = jobs(**given)[name]
    base = git(folder, "rev-parse", "origin/main")
    server = {
        "CI": "true",
        "GITLAB_CI": "true",
        "CI_COMMIT_REF_NAME": "b/$(touch${IFS}owned)",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_MERGE_REQUEST_TITLE": "$(touch owned)",
        "CI_PROJECT_DIR": str(folder),
    }
    own = {
        key: re.sub(r"\$(\w+)", lambda found: server.get(found[1], ""), value)
        for key, value in job["variables"].items()
    }
    return sh("\n".join(job["script"]), folder, server | own)


def sh(script: str, folder: Path, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    source = {"PYTHONPATH": str(ROOT / "src"), "PATH": paths}
    return subprocess.run(
        ["sh", "-e", "-c", script],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ) | source | dict(given),
        timeout=120,
    )


def test_a_slip_is_told_as_code_quality_and_as_a_test(request_checkout: Path) -> None:
    done = run("policies-lint", request_checkout)

    assert done.returncode == 1, done.stderr
    (told,) = json.loads((request_checkout / "lint.codequality.json").read_text("utf-8"))
    assert told["location"]["path"] == "policies/phone-manners.yaml"
    assert (told["severity"], len(told["fingerprint"]) > 10) == ("major", True)
    assert told["location"]["lines"]["begin"] == 12
    suites = ET.parse(request_checkout / "lint.junit.xml").getroot()  # noqa: S314 - ours
    assert len(suites.findall(".//failure")) == 1
    assert not (request_checkout / "owned").exists()


def test_the_changes_are_those_of_the_merge_request(request_checkout: Path) -> None:
    assert run("policies-changes", request_checkout).returncode == 0
    told = (request_checkout / "changes.md").read_text(encoding="utf-8")
    assert "1 worse" in told
    done = run("policies-changes", request_checkout, fail_on_changes="worse")
    assert (done.returncode, "Compared with the base of this request." in done.stdout) == (1, True)


def test_gaps_are_told_beside_those_of_the_base(request_checkout: Path) -> None:
    done = run("policies-gaps", request_checkout)

    assert done.returncode == 0, done.stderr
    assert "nothing turned" in done.stdout
    assert json.loads((request_checkout / "gaps.codequality.json").read_text("utf-8")) == []


def test_each_job_has_the_past_and_keeps_its_reports() -> None:
    for name, job in jobs().items():
        assert job["variables"]["GIT_DEPTH"] == "0"
        assert job["artifacts"]["when"] == "always"
        written = set(re.findall(r":([\w.]+)", "\n".join(job["script"])))
        kept = {*job["artifacts"]["reports"].values(), *job["artifacts"].get("paths", ())}
        assert written == kept, name


def test_an_input_is_never_a_part_of_a_script() -> None:
    text = PATH.read_text(encoding="utf-8").partition("\n---\n")[2]
    read = yaml.safe_load(text)
    for job in read.values():
        assert "[[" not in "\n".join([*job.get("script", ()), *job.get("before_script", ())])


def test_every_input_is_told_of() -> None:
    told = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", PATH.read_text(encoding="utf-8"))) == set(INPUTS)
    assert [name for name in INPUTS if f"| `{name}` |" not in told] == []


def test_the_commands_for_any_other_server_do_what_the_page_says(request_checkout: Path) -> None:
    told = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    script = told.partition("## Any other server")[2].partition("```sh\n")[2].partition("```")[0]
    install, deepen, fetch, *checks = script.splitlines()
    done = [sh(f"{deepen}\n{fetch}\n{line}", request_checkout, {}) for line in checks]
    codes = [each.returncode for each in done]
    assert install == f'python -m pip install "policykit-handbook=={__version__}"'

    assert codes == [1, 1, 2], [each.stderr for each in done]
    assert "1 worse" in (request_checkout / "changes.md").read_text(encoding="utf-8")
