"""What a fresh interpreter has loaded once the command line stands ready."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.program import ROOT, scrubbed

HEAVY = frozenset(
    [
        "babel",
        "git",
        "holidays",
        "jinja2",
        "jsonschema",
        "jsonschema_rs",
        "markdown_it",
        "pydantic",
        "rich",
        "xlsxwriter",
        "yaml",
    ]
)


SELDOM = frozenset({"importlib.metadata", "importlib.resources", "zipfile"})
"""Modules of the standard library that cost much, and are for what few runs do."""


def loaded(statement: str) -> frozenset[str]:
    """The top-level modules loaded after a statement, in an interpreter of its own."""
    return frozenset(name.partition(".")[0] for name in modules(statement))


def modules(statement: str) -> frozenset[str]:
    """All modules loaded after a statement, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PYTHONPATH": str(ROOT / "src"), "POLICYKIT_NO_CACHE": "0"},
    )
    return frozenset(done.stdout.splitlines()[-1].split())


def linting(*arguments: str) -> str:
    """A statement that lints one reference policy."""
    line = ["lint", "--root", str(ROOT), "--exit-zero", "--quiet", *arguments]
    return f"from policykit.cli.app import run; run({[*line, str(ROOT / 'policies/returns.yaml')]})"


@pytest.mark.parametrize("module", ["policykit", "policykit.cli.entry", "policykit.cli.app"])
def test_no_heavy_library_is_loaded(module: str) -> None:
    assert loaded(f"import {module}") & HEAVY == frozenset()


def test_the_whole_command_tree_loads_no_heavy_library() -> None:
    tree = "from policykit.cli.app import build_app; build_app()"

    assert loaded(tree) & HEAVY == frozenset()


def test_the_version_is_told_without_typer() -> None:
    asked = (
        "import sys; sys.argv = ['policykit', '--version']; "
        "from policykit.cli.entry import main; main()"
    )

    assert loaded(asked) & (HEAVY | {"typer", "re", "json", "pathlib"}) == frozenset()


def test_lint_loads_what_it_needs_and_no_more() -> None:
    there = modules(linting("--no-cache", "--select", "yaml,schema,references"))

    assert {name.partition(".")[0] for name in there} & HEAVY == {"jsonschema_rs", "yaml"}
    assert there & SELDOM == frozenset()
    parts = {"cli", "formatting", "handbook", "known", "library", "rendering", "yamlsource"}
    assert {part for part in parts if f"policykit.{part}" in there} == {
        *("cli", "known", "library", "yamlsource"),
    }


def test_holidays_are_loaded_by_the_first_run_alone(tmp_path: Path) -> None:
    kept = ("--cache-dir", str(tmp_path), "--today", "2026-11-21")

    assert "holidays" in loaded(linting(*kept))
    assert "holidays" not in loaded(linting(*kept, "--no-ignores"))


def test_a_recalled_run_loads_no_rule_and_no_reader(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    time.sleep(2.1)  # a file changed within the last two seconds may change again unseen
    line = ["lint", "--root", str(tmp_path), "--exit-zero", "--quiet"]
    line += ["--cache-dir", str(tmp_path / "kept"), str(tmp_path / "policies" / "returns.yaml")]
    again = f"from policykit.cli.app import run; run({line})"

    assert "policykit.yamlsource" in modules(again)
    there = modules(again)

    assert there & HEAVY == frozenset()
    parts = {name.split(".")[1] for name in there if name.startswith("policykit.")}
    assert not parts & {"known", "locale", "validation", "yamlsource"}
    heavy = {"library.load", "library.walk", "lint.engine", "lint.registry", "lint.rule"}
    assert not there & {f"policykit.{part}" for part in heavy}


def test_a_baseline_is_asked_for_without_the_rules() -> None:
    there = modules("import policykit.cli.app, policykit.known")

    assert {name for name in there if name.startswith("policykit.lint.engine")} == set()
    assert "policykit.library" not in there
    assert there & HEAVY == frozenset()


def test_frozen_dataclasses_are_those_that_compile_nothing_at_import() -> None:
    home = ROOT / "src" / "policykit" / "model" / "value.py"
    frozen = re.compile(r"^@(dataclasses\.)?dataclass\(frozen=True", re.MULTILINE)
    dear = re.compile(
        r"^from dataclasses import .*\bdataclass\b|@dataclasses.*frozen", re.MULTILINE
    )
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if path != home
    }

    assert [path for path, text in texts.items() if frozen.search(text) and dear.search(text)] == []


def test_the_probe_sees_what_is_loaded() -> None:
    assert "yaml" in loaded("import policykit.yamlsource")
