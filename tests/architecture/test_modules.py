"""Every module says what it is for, and none outgrows its reader."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from tests.support.program import ROOT

SOURCE = ROOT / "src"
LONGEST = 400
LONGER = {"policykit/model/book.py": 537}
"""Lists of declarations, which are looked up and not read through; each with its own bound."""
MODULES = sorted(SOURCE.rglob("*.py"))
FREE_FOR_ALL = frozenset({"tzdata"})
"""Dependencies that hold data and are imported by nobody of ours."""
IMPORTED_AS = {
    "gitpython": "git",
    "jsonschema-rs": "jsonschema_rs",
    "markdown-it-py": "markdown_it",
    "pyyaml": "yaml",
}


def test_there_are_modules() -> None:
    assert SOURCE / "policykit" / "__init__.py" in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_it_has_a_docstring_and_a_bearable_length(module: Path) -> None:
    text = module.read_text(encoding="utf-8")

    assert ast.get_docstring(ast.parse(text)), "say in one line what the module is for"
    longest = LONGER.get(module.relative_to(SOURCE).as_posix(), LONGEST)
    assert len(text.splitlines()) <= longest, "split it: nobody reads that much at once"


def test_no_name_says_nothing() -> None:
    vague = {"manager", "managers", "helper", "helpers", "util", "utils", "misc", "common"}

    named_after_readers = SOURCE / "policykit" / "handbook" / "kinds"
    found = [path for path in MODULES if vague & set(path.stem.split("_"))]
    assert [path for path in found if path.parent != named_after_readers] == []


def test_every_dependency_has_one_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    homes = {
        module
        for contract in contracts
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }
    asked = [
        *project["project"]["dependencies"],
        *(line for extra in project["project"]["optional-dependencies"].values() for line in extra),
    ]
    required = {line.partition(">")[0].partition("[")[0] for line in asked}

    assert {IMPORTED_AS.get(name, name) for name in required - FREE_FOR_ALL} == homes
