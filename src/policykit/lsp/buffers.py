"""What a client holds open: its texts, edit by edit, and what to do where an edit does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lsprotocol import types

from policykit.lsp.drafts import Draft
from policykit.lsp.units import OutOfRangeError, Text
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Buffer:
    """A file as a client holds it, never changed.

    `version` is the client's number of it. `is_lost` says that an edit did not fit, so that the
    text may be another one than the client's until it sends all of it again.
    """

    version: int
    text: Text
    is_lost: bool = False


def changed(
    buffer: Buffer, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]
) -> tuple[Buffer, str]:
    """A buffer after the edits of one message, and what is wrong with them ('' for nothing).

    Edits of a message hold one after the other. From the first that does not fit on the text
    stays as it is known, until one brings the whole text.
    """
    trouble = ""
    draft, is_lost = Draft(buffer.text), buffer.is_lost
    if version <= buffer.version and not is_lost:
        trouble = f"An edit is out of order: version {version} came after {buffer.version}."
        is_lost = True
    for change in changes:
        if not isinstance(change, types.TextDocumentContentChangePartial):
            draft, is_lost = Draft(Text(change.text, buffer.text.encoding)), False
        elif not is_lost:
            try:
                draft.replace(change.range, change.text)
            except OutOfRangeError:
                trouble = "An edit does not fit the text it is for."
                is_lost = True
    return replace(buffer, version=version, text=draft.text(), is_lost=is_lost), trouble
