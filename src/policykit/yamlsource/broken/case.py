"""A text that broke off, and how a slip in it is noted."""

from __future__ import annotations

from policykit.model.document import pack
from policykit.model.value import dataclass
from policykit.yamlsource.notes import Note, Trouble


@dataclass(frozen=True, slots=True)
class Case:
    """A text that broke off.

    `last_text` is the stretch (first and last + 1 character) of the last quoted or block
    text before the break, None if there is none.
    """

    text: str
    lines: list[str]
    trouble: Trouble
    last_text: tuple[int, int] | None

    def line(self, number: int) -> str:
        """A line by its number from 0; empty beyond the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def line_before(self, number: int) -> int:
        """The number of the nearest line above that is no comment and not empty, or -1."""
        number -= 1
        while number >= 0:
            content = self.lines[number].strip()
            if content and not content.startswith("#"):
                break
            number -= 1
        return number


def note_at(
    code: str, line: int, column: int, *, text: str = "", mended: str = "", length: int = 1
) -> Note:
    """A note about `length` characters at a line and column, both from 0."""
    start = pack(line + 1, column + 1)
    return Note(code, start, start + length, text=text, mended=mended)
