"""Contents of blobs, through one running `cat-file` that is asked ahead of the answers."""

from __future__ import annotations

import os
import selectors
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Final, Literal, NoReturn

from policykit.model.errors import SourceError
from policykit.sources.git_program import Command, GitProgram, cut, end, explain, is_id, too_slow
from policykit.sources.port import MAXIMUM_BYTES, blob_key

AHEAD = 64
"""The most blobs asked for before their answers are wanted; 64 ids fit any pipe."""

_CHUNK = 1 << 16
_WORDS_KEPT = 4096
_ANSWER_WIDTH = 3
_ALGORITHMS: Final[Mapping[int, Literal["sha1", "sha256"]]] = {40: "sha1", 64: "sha256"}
"""How ids of so many letters are made."""


class Blobs:
    """Reads blobs by id; starts Git at the first question and ends it on `close`."""

    def __init__(self, program: GitProgram) -> None:
        self._program = program
        self._answers: _Answers | None = None
        self._asked: deque[str] = deque()

    def read(self, key: str, following: Sequence[str] = ()) -> bytes:
        """The content of a blob, at most MAXIMUM_BYTES + 1 bytes.

        `following` are keys likely to be wanted next, in order; Git prepares them meanwhile.

        Raises:
            SourceError: there is no such blob here.
        """
        while self._asked and self._asked[0] != key:
            self._answer()
        if not self._asked:
            self._ask([key])
        if len(self._asked) <= len(following) // 2:
            waiting = set(self._asked)
            self._ask([it for it in following if it not in waiting])
        return self._answer()

    def read_all(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs in the order of their keys."""
        rest = iter(keys)
        while batch := list(islice(rest, AHEAD)):
            for number, key in enumerate(batch, start=1):
                yield self.read(key, batch[number:])

    def is_waiting(self, key: str) -> bool:
        """Whether the blob has been asked for ahead."""
        return key in self._asked

    def close(self) -> None:
        """End Git; the next question starts it again."""
        if self._answers is not None:
            self._answers.close()
        self._answers = None
        self._asked.clear()

    def _ask(self, keys: Sequence[str]) -> None:
        if self._answers is None:
            self._answers = _Answers(self._program)
        try:
            self._answers.ask(keys)
        except BaseException:
            self.close()
            raise
        self._asked.extend(keys)

    def _answer(self) -> bytes:
        key = self._asked.popleft()
        answers = self._answers
        if answers is None:
            raise missing_blob(key)
        whole = False
        try:
            size = answers.size(key)
            content = answers.content(min(size, MAXIMUM_BYTES + 1))
            whole = size <= MAXIMUM_BYTES and answers.content(1) == b"\n"
        finally:
            if not whole:  # what is left in the pipe would be taken for the next answer
                self.close()
        # Git looks whether a blob unpacks, not whether it is the one of this name.
        is_sound = whole and blob_key(content, _ALGORITHMS[len(key)]) == key
        if not is_sound and size <= MAXIMUM_BYTES:
            raise damaged_blob(key)
        return content


class _Answers:
    """A running `cat-file --batch` and what it has said so far."""

    def __init__(self, program: GitProgram) -> None:
        self._program = program
        self._process = program.start(Command.BLOBS)
        self._selector = selectors.DefaultSelector()
        self._content = bytearray()
        self._words = bytearray()
        if sys.platform != "win32":  # where pipes cannot be waited for with a limit
            self._selector.register(self._out, selectors.EVENT_READ, self._content)
            self._selector.register(self._error, selectors.EVENT_READ, self._words)

    @property
    def _out(self) -> int:
        return _descriptor(self._process.stdout)

    @property
    def _error(self) -> int:
        return _descriptor(self._process.stderr)

    def ask(self, keys: Sequence[str]) -> None:
        """Ask for blobs; the ids are checked, since a line could ask for anything."""
        for key in keys:
            if not is_id(key):
                raise missing_blob(key)
        lines = "".join(f"{key}\n" for key in keys).encode("ascii")
        try:
            os.write(_descriptor(self._process.stdin), lines)
        except BrokenPipeError:
            self._ended()

    def size(self, key: str) -> int:
        """The size the next answer announces."""
        while (end_of_line := self._content.find(b"\n")) < 0:
            self._more()
        answer = self.content(end_of_line + 1).split()
        if len(answer) != _ANSWER_WIDTH or answer[1] != b"blob":
            raise missing_blob(key)
        return int(answer[2])

    def content(self, size: int) -> bytes:
        """The next bytes of the answer."""
        while len(self._content) < size:
            self._more()
        taken = bytes(self._content[:size])
        del self._content[:size]
        return taken

    def close(self) -> None:
        """End the process."""
        self._selector.close()
        end(self._process)

    def _more(self) -> None:
        if not self._selector.get_map():
            self._take(self._out, self._content)
            return
        ready = self._selector.select(self._program.time_limit)
        if not ready:
            raise too_slow(self._program.top)
        for key, _ in ready:
            self._take(key.fd, key.data)

    def _take(self, descriptor: int, kept: bytearray) -> None:
        chunk = os.read(descriptor, _CHUNK)
        kept += chunk
        if kept is self._words:
            del self._words[:-_WORDS_KEPT]
            if not chunk:
                self._selector.unregister(descriptor)
        elif not chunk:
            self._ended()

    def _ended(self) -> NoReturn:
        """Git is gone though an answer is due: pass on why."""
        words = bytes(self._words) + os.read(self._error, _CHUNK)
        raise explain(words.decode("utf-8", "replace"), self._program.top)


def damaged_blob(key: str) -> SourceError:
    """A file of the past is not what it was when it was committed."""
    return SourceError(
        "damaged-object",
        "The content of a file in this repository is damaged: it is not what was committed.",
        context=cut(key),
        hint="`git fsck` names all that is damaged. Clone again, or take the object out of "
        "`.git/objects` and run `git fetch --refetch`.",
    )


def missing_blob(key: str) -> SourceError:
    """A file of the past is not here."""
    return SourceError(
        "missing-object",
        "The content of a file is missing from this repository.",
        context=cut(key),
        hint="Clone again without `--filter`; `git fsck` tells whether the repository is damaged.",
    )


def _descriptor(pipe: IO[bytes] | None) -> int:
    if pipe is None:  # all three are opened by GitProgram.start
        raise ValueError("the process has no such pipe")
    return pipe.fileno()
