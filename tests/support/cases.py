"""Cases that stand as data in YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where there is one: with the other one reading takes longer than running."""


@cache
def cases(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """What a file of cases holds; nobody may change it."""
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe one
