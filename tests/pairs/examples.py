"""The examples of the catalogue of changes, as files."""

from __future__ import annotations

from tests.pairs.laid import ABSENT, AROUND, POLICY, Files, parsed

from policykit.diffing.catalogue import catalogue
from policykit.diffing.kind import Kind
from policykit.model.document import Json

_PATHS = {**AROUND, "policy": POLICY, "words": "policies/returns.sv.yaml"}
_WITH_A_SKELETON = {*AROUND, "policy"}


def sides(kind: Kind) -> tuple[Files, Files]:
    """The files of an example on both sides."""
    return _files(kind, "before", kind.before), _files(kind, "after", kind.after)


def examples() -> list[Kind]:
    """Every kind, each with its example."""
    return list(catalogue().values())


def _files(kind: Kind, name: str, text: str) -> Files:
    fragment: Json = parsed(text) if text else {}
    if kind.file == "files":
        assert isinstance(fragment, dict)
        return fragment
    if kind.absent == name or (not text and kind.file not in _WITH_A_SKELETON):
        return {_PATHS[kind.file]: ABSENT}
    return {_PATHS[kind.file]: fragment}
