"""The table of threats is whole: every row is held by tests that are there."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from tests.support.program import ROOT

from policykit.cli.app import command_names

ROWS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("rows.toml").read_text(encoding="utf-8")
)["rows"]
COUNTED: Final = {
    "Y": 20, "S": 11, "J": 10, "M": 4, "P": 3, "W": 2, "T": 8, "G": 14, "F": 6, "C": 4, "R": 10,
}  # fmt: skip
_NAMED: Final = re.compile(r"([yjsmpwtgfr])(\d\d)(?=_)")


def test_every_threat_has_its_row() -> None:
    wanted = [f"{group}{n}" for group, most in COUNTED.items() for n in range(1, most + 1)]

    assert list(ROWS) == wanted


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(it.name for it in ast.walk(tree) if isinstance(it, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_held_by_tests_that_are_there(row: str) -> None:
    assert ROWS[row]["tests"]
    for test in ROWS[row]["tests"]:
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert not name or name in functions_of(file), test


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_which_commands_meet_it(row: str) -> None:
    commands = ROWS[row]["commands"]

    if commands == "all":
        assert "others" not in ROWS[row]
        return
    assert set(commands) <= set(command_names())
    assert ROWS[row]["others"]


def test_tests_that_name_a_row_are_named_by_it() -> None:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        path = file.relative_to(ROOT).as_posix()
        for name in functions_of(path):
            if "_to_" in name:
                continue
            for group, number in _NAMED.findall(name.removeprefix("test_").partition("__")[0]):
                row = f"{group.upper()}{int(number)}"
                assert f"{path}::{name}" in ROWS[row]["tests"], (row, name)
