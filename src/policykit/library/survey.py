"""Which files a source holds, grouped into bundles, before any of them is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from difflib import get_close_matches

from policykit.library.catalogue import FOLDER_IN_THE_WAY, UNKNOWN_FILE, WITHOUT_POLICY
from policykit.library.files import FileKind, FileName, file_name
from policykit.model.finding import Place, Problem
from policykit.model.value import dataclass
from policykit.sources.port import Entry, EntryKind, Source


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry with what its path says."""

    entry: Entry
    name: FileName


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The files of a source by what they are.

    `bundles` maps a folder and an id to the files of one policy; `single` holds the files
    there is one of, `frameworks`, `extensions` and `assessments` those of their folders.
    `problems` are about files that cannot be taken in.
    """

    bundles: Mapping[tuple[str, str], tuple[NamedEntry, ...]] = field(default_factory=dict)
    single: Mapping[FileKind, Entry] = field(default_factory=dict)
    organisation_words: Mapping[str, Entry] = field(default_factory=dict)
    frameworks: tuple[Entry, ...] = ()
    extensions: tuple[Entry, ...] = ()
    assessments: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def policies(self) -> int:
        """How many bundles have a policy or a coming one."""
        return sum(
            any(each.name.kind is FileKind.POLICY for each in files)
            for files in self.bundles.values()
        )


_SINGLE = frozenset(
    {
        FileKind.SETTINGS,
        FileKind.ORGANISATION,
        FileKind.AREAS,
        FileKind.MEASURES,
    }
)
_IN_BUNDLES = frozenset({FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD})


def survey(source: Source) -> Survey:
    """All files of a source, sorted into what they are."""
    bundles: dict[tuple[str, str], list[NamedEntry]] = {}
    single: dict[FileKind, Entry] = {}
    organisation_words: dict[str, Entry] = {}
    folders: dict[FileKind, list[Entry]] = {
        kind: [] for kind in (FileKind.FRAMEWORK, FileKind.EXTENSION, FileKind.ASSESSMENT)
    }
    problems: list[Problem] = []
    for entry in source.entries():
        name = file_name(entry.path)
        if name.kind in {FileKind.OTHER, FileKind.TEMPLATE, FileKind.SCHEMA_COPY}:
            continue
        problem = _obstacle(entry, name)
        if problem is not None:
            problems.append(problem)
        elif name.kind is FileKind.TRANSLATION and name.id == "organisation":
            organisation_words[name.locale] = entry
        elif name.kind is FileKind.RECORD and name.id == "organisation":
            # What was accepted of what is around policies, or of a policy that is gone.
            single[name.kind] = entry
        elif name.kind in _IN_BUNDLES:
            folder = entry.path.rpartition("/")[0]
            bundles.setdefault((folder, name.id), []).append(NamedEntry(entry, name))
        elif name.kind in _SINGLE:
            single[name.kind] = entry
        elif name.kind in folders:
            folders[name.kind].append(entry)
    problems.extend(_orphans(bundles))
    return Survey(
        bundles={key: tuple(files) for key, files in sorted(bundles.items())},
        single=single,
        organisation_words=organisation_words,
        frameworks=tuple(folders[FileKind.FRAMEWORK]),
        extensions=tuple(folders[FileKind.EXTENSION]),
        assessments=tuple(sorted(folders[FileKind.ASSESSMENT], key=lambda entry: entry.path)),
        problems=tuple(problems),
    )


def _obstacle(entry: Entry, name: FileName) -> Problem | None:
    if entry.kind is not EntryKind.FILE:
        return Problem(
            place=Place(entry.path),
            code=FOLDER_IN_THE_WAY,
            message=f"This is not a file we can read: it {entry.detail or 'is no plain file'}.",
            hint="Put a plain file here, or take it out of the policy folders.",
            value=entry.kind.value,
        )
    if name.kind is FileKind.UNKNOWN:
        return Problem(
            place=Place(entry.path),
            code=UNKNOWN_FILE,
            message="We cannot tell from its name what this file is for.",
            hint=name.advice,
        )
    return None


def _orphans(bundles: Mapping[tuple[str, str], list[NamedEntry]]) -> Iterator[Problem]:
    """Words and records whose policy is not in their folder."""
    known = {
        name: None
        for (_, name), files in bundles.items()
        if any(file.name.kind is FileKind.POLICY for file in files)
    }
    for (_, name), files in bundles.items():
        if name in known and any(file.name.kind is FileKind.POLICY for file in files):
            continue
        near = get_close_matches(name, known, 1)
        for file in files:
            if near:
                hint = file.entry.path.rpartition("/")[2].replace(name, near[0], 1)
                advice = f"Did you mean {hint}, in the folder of {near[0]}.yaml?"
            else:
                advice = f"Write {name}.yaml beside it, or delete it."
            yield Problem(
                place=Place(file.entry.path),
                code=WITHOUT_POLICY,
                message=f"There is no policy {name}.yaml in this folder for it to belong to.",
                hint=advice,
            )
