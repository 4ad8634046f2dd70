"""What came into a file from elsewhere: marks of a merge, and look-alikes of spaces and colons."""

from __future__ import annotations

import re
from typing import Final

from policykit.yamlsource import characters, codes
from policykit.yamlsource.broken.case import Case, note_at
from policykit.yamlsource.notes import Note

_MERGE: Final = re.compile(r"<{7}(?: |$)")
_SPACES: Final = "\u00a0\u2007\u2009\u200b\u202f\u3000"
_COLON: Final = "\uff1a"
_FOREIGN: Final = re.compile(f"[{_SPACES}{_COLON}]")
_AROUND_KEY: Final = re.compile(
    rf"(?P<indent>[ {_SPACES}]*)(?P<dashes>(?:-[ {_SPACES}]+)*)"
    rf"(?P<key>[\w.-]+)(?P<colon>(?::(?=[ {_SPACES}]|$)|{_COLON})[ {_SPACES}]*)(?P<rest>.*)"
)


def merge_marks(case: Case) -> Note | None:
    """The marks that Git leaves where two changes of the same lines meet."""
    for number, line in enumerate(case.lines[: case.trouble.line + 2]):
        if _MERGE.match(line):
            return note_at(codes.MERGE_MARKS, number, 0, length=len(line))
    return None


def foreign_character(case: Case) -> Note | None:
    """A character around a key that only looks like a space or a colon."""
    trouble = case.trouble
    for number in sorted({trouble.context_line, trouble.line - 1, trouble.line} - {-1, -2}):
        found = _AROUND_KEY.fullmatch(case.line(number))
        if found is None:
            continue
        before = found["indent"] + found["dashes"] + found["key"] + found["colon"]
        foreign = _FOREIGN.search(before)
        if foreign is None:
            continue
        start = re.sub(f"[{_SPACES}]", " ", found["indent"] + found["dashes"])
        rest = f" {found['rest']}" if found["rest"] else ""
        return note_at(
            codes.FOREIGN_CHARACTER,
            number,
            foreign.start(),
            text=characters.name(foreign[0]),
            mended=f"{start}{found['key']}:{rest}",
        )
    return None
