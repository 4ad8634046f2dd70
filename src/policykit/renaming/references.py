"""Every name in a repository that leads to a policy, an item or a requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.bundle import Bundle, mapping
from policykit.library.cited import Cited, Names
from policykit.library.files import FileKind, file_name
from policykit.library.walk import FoundReference, Walk, marks, walk
from policykit.library.words import overlay_texts
from policykit.model.document import Document, Json
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.shape import Shape
from policykit.model.value import dataclass

_ITEMS_OF_RECORDS: Final = (
    ("evidence", ("changed", "source")),
    ("comments", ("item", "changed")),
)
_LAW_KEYS: Final = frozenset({"law", "covers", "implements"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in a file, and what it leads to."""

    path: str
    found: FoundReference
    cited: Cited


def in_bundle(bundle: Bundle) -> Iterator[Reference]:
    """The names in the files of a policy, in the order they stand."""
    walks = {
        coming: walk(document.data, POLICY)
        for coming, document in ((False, bundle.policy), (True, bundle.coming))
        if document is not None
    }
    for coming, document in ((False, bundle.policy), (True, bundle.coming)):
        if document is not None:
            names = Names.of(policy_id(document, bundle.id), walks[coming])
            yield from _cited(document, walks[coming].references, names)
    for coming, overlays in ((False, bundle.words), (True, bundle.coming_words)):
        for document in overlays.values():
            source = walks.get(coming, Walk())
            yield from _in_words(document, Names.of(bundle.id, source), POLICY)
    if bundle.record is not None:
        found = in_record(mapping(bundle.record))
        yield from _cited(bundle.record, found, Names.of(bundle.id, *walks.values()))


def around(documents: Mapping[str, Document]) -> Iterator[Reference]:
    """The names in the organisation with its words and record, settings, frameworks, assessments."""
    nobody = Names("")
    for path, document in documents.items():
        name, data = file_name(path), mapping(document)
        match name.kind:
            case FileKind.ORGANISATION:
                yield from _cited(document, walk(document.data, ORGANISATION).references, nobody)
            case FileKind.TRANSLATION:
                yield from _in_words(document, nobody, ORGANISATION)
            case FileKind.RECORD:
                yield from _cited(document, in_record(data), nobody)
            case FileKind.SETTINGS:
                yield from _cited(document, _requirements(data, "waivers"), nobody)
            case FileKind.ASSESSMENT:
                yield from _cited(document, _requirements(data, "answers"), nobody)
            case FileKind.FRAMEWORK:
                yield from _cited(document, _law(document.data, ()), nobody)
            case _:
                pass


def in_preface(path: str, text: str) -> Iterator[Reference]:
    """The names in the preface of a handbook, a Markdown file."""
    yield from _with_cited(path, marks(text, ()), Names(""))


def policy_id(document: Document, otherwise: str) -> str:
    """The id a policy says it has, that of its file where it says none."""
    return read.text(mapping(document), "id") or otherwise


def _cited(
    document: Document, found: Iterator[FoundReference] | list[FoundReference], names: Names
) -> Iterator[Reference]:
    yield from _with_cited(document.path, found, names)


def _with_cited(
    path: str,
    found: Iterator[FoundReference] | list[FoundReference] | tuple[FoundReference, ...],
    names: Names,
) -> Iterator[Reference]:
    for each in found:
        cited = names.cited(each)
        if cited is not None and cited.written == each.raw:
            yield Reference(path, each, cited)


def _in_words(document: Document, names: Names, shape: Mapping[str, Shape]) -> Iterator[Reference]:
    translates = read.text(mapping(document), "translates")
    if translates and names.policy:
        yield from _cited(document, [FoundReference("policy", translates, ("translates",))], names)
    for text in overlay_texts(document.data, shape):
        if isinstance(text.text, str):
            yield from _with_cited(document.path, marks(text.text, text.pointer), names)
            continue
        for index, line in enumerate(text.text):
            yield from _with_cited(document.path, marks(line, (*text.pointer, index)), names)


def in_record(data: Mapping[str, Json]) -> Iterator[FoundReference]:
    """The items and requirements that a record names."""
    for section, keys in _ITEMS_OF_RECORDS:
        for pointer, entry in read.items(data, section):
            for key in keys:
                is_list = isinstance(entry.get(key), list)
                for index, name in enumerate(read.names(entry, key)):
                    at: Pointer = (*pointer, key, *((index,) if is_list else ()))
                    yield FoundReference("item", name, at)
    for name in read.section(read.section(data, "law_checked"), "except"):
        yield FoundReference("requirement", name, ("law_checked", "except", name), as_key=True)
    for citing, looked_at in read.section(data, "seen").items():
        yield FoundReference("link", citing, ("seen", citing), as_key=True)
        for name in looked_at if isinstance(looked_at, dict) else ():
            yield FoundReference("link", name, ("seen", citing, name), as_key=True)


def _requirements(data: Mapping[str, Json], key: str) -> Iterator[FoundReference]:
    for pointer, entry in read.items(data, key):
        name = read.text(entry, "requirement")
        if name:
            yield FoundReference("requirement", name, (*pointer, "requirement"))


def _law(value: Json, pointer: Pointer) -> Iterator[FoundReference]:
    """The requirements a framework names: in its needs, and those it carries out."""
    if isinstance(value, list):
        for index, below in enumerate(value):
            yield from _law(below, (*pointer, index))
    elif isinstance(value, dict):
        for key, below in value.items():
            at = (*pointer, key)
            if key not in _LAW_KEYS:
                yield from _law(below, at)
            elif isinstance(below, str):
                yield FoundReference("requirement", below, at)
            elif isinstance(below, list):
                for index, name in enumerate(below):
                    if isinstance(name, str):
                        yield FoundReference("requirement", name, (*at, index))
