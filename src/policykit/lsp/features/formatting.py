"""Formatting a file: what `policykit fmt` would make of it."""

from __future__ import annotations

from lsprotocol import types

from policykit.authoring.laying_out import laid_out
from policykit.lsp.asked import AnyEdit, Asked, Feature
from policykit.lsp.edits import edits_between


def formatting(asked: Asked, _params: types.DocumentFormattingParams) -> list[AnyEdit]:
    """The edits that lay the file out; none where it has slips in its notation."""
    new = laid_out(asked.path, asked.text.content)
    return [] if new == asked.text.content else edits_between(asked.text, new.decode())


FEATURES = (Feature(types.TEXT_DOCUMENT_FORMATTING, formatting, nothing=[]),)
