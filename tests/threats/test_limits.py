"""The limits that SECURITY.md prints are those of the program."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Final

import pytest
from tests.support.program import ROOT

_ROW: Final = re.compile(
    r"^\| ([^|]+) \| ([\d,]+)(?: (\w+))? \| `(policykit[\w.]+)\.(\w+)` \|$", re.MULTILINE
)
_UNITS: Final = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "MB": 10**6}
FIGURES: Final = _ROW.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("what", "number", "unit", "module", "name"), FIGURES)
def test_figures_are_those_of_the_program(
    what: str, number: str, unit: str, module: str, name: str
) -> None:
    assert what
    assert getattr(import_module(module), name) == int(number.replace(",", "")) * _UNITS[unit]


def test_every_row_of_the_table_is_looked_at() -> None:
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## The limits")[2]
    rows = [line for line in table.partition("\n## ")[0].splitlines() if line.startswith("| ")]

    assert len(FIGURES) == len(rows) - 1 >= 15
