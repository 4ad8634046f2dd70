"""Files of a handbook that lie on the disk until they are written to their places."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import FileIO
from pathlib import Path

from policykit.model.book import OutputFile
from policykit.model.errors import PolicykitError
from policykit.output import unwritable, write_all


class SetAside(OutputFile):
    """A file whose bytes lie on the disk until somebody asks for them."""

    __slots__ = ("_length", "_start", "_stream")
    _stream: FileIO
    _start: int
    _length: int

    def __init__(self, path: str, stream: FileIO, start: int, length: int) -> None:
        for name, value in zip(
            ("path", "_stream", "_start", "_length"), (path, stream, start, length), strict=True
        ):
            object.__setattr__(self, name, value)

    @property
    def content(self) -> bytes:
        """The bytes, read anew each time.

        Raises:
            PolicykitError: they cannot be read any more.
        """
        try:
            self._stream.seek(self._start)
            return self._stream.read(self._length)
        except (OSError, ValueError) as trouble:
            raise PolicykitError(
                "set-aside",
                "A file that was set aside cannot be read any more.",
                context=self.path,
                hint="Run the command again.",
            ) from trouble


@contextmanager
def setting_aside(target: Path) -> Iterator[Callable[[OutputFile], OutputFile]]:
    """What puts the bytes of files on the disk, so that a large site never fills the memory.

    They lie in one nameless file beside the folder they are for until this ends: a file of its
    own for each would cost as much as to make it.

    Args:
        target: the folder the files are for.

    Yields:
        What gives a file with the same path and bytes for one it was given.
    """
    parent = target.absolute().parent
    if target.is_dir() and not os.access(parent, os.W_OK):
        parent = target.absolute()
    with ExitStack() as opened:
        streams: list[FileIO] = []

        def aside(file: OutputFile) -> OutputFile:
            content = file.content
            try:
                if not streams:
                    parent.mkdir(parents=True, exist_ok=True)
                    streams.append(
                        opened.enter_context(tempfile.TemporaryFile(buffering=0, dir=parent))
                    )
                start = streams[0].seek(0, os.SEEK_END)
                write_all(streams[0], content)
            except OSError as trouble:
                raise unwritable(target, trouble) from trouble
            return SetAside(file.path, streams[0], start, len(content))

        yield aside
