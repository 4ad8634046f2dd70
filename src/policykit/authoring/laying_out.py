"""A file in the canonical layout, while it is written."""

from __future__ import annotations

from policykit.formatting.files import KINDS
from policykit.formatting.formatting import formatted
from policykit.library.files import file_name
from policykit.validation import load_schemas


def laid_out(path: str, content: bytes) -> bytes:
    """The bytes `policykit fmt` makes of these; the same where it leaves a file as it is."""
    kind = KINDS.get(file_name(path).kind)
    if kind is None:
        return content
    return formatted(content, path, kind, load_schemas()).content
