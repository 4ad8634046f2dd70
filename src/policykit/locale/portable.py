"""Texts for translators as a PO file of gettext, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, escape, write_po

from policykit.model.value import dataclass

_COMMAND: Final = re.compile(rb"##(?=\w*\[)")
"""What build servers take as a command anywhere in a line of a log."""


class UnreadableMessagesError(ValueError):
    """A PO file that cannot be read; its words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message.

    `context` tells messages of the same words apart, `fuzzy` says that the words may no longer
    hold; `line` is the line it stands on in a file that was read.
    """

    context: str
    source: str
    words: str = ""
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """A PO file: what it is of, in which version, in which language."""

    project: str
    version: str
    locale: str
    entries: tuple[Entry, ...] = ()


_LINE: Final = re.compile(
    rb'(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])[ \t]*)?"(?:[^"\\]|\\.)*"|#.*|'
)
"""A line as gettext wants it: nothing, a comment, or a text with both its quotation marks."""

_MARK: Final = b"\xef\xbb\xbf"
_NAMELESS: Final = "PROJECT"
"""What Babel calls the project of a file that does not name one."""

_HEADER: Final = (
    ("Project-Id-Version", "{0.project} {0.version}"),
    ("Language", "{1}"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def write_messages(messages: Messages) -> bytes:
    """A PO file: the same bytes for the same messages, whenever it is written."""
    # Babel's own header holds the moment it was written.
    language = messages.locale.replace("-", "_")
    header = "".join(
        f"{escape(f'{key}: {value.format(messages, language)}' + chr(10))}\n"
        for key, value in _HEADER
    )
    stream = BytesIO()
    stream.write(f'msgid ""\nmsgstr ""\n{header}\n'.encode())
    write_po(stream, _catalog(messages.entries), width=0, omit_header=True)
    return b"\n".join(map(_harmless, stream.getvalue().split(b"\n")))


def _harmless(line: bytes) -> bytes:
    """A line that no build server takes as a command; the texts in it stay the same."""
    between = b"# #" if line.startswith(b"#") else b'#"\n"#'
    return _COMMAND.sub(between, line)


def _catalog(entries: Iterable[Entry]) -> Catalog:
    catalog = Catalog()
    for entry in entries:
        message = catalog.add(
            entry.source,
            entry.words,
            context=entry.context,
            auto_comments=entry.notes,
        )
        # A percent sign of ours is a percent sign.
        message.flags = {"fuzzy"} if entry.fuzzy else set()
    return catalog


class _Every(Catalog):
    """A catalogue that knows every message; Babel keeps the first of two and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.every: list[Message] = []

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # noqa: A002 - as there
        if id:
            self.every.append(message)
        if not id or self.get(id, message.context) is None:
            super().__setitem__(id, message)


def read_messages(content: bytes) -> Messages:
    """A PO file that came back; a message that stands in it twice is there twice.

    `project` is empty where the file does not name one.

    Raises:
        UnreadableMessagesError: it is none, or damaged.
    """
    content = content.removeprefix(_MARK)
    _demand_whole_lines(content)
    try:
        catalog = _Every()
        PoFileParser(catalog, abort_invalid=True).parse(BytesIO(content))
    except (PoFileError, ValueError, LookupError, IndexError) as trouble:
        raise UnreadableMessagesError(str(trouble)[:200]) from trouble
    return Messages(
        project="" if catalog.project == _NAMELESS else str(catalog.project),
        version=str(catalog.version),
        locale=(catalog.locale_identifier or "").replace("_", "-"),
        entries=tuple(
            Entry(
                context=str(message.context or ""),
                source=message.id if isinstance(message.id, str) else message.id[0],
                words=message.string if isinstance(message.string, str) else "",
                fuzzy=message.fuzzy,
                line=message.lineno or 0,
            )
            for message in catalog.every
        ),
    )


def _demand_whole_lines(content: bytes) -> None:
    """Refuse what Babel would read as if it were whole: a text without its last quotation mark."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if _LINE.fullmatch(line.strip()):
            continue
        said = f"line {number} is no line of a PO file"
        if b'"' in line:
            said = f"the text in line {number} has no end, so it was cut off or damaged there"
        raise UnreadableMessagesError(said)
