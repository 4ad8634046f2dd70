"""Policies by the names of their files, and what stands in one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from policykit.completing.parsed import parsed
from policykit.model.document import Json

_NONE = frozenset({"organisation"})


def policies(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The id of each policy, by its file."""
    try:
        with os.scandir(root / "policies") as listed:
            files = sorted(each.name for each in listed)
    except OSError:
        return
    for file in files:
        name = file.removesuffix(".yaml")
        if name != file and "." not in name and name not in _NONE and name.startswith(typed):
            yield name, ""


def items(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """Policies, and behind a dot what stands in one: statements, terms, targets, steps."""
    policy, dot, _ = typed.partition(".")
    if not dot:
        yield from policies(root, typed)
        return
    if not policy or set(policy) & set("/\\"):
        return
    data = parsed(root / "policies" / f"{policy}.yaml")
    for section, value in data.items():
        if isinstance(value, list):
            for each in value:
                yield from _item(policy, section, each)
        elif isinstance(value, dict) and section == "terms":
            for name in value:
                yield f"{policy}.{name}", "term"


def _item(policy: str, section: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        name = value.get("id")
        if isinstance(name, str):
            yield f"{policy}.{name}", section.replace("_", " ")
