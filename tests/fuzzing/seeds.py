"""What a search begins with: what shops have written, and what they say in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.program import ROOT

FOLDERS = (
    "policies",
    "schemas",
    "src/policykit/starters/data",
    "docs/examples",
    "tests/validation/data",
)
LONGEST = 1_500
"""Bytes of a seed; longer ones are tried too slowly for what they add."""

_SAID = re.compile(rb"(?m)^ *(?:- )?[a-z_]+: ['\"]?([^\s#|>{\[&*].*?)['\"]?$")


@cache
def files(pattern: str) -> tuple[bytes, ...]:
    """The beginnings of the files of the product, short ones first; each content once."""
    folders = (*FOLDERS, "docs") if pattern == "*.md" else FOLDERS
    found = {_beginning(path) for each in folders for path in (ROOT / each).rglob(pattern)}
    return tuple(sorted(found - {b""}, key=_short_first))


def _beginning(path: Path) -> bytes:
    content = path.read_bytes()
    return content if len(content) <= LONGEST else content[: content.rindex(b"\n", 0, LONGEST) + 1]


def texts(longest: int = 400) -> Iterator[bytes]:
    """What stands behind keys in those files, each text once."""
    yield from sorted(
        {said for file in files("*.yaml") for said in _SAID.findall(file) if len(said) <= longest},
        key=_short_first,
    )


def _short_first(content: bytes) -> tuple[int, bytes]:
    return len(content), content
