"""The two parsers: libyaml where it is built in, else the one written in Python."""

from __future__ import annotations

from typing import Final, Literal, Protocol, TypeAlias, cast

from yaml.parser import Parser as _GrammarParser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name it
except ImportError:  # PyYAML built without libyaml
    _HAS_LIBYAML = False
else:
    _HAS_LIBYAML = True

ParserName: TypeAlias = Literal["libyaml", "python"]

LIBYAML: Final = "libyaml"
PYTHON: Final = "python"


class Mark(Protocol):
    """A place in the text; all three count from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """A parse event, with the attributes of every kind: each kind has its own of them."""

    start_mark: Mark
    end_mark: Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None
    flow_style: bool | None


class EventParser(Protocol):
    """A source of parse events, the last of which is the end of the stream."""

    def get_event(self) -> Event:
        """The next event."""
        ...


class _PythonParser(Reader, Scanner, _GrammarParser):
    """The parser written in Python, with every failure as a YAML error with a place."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _GrammarParser.__init__(self)

    def get_event(self) -> Event:
        try:
            return cast("Event", super().get_event())  # type: ignore[no-untyped-call]  # the stubs leave it open
        except (ValueError, OverflowError) as error:
            # The number behind \U goes to chr() unchecked.
            raise ScannerError(None, None, "escape out of range", self.get_mark()) from error


def parser_name() -> ParserName:
    """Which parser `read` uses: `libyaml`, or `python` where PyYAML came without it."""
    return LIBYAML if _HAS_LIBYAML else PYTHON


def open_parser(text: str, name: ParserName) -> EventParser:
    """A parser at the start of a text that holds no refused characters."""
    return cast("EventParser", CParser(text)) if name == LIBYAML else _PythonParser(text)
