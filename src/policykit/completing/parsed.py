"""A file as data, parsed and not checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policykit.model.document import Json, Origin

_MOST_BYTES = 1_000_000


def parsed(file: Path) -> Mapping[str, Json]:
    """The keys of a file and their values; none where it is missing, larger or broken."""
    from policykit.yamlsource import read

    try:
        if not file.is_file():
            return {}
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES)
    except (OSError, ValueError):
        return {}
    data = read(content, Origin(file.name, ""))[0].data
    return data if isinstance(data, dict) else {}


def keys(value: Json) -> Mapping[str, str]:
    """The keys of a mapping with the title each one has, '' for none."""
    if not isinstance(value, dict):
        return {}
    return {name: _title(given) for name, given in value.items()}


def _title(value: Json) -> str:
    said = value.get("title", value.get("name")) if isinstance(value, dict) else value
    return said if isinstance(said, str) else ""
