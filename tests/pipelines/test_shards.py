"""The workflow of docs/pipelines.md for many policies: its jobs run with bash, part by part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import SMALL, make_small
from tests.support.program import ROOT, scrubbed


def workflow() -> Mapping[str, Any]:
    text = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    (shown,) = (block for block in blocks if "--shard" in block)
    read: dict[str, Any] = yaml.safe_load(shown)
    return read


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder to put first on the path, with `policykit` in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "policykit"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policykit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def bash(script: str, folder: Path, program: Path, **variables: str) -> tuple[int, str]:
    path = f"{program}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=scrubbed(os.environ) | {"PATH": path, "PYTHONPATH": str(ROOT / "src")} | variables,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def ran(steps: list[dict[str, Any]], folder: Path, program: Path, **variables: str) -> list[Any]:
    """What the steps with a script end with; what is installed stands there already."""
    scripts = [each["run"] for each in steps if "run" in each and "pip install" not in each["run"]]
    return [bash(script, folder, program, **variables) for script in scripts]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("of", [1, 2, 3, 4, 5])
def test_it_tells_what_one_run_tells(tmp_path: Path, program: Path, of: int) -> None:
    small = make_small(tmp_path / "shop")
    for name in ("returns", "refunds", "letters"):
        text = SMALL.replace("phone-manners", name).replace("first name", "[name](returns.hello)")
        (small / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    jobs = workflow()["jobs"]
    part, merge = jobs["part"], jobs["policies"]
    assert part["strategy"]["matrix"] == {"part": [1, 2, 3, 4]}
    assert merge["needs"] == "part"
    upload = next(each["with"] for each in part["steps"] if "upload" in each.get("uses", ""))
    download = next(each["with"] for each in merge["steps"] if "download" in each.get("uses", ""))
    assert upload["name"].startswith(download["pattern"].rstrip("*"))
    parts = small / download["path"]
    parts.mkdir()

    for number in range(1, of + 1):
        machine = tmp_path / f"machine-{number}"
        shutil.copytree(small, machine)
        steps = [
            each | ({"run": each["run"].replace("/4", f"/{of}")} if "run" in each else {})
            for each in part["steps"]
        ]
        ((code, told),) = ran(steps, machine, program, PART=str(number))
        assert code == 0, told
        made = machine / upload["path"].replace("${{ matrix.part }}", str(number))
        shutil.copy(made, parts)
    ((code, told),) = ran(merge["steps"], small, program)
    shutil.rmtree(parts)
    one = bash("policykit lint", small, program)

    assert (code, told) == one
    assert code == 1
    assert told.count("error REF002") == 3, told
