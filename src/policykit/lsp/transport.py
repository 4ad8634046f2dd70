"""Messages over two pipes: what comes in one by one, what goes out in the order it was sent."""

from __future__ import annotations

import json
import os
import queue
import re
import threading
from collections.abc import Callable
from typing import Final, Protocol

from policykit.model.value import dataclass

MOST_BYTES: Final = 64 << 20
"""The largest message that is taken; a file is a mebibyte at most."""

_MOST_OF_A_LINE: Final = 8 << 10
_AT_ONCE: Final = 1 << 16
_LENGTH: Final = re.compile(rb"content-length:[ \t]*([0-9]{1,18})[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nonsense:
    """What came in and is no message, and why, as a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The other side is gone."""


class Pipe(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes | None:
        """Some bytes, at most `size`; none at the end."""
        ...


class Incoming:
    """Reads messages from a pipe.

    Args:
        pipe: where they come from; not buffered, so that a thread that waits holds no lock.
    """

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._held = bytearray()

    def message(self) -> object:
        """The next message as JSON gives it, `Nonsense`, or that the other side is `Gone`."""
        length: int | None = None
        while True:
            line = self._line()
            if line is None:
                return Gone()
            if not line and length is not None:
                break
            found = _LENGTH.fullmatch(line)
            if found:
                length = int(found[1])
        if length > MOST_BYTES:
            is_whole = self._skip(length)
            return Nonsense(f"A message of {length} bytes is too long.") if is_whole else Gone()
        body = self._take(length)
        if body is None:
            return Gone()
        try:
            value: object = json.loads(body)
        except (ValueError, RecursionError):
            return Nonsense("A message is no JSON in UTF-8.")
        return value

    def _line(self) -> bytes | None:
        """A line without its end; one that is far too long is cut."""
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > _MOST_OF_A_LINE:
                del self._held[:-_MOST_OF_A_LINE]
            if not self._more():
                return None
        line = bytes(self._held[:end]).removesuffix(b"\r")
        del self._held[: end + 1]
        return line

    def _take(self, length: int) -> bytes | None:
        while len(self._held) < length:
            if not self._more():
                return None
        body = bytes(self._held[:length])
        del self._held[:length]
        return body

    def _skip(self, length: int) -> bool:
        while length > len(self._held):
            length -= len(self._held)
            self._held.clear()
            if not self._more():
                return False
        del self._held[:length]
        return True

    def _more(self) -> bool:
        try:
            part = self._pipe.read(_AT_ONCE)
        except (OSError, ValueError):
            return False
        self._held += part or b""
        return bool(part)


class Outgoing:
    """Writes messages in a thread of its own: a client that is slow to read holds nobody up.

    Args:
        number: the file descriptor to write to.
        lost: called once when the other side is gone.
    """

    def __init__(self, number: int, lost: Callable[[], None]) -> None:
        self._number = number
        self._lost = lost
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_all, name="outgoing", daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> None:
        """Send a message; at once, or after those that wait."""
        self._waiting.put(data)

    def close(self) -> None:
        """Send what waits, for as long as anybody would wait for it."""
        self._waiting.put(None)
        self._thread.join(timeout=2.0)

    def _write_all(self) -> None:
        while (data := self._waiting.get()) is not None:
            view = memoryview(data)
            try:
                while view:
                    view = view[os.write(self._number, view) :]
            except OSError:
                self._lost()
                return
