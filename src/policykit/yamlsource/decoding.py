"""Bytes to text: UTF-8 and nothing else, with the place of whatever is not."""

from __future__ import annotations

from policykit.model.document import pack
from policykit.model.value import dataclass
from policykit.yamlsource.characters import (
    REFUSED,
    REPLACEMENT,
    STRANGE_BREAK,
    clean,
    is_plain,
    name,
)
from policykit.yamlsource.codes import (
    FILE_TOO_LARGE,
    NOT_UTF8,
    REFUSED_CHARACTER,
    STRANGE_LINE_BREAK,
    WRONG_ENCODING,
)
from policykit.yamlsource.limits import MAX_BYTES, MAX_PROBLEMS
from policykit.yamlsource.notes import Note

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "UTF-32", "utf-32"),
    (b"\xff\xfe", "UTF-16", "utf-16"),
    (b"\xfe\xff", "UTF-16", "utf-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"

_MOST_NULS = 8
"""NUL characters a text can have by mishap; pictures, archives and Word files have many."""

_NO_TEXT = "something other than text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    `text` is what reports show. `sound` is the same text, character by character, with what
    a parser must not see replaced; None when reading it makes no sense.
    """

    text: str
    sound: str | None
    notes: tuple[Note, ...]


def decode(content: bytes) -> Decoded:
    """Decode the bytes of a file; a UTF-8 byte order mark at the top is left out."""
    if len(content) > MAX_BYTES:
        return Decoded("", None, (Note(FILE_TOO_LARGE, 0, 0),))
    foreign = _foreign(content)
    if foreign is not None:
        return foreign
    bad: tuple[Note, ...] = ()
    body = content.removeprefix(_UTF8_MARK)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        text = body.decode(errors="replace")
        start = _packed(text, len(body[: error.start].decode()))
        guess = body[error.start : error.start + 1].decode("cp1252", "replace")
        guess = "" if guess == REPLACEMENT or not guess.isprintable() else guess
        bad = (Note(NOT_UTF8, start, start + 1, text=guess),)
    if is_plain(text):
        return Decoded(text, text, bad)
    return _refuse(text, bad)


def _foreign(content: bytes) -> Decoded | None:
    for mark, title, codec in _MARKS:
        if content.startswith(mark):
            text = content.decode(codec, "replace")
            return Decoded(text, None, (Note(WRONG_ENCODING, 0, 0, text=title),))
    # A text begins with an ASCII character, so a NUL beside it tells the width of the rest.
    head = content[:4]
    for pattern, title, codec in (
        ((False, True, True, True), "UTF-32", "utf-32-le"),
        ((True, True, True, False), "UTF-32", "utf-32-be"),
        ((False, True, False, True), "UTF-16", "utf-16-le"),
        ((True, False, True, False), "UTF-16", "utf-16-be"),
    ):
        if len(head) == len(pattern) and tuple(byte == 0 for byte in head) == pattern:
            text = content.decode(codec, "replace")
            return Decoded(text, None, (Note(WRONG_ENCODING, 0, 0, text=title),))
    if content.count(0) > _MOST_NULS:
        return Decoded("", None, (Note(WRONG_ENCODING, 0, 0, text=_NO_TEXT),))
    return None


def _refuse(text: str, notes: tuple[Note, ...]) -> Decoded:
    seen = list(notes)
    for code, pattern in ((REFUSED_CHARACTER, REFUSED), (STRANGE_LINE_BREAK, STRANGE_BREAK)):
        line, line_start, last = 1, 0, 0
        for count, found in enumerate(pattern.finditer(text)):
            if count == MAX_PROBLEMS:
                break
            index = found.start()
            line += text.count("\n", last, index)
            line_start = max(line_start, text.rfind("\n", last, index) + 1)
            last = index
            start = pack(line, index - line_start + 1)
            seen.append(Note(code, start, start + 1, text=name(found.group())))
            if code == STRANGE_LINE_BREAK and "\n" not in text and found.group() == "\r":
                # The whole file ends its lines so: one finding says it all.
                return Decoded(text, None, tuple(seen))
    seen.sort(key=lambda note: note.start)
    return Decoded(text, STRANGE_BREAK.sub(" ", clean(text)), tuple(seen))


def _packed(text: str, index: int) -> int:
    return pack(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
