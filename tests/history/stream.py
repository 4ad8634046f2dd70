"""The stream `git fast-import` reads: the same bytes give the same ids on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.history.telling import Author, Commit

MAIN = "main"


@dataclass(slots=True)
class Stream:
    """Commits written one after another; `heads` are the marks branches end with."""

    parts: list[bytes] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    marks: int = 0

    def add(self, commit: Commit, changes: Mapping[str, str | None]) -> None:
        """A commit with the files it changes; None takes a file away."""
        branch = commit.branch or MAIN
        parent = self.heads.get(branch) or self.heads.get(MAIN)
        self.marks += 1
        who = _who(commit.by, commit)
        self._line(f"commit refs/heads/{branch}")
        self._line(f"mark :{self.marks}")
        self._line(f"author {who}")
        self._line(f"committer {who}")
        self._data(commit.message.rstrip("\n") + "\n")
        if parent is not None:
            self._line(f"from :{parent}")
        if commit.merges:
            self._line(f"merge :{self.heads[commit.merges]}")
        for path, text in sorted(changes.items()):
            if text is None:
                self._line(f"D {path}")
            else:
                self._line(f"M 100644 inline {path}")
                self._data(text)
        self.heads[branch] = self.marks
        if commit.tag is not None:
            self._line(f"tag {commit.tag.name}")
            self._line(f"from :{self.marks}")
            self._line(f"tagger {who}")
            self._data(commit.tag.words.rstrip("\n") + "\n")

    def finished(self) -> bytes:
        """The whole stream."""
        return b"".join((*self.parts, b"done\n"))

    def _line(self, text: str) -> None:
        self.parts.append(f"{text}\n".encode())

    def _data(self, text: str) -> None:
        content = text.encode()
        self.parts += [b"data %d\n" % len(content), content, b"\n"]


def _who(author: Author, commit: Commit) -> str:
    return f"{author.name} <{author.email}> {int(commit.on.timestamp())} {author.zone}"
