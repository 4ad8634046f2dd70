"""What the types declare that files, reports and facts hold: words, and what keys mean.

A word that is another reads what was written before otherwise.

python -m tests.model.declared    writes it anew, to be read before it is kept
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import policykit.model
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.shape import Shape

DECLARED = Path(__file__).with_name("declared.txt")
_HEAD = "Words and shapes. Written by `python -m tests.model.declared`.\n"


def declared() -> str:
    """All of it."""
    return _HEAD + "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    for module, name, kind in types():
        if issubclass(kind, Enum):
            yield f"\n{module}.{name}"
            yield from (f"  {each.name} = {each.value!r}" for each in kind)
    for name, shape in (("policy", POLICY), ("organisation", ORGANISATION)):
        yield f"\n{name}"
        yield from _fields(shape, "  ")


def types() -> Iterator[tuple[str, str, type]]:
    """Every type with its module and its name there, sorted."""
    modules = walk_packages(policykit.model.__path__, "policykit.model.")
    for called in sorted(each.name for each in modules):
        for name, kind in sorted(vars(import_module(called)).items()):
            if isinstance(kind, type) and kind.__module__ == called:
                yield called.removeprefix("policykit.model."), name, kind


def _fields(shape: Mapping[str, Shape], indent: str) -> Iterator[str]:
    for key, each in shape.items():
        yield from _shape(key, each, indent)


def _shape(key: str, shape: Shape, indent: str) -> Iterator[str]:
    told = []
    below: Mapping[str, Shape] = {}
    for field in dataclasses.fields(shape):
        value = getattr(shape, field.name)
        if field.name == "fields":
            below = value
        elif field.name == "value":
            below = {"each": value}
        else:
            told.append(f"{field.name}={value!r}")
    yield f"{indent}{key}: {type(shape).__name__} {' '.join(told)}".rstrip()
    yield from _fields(below, f"{indent}  ")


if __name__ == "__main__":
    DECLARED.write_text(declared(), "utf-8")
