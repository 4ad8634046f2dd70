"""What is otherwise around policies: the organisation, areas, measures, settings, frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet
from typing import Final

from policykit.diffing.compare import Paths, change, changes
from policykit.diffing.context import Context
from policykit.diffing.match import Pair, matched
from policykit.diffing.translations import Sourced, translations, worded
from policykit.diffing.tree import Node, tree
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind, file_name
from policykit.library.survey import Survey
from policykit.library.walk import walk
from policykit.model.change import Change
from policykit.model.document import Document, Json
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.shape import VALUE, Items, Named, Shape
from policykit.model.value import dataclass

_FRAMEWORK: Final[Mapping[str, Shape]] = {
    "requirements": Items(
        "requirement",
        dict.fromkeys(
            (
                "area",
                "requirement",
                "severity",
                "needs",
                "cite",
                "implements",
                "valid_from",
                "valid_to",
                "checked",
                "confidence",
                "note",
            ),
            VALUE,
        ),
    )
}
_AREAS: Final[Mapping[str, Shape]] = {"areas": Named("area", {})}
_MEASURES: Final[Mapping[str, Shape]] = {"measures": Named("measure", {})}
_SHAPES: Final[Mapping[FileKind, tuple[str, Mapping[str, Shape]]]] = {
    FileKind.ORGANISATION: ("organisation", ORGANISATION),
    FileKind.AREAS: ("areas", _AREAS),
    FileKind.MEASURES: ("measures", _MEASURES),
    FileKind.SETTINGS: ("settings", {}),
    FileKind.FRAMEWORK: ("framework", _FRAMEWORK),
}


@dataclass(frozen=True, slots=True)
class Around:
    """One file around policies on both sides, None on a side where it is not."""

    path: str
    before: Document | None
    after: Document | None


def compared_around(sides: Iterable[Survey], changed: AbstractSet[str]) -> frozenset[str]:
    """The files around policies to look at where some have changed.

    Words of the organisation are looked at beside what they are of.
    """
    found: set[str] = set()
    ours: set[str] = set()
    for each in sides:
        own = [*each.organisation_words.values()]
        own += [it for kind, it in each.single.items() if kind is FileKind.ORGANISATION]
        ours |= {entry.path for entry in own}
        found |= {entry.path for entry in (*each.single.values(), *each.frameworks)}
    told = (found | ours) & changed
    return frozenset(told | ours if told & ours else told)


def around(files: tuple[Around, ...], context: Context) -> tuple[Change, ...]:
    """Everything that is otherwise in some files around policies, file by file."""
    return (
        *(found for file in files for found in _file(file, context)),
        *_organisation_words(files, context),
    )


def _file(file: Around, context: Context) -> Iterator[Change]:
    kind = file_name(file.path).kind
    if kind not in _SHAPES:
        return
    named, shape = _SHAPES[kind]
    pair = matched(_tree(file.before, named, shape), _tree(file.after, named, shape))
    paths = Paths(file.path if file.before else "", file.path if file.after else "")
    told = Context(context.before, context.after, pair, context.today, law=lambda: context.law)
    yield from changes(pair, paths, told)


def _organisation_words(files: tuple[Around, ...], context: Context) -> Iterator[Change]:
    """What is otherwise about the words of the organisation in other languages."""
    kinds = {each.path: file_name(each.path) for each in files}
    overlays = [each for each in files if kinds[each.path].kind is FileKind.TRANSLATION]
    home = next((each for each in files if kinds[each.path].kind is FileKind.ORGANISATION), None)
    if not overlays or home is None:
        return
    before, after = (
        _sourced(source, {locale: each for locale, each in words.items() if each is not None})
        for source, words in (
            (home.before, {kinds[each.path].locale: each.before for each in overlays}),
            (home.after, {kinds[each.path].locale: each.after for each in overlays}),
        )
    )
    node = Node(kind="organisation", id="organisation", address="", pointer=())
    pair = Pair(node, node)
    told = Context(context.before, context.after, pair, context.today, law=lambda: context.law)
    for draft in translations(before, after, "The organisation's"):
        yield change(draft, pair, Paths(home.path, home.path), told)


def _sourced(source: Document | None, overlays: Mapping[str, Document]) -> Sourced:
    walked = walk(dict(mapping(source)), ORGANISATION)
    return Sourced(
        {locale: worded(each, ORGANISATION, walked, {}) for locale, each in overlays.items()},
        lambda: walked,
    )


def _tree(document: Document | None, kind: str, shape: Mapping[str, Shape]) -> Node | None:
    data = mapping(document)
    if document is None or not data:
        return None
    node = tree(data, {}, shape, kind)
    return node if node.id else _with_id(node, data)


def _with_id(node: Node, data: Mapping[str, Json]) -> Node:
    return Node(
        kind=node.kind,
        id=read.text(data, "framework") or node.kind,
        address="",
        pointer=(),
        fields=node.fields,
        children=node.children,
    )
