"""What an author did when a text cannot be read: the slip, its place and the mended line.

A parser tells where it gave up, in its own words, and often lines too late. The slip is
recognised from the lines around that place; the parser's words only choose where to look.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from policykit.yamlsource import codes
from policykit.yamlsource.broken.case import Case as Case, note_at
from policykit.yamlsource.broken.foreign import foreign_character, merge_marks
from policykit.yamlsource.broken.short_forms import short_form
from policykit.yamlsource.broken.structure import (
    behind_comment,
    misplaced_line,
    missing_colon,
    second_document,
    stray_colon,
)
from policykit.yamlsource.broken.values import (
    marked_value,
    misplaced_tab,
    unclosed_quote,
    unknown_escape,
)
from policykit.yamlsource.limits import LONGEST_LINE
from policykit.yamlsource.notes import Note

_RECOGNISERS: Final[tuple[Callable[[Case], Note | None], ...]] = (
    merge_marks,
    second_document,
    foreign_character,
    unknown_escape,
    misplaced_tab,
    unclosed_quote,
    missing_colon,
    short_form,
    marked_value,
    stray_colon,
    behind_comment,
    misplaced_line,
)


def explain(case: Case) -> Note:
    """The slip behind a break, with the mended line where there is exactly one."""
    trouble = case.trouble
    above = case.line(trouble.line - 1)
    longest = max(len(case.line(trouble.line)), len(case.line(trouble.context_line)), len(above))
    if longest > LONGEST_LINE:
        return note_at(codes.NOT_READABLE, trouble.line, trouble.column)
    for recognise in _RECOGNISERS:
        note = recognise(case)
        if note is not None:
            return note
    return note_at(codes.NOT_READABLE, trouble.line, trouble.column)
