"""Pictures in a Word document: what kind they are and how large they stand on the page."""

from __future__ import annotations

import base64
import binascii
import struct
from typing import Final

from policykit.model.value import dataclass

_MILLIMETRE: Final = 36_000
"""English metric units of a millimetre, as ECMA-376 counts lengths."""

_HIGHEST: Final = 20 * _MILLIMETRE
_WIDEST: Final = 80 * _MILLIMETRE
_SIGNS: Final = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture with the room it takes, in English metric units."""

    content: bytes
    width: int
    height: int


def kind_of(content: bytes) -> str:
    """`png`, `jpeg` or `gif` by the first bytes; '' for anything else."""
    return next((kind for sign, kind in _SIGNS if content.startswith(sign)), "")


def logo(address: str) -> Picture | None:
    """The picture of a `data:` address; None where it is none that Word shows, such as an SVG.

    It is made to fit into 80 by 20 millimetres.
    """
    head, _, data = address.partition(",")
    if head != "data:image/png;base64":
        return None
    try:
        content = base64.b64decode(data, validate=True)
        width, height = struct.unpack(">II", content[16:24])
    except (binascii.Error, struct.error):
        return None
    if kind_of(content) != "png" or not width or not height:
        return None
    shown = min(_HIGHEST, _WIDEST * height // width)
    return Picture(content, max(1, shown * width // height), max(1, shown))
