"""One file in the canonical layout, or why it is left as it is."""

from __future__ import annotations

from collections import Counter
from typing import Final

from policykit.formatting.layout import Layout
from policykit.formatting.places import Place
from policykit.formatting.remarks import Remarks
from policykit.formatting.tree import Tree
from policykit.library.suppressions import suppressions
from policykit.model.document import Document, Json, Origin
from policykit.model.value import dataclass
from policykit.validation import Kind, Schemas
from policykit.yamlsource import read

_MARK: Final = b"\xef\xbb\xbf"

SLIPS: Final = "its notation has mistakes; `policykit lint` tells which"
UNSURE: Final = "it has a form we cannot lay out without a change to what it says"
"""Why a file is left as it is, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """The bytes of a file in the canonical layout.

    `trouble` says why it is left as it is, as the end of a sentence; it is empty where all is
    well.
    """

    content: bytes
    trouble: str = ""


def formatted(content: bytes, path: str, kind: Kind, schemas: Schemas) -> Formatted:
    """A file in the canonical layout: the same data and comments, byte order mark and line ends.

    Args:
        content: the bytes of the file.
        path: where it stands.
        kind: what it is.
        schemas: the schemas in force; they say in which order keys are read.
    """
    origin = Origin(path, "")
    document, problems = read(content, origin)
    if problems:
        return Formatted(content, SLIPS)
    mark = _MARK if content.startswith(_MARK) else b""
    text = content[len(mark) :].decode()
    windows = text.count("\r\n") * 2 > text.count("\n")
    plain = text.replace("\r\n", "\n").encode()
    if plain != content:
        document, _ = read(plain, origin)
    top = schemas.shipped.built(f"layout {kind}", lambda: Place.top(schemas, kind))
    for ordered in (True, False):
        tree = Tree(document)
        new = Layout(tree, Remarks(tree, document.comments), kind, top, ordered=ordered).text()
        if new.encode() == plain or _says_the_same(document, *read(new.encode(), origin)):
            new = new.replace("\n", "\r\n") if windows else new
            return Formatted(mark + new.encode())
    return Formatted(content, UNSURE)


def _says_the_same(old: Document, new: Document, problems: tuple[object, ...]) -> bool:
    """Whether data, comments and what suppressions cover are as they were."""
    return (
        not problems
        and _same(old.data, new.data)
        and _comments(old) == _comments(new)
        and _suppressed(old) == _suppressed(new)
    )


def _same(old: Json, new: Json) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    return type(old) is type(new) and old == new


def _comments(document: Document) -> Counter[str]:
    return Counter(comment.text.rstrip() for comment in document.comments)


def _suppressed(document: Document) -> Counter[object]:
    return Counter(
        (each.codes, each.pointer, each.reason, each.until) for each in suppressions(document)
    )
