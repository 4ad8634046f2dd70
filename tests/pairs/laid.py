"""Fragments of files laid over a small skeleton, and two sides made of them compared."""

from __future__ import annotations

import copy
from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from policykit import resources
from policykit.diffing.around import Around, around
from policykit.diffing.context import Context
from policykit.diffing.libraries import Asked, compare
from policykit.diffing.match import Pair
from policykit.diffing.sides import SideTexts, texts_of
from policykit.diffing.standing import Days
from policykit.diffing.tree import Node
from policykit.library.bundle import Bundle, mapping
from policykit.library.files import FileKind, file_name
from policykit.library.surroundings import surroundings
from policykit.model.change import Acceptance, Change, PolicyComparison
from policykit.model.document import Document, Json, Origin, Positions
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.validation import Kind, Schemas, load_schemas, validate
from policykit.yamlsource import read as read_yaml

HERE = Path(__file__).parent
POLICY = "policies/returns.yaml"
ORGANISATION = "policies/organisation.yaml"
ORGANISATION_WORDS = "policies/organisation.sv.yaml"
TODAY = date(2026, 11, 22)
ABSENT = "absent"
"""A fragment of a file that is not there."""

Files: TypeAlias = Mapping[str, Json]
"""Fragments by path; a file of the skeleton that is not named is as the skeleton has it."""

AROUND = {
    "organisation": ORGANISATION,
    "areas": "schemas/areas.yaml",
    "measures": "schemas/measures.yaml",
    "settings": "policykit.yaml",
    "framework": "schemas/frameworks/shop-law.yaml",
}
"""The files around policies, by what a row of the catalogue calls them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison of two sides tells."""

    policies: tuple[PolicyComparison, ...]
    around: tuple[Change, ...]
    in_vain: tuple[Acceptance, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return (*(change for each in self.policies for change in each.changes), *self.around)


def parsed(text: str) -> Json:
    """What a fragment holds."""
    document, problems = read_yaml(text.encode(), Origin("fragment.yaml", ""))
    assert not problems, [(each.place, each.message) for each in problems]
    return document.data


@cache
def skeleton() -> Mapping[str, Json]:
    """The parts of the skeleton by name."""
    found = parsed((HERE / "skeleton.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def laid(over: Json, fragment: Json) -> Json:
    """A fragment over a file: keys join, items join by id, everything else takes its place."""
    if isinstance(over, dict) and isinstance(fragment, dict):
        return {
            **over,
            **{
                key: laid(over[key], value) if key in over else value
                for key, value in fragment.items()
            },
        }
    if _has_ids(over) and _has_ids(fragment):
        assert isinstance(over, list)
        assert isinstance(fragment, list)
        new = {each["id"]: each for each in fragment if isinstance(each, dict)}
        kept = [new.pop(each["id"], each) for each in over if isinstance(each, dict)]
        return [*kept, *new.values()]
    return fragment


def _has_ids(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and "id" in each for each in value
    )


def whole(path: str, fragment: Json) -> Json:
    """The whole file a fragment stands for."""
    name = file_name(path)
    if name.kind is FileKind.POLICY:
        base = dict(mapping(document(path, skeleton()["policy"])))
        if name.id != "returns":
            base |= {"id": name.id, "title": name.id.capitalize()}
        return laid(base, fragment)
    if name.kind is FileKind.TRANSLATION:
        return laid({"translates": name.id, "locale": name.locale}, fragment)
    part = next((key for key, where in AROUND.items() if where == path), "")
    return laid(skeleton()[part], fragment) if part else fragment


def problems(files: Files) -> list[str]:
    """What is wrong with the form of some files."""
    return [
        each.message
        for path, fragment in files.items()
        if fragment != ABSENT
        for each in validate(
            document(path, whole(path, fragment)), Kind(file_name(path).kind.value), _schemas()
        )
    ]


@cache
def _schemas() -> Schemas:
    return load_schemas(())


def document(path: str, data: Json) -> Document:
    """A file that holds some data."""
    nothing = Positions(array("q"), array("q"), array("q"))
    return Document(Origin(path, ""), "", copy.deepcopy(data), nothing)


@dataclass(frozen=True, slots=True)
class Laid:
    """One side: its policies, and the files around them."""

    texts: SideTexts
    documents: Mapping[str, Document]


def side(files: Files) -> Laid:
    """The side some fragments make."""
    wholes = {
        path: whole(path, fragment)
        for path, fragment in {POLICY: {}, **files}.items()
        if fragment != ABSENT
    }
    return whole_side(wholes, frozenset(path for path, each in files.items() if each == ABSENT))


def whole_side(files: Files, gone: frozenset[str] = frozenset()) -> Laid:
    """The side some whole files make; what is around is that of the skeleton, but for those."""
    documents = {path: document(path, data) for path, data in files.items()}
    given = {part: documents[path] for part, path in AROUND.items() if path in documents}
    is_plain = not given and gone.isdisjoint(AROUND.values())
    texts = [text for bundle in _bundles(documents.values()) for text in texts_of(bundle)]
    around_ = _plain() if is_plain else _surroundings(given, gone)
    return Laid(SideTexts(texts=tuple(texts), surroundings=around_), documents)


def _bundles(documents: Iterable[Document]) -> list[Bundle]:
    found: dict[str, list[Document]] = {}
    for each in documents:
        if file_name(each.path).id not in {"", "organisation"} and "policies/" in each.path:
            found.setdefault(file_name(each.path).id, []).append(each)
    return [_bundle(name, some) for name, some in found.items()]


def _bundle(name: str, documents: list[Document]) -> Bundle:
    named = [(file_name(each.path), each) for each in documents]
    main = {each.coming: one for each, one in named if each.kind is FileKind.POLICY}
    words = [(each, one) for each, one in named if each.kind is FileKind.TRANSLATION]
    return Bundle(
        id=name,
        policy=main.get(False),
        coming=main.get(True),
        words={each.locale: one for each, one in words if not each.coming},
        coming_words={each.locale: one for each, one in words if each.coming},
        record=next((one for each, one in named if each.kind is FileKind.RECORD), None),
    )


@cache
def _plain() -> Surroundings:
    return _surroundings({}, frozenset())


@cache
def _shipped(kind: str, name: str) -> Document:
    content = resources.read_text(kind, name).encode()
    return read_yaml(content, Origin(name, ""))[0]


def _surroundings(given: Mapping[str, Document], gone: frozenset[str]) -> Surroundings:
    parts = {
        part: given.get(part) or document(path, skeleton()[part])
        for part, path in AROUND.items()
        if path not in gone
    }
    frameworks = [
        _shipped("frameworks", f"{name}.yaml") for name in ("eu-consumer", "core-service")
    ]
    return surroundings(
        settings_file=parts.get("settings"),
        organisation_file=parts.get("organisation"),
        organisation_words={},
        areas_file=parts.get("areas"),
        measures_file=parts.get("measures"),
        frameworks=(*frameworks, *filter(None, [parts.get("framework")])),
        vocabulary=mapping(_shipped("schemas", "vocabulary.yaml")),
        unions=mapping(_shipped("schemas", "unions.yaml")),
    )


def told(
    before: Files, after: Files, days: Days | None = None, *, with_lines: bool = False
) -> Told:
    """What is otherwise between two sides.

    A file around policies that one side alone names is as the skeleton has it on the other.
    """
    named: dict[str, Json] = {path: {} for path in AROUND.values() if path in {*before, *after}}
    if ORGANISATION_WORDS in {*before, *after}:
        named[ORGANISATION] = {}
    return told_of(side({**named, **before}), side({**named, **after}), days, with_lines=with_lines)


def told_of(old: Laid, new: Laid, days: Days | None = None, *, with_lines: bool = False) -> Told:
    """What is otherwise between two sides that are laid already."""
    asked = Asked(today=TODAY, days=days or Days(TODAY, TODAY), with_lines=with_lines)
    found = compare(old.texts, new.texts, asked)
    nothing = Pair(None, Node(kind="policy", id="", address="", pointer=()))
    context = Context(old.texts.surroundings, new.texts.surroundings, nothing, TODAY)
    places = {*old.documents, *new.documents} & {*AROUND.values(), ORGANISATION_WORDS}
    beside = around(
        tuple(
            Around(path, old.documents.get(path), new.documents.get(path))
            for path in sorted(places)
        ),
        context,
    )
    return Told(found.policies, beside, found.in_vain)
