"""The documents findings stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policykit.library.load import Loader
from policykit.library.survey import NamedEntry
from policykit.model.document import Document


class Documents(Mapping[str, Document]):
    """Documents by path, read again only when a finding stands in them."""

    def __init__(
        self, files: Iterable[NamedEntry], loader: Loader, known: dict[str, Document]
    ) -> None:
        self._entries = {file.entry.path: file.entry for file in files}
        self._loader = loader
        self._known = known

    def __getitem__(self, path: str) -> Document:
        if path not in self._known:
            document, _ = self._loader.parsed(self._entries[path])
            if document is None:
                raise KeyError(path)
            self._known[path] = document
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._entries, **self._known})

    def __len__(self) -> int:
        return len({**self._entries, **self._known})
