"""The files of a repository that can name a thing, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from policykit.library.bundle import Bundle, mapping
from policykit.library.demanded import demand_ordinary
from policykit.library.files import SETTINGS_PATH, FileKind, file_name
from policykit.library.prefaces import preface_files
from policykit.library.settings import settings
from policykit.library.survey import Survey, survey
from policykit.model.document import Document, Origin
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.sources.inside import inside
from policykit.sources.port import Entry, Source
from policykit.sources.worktree import WorkTree, file_now
from policykit.yamlsource import read

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree, listed; what is read from it is kept by path in `contents`."""

    root: Path
    files: Survey
    contents: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, source: Source | None = None) -> Repository:
        """The repository in a folder, its files as they are or as a source has them.

        Raises:
            SourceError: a file is none that can be read, so names in it could be missed.
        """
        files = survey(source or WorkTree(root))
        demand_ordinary(files)
        return cls(root, files)

    @property
    def policies(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Where the policies stand, by the id their files have: folder and id."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for key, group in self.files.bundles.items():
            if any(each.name.kind is FileKind.POLICY for each in group):
                found[key[1]] = (*found.get(key[1], ()), key)
        return found

    def content(self, entry: Entry) -> bytes:
        """The bytes of a file as they were when it was first asked for."""
        if entry.path not in self.contents:
            self.contents[entry.path] = entry.read()
        return self.contents[entry.path]

    def document(self, entry: Entry) -> Document:
        """A file as a document.

        Raises:
            SourceError: its notation has mistakes, so that names in it could be missed.
        """
        document, problems = read(self.content(entry), Origin(entry.path, ""))
        if problems:
            raise SourceError(
                "unreadable-names",
                "This file has mistakes in its notation, so names in it could be missed: "
                f"{problems[0].message} Nothing was written.",
                context=entry.path,
                hint="Mend it first: `policykit lint` says where.",
            )
        return document

    def bundle(self, key: tuple[str, str], names: tuple[str, ...] = ()) -> Bundle:
        """The files of one policy; its words and record only where they can hold a name, if any.

        Raises:
            SourceError: one of them has mistakes in its notation.
        """
        main: dict[bool, Document] = {}
        words: dict[bool, dict[str, Document]] = {False: {}, True: {}}
        record: Document | None = None
        for each in self.files.bundles[key]:
            if names and each.name.kind is not FileKind.POLICY:
                content = each.entry.read()
                # Stamps of texts are of what a text names, too.
                if b"translated_from" not in content and not _may_hold(content, names):
                    continue
            document = self.document(each.entry)
            if each.name.kind is FileKind.POLICY:
                main[each.name.coming] = document
            elif each.name.kind is FileKind.RECORD:
                record = document
            else:
                words[each.name.coming][each.name.locale] = document
        return Bundle(
            id=key[1],
            policy=main.get(False),
            coming=main.get(True),
            words=words[False],
            coming_words=words[True],
            record=record,
        )

    def bundles_with(self, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The policies one of whose files can hold one of these names."""
        for key, group in self.files.bundles.items():
            # Kept is only what is needed: a great many policies would fill the memory.
            if any(_may_hold(each.entry.read(), names) for each in group):
                yield key

    def around(self, names: tuple[str, ...]) -> dict[str, Document]:
        """What policies stand in, by path, where it can hold one of these names."""
        single = self.files.single
        entries = [
            *(
                single[kind]
                for kind in (FileKind.SETTINGS, FileKind.ORGANISATION, FileKind.RECORD)
                if kind in single
            ),
            *self.files.organisation_words.values(),
            *self.files.frameworks,
            *self.files.assessments,
        ]
        return {
            each.path: self.document(each)
            for each in entries
            if each.path == SETTINGS_PATH
            or file_name(each.path).kind is FileKind.FRAMEWORK
            or _may_hold(self.content(each), names)
        }

    def prefaces(self) -> dict[str, str]:
        """The texts of the prefaces of handbooks, by path; those that cannot be read left out."""
        entry = self.files.single.get(FileKind.SETTINGS)
        if entry is None:
            return {}
        found: dict[str, str] = {}
        for path in preface_files(settings(entry.path, mapping(self.document(entry)))):
            try:
                if inside(self.root, path) is not None:
                    self.contents[path] = file_now(self.root, path)
                    found[path] = self.contents[path].decode("utf-8")
            except (OSError, SourceError, ValueError):
                continue
        return found


def _may_hold(content: bytes, names: tuple[str, ...]) -> bool:
    """Whether a file can hold a name; an escape can hide one."""
    return b"\\" in content or any(name.encode() in content for name in names)
