"""A draft as the bytes of a file, in the layout that `policykit fmt` gives."""

from __future__ import annotations

from typing import Final

from policykit.formatting.formatting import formatted
from policykit.gaps.pasted import pasted
from policykit.importing.draft import Draft
from policykit.importing.phrases import in_language
from policykit.locale.blanks import check
from policykit.validation import Kind, Schemas

_MODELINE: Final = "# yaml-language-server: $schema={up}schemas/policy.schema.json\n"

_SHOWN: Final = "policykit: ignore[PRV001] "
"""A contact that a handbook named stands in the draft, and says why, until somebody decides."""


def laid_out(draft: Draft, path: str, schemas: Schemas) -> bytes:
    """A draft as a file.

    Args:
        draft: what it says.
        path: where it will stand, relative to the root.
        schemas: the schemas in force; they say in which order keys are read.
    """
    up = "../" * path.count("/")
    locale = draft.ground.around.settings.locales.source
    notes = {
        way: f"{_SHOWN if way in draft.shown else ''}{check(locale)}: {in_language(told, locale)}"
        for way, told in draft.notes.items()
    }
    text = _MODELINE.format(up=up) + pasted(draft.sections, notes)
    return formatted(text.encode(), path, Kind.POLICY, schemas).content
