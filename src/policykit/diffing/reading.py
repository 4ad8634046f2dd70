"""Reading one side of a comparison: the policies that may be otherwise, and what is around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policykit.diffing.sides import PolicyText, SideTexts, texts_of
from policykit.library.demanded import compared_obstacles
from policykit.library.files import FileKind, file_name
from policykit.library.load import Loader
from policykit.library.readable import read_in_part
from policykit.library.survey import Survey
from policykit.model.document import Document
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one side: texts, documents by path, and what could not be read."""

    side: SideTexts
    documents: Mapping[str, Document]
    unread: Mapping[tuple[str, str], tuple[str, str]]


def read(
    files: Survey,
    touched: set[tuple[str, str]],
    loader: Loader,
    around: Surroundings,
    beside: frozenset[str],
) -> Read:
    """The policies of a side that may be otherwise, and the files around them that are.

    Args:
        files: all files of the side.
        touched: the policies that have a file that is otherwise on the other side.
        loader: reads them.
        around: what the policies of this side stand in.
        beside: the paths of the files around policies to read.

    Raises:
        SourceError: a file cannot be read.
    """
    texts: list[PolicyText] = []
    documents: dict[str, Document] = {}
    unread: dict[tuple[str, str], tuple[str, str]] = {}
    for key, group in files.bundles.items():
        if key not in touched:
            continue
        reading = loader.bundle(key[1], group, checked=False)
        for document in reading.bundle.documents():
            documents[document.path] = document
        for path in sorted(read_in_part(reading.problems)):
            why = next(each.message for each in reading.problems if each.place.path == path)
            # What happened to a policy is not what it says: without its record it is compared.
            is_record = file_name(path).kind is FileKind.RECORD
            unread[("", path) if is_record else key] = (path, why)
        texts += texts_of(reading.bundle)
    for key, problem in compared_obstacles(files):
        unread[key] = (problem.place.path, problem.message)
    for entry in (*files.single.values(), *files.frameworks, *files.organisation_words.values()):
        if entry.path in beside:
            parsed, problems = loader.parsed(entry)
            if entry.path in read_in_part(problems):
                unread["", entry.path] = (entry.path, problems[0].message)
            elif parsed is not None:
                documents[entry.path] = parsed
    return Read(SideTexts(texts=tuple(texts), surroundings=around), documents, unread)


def coming(side: SideTexts) -> tuple[SideTexts, SideTexts]:
    """The texts of today that have a coming one, and those."""
    coming = {each.node.id: each for each in side.texts if each.coming}
    today = [each for each in side.texts if not each.coming and each.node.id in coming]
    return (
        replace(side, texts=tuple(replace(each, coming=True) for each in today)),
        replace(side, texts=tuple(coming.values())),
    )


def without(side: SideTexts, broken: Mapping[tuple[str, str], object]) -> SideTexts:
    """A side without the policies that could not be read on one of both sides."""
    kept = tuple(each for each in side.texts if not _is_in(each.path, broken))
    return replace(side, texts=kept)


def _is_in(path: str, broken: Mapping[tuple[str, str], object]) -> bool:
    folder, _, name = path.rpartition("/")
    return (folder, name.partition(".")[0]) in broken
