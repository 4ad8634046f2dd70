"""Standard output and error that outlive their reader and show every character."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter, FileIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_OUT: Final = 1
_ERROR: Final = 2


def echo(text: str, *, nl: bool = True) -> None:
    """Print a text on standard output, in the letters it has.

    The library's own way prints UTF-8 where it finds a stream of ASCII, whatever the terminal.
    """
    sys.stdout.write(f"{text}\n" if nl else text)


def written_out(text: str) -> str:
    """A text in letters that standard output has, others escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


@contextmanager
def patient_streams() -> Iterator[None]:
    """Streams on which a run goes on to its end, whoever stops reading.

    A reader that has seen enough (`| head`) is no trouble, and changes neither what a run does
    nor what it ends with. A character the terminal cannot show is escaped.
    """
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _patient(sys.stdout, _OUT), _patient(sys.stderr, _ERROR)
    try:
        yield
    finally:
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = kept
        for stream in streams:
            stream.flush()


def _patient(stream: TextIO | None, number: int) -> TextIO:
    """A patient stream in place of the one of the process; any other stays as it is."""
    if stream is None:
        return StringIO()
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    own = sys.__stdout__ if number == _OUT else sys.__stderr__
    if own is None or stream is not own:
        return stream
    own.flush()
    return TextIOWrapper(
        BufferedWriter(_Patient(number, "w", closefd=False)),
        encoding=own.encoding,
        errors="backslashreplace",
        line_buffering=number == _ERROR or own.isatty(),
    )


class _Patient(FileIO):
    """A file that takes what nobody reads, and tells once when it cannot be written."""

    _is_over = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or drop what nobody can get any longer.

        Raises:
            PolicykitError: there is no room, or the like.
        """
        if not self._is_over:
            try:
                return super().write(data)
            except BrokenPipeError:
                self._is_over = True
            except OSError as trouble:
                self._is_over = True
                reason = (trouble.strerror or "it failed").lower()
                raise PolicykitError(
                    "cannot-write",
                    f"The report cannot be written: {reason}.",
                    context="standard output",
                    hint="Free some space, or send it somewhere else.",
                ) from trouble
        return memoryview(data).nbytes
