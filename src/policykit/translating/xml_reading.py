"""XML from strangers: elements with the lines they begin on, within limits.

The parser of the standard library is used by itself, since only it tells the lines. It opens
nothing, and a document type, where entities and addresses would be declared, is refused.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from policykit.model.errors import SourceError

MOST_BYTES: Final = 50_000_000
_DEEPEST: Final = 60
_MOST_ELEMENTS: Final = 500_000
_BUFFER: Final = 1 << 20
_WHOLE: Final = True
_SEPARATOR: Final = " "


class Element:
    """An element: its name without the namespace, attributes, line, and what is in it."""

    __slots__ = ("attributes", "children", "line", "name", "namespace")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        namespace, _, local = name.rpartition(_SEPARATOR)
        self.namespace = namespace
        self.name = local
        self.attributes = attributes
        self.line = line
        self.children: list[Element | str] = []

    def all(self, name: str) -> list[Element]:
        """The elements of a name right inside."""
        return [each for each in self.children if isinstance(each, Element) and each.name == name]

    def first(self, name: str) -> Element | None:
        """The first element of a name right inside."""
        return next(iter(self.all(name)), None)


def read_xml(content: bytes, path: str) -> Element:
    """The outermost element of a file.

    Raises:
        SourceError: it is no XML, has a document type, or is larger, deeper or of more elements
            than any file of words.
    """
    if len(content) > MOST_BYTES:
        raise _refused("It is larger than any file of words.", path)
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    # Without it each line comes by itself, and a long text costs as many copies as it has lines.
    parser.buffer_text = True
    parser.buffer_size = _BUFFER
    top = Element("", {}, 0)
    open_ones = [top]
    left = iter(range(_MOST_ELEMENTS))

    def start(name: str, attributes: dict[str, str]) -> None:
        if next(left, None) is None:
            raise _refused("It has more elements than any file of words.", path)
        if len(open_ones) > _DEEPEST:
            raise _refused("Its elements stand too deep in each other.", path)
        element = Element(name, attributes, parser.CurrentLineNumber)
        open_ones[-1].children.append(element)
        open_ones.append(element)

    def end(_name: str) -> None:
        open_ones.pop()

    def text(words: str) -> None:
        children = open_ones[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += words
        else:
            children.append(words)

    def declared(*_: object) -> int:
        raise _refused("It has a document type, which could hide anything.", path)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    try:
        parser.Parse(content, _WHOLE)
    except (expat.ExpatError, ValueError, LookupError) as trouble:
        line = getattr(trouble, "lineno", 0)
        raise _refused("It is broken XML.", f"{path}:{line}" if line else path) from trouble
    return next(each for each in top.children if isinstance(each, Element))


def _refused(why: str, path: str) -> SourceError:
    return SourceError(
        "exchange-unreadable",
        f"This file cannot be taken. {why}",
        context=path,
        hint="Ask for it as XLIFF 2, UTF-8, as `policykit translate --export xliff` writes it.",
    )
