"""The extension for VS Code: it starts the server, and asks for nothing the server does not have."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.browser.needed import needed

from policykit.lsp.asked import Command
from policykit.lsp.features import features

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors/vscode"
STUB = Path(__file__).parent / "stub.js"
PACKAGE: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")
ORGANISATION = """\
format: 1
name: Example
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv]}
channels:
  phone: {title: Phone, regions: {SE: {hours: mon-fri 09:00-17:00}}}
roles:
  clerk: {title: Clerk}
"""
POLICY = """\
format: 1
id: manners
title: How we answer
areas: [phone]
status: draft
version: 0.1.0
owner: somebody
statements:
  - id: greet
    must: Give your first name.
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "policies").mkdir(parents=True)
    (folder / "policykit.yaml").write_text("format: 1\n")
    (folder / "policies/organisation.yaml").write_text(ORGANISATION)
    (folder / "policies/manners.yaml").write_text(POLICY)
    return folder


def _program(place: Path, script: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


def _server(place: Path) -> Path:
    """A program that is policykit as it stands here."""
    return _program(place, f'exec "{sys.executable}" -m policykit "$@"')


def _run(shop: Path, *, path: str = "", trusted: bool = True, chosen: str = "") -> dict[str, Any]:
    needed(NODE, "node")
    needed((EXTENSION / "node_modules").is_dir(), "what the extension is made of (npm ci)")
    done = subprocess.run(
        [
            str(NODE),
            str(STUB),
            str(EXTENSION / "extension.js"),
            str(shop),
            str(shop / "policies/manners.yaml"),
            json.dumps({"cursor": [6, 7], "arguments": ["--no-cache"], "path": chosen}),
            "yes" if trusted else "no",
        ],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PATH": path or "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_it_parses() -> None:
    needed(NODE, "node")
    for script in (EXTENSION / "extension.js", STUB):
        done = subprocess.run([str(NODE), "--check", str(script)], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr


def test_it_starts_the_server_of_the_folder(shop: Path) -> None:
    _server(shop / ".venv/bin/policykit")
    told = _run(shop)
    assert told["messages"] == []
    assert "clerk" in {each["label"] for each in told["items"]}
    uri = (shop / "policies/manners.yaml").as_uri()
    assert told["findings"][uri] >= 1
    assert any(str(shop / ".venv/bin/policykit") in line for line in told["log"])


def test_a_line_below_an_entry_goes_on_with_it(shop: Path) -> None:
    ((language, before, more),) = _run(shop)["entered"]
    assert (language, more) == ("yaml", "  ")
    entries = ("  - id: greet", "- must: Be kind.", "    - text: Listen: then ask.")
    others = (
        "  id: greet",
        "  - id:",
        "  - id: # to be named",
        "  - phone",
        "# - id: greet",
        "-id: a",
    )
    assert all(re.search(before, line) for line in entries)
    assert not any(re.search(before, line) for line in others)


def test_the_setting_comes_first(shop: Path, tmp_path: Path) -> None:
    _program(shop / ".venv/bin/policykit", "exit 9")
    chosen = _server(tmp_path / "chosen")
    told = _run(shop, chosen=str(chosen))
    assert told["messages"] == []
    assert any(f"Starting {chosen}" in line for line in told["log"])


def test_it_says_what_to_do_where_the_program_is_missing(shop: Path) -> None:
    told = _run(shop, path="/nowhere")
    (message,) = told["messages"]
    assert "pip install 'policykit-handbook[lsp]'" in message["text"]
    assert told["items"] == []


def test_it_says_where_the_setting_is_wrong(shop: Path) -> None:
    told = _run(shop, chosen="/no/such/program")
    (message,) = told["messages"]
    assert "/no/such/program" in message["text"]


def test_it_says_that_the_server_did_not_start(shop: Path) -> None:
    _program(shop / ".venv/bin/policykit", "echo the extra is missing >&2; exit 2")
    told = _run(shop)
    # The library says in its own words that there is no connection, and we what to do.
    assert len(told["messages"]) <= 2
    assert "pip install 'policykit-handbook[lsp]'" in told["messages"][-1]["text"]
    assert told["items"] == []


def test_nothing_of_a_folder_is_started_that_is_not_trusted(shop: Path, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    _program(shop / ".venv/bin/policykit", f"touch {marker}")
    own = _server(tmp_path / "bin/policykit")
    told = _run(shop, path=f"{own.parent}:/usr/bin:/bin", trusted=False)
    assert not marker.exists()
    assert any(f"Starting {own}" in line for line in told["log"])
    limited = PACKAGE["capabilities"]["untrustedWorkspaces"]
    assert limited["supported"] == "limited"
    assert set(limited["restrictedConfigurations"]) == {"policykit.path", "policykit.arguments"}


def test_a_path_that_is_not_whole_is_never_looked_in(shop: Path) -> None:
    _program(shop / "policykit", "exit 9")
    told = _run(shop, path=".::bin")
    assert "not installed" in told["messages"][0]["text"]


def test_it_has_the_commands_it_says_and_those_the_server_names(shop: Path) -> None:
    _server(shop / ".venv/bin/policykit")
    told = _run(shop)
    said = {each["command"] for each in PACKAGE["contributes"]["commands"]}
    run_by_server = {each.name for each in features() if isinstance(each, Command)}
    assert said | {"policykit.showReferences"} | run_by_server == set(told["commands"])
    ((command, *_, places),) = [each for each in told["ran"] if "References" in each[0]]
    assert command == "editor.action.showReferences"
    assert len(places) == 1


def test_each_command_the_server_names_is_there_once() -> None:
    """The library registers those the server runs itself; the others are the extension's."""
    told = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/policykit/lsp").rglob("*.py")
    )
    named = set(re.findall(r'"(policykit\.[A-Za-z]+)"', told))
    run_by_server = {each.name for each in features() if isinstance(each, Command)}
    script = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    own = set(re.findall(r'"(policykit\.[A-Za-z]+)"', script))
    assert named - run_by_server - {"policykit.yaml"} <= own
    assert not run_by_server & own


def test_it_reads_the_settings_it_says() -> None:
    script = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    for name in PACKAGE["contributes"]["configuration"]["properties"]:
        assert f'"{name.removeprefix("policykit.")}"' in script
        assert f"`{name}`" in (EXTENSION / "README.md").read_text(encoding="utf-8")


def test_the_lock_names_no_host_and_has_a_hash_for_each_package() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
    assert lock["packages"][""]["dependencies"] == PACKAGE["dependencies"]


def test_it_can_be_packaged(tmp_path: Path) -> None:
    vsce = ROOT / "build/editor/node_modules/.bin/vsce"
    if not vsce.exists() or not (EXTENSION / "node_modules").is_dir():
        pytest.skip("vsce is not installed (npm install --prefix build/editor @vscode/vsce)")
    made = tmp_path / "policykit.vsix"
    done = subprocess.run(
        [str(vsce), "package", "--out", str(made)],
        cwd=EXTENSION,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(made) as package:
        inside = set(package.namelist())
    assert {f"extension/{name}" for name in ("extension.js", "package.json", "icon.png")} <= inside
    assert "extension/node_modules/vscode-languageclient/package.json" in inside
    assert made.stat().st_size < 500_000
