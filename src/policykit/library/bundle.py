"""A bundle: a policy with its coming version, its words and its record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import field

from policykit.model.document import Document, Json
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The unit of a pass. `words` maps locales to overlays; any part may be missing."""

    id: str
    policy: Document | None = None
    coming: Document | None = None
    words: Mapping[str, Document] = field(default_factory=dict)
    coming_words: Mapping[str, Document] = field(default_factory=dict)
    record: Document | None = None

    def documents(self) -> Iterator[Document]:
        """All its documents: policy, coming, words, coming words, record."""
        for document in (
            self.policy,
            self.coming,
            *self.words.values(),
            *self.coming_words.values(),
            self.record,
        ):
            if document is not None:
                yield document

    @property
    def key(self) -> str:
        """The content key: one digest over the sorted keys of its files."""
        keys = sorted(f"{document.path}\0{document.origin.key}" for document in self.documents())
        return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def mapping(document: Document | None) -> Mapping[str, Json]:
    """The data of a document as a mapping, empty where there is none."""
    return document.data if document is not None and isinstance(document.data, dict) else {}
