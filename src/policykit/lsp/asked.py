"""What a request is asked of: a file and its repository as they were when it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any

from lsprotocol import types

from policykit.authoring.past import Past
from policykit.authoring.snapshot import Snapshot
from policykit.library.prefaces import preface_files
from policykit.lsp.buffers import Buffer
from policykit.lsp.roots import Root
from policykit.lsp.units import Encoding, Text
from policykit.model.finding import Finding
from policykit.model.position import Location, Position, Span
from policykit.model.value import dataclass
from policykit.sources.prefaces import Prefaces


class Refusal(Exception):  # noqa: N818 - it is an answer
    """What was asked for cannot be done; its text says why, for the author to read."""


AnyEdit = types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit
"""An edit; one with a snippet is for a client that says it can do with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A repository as it was when a request came.

    `open_files` are the buffers by path. `looked` gives the snapshot: it is made when it is first
    asked for, so ask in the answer and not before. `found` gives what is found in a file as it is,
    `mended` the file with all safe fixes. `past` knows what changed last. `is_gone` says whether
    the client takes no answer any longer.
    """

    root: Root
    encoding: Encoding
    client: types.ClientCapabilities
    open_files: Mapping[str, Buffer]
    found: Callable[[str], tuple[Finding, ...]]
    mended: Callable[[str], bytes | None]
    looked: Callable[[], Snapshot]
    past: Past
    is_gone: Callable[[], bool] = lambda: False
    _texts: dict[str, Text | None] = field(default_factory=dict, repr=False)

    @property
    def snapshot(self) -> Snapshot:
        """The repository with what is unsaved."""
        return self.looked()

    def text(self, path: str) -> Text | None:
        """The text of a file to count characters in; None where there is no such text."""
        if path in self.open_files:
            return self.open_files[path].text
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def _read(self, path: str) -> Text | None:
        snapshot = self.snapshot
        entry = snapshot.entries.get(path)
        if entry is not None:
            # Without parsing it: a name may stand in every file.
            return Text(snapshot.opened.loader.text(entry), self.encoding)
        if path in preface_files(snapshot.around.settings):
            content = Prefaces(self.root.folder).content(path)
            if content is not None:
                return Text(content.decode("utf-8", errors="replace"), self.encoding)
        return None

    def version(self, path: str) -> int | None:
        """The client's number of a file it holds open, None for any other file."""
        buffer = self.open_files.get(path)
        return buffer.version if buffer else None

    def uri(self, path: str) -> str:
        """The client's name of a file."""
        return self.root.uri(path)

    def range(self, path: str, span: Span | None) -> types.Range:
        """The client's range of a span in a file; its very top for none."""
        text = self.text(path)
        if span is None or text is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return text.range(span)

    @property
    def takes_snippets(self) -> bool:
        """Whether the client takes edits with places to fill in."""
        workspace = self.client.workspace
        able = workspace.workspace_edit if workspace else None
        return bool(able and able.document_changes and able.snippet_edit_support)

    @property
    def makes_files(self) -> bool:
        """Whether the client makes files where an edit says so."""
        workspace = self.client.workspace
        able = workspace.workspace_edit if workspace else None
        kinds = (able.resource_operations if able else None) or ()
        return bool(able and able.document_changes and types.ResourceOperationKind.Create in kinds)

    def location(self, location: Location) -> types.Location:
        """The client's name of a place."""
        return types.Location(self.uri(location.path), self.range(location.path, location.span))

    def edits(self, rewritten: Iterable[tuple[str, list[AnyEdit]]]) -> types.WorkspaceEdit:
        """Edits of files as the client takes them: bound to a version where it can."""
        workspace = self.client.workspace
        able = workspace.workspace_edit if workspace else None
        found = [(path, edits) for path, edits in rewritten if edits]
        for path, _ in found:
            buffer = self.open_files.get(path)
            if buffer is not None and buffer.is_lost:
                raise Refusal(
                    f"An edit of {path} did not fit what was known of it. Close it and open it "
                    "again, then ask once more."
                )
        if able is None or not able.document_changes:
            return types.WorkspaceEdit(
                changes={
                    self.uri(path): [
                        types.TextEdit(each.range, each.new_text)
                        for each in edits
                        if not isinstance(each, types.SnippetTextEdit)
                    ]
                    for path, edits in found
                }
            )
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(
                        self.uri(path), self.version(path)
                    ),
                    list(edits),
                )
                for path, edits in found
            ]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A file of a repository as it was when a request about it came."""

    place: Place
    path: str
    text: Text

    @property
    def snapshot(self) -> Snapshot:
        """The repository with what is unsaved."""
        return self.place.snapshot

    def position(self, where: types.Position) -> Position:
        """Our position of a client's place in the file."""
        return self.text.position(where)

    def range(self, span: Span) -> types.Range:
        """The client's range of a span in the file."""
        return self.text.range(span)


Answer = Callable[[Asked, Any], object]
AnswerOfAll = Callable[[tuple[Place, ...], Any], object]


@dataclass(frozen=True, slots=True)
class Feature:
    """A request about a file, and what answers it.

    `method` is its name in the protocol, `answer` gets the file and the parameters of the
    request and gives what the protocol wants; it runs in a worker thread. `options` are what
    the server says of it when it starts. `nothing` is the answer where the file is none of
    ours, or where answering fails.
    """

    method: str
    answer: Answer
    options: Any = None
    nothing: Any = None


@dataclass(frozen=True, slots=True)
class FeatureOfAll:
    """A request about all repositories of a workspace; else as `Feature`."""

    method: str
    answer: AnswerOfAll
    options: Any = None
    nothing: Any = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command of ours that a client can have run.

    `answer` gets the repositories of the workspace and the arguments, a list. Where it `shows`,
    what it gives is a text that the person is shown besides.
    """

    name: str
    answer: Callable[[tuple[Place, ...], list[Any]], object]
    shows: bool = False
