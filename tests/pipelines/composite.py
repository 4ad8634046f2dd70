"""Stands in for the runner of GitHub: runs the steps of a composite action with bash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from tests.support.program import ROOT, scrubbed

ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
RUN_STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]

_EXPRESSION = re.compile(r"\$\{\{ ([^}]*) \}\}")
_COMMAND = re.compile(r"^::(?P<name>[\w-]+)(?: (?P<properties>[^:]*))?::(?P<data>.*)$")
_LEGACY = re.compile(r"##\[(?P<name>[\w-]+)[^\]]*\](?P<data>.*)$")


@dataclass
class Ran:
    """What a run of the action left behind."""

    exit_code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    annotations: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    used: dict[str, dict[str, str]] = field(default_factory=dict)

    def told(self, kind: str) -> list[str]:
        """The annotations of a kind."""
        return [text for name, text in self.annotations if name == kind]


@dataclass(frozen=True)
class Job:
    """A job of a workflow, with one checkout and one event.

    `python` is what policykit is called with; where it is None, the step that installs runs.
    """

    workspace: Path
    folder: Path
    event_name: str = "push"
    event: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    python: Path | None = Path(sys.executable)

    def run(self, **inputs: str) -> Ran:
        """Run the action with these inputs; the others have their defaults."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(given) <= set(ACTION["inputs"])
        defaults = {name: each.get("default", "") for name, each in ACTION["inputs"].items()}
        known = {f"inputs.{name}": value for name, value in (defaults | given).items()}
        known |= {"github.token": "a-token", "runner.os": "Linux"}
        known["inputs.token"] = evaluated(known["inputs.token"], known)
        temporary = self.folder / "temp"
        temporary.mkdir(parents=True, exist_ok=True)
        ran = Ran()
        summary = self.folder / "summary.md"
        summary.write_text("", encoding="utf-8")
        for number, step in enumerate(ACTION["runs"]["steps"]):
            if not holds(step.get("if", "true"), known):
                continue
            if "uses" in step:
                given_with = step.get("with", {})
                ran.used[step["uses"]] = {
                    name: evaluated(value, known) for name, value in given_with.items()
                }
                continue
            name = step.get("id", f"step-{number}")
            if name == "install" and self.python is not None:
                known["steps.install.outputs.python"] = str(self.python)
                continue
            output = self.folder / f"output-{number}"
            output.write_text("", encoding="utf-8")
            done = self._step(step, known, output, summary, temporary)
            ran.log += done.stdout
            _listen(done.stdout, ran)
            given_outputs = read_outputs(output.read_text(encoding="utf-8"))
            known |= {f"steps.{name}.outputs.{key}": it for key, it in given_outputs.items()}
            if done.returncode:
                ran.exit_code = done.returncode
                break
        ran.summary = summary.read_text(encoding="utf-8")
        ran.outputs = {
            name: evaluated(each["value"], known) for name, each in ACTION["outputs"].items()
        }
        return ran

    def _step(
        self,
        step: Mapping[str, Any],
        known: Mapping[str, str],
        output: Path,
        summary: Path,
        temporary: Path,
    ) -> subprocess.CompletedProcess[str]:
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        script = self.folder / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        assert step["shell"] == "bash"
        own = {name: evaluated(value, known) for name, value in step.get("env", {}).items()}
        bash = shutil.which("bash")
        assert bash
        return subprocess.run(
            [bash, "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            check=False,
            cwd=self.workspace,
            encoding="utf-8",
            env=scrubbed(os.environ)
            | {
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_EVENT_NAME": self.event_name,
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_REPOSITORY": "acme/policies",
                "GITHUB_RUN_ID": "4711",
                "GITHUB_SERVER_URL": "https://git.example",
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(temporary),
            }
            | {"no_proxy": "*"}
            | dict(self.environment)
            | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )


def evaluated(text: object, known: Mapping[str, str]) -> str:
    """A text with its expressions filled in."""
    return _EXPRESSION.sub(lambda found: _value(found[1], known), str(text))


def holds(condition: str, known: Mapping[str, str]) -> bool:
    """Whether a condition of comparisons, joined by `&&`, holds."""
    if condition == "true":
        return True
    parts = (part.strip() for part in condition.split("&&"))
    return all(_compared(part, known) for part in parts)


def read_outputs(text: str) -> dict[str, str]:
    """The outputs a step has set, as the runner reads them."""
    outputs: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, mark, end = line.partition("<<")
        if not mark:
            name, _, outputs[name] = line.partition("=")
            continue
        held: list[str] = []
        for each in lines:
            if each == end:
                break
            held.append(each)
        outputs[name] = "\n".join(held)
    return outputs


def _compared(part: str, known: Mapping[str, str]) -> bool:
    left, sign, right = re.split(r" (==|!=) ", part)
    return (_value(left, known) == right.strip("'")) is (sign == "==")


def _value(expression: str, known: Mapping[str, str]) -> str:
    if expression.startswith("hashFiles("):
        return "digest"
    if expression.startswith("steps."):
        return known.get(expression, "")
    return known[expression]


def _listen(log: str, ran: Ran) -> None:
    """Obey commands as the runner does: new ones at the start of a line, old ones anywhere."""
    stopped = ""
    for line in log.splitlines():
        found = _COMMAND.match(line.strip())
        if stopped:
            stopped = "" if found and found["name"] == stopped else stopped
            continue
        found = found or _LEGACY.search(line)
        if not found:
            continue
        if found["name"] == "stop-commands":
            stopped = found["data"]
            continue
        ran.commands.append(found["name"])
        if found["name"] in {"error", "warning", "notice"}:
            text = found["data"].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            ran.annotations.append((found["name"], text))
