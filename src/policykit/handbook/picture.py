"""The logo of a book as a file of its own."""

from __future__ import annotations

import base64
import re
from typing import Final
from urllib.parse import unquote_to_bytes

from policykit.model.errors import RenderError
from policykit.model.value import dataclass

_ADDRESS: Final = re.compile(
    r"data:image/(png|svg\+xml)(?:;charset=[\w-]+)?(;base64)?,(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name of its file, and its bytes."""

    name: str
    content: bytes


def picture(address: str) -> Picture | None:
    """The picture in a `data:` address; None where the address is ''.

    Raises:
        RenderError: it is neither an SVG nor a PNG picture.
    """
    if not address:
        return None
    found = _ADDRESS.fullmatch(address)
    if found is not None:
        kind, packed, content = found.groups()
        name = "logo.png" if kind == "png" else "logo.svg"
        try:
            octets = base64.b64decode(content, validate=True) if packed else None
            return Picture(name, octets if octets is not None else unquote_to_bytes(content))
        except ValueError:
            pass
    raise RenderError(
        "logo-unreadable",
        "The logo of the handbook cannot be printed.",
        hint="Use an SVG or PNG picture.",
    )
