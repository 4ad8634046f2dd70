"""Puts a text into every field of a repository that takes one."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from policykit.linting import lint
from policykit.linting.request import LintRequest
from policykit.model.finding import Finding

Pointer = tuple[str | int, ...]

UNREADABLE: Final = ("files", "schema")
"""What keeps a value from being read at all."""

IN_THE_WAY: Final = (*UNREADABLE, "yaml", "REF", "STR002")
"""What keeps a handbook from being made."""

_OF_FORM: Final = frozenset({"SCH005", "SCH006"})
"""The codes of what is not one of a few words, or has not the form it must have."""

_OF_A_KIND: Final = 4

_MOST_ROUNDS: Final = 40


class _Dumper(yaml.CSafeDumper):
    """Writes no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library has it
        return True


def leaves(value: object, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Every text of a document with its place."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, (*pointer, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from leaves(below, (*pointer, number))


def saturate(
    root: Path, paths: Sequence[str], texts: Sequence[str], refused: Sequence[str]
) -> Mapping[str, Mapping[Pointer, str]]:
    """Put a text into every text field of these files that takes one.

    Args:
        root: the repository; its files are rewritten.
        paths: which files.
        texts: what is put there; the first one that a field takes.
        refused: the codes and categories of findings that a field must not have; where every
            text has one, the field keeps what it held.

    Returns:
        What stands where now, by path.
    """
    whole = {path: yaml.load((root / path).read_bytes(), _Loader) for path in paths}  # noqa: S506 - a safe one
    tried = {path: dict.fromkeys(_kinds(data), 0) for path, data in whole.items()}
    found: Sequence[Finding] = ()
    for _ in range(_MOST_ROUNDS):
        put = {
            path: {at: texts[number] for at, number in places.items() if number < len(texts)}
            for path, places in tried.items()
        }
        for path, data in whole.items():
            _write(root / path, data, put[path])
        found = [it for it in _findings(root, refused) if it.location.path in tried]
        if not found:
            return put
        if not _milder(tried, whole, found, len(texts)):
            _widely_milder(tried, found)
    raise AssertionError(f"after {_MOST_ROUNDS} rounds there are findings left: {found[:3]}")


def _kinds(data: object) -> Iterator[Pointer]:
    """The places of the texts of a file; of places with the same name at one depth, the first few.

    A file that lists hundreds of the same would make each run take as long as hundreds of fields.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    for at, _ in leaves(data):
        kind = (len(at), at[0], at[-1] if isinstance(at[-1], str) else at[-2])
        seen[kind] += 1
        if seen[kind] <= _OF_A_KIND:
            yield at


def _milder(
    tried: Mapping[str, dict[Pointer, int]],
    whole: Mapping[str, object],
    found: Sequence[Finding],
    most: int,
) -> bool:
    """Try the next text at each very place that has a finding; whether there was one to try."""
    said = {path: dict(leaves(data)) for path, data in whole.items()}
    done = False
    for path, at, is_form in {
        (it.location.path, tuple(it.location.pointer), it.code in _OF_FORM) for it in found
    }:
        if tried[path].get(at, most) < most:
            # No text can stand in place of an id, or of a number with its unit.
            held = said[path][at]
            is_text = not is_form or (" " in held and not held[0].isdigit())
            tried[path][at] = tried[path][at] + 1 if is_text else most
            done = True
    return done


def _widely_milder(tried: Mapping[str, dict[Pointer, int]], found: Sequence[Finding]) -> None:
    """Try the next text at all places near a finding."""
    for finding in found:
        places = tried[finding.location.path]
        pointer = tuple(finding.location.pointer)[:-1]
        for at in places:
            if at[: len(pointer)] == pointer:
                places[at] += 1


def _findings(root: Path, refused: Sequence[str]) -> Sequence[Finding]:
    request = LintRequest(root=root, select=tuple(refused), obey_suppressions=False)
    report = lint(request, lambda _zone: date(2026, 11, 21))
    return [it for it in report.findings if it.severity.value == "error"]


class _Loader(yaml.CSafeLoader):
    """Reads days and the like as the texts they are to us."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if not tag.endswith((":timestamp", ":float"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _write(path: Path, data: object, put: Mapping[Pointer, str]) -> None:
    made: Any = copy.deepcopy(data)
    for pointer, text in put.items():
        place = made
        for key in pointer[:-1]:
            place = place[key]
        place[pointer[-1]] = text
    path.write_text(
        yaml.dump(made, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100_000),
        encoding="utf-8",
    )
