"""What is put into a file at one place, with the words somebody still has to choose."""

from __future__ import annotations

from policykit.model.position import Position
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Insertion:
    """New lines in a file.

    `at` is the place they are put in at; `asked` are the words between `before` and `after`
    that are to be chosen, '' where that is a gap.
    """

    path: str
    at: Position
    before: str
    asked: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The lines with the words as they are."""
        return f"{self.before}{self.asked}{self.after}"


def with_insertion(text: str, insertion: Insertion) -> str:
    """A text with new lines."""
    lines = text.split("\n")
    line, column = insertion.at.line - 1, insertion.at.column - 1
    index = sum(len(each) + 1 for each in lines[:line]) + column
    return text[:index] + insertion.text + text[index:]


def line_end_of(text: str) -> str:
    """How most lines of a text end."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
