"""A line of a policy taken apart, and put together as it should read."""

from __future__ import annotations

import re
from typing import Final

from policykit.model.value import dataclass

CURLY_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b"
"""The quote marks word processors put in place of the straight ones."""

_LINE = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)
        (?:(?P<key>[\w.][\w.-]*|"[^"\n]{0,128}"|'[^'\n]{0,128}')(?P<colon>[ \t]*:(?:[ \t]+|$)))?
        (?P<rest>.*)""",
    re.VERBOSE,
)
_TRAILER = re.compile(r"[ \t]+#(?:[ \t].*)?$|[ \t]+$")
_GLUED = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(?=\S)")
_GLUED_DASH = re.compile(r"-(?=[\w\"'“{\[])(?!\d)")
_IDENTIFIER = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A line as an author sees it.

    `prefix` is everything before the value: indentation, dashes, key and colon. `column`
    (from 0) is where the value begins, `trailer` a comment behind it.
    """

    indent: str
    dashes: str
    key: str
    prefix: str
    value: str
    trailer: str

    @property
    def column(self) -> int:
        """Where the value begins, from 0."""
        return len(self.prefix)


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends."""
    return text.replace("\r\n", "\n").split("\n")


def take_apart(line: str) -> Parts:
    """Take a line apart; any text has an answer."""
    found = _LINE.match(line)
    if found is None:
        return Parts("", "", "", "", line, "")
    rest = found["rest"]
    comment = _TRAILER.search(rest)
    cut = len(rest) if comment is None else comment.start()
    return Parts(
        found["indent"],
        found["dashes"],
        found["key"] or "",
        line[: found.start("rest")],
        rest[:cut],
        rest[cut:],
    )


def quoted(text: str) -> str:
    """A text in quotes, so that it reads back as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def with_quoted_value(parts: Parts) -> str:
    """The line with its whole value in quotes."""
    return f"{parts.prefix}{quoted(parts.value)}{parts.trailer}"


def glued_colon(line: str) -> str:
    """The line with a space behind the colon of a key it begins with, empty if there is none."""
    parts = take_apart(line)
    if parts.key:
        return ""
    found = _GLUED.match(parts.value)
    if found is None:
        return ""
    at = parts.column + found.end()
    return f"{line[:at]} {line[at:]}"


def glued_dash(line: str) -> str:
    """The line with a space behind the dash it begins with, empty if there is none."""
    parts = take_apart(line)
    if parts.key or not _GLUED_DASH.match(parts.value):
        return ""
    at = parts.column + 1
    return f"{line[:at]} {line[at:]}"


def is_identifier(text: str) -> bool:
    """True for one word such as an id or a key."""
    return _IDENTIFIER.fullmatch(text) is not None


def short_form_text(line: str, column: int) -> tuple[int, int]:
    """Where the text around a column begins and ends inside `{…}` or `[…]`, from 0."""
    head = line[:column]
    start = max(head.rfind("["), head.rfind("{"), head.rfind(","), head.rfind(": ") + 1) + 1
    while start < column and line[start] in " \t":
        start += 1
    depth = 0
    end = column
    while end < len(line):
        character = line[end]
        if not depth and character in ",]}":
            break
        depth += (character in "[{") - (character in "]}")
        end += 1
    return start, start + len(line[start:end].rstrip())


def indent_columns(lines: list[str], number: int) -> list[tuple[int, bool]]:
    """The columns at which line `number` (from 0) could stand, nearest line first.

    Each comes with whether a list item stands there; otherwise it is a key.
    """
    columns: list[tuple[int, bool]] = []
    least = 1 << 30
    for line in reversed(lines[max(0, number - 500) : number]):
        content = line.lstrip(" ")
        if not content.strip() or content.startswith("#"):
            continue
        indent = len(line) - len(content)
        parts = take_apart(line)
        if indent >= least and columns:
            continue
        least = min(least, indent)
        column = indent
        for dash in re.finditer(r"-[ \t]+", parts.dashes):
            columns.append((column, True))
            column = indent + dash.end()
        if parts.key:
            columns.append((column, False))
        if indent == 0:
            break
    return columns
