"""Lets the N-th step of a kind fail: an opening, a write, a rename, a start of a program.

Steps are counted where they touch a folder of the test, so that nothing else in the process
(loading of code, the test's own files) is met.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

KINDS: Final = ("open", "read", "write", "sync", "rename", "mkdir", "remove", "start")
"""What can fail."""

ERRORS: Final = (
    errno.ENOSPC,
    errno.EROFS,
    errno.EACCES,
    errno.EIO,
    errno.EINTR,
    0,
)
"""How it fails: as the system says, 0 stands for somebody who presses Ctrl-C."""

_EVENTS: Final = {
    "os.rename": "rename",
    "os.link": "rename",
    "os.mkdir": "mkdir",
    "os.remove": "remove",
    "subprocess.Popen": "start",
}


class Failing:
    """Counts the steps of one kind in a folder and lets one of them fail.

    Args:
        folder: where steps count.
        kind: one of `KINDS`.
        number: which step fails, from 1.
        error: one of `ERRORS`.
        stays: whether all later ones fail too, as on a disk that is full.
    """

    def __init__(self, folder: Path, kind: str, number: int, error: int, *, stays: bool) -> None:
        self.folder = str(folder)
        self.kind = kind
        self.number = number
        self.error = error
        self.stays = stays
        self.seen = 0

    @property
    def has_struck(self) -> bool:
        return self.seen >= self.number

    def step(self, kind: str, place: str) -> None:
        """A step is about to be taken.

        Raises:
            OSError: it is the one that fails.
            KeyboardInterrupt: the same, by a key.
        """
        if kind != self.kind or not (kind == "start" or place.startswith(self.folder)):
            return
        self.seen += 1
        if self.seen == self.number or (self.stays and self.error and self.has_struck):
            if not self.error:
                raise KeyboardInterrupt
            raise OSError(self.error, os.strerror(self.error), place)


_now: list[Failing] = []


@contextmanager
def failing(wanted: Failing) -> Iterator[None]:
    """While this runs, steps are counted and fail."""
    _listen()
    kept = io.open, builtins.open, os.fsync
    io.open = builtins.open = cast("Any", _open)
    os.fsync = cast("Any", _fsync)
    _now.append(wanted)
    try:
        yield
    finally:
        _now.clear()
        io.open, builtins.open, os.fsync = cast("Any", kept)


_listening: list[bool] = []
_opened = io.open
_synced = os.fsync


def _listen() -> None:
    if not _listening:  # there is no way to take it back
        sys.addaudithook(_note)
        _listening.append(True)


def _note(event: str, details: tuple[Any, ...]) -> None:
    if not _now:
        return
    if event == "open":
        if isinstance(details[0], (str, bytes)):
            _now[0].step("open", _absolute(os.fsdecode(details[0])))
    elif kind := _EVENTS.get(event):
        place = details[0]
        text = os.fsdecode(place) if isinstance(place, (str, bytes, os.PathLike)) else ""
        _now[0].step(kind, _absolute(text) if text else "")


def _absolute(place: str) -> str:
    return os.path.abspath(place)  # noqa: PTH100 - a link stays what it is


def _name(number: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        return ""


def _fsync(file: int | IO[Any]) -> None:
    number = file if isinstance(file, int) else file.fileno()
    if _now:
        _now[0].step("sync", _name(number))
    _synced(number)


class _Bytes(io.FileIO):
    """A file whose reads and writes are counted; a write that fails has written the half."""

    place = ""

    def write(self, given: ReadableBuffer, /) -> int:
        if _now:
            try:
                _now[0].step("write", self.place)
            except OSError as trouble:
                # What was interrupted is tried again, so nothing of it may have been written.
                if trouble.errno != errno.EINTR:
                    whole = bytes(given)
                    super().write(whole[: len(whole) // 2])
                raise
        return super().write(given) or 0

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        self._read()
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._read()
        return super().readall() or b""

    def _read(self) -> None:
        if _now:
            _now[0].step("read", self.place)


def _open(
    file: int | str | bytes | os.PathLike[str],
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Callable[[str, int], int] | None = None,
) -> IO[Any]:
    name = _name(file) if isinstance(file, int) else _absolute(os.fsdecode(file))
    if not _now or not name.startswith(_now[0].folder):
        return _opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = _Bytes(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    raw.place = name
    if buffering == 0:
        return raw
    kept: Any
    if "+" in mode:
        kept = io.BufferedRandom(raw)
    elif "r" in mode:
        kept = io.BufferedReader(raw)
    else:
        kept = io.BufferedWriter(raw)
    return kept if "b" in mode else io.TextIOWrapper(kept, encoding, errors, newline)
