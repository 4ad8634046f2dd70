"""A file that comes, goes, moves, or says something else."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of a file; paths are POSIX and relative to the root.

    `was` is where it stands, '' for a new one; `becomes` is where it will stand, '' for one
    that goes. `before` and `after` are its bytes, empty where it is not there.
    """

    was: str
    becomes: str
    before: bytes = b""
    after: bytes = b""

    @property
    def path(self) -> str:
        """Where it stands when all is done, or stood until it went."""
        return self.becomes or self.was

    @property
    def moves(self) -> bool:
        """Whether it stands under another name afterwards."""
        return bool(self.was and self.becomes) and self.was != self.becomes
