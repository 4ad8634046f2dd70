"""The workspace of a client: its folders, the repositories in them, the files it holds open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from lsprotocol import types

from policykit.lsp.asked import Asked, Place
from policykit.lsp.buffers import Buffer, changed
from policykit.lsp.publishing import Publisher
from policykit.lsp.repository import Repository, Seen, Ways
from policykit.lsp.roots import Root, place_of, root_of
from policykit.lsp.trouble import fault, refusal
from policykit.lsp.units import Encoding, Text
from policykit.model.errors import PolicykitError
from policykit.sources.port import SETTINGS


class Teller(Protocol):
    """What a client is told; findings and lines from any thread, the rest on the event loop."""

    def publish(self, told: types.PublishDiagnosticsParams) -> None:
        """The findings of a file."""
        ...

    def log(self, message: str, kind: types.MessageType = ...) -> None:
        """A line for its log."""
        ...

    def watch(self, paths: frozenset[str]) -> None:
        """These files below policy repositories have a say in what is found, too."""
        ...

    def refresh(self) -> None:
        """What stands beside the words in all files may be something else now."""
        ...


class Workspace:
    """The state of a conversation; all of it but telling what was found is on the event loop.

    Args:
        teller: tells the client.
        ways: how repositories are looked at.
        client: what the client can do.
        encoding: in what units it counts characters.
    """

    def __init__(
        self, teller: Teller, ways: Ways, client: types.ClientCapabilities, encoding: Encoding
    ) -> None:
        self._teller = teller
        self._ways = ways
        self._client = client
        self._encoding = encoding
        self._folders: list[Path] = []
        self._repositories: dict[Root, tuple[Repository, Publisher]] = {}
        self._buffers: dict[str, Buffer] = {}
        self._beside: dict[Root, frozenset[str]] = {}
        self._loop = asyncio.get_running_loop()

    def add(self, uris: Iterable[str]) -> None:
        """Take folders in, and look at the repositories they are."""
        found = [place for place in map(place_of, uris) if place is not None]
        self._folders += [place for place in found if place not in self._folders]
        for place in found:
            self._at(place / SETTINGS)
        # A file may have been opened before its folder was there.
        for uri in self._buffers:
            self._touched(uri)

    def remove(self, uris: Iterable[str]) -> None:
        """Let folders go, with the repositories in them."""
        gone = {place_of(uri) for uri in uris}
        self._folders = [place for place in self._folders if place not in gone]
        for root in [*self._repositories]:
            if root_of(root.folder / SETTINGS, self._folders) != root:
                self._let_go(root)

    def opened(self, uri: str, version: int, text: str) -> None:
        """A file is open from now on."""
        self._buffers[uri] = Buffer(version, Text(text, self._encoding))
        self._touched(uri)

    def edited(
        self, uri: str, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]
    ) -> None:
        """An open file was edited."""
        buffer = self._buffers.get(uri)
        if buffer is None:
            self._warn(f"An edit is for a file that is not open: {uri}")
            return
        self._buffers[uri], trouble = changed(buffer, version, changes)
        if trouble:
            self._warn(f"{trouble} The text is known again once it is saved: {uri}")
        self._touched(uri)

    def saved(self, uri: str, text: str | None) -> None:
        """An open file was saved, with this text where the client says it."""
        buffer = self._buffers.get(uri)
        if buffer is not None and text is not None:
            if buffer.is_lost or text != buffer.text.text:
                self._buffers[uri] = Buffer(buffer.version, Text(text, self._encoding))
            self._touched(uri)

    def closed(self, uri: str) -> None:
        """A file is no longer open."""
        if self._buffers.pop(uri, None) is not None:
            self._touched(uri)

    def changed_outside(self, uris: Iterable[str]) -> None:
        """Files changed on the disk."""
        for uri in uris:
            place = place_of(uri)
            if place is None:
                continue
            repository = self._at(place)
            for known in self._really_around(place) if repository is None else (repository,):
                known.changed_outside()

    async def settled(self) -> None:
        """Wait until all that changed was looked at, and told."""
        for repository, _ in [*self._repositories.values()]:
            await repository.settled()

    def close(self) -> None:
        """End all looks."""
        for repository, _ in self._repositories.values():
            repository.close()
        self._repositories.clear()

    def asked(self, uri: str) -> Asked | None:
        """A file as it is now, None where it is none of ours."""
        place = place_of(uri)
        found = self._at(place) if place is not None else None
        if place is None or found is None:
            return None
        path = found.root.path(place)
        buffer = self._buffers.get(uri)
        if not path or buffer is None or buffer.is_lost:
            return None
        return Asked(self._place(found), path, buffer.text)

    def places(self) -> tuple[Place, ...]:
        """All repositories as they are now."""
        return tuple(self._place(repository) for repository, _ in self._repositories.values())

    def _place(self, repository: Repository) -> Place:
        return Place(
            root=repository.root,
            encoding=self._encoding,
            client=self._client,
            open_files=dict(repository.buffers),
            found=repository.finder(),
            mended=repository.mender(),
            looked=repository.looker(),
            past=repository.past,
        )

    def _touched(self, uri: str) -> None:
        """A file is another one than it was."""
        place = place_of(uri)
        repository = self._at(place) if place is not None else None
        if place is None or repository is None:
            return
        path = repository.root.path(place)
        if not path:
            return
        if uri in self._buffers:
            repository.buffers[path] = self._buffers[uri]
        else:
            repository.buffers.pop(path, None)
        repository.edited(path)

    def _at(self, place: Path) -> Repository | None:
        """The repository of a file, None where it belongs to none of this workspace."""
        root = root_of(place, self._folders)
        for known in [*self._repositories]:
            is_around = known != root and place.is_relative_to(known.folder)
            # One around it stays, unless its settings are gone, or all of it.
            if is_around and root_of(known.folder / SETTINGS, self._folders) != known:
                self._warn(f"There is no policy repository any more in {known.folder}.")
                self._let_go(known)
        if root is None:
            return None
        if root not in self._repositories:
            repository = Repository(root, self._ways, self._seen, self._failed)
            self._repositories[root] = repository, Publisher(root, self._teller.publish)
            for uri, buffer in self._buffers.items():
                other = place_of(uri)
                path = root.path(other) if other is not None else ""
                if path and other is not None and root_of(other, self._folders) == root:
                    repository.buffers[path] = buffer
            repository.look()
        return self._repositories[root][0]

    def _really_around(self, place: Path) -> Iterator[Repository]:
        """The repositories a file is in by its real name: what watches files follows links."""
        real = place.resolve()
        for root, (repository, _) in self._repositories.items():
            if real.is_relative_to(root.folder.resolve()):
                yield repository

    def _let_go(self, root: Root) -> None:
        repository, publisher = self._repositories.pop(root)
        repository.close()
        publisher.withdraw()
        if self._beside.pop(root, None):
            self._watch()

    def _watch(self) -> None:
        self._teller.watch(frozenset().union(*self._beside.values()))

    def _seen(self, repository: Repository, seen: Seen) -> None:
        known = self._repositories.get(repository.root)
        # The same folder may have come back: what its former self sees is of no moment.
        if known is None or known[0] is not repository:
            return
        texts: dict[str, Text | None] = {path: each.text for path, each in seen.buffers.items()}

        def text(path: str) -> Text | None:
            if path not in texts:
                told = seen.look.texts.get(path)
                texts[path] = None if told is None else Text(told, self._encoding)
            return texts[path]

        look = seen.look
        known[1].publish(look.findings, look.paths, seen.buffers, text, seen.as_of)
        if look.paths is None:
            # Looks at several repositories end at once, each in a thread of its own.
            with suppress(RuntimeError):  # where the loop has come to its end
                self._loop.call_soon_threadsafe(self._all_seen, repository, look.beside)

    def _all_seen(self, repository: Repository, beside: frozenset[str]) -> None:
        known = self._repositories.get(repository.root)
        if known is not None and known[0] is repository:
            self._beside[repository.root] = beside
            self._watch()
            self._teller.refresh()

    def _failed(self, repository: Repository, error: Exception) -> None:
        if isinstance(error, PolicykitError):
            self._warn(f"{repository.root.folder.name}: {refusal(error)}")
        else:
            self._teller.log(fault(error, "a look at all policies"), types.MessageType.Error)

    def _warn(self, message: str) -> None:
        self._teller.log(message, types.MessageType.Warning)
