"""The zip package of a Word document: its parts, what they are, how they hang together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from policykit.model.value import dataclass

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OUTSIDE: Final = ' TargetMode="External"'
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can tell: no part says when it was made."""

PARTS: Final[Mapping[str, str]] = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""The kinds of parts of a document and what the package calls them."""

PICTURES: Final[Mapping[str, str]] = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
"""The kinds of pictures a document may hold."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another part or to an address: `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package: `path` below `word/`, `kind` as in PARTS or PICTURES."""

    path: str
    kind: str
    content: bytes
    relations: tuple[Relation, ...] = ()


def package(parts: Iterable[Part], core: str) -> bytes:
    """The bytes of a document: equal parts give equal bytes.

    Args:
        parts: all below `word/`, the document itself among them.
        core: the properties of the document, as XML.
    """
    ordered = sorted(parts, key=lambda part: part.path)
    files: dict[str, bytes] = {
        "[Content_Types].xml": _types(ordered).encode(),
        "_rels/.rels": _relations(
            (
                Relation("rId1", "officeDocument", "word/document.xml"),
                Relation("rId2", "core-properties", "docProps/core.xml"),
            )
        ).encode(),
        "docProps/core.xml": core.encode(),
    }
    for part in ordered:
        files[f"word/{part.path}"] = part.content
        if part.relations:
            folder, _, name = f"word/{part.path}".rpartition("/")
            files[f"{folder}/_rels/{name}.rels"] = _relations(part.relations).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return target.getvalue()


def _types(parts: list[Part]) -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    defaults |= {"xml": "application/xml"}
    defaults |= {part.kind: PICTURES[part.kind] for part in parts if part.kind in PICTURES}
    lines = [
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items()
    ]
    lines.append(
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    )
    lines.extend(
        f'<Override PartName="/word/{escape(part.path)}" ContentType="{PARTS[part.kind]}"/>'
        for part in parts
        if part.kind in PARTS
    )
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'


def _relations(relations: Iterable[Relation]) -> str:
    lines = "".join(
        f'<Relationship Id="{escape(one.id)}" Type="{escape(_type(one.kind))}" '
        f'Target="{escape(one.target)}"'
        f"{_OUTSIDE if one.is_outside else ''}/>"
        for one in relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _type(kind: str) -> str:
    if kind == "core-properties":
        return f"{_PACKAGE}/relationships/metadata/core-properties"
    return f"{_OFFICE}/{kind}"
