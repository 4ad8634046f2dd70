"""Reading files that are read again and again: those around policies, and those held open."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from typing import Final

from policykit.library.files import FileKind, file_name
from policykit.library.load import Loader
from policykit.lsp.recent import Recent
from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.model.value import dataclass
from policykit.sources.port import Entry

Read = tuple[Document | None, tuple[Problem, ...]]
"""A document, None where nothing of it can be read, and what is wrong with it."""

MOST_DOCUMENTS: Final = 256
"""How many documents are kept: those around policies, those held open, those looked up."""

_OF_POLICIES: Final = frozenset({FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD})


@dataclass(frozen=True, slots=True)
class Remembering(Loader):
    """A loader that reads the same bytes at the same path once.

    `is_passing` says that it is used to go through all policies: those that lie on the disk are
    not kept then, for they would drive out what is looked at again.
    """

    known: Recent[Read] = field(default_factory=lambda: Recent[Read](MOST_DOCUMENTS), compare=False)
    is_passing: bool = False

    def document(self, entry: Entry) -> Read:
        """The document of an entry, checked against its schema."""
        return self._remembered(entry, (entry.path, entry.key, id(self.schemas)), Loader.document)

    def parsed(self, entry: Entry) -> Read:
        """The document of an entry, parsed only."""
        return self._remembered(entry, (entry.path, entry.key), Loader.parsed)

    def _remembered(
        self, entry: Entry, key: Hashable, read: Callable[[Loader, Entry], Read]
    ) -> Read:
        on_disk = bool(entry.stamp)
        if entry.key is None or (
            self.is_passing and on_disk and file_name(entry.path).kind in _OF_POLICIES
        ):
            return read(self, entry)
        known = self.known.get(key)
        if known is None:
            known = read(self, entry)
            # A file may have changed since it was listed.
            if known[0] is not None and known[0].origin.key == entry.key:
                self.known.put(key, known)
        return known
