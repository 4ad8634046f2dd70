"""The starters that come with the program: one for each service area, and names to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.model.document import Json, Origin
from policykit.model.value import dataclass
from policykit.yamlsource import read as read_yaml

SOURCE: Final = "en"
"""The language the starters are written in."""

_FOLDER: Final = Path(__file__).resolve().parent / "data"
_NAMES: Final = "organisation"


@dataclass(frozen=True, slots=True)
class Starter:
    """A policy to begin with: as data, and its words by locale and address.

    `asked` are rules of which each company has to decide whether it keeps them.
    """

    area: str
    policy: Mapping[str, Json]
    words: Mapping[str, Mapping[str, Json]]
    asked: tuple[str, ...] = ()


def areas() -> tuple[str, ...]:
    """The areas there is a starter for."""
    return tuple(sorted(each.stem for each in _FOLDER.glob("*.yaml") if each.stem != _NAMES))


def starter(area: str) -> Starter | None:
    """The starter of an area, None where there is none."""
    if area not in areas():
        return None
    data = _data(area)
    words = read.section(data, "words")
    return Starter(
        area,
        read.section(data, "policy"),
        {locale: read.section(words, locale) for locale in words},
        read.names(data, "asked"),
    )


def names() -> Mapping[str, Json]:
    """Roles, channels, reasons and events by section, each with a title and its words."""
    return _data(_NAMES)


@cache
def _data(name: str) -> Mapping[str, Json]:
    path = _FOLDER / f"{name}.yaml"
    return mapping(read_yaml(path.read_bytes(), Origin(path.name, ""))[0])
