"""What changes between two texts, as few lines as possible, so that cursors stay where they are."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types

from policykit.lsp.asked import AnyEdit
from policykit.lsp.ends import common_ends
from policykit.lsp.units import Text

_MOST_LINES = 5_000
"""Lines that differ at which nobody looks for what they have in common."""


def edits_between(before: Text, after: str) -> list[AnyEdit]:
    """Edits that make one text of another, in order, each of whole lines but what they share."""
    old, new = before.text.splitlines(keepends=True), after.splitlines(keepends=True)
    start, end = common_ends(old, new)
    old_part, new_part = old[start : len(old) - end], new[start : len(new) - end]
    index = sum(map(len, old[:start]))
    if not old_part and not new_part:
        return []
    if len(old_part) + len(new_part) > _MOST_LINES:
        return [_edit(before, index, "".join(old_part), "".join(new_part))]
    edits: list[AnyEdit] = []
    starts = [index]
    for line in old_part:
        starts.append(starts[-1] + len(line))
    for kind, low, high, first, last in SequenceMatcher(
        None, old_part, new_part, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            edits.append(
                _edit(
                    before, starts[low], "".join(old_part[low:high]), "".join(new_part[first:last])
                )
            )
    return edits


def _edit(text: Text, index: int, old: str, new: str) -> types.TextEdit:
    """The edit of one stretch, without what both sides begin and end with."""
    start, end = common_ends(old, new)
    # Between CR and LF there is no place to begin or end at.
    if start and old[start - 1 : start] == "\r":
        start -= 1
    if end and old[len(old) - end : len(old) - end + 1] == "\n":
        end -= 1
    low, high = index + start, index + len(old) - end
    return types.TextEdit(
        types.Range(text.place(low), text.place(high)), new[start : len(new) - end]
    )
