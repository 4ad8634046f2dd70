"""A repository as it is shown at one moment, and what is kept to show it at the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Final

from policykit.cache import key_of
from policykit.library.load import Surrounded
from policykit.library.survey import NamedEntry, Survey
from policykit.lsp.extensions import Extensions
from policykit.lsp.files import Files, Held, Listing, unsaved_entry
from policykit.lsp.reading import MOST_DOCUMENTS, Read, Remembering
from policykit.lsp.recent import Recent
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.value import dataclass
from policykit.opening import Opened, opened_with
from policykit.sources.port import Entry, EntryKind, blob_key, is_held
from policykit.validation import load_schemas

Unsaved = Mapping[str, bytes]
"""What buffers hold, by path."""

_STATES: Final = 4
"""How many states of what policies stand in are kept: that in force, and some half typed."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A repository as it is shown.

    `around` is a key of all files policies stand in. `refused` is what is wrong with extensions
    of the schemas; in their place the last sound ones are in force.
    """

    files: Files
    opened: Opened
    around: str
    refused: tuple[PolicykitError, ...] = ()

    def paths(self, path: str) -> tuple[str, ...]:
        """All files of the policy a file is of; the file itself where it is of none."""
        return tuple(each.entry.path for each in self.files.group(path)) or (path,)

    def text(self, path: str) -> str:
        """The text of a file, '' where it cannot be read."""
        entry = self.files.entries.get(path)
        return self.opened.loader.text(entry) if entry is not None else ""

    def narrowed(self, path: str) -> Survey:
        """The files, of the policies only that one a file is of."""
        owner = self.files.owners.get(path)
        group = self.files.group(path)
        bundles = {owner: group} if owner is not None else {}
        return replace(self.files.survey, bundles=bundles)


class States:
    """What is kept of a repository to show it with the next edit, or from the next listing on.

    Args:
        root: the folder policykit.yaml stands in.
    """

    def __init__(self, root: Path) -> None:
        self._listing = Listing(root)
        self._is_listed = False
        self._places: dict[frozenset[str], Files] = {}
        self._documents: Recent[Read] = Recent(MOST_DOCUMENTS)
        self._around: Recent[tuple[Remembering, Surrounded]] = Recent(_STATES)
        self._extensions = Extensions()
        self._lock = RLock()

    def list(self) -> None:
        """List the files anew.

        Raises:
            SourceError: they cannot be listed.
        """
        with self._lock:
            known = self._listing
        listing = known.anew()
        with self._lock:
            if dict(listing.held) != dict(self._listing.held):
                self._places = {}
            self._listing, self._is_listed = listing, True

    def shown(self, unsaved: Unsaved, instead: Mapping[str, Entry] | None = None) -> State:
        """The repository with what buffers hold.

        Args:
            unsaved: what they hold.
            instead: files that stand in place of others whatever buffers hold.

        Raises:
            SourceError: the files cannot be listed.
        """
        if not self._is_listed:
            self.list()
        with self._lock:
            files = self._files(unsaved).replaced(instead or {})
            usable, refused = self._extensions.in_force(files.survey)
            files = replace(files, survey=usable)
            around = _around(files)
            known = self._around.get(around)
            if known is None:
                known = self._stand(files)
                self._around.put(around, known)
        loader, surrounded = known
        source = Held(files.name, files.entries)
        return State(files, Opened(source, files.survey, loader, surrounded), around, refused)

    def reading(self, state: State) -> Opened:
        """The repository to look things up in, here and there: what is read is kept."""
        loader = state.opened.loader
        schemas = loader.schemas
        return replace(state.opened, loader=Remembering(schemas, known=self._documents))

    def _files(self, unsaved: Unsaved) -> Files:
        held = self._listing.held
        # What an editor opened through a link is no more ours than the link is.
        buffers = {
            path: unsaved_entry(path, content)
            for path, content in unsaved.items()
            if is_held(path) and _may_be_a_file(path, held)
        }
        new = frozenset(path for path in buffers if path not in held)
        if new not in self._places:
            # Of those places the last ones are kept: files come and go by ones.
            if len(self._places) >= _STATES:
                self._places.clear()
            self._places[new] = self._listing.files(new)
        files = self._places[new]
        return files.replaced(
            {
                path: entry
                for path, entry in buffers.items()
                if path in new or entry.key != held[path].key
            }
        )

    def _stand(self, files: Files) -> tuple[Remembering, Surrounded]:
        extensions = files.survey.extensions
        schemas = load_schemas((entry.path, entry.read()) for entry in extensions)
        loader = Remembering(schemas, known=self._documents, is_passing=True)
        source = Held(files.name, files.entries)
        return loader, opened_with(source, files.survey, loader).surrounded


def _may_be_a_file(path: str, held: Mapping[str, Entry]) -> bool:
    """Whether nothing at a path or above it keeps a file from standing there."""
    if path in held:
        return held[path].kind is EntryKind.FILE
    above = path.split("/")[:-1]
    folders = ("/".join(above[: depth + 1]) for depth in range(len(above)))
    return not any(held[each].kind is EntryKind.SYMLINK for each in folders if each in held)


def _around(files: Files) -> str:
    """A key of what policies stand in: all files but theirs, and the languages of theirs."""
    survey = files.survey
    entries = (
        *survey.single.values(),
        *survey.organisation_words.values(),
        *survey.frameworks,
        *survey.extensions,
        *survey.assessments,
    )
    told = [f"{entry.path} {_key(entry)}" for entry in entries]
    return key_of(*sorted(files.spoken), "", *told)


def _key(entry: Entry) -> str:
    try:
        return entry.key or blob_key(entry.read())
    except SourceError:
        return ""


def keys_of(group: tuple[NamedEntry, ...]) -> tuple[tuple[str, str | None], ...]:
    """Path and content key of the files of a bundle."""
    return tuple((each.entry.path, each.entry.key) for each in group)
