"""A picture for the cover: looked through, and packed into an address that holds it."""

from __future__ import annotations

import base64
import re
import zlib
from typing import Final
from xml.parsers import expat

from policykit.model.errors import SettingsError

MOST_BYTES: Final = 256 * 1024
"""The largest picture of a cover; a drawn logo has a tenth of that."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_LEAST_PNG: Final = len(_PNG) + 25 + 12
"""Bytes of the signature, the head and the end, which every PNG picture has."""

_MOST_PIXELS: Final = 16_000_000
_MOST_UNPACKED: Final = 9 * _MOST_PIXELS
"""Bytes of the dots of the largest picture: eight for each, and one for each row."""

_STEP: Final = 1024 * 1024
_DEEPEST: Final = 64
_LENGTH: Final = re.compile(r"\s*([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?|[+-]?\.[0-9]{1,9})(?![0-9.])")
_SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_LIVE_NAMESPACES: Final = frozenset(
    {"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"}
)
_DRAWN: Final = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "title",
        "desc",
        "metadata",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "style",
        "filter",
        "switch",
        "view",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "feTile",
    ]
)
"""What a drawing may be made of: nothing that runs, moves or brings something else in."""

_SIZES: Final = ("width", "height")
_OUTWARD: Final = re.compile(
    r"url\s*\(\s*(?!['\"]?\s*#)|@import|javascript:|expression\s*\(|\\", re.IGNORECASE
)


def picture(content: bytes, path: str, handbook: str) -> str:
    """A `data:` address with the bytes of an SVG or PNG picture.

    Args:
        content: the bytes of the file.
        path: the path as the settings give it.
        handbook: the handbook it is for, to tell where the settings name it.

    Raises:
        SettingsError: it is no such picture, is too large, or holds more than a drawing.
    """
    if len(content) > MOST_BYTES:
        raise unusable(path, handbook, f"it has more than {MOST_BYTES // 1024} KiB")
    if content.startswith(_PNG):
        wrong, kind = _wrong_png(content), "image/png"
    else:
        wrong, kind = _wrong_svg(content), "image/svg+xml"
    if wrong:
        raise unusable(path, handbook, wrong)
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def unusable(path: str, handbook: str, reason: str) -> SettingsError:
    """The one message about a logo that cannot be used."""
    return SettingsError(
        "unusable-logo",
        f'The logo of the handbook "{handbook}" cannot be used: {reason}.',
        context=f"policykit.yaml: handbooks.{handbook}.logo: {path[:120]}",
        hint="Name an SVG or PNG picture inside the repository, in no hidden folder, at most "
        f"{MOST_BYTES // 1024} KiB long. An SVG may hold shapes and text, and nothing that runs "
        "or is loaded.",
        pointer=("handbooks", handbook, "logo"),
    )


def _wrong_png(content: bytes) -> str:
    if content[12:16] != b"IHDR" or len(content) < _LEAST_PNG:
        return "it is a PNG picture that is cut off"
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if not width or not height or width * height > _MOST_PIXELS:
        return f"it is {width} by {height} dots large"
    return "" if _is_whole_png(content) else "it is a damaged PNG picture"


def _is_whole_png(content: bytes) -> bool:
    """Whether all pieces of a PNG picture are there and sound, and its dots can be unpacked."""
    place, dots = len(_PNG), zlib.decompressobj()
    unpacked = 0
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 :][:4]
        ends = place + 8 + length
        data = content[place + 8 : ends]
        if zlib.crc32(kind + data) != int.from_bytes(content[ends : ends + 4], "big"):
            return False
        if kind == b"IEND":
            return dots.eof
        try:
            while kind == b"IDAT" and data and unpacked <= _MOST_UNPACKED:
                unpacked += len(dots.decompress(data, _STEP))
                data = dots.unconsumed_tail
        except zlib.error:
            return False
        place = ends + 4
    return False


class _RefusalError(Exception):
    """Why a drawing is refused."""


class _Drawing:
    """What is met in an SVG file."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._style: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._open and (namespace, local) != (_SVG_NAMESPACE, "svg"):
            raise _RefusalError("it is neither an SVG nor a PNG picture")
        if not self._open and any(_is_nothing(attributes.get(each, "")) for each in _SIZES):
            raise _RefusalError("it has no width or no height")
        if len(self._open) >= _DEEPEST:
            raise _RefusalError("its parts stand too deep inside each other")
        if namespace in _LIVE_NAMESPACES or (namespace == _SVG_NAMESPACE and local not in _DRAWN):
            raise _RefusalError(f'it holds "{local[:40]}"')
        self._open.append(local)
        for attribute, value in attributes.items():
            _demand_quiet(attribute.rpartition(" ")[2], value)

    def end(self, name: str) -> None:
        del name
        if self._open.pop() == "style":
            _demand_quiet("style", "".join(self._style))
            self._style.clear()

    def text(self, text: str) -> None:
        if self._open and self._open[-1] == "style":
            self._style.append(text)

    def refuse(self, *_: object) -> None:
        raise _RefusalError("it brings definitions or instructions of its own")


def _is_nothing(length: str) -> bool:
    found = _LENGTH.match(length)
    return found is not None and float(found[1]) <= 0


def _demand_quiet(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _RefusalError(f'it holds "{name[:40]}"')
    if name == "base" or (name == "href" and not value.strip().startswith("#")):
        raise _RefusalError("it refers to something outside itself")
    if _OUTWARD.search(value):
        raise _RefusalError("it refers to something outside itself")


def _wrong_svg(content: bytes) -> str:
    drawing = _Drawing()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.StartDoctypeDeclHandler = drawing.refuse
    parser.EntityDeclHandler = drawing.refuse
    parser.ProcessingInstructionHandler = drawing.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the interface of the standard library
    except _RefusalError as refusal:
        return str(refusal)
    except expat.ExpatError:
        return "it is neither an SVG nor a PNG picture"
    return ""
