"""What others judge of bundles while this process gathers: the port, and what crosses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

from policykit.library.survey import NamedEntry
from policykit.lint.judging import Judged
from policykit.model.value import dataclass

BundleKey: TypeAlias = tuple[str, str]
"""The folder and the id that tell a bundle from all others."""


@dataclass(frozen=True, slots=True)
class Named:
    """The files of one bundle."""

    folder: str
    name: str
    entries: tuple[NamedEntry, ...]

    @property
    def key(self) -> BundleKey:
        """What tells this bundle from all others."""
        return self.folder, self.name


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was judged of a bundle, and path and content key of the files that were read."""

    judged: Judged
    files: tuple[tuple[str, str], ...]


class Crew(Protocol):
    """Judges bundles beside this process."""

    def judged(self, bundles: Sequence[BundleKey], standing: str) -> Iterator[Ahead | None]:
        """What is judged of each bundle, in their order.

        None where a bundle was not read without a problem, or where what it stands in is
        not what `standing` is a key of; they may end early, and the rest is looked at.
        """
        ...
