"""A draft as the bytes of a file, in the layout that `policykit fmt` gives."""

from __future__ import annotations

from typing import Final

from policykit.formatting.formatting import formatted
from policykit.gaps.pasted import pasted
from policykit.importing.draft import Draft
from policykit.validation import Kind, Schemas

_MODELINE: Final = "# yaml-language-server: $schema={up}schemas/policy.schema.json\n"


def laid_out(draft: Draft, path: str, schemas: Schemas) -> bytes:
    """A draft as a file.

    Args:
        draft: what it says.
        path: where it will stand, relative to the root.
        schemas: the schemas in force; they say in which order keys are read.
    """
    up = "../" * path.count("/")
    text = _MODELINE.format(up=up) + pasted(draft.sections, draft.notes)
    return formatted(text.encode(), path, Kind.POLICY, schemas).content
