"""What a fresh interpreter has loaded once the command line stands ready."""

from __future__ import annotations

import os
import subprocess
import sys

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
        "yaml",
    ]
)


def loaded(statement: str) -> frozenset[str]:
    """The top-level modules loaded after a statement, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PYTHONPATH": str(ROOT / "src")},
    )
    return frozenset(name.partition(".")[0] for name in done.stdout.splitlines()[-1].split())


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


def test_the_probe_sees_what_is_loaded() -> None:
    assert "yaml" in loaded("import policykit.yamlsource")
