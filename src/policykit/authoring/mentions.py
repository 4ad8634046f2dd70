"""The names that stand in a file of a repository, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.authoring.mentions_around import (
    in_areas,
    in_assessment,
    in_framework,
    in_measures,
    in_settings,
)
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import ITEM, RULE, Mention, Thing, parts_of
from policykit.library import read
from policykit.library.addresses import is_cell_of
from policykit.library.bundle import mapping
from policykit.library.cited import POLICY, Cited, Names, dotted
from policykit.library.files import FileKind, FileName, file_name
from policykit.library.walk import FoundItem, FoundReference, Walk, marks, walk
from policykit.library.words import overlay_texts
from policykit.model.document import Document, Json
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY as POLICY_SHAPE
from policykit.model.position import Pointer, Position
from policykit.model.shape import Named, Shape
from policykit.model.text import CHANNEL_VALUES
from policykit.renaming.addresses import keys_that_are_ids
from policykit.renaming.references import in_record, policy_id

_CODES: Final = re.compile(r"\s*policykit:\s*ignore\s*\[(?P<codes>[^\]]*)\]")
_CODE: Final = re.compile(r"[^\s,]+")
_STAMPS: Final = "translated_from"
_ROLES_OF_RECORDS: Final = ("consulted", "comments", "approvals", "reviews", "accepted")


def mentions(snapshot: Snapshot, path: str) -> tuple[Mention, ...]:
    """Every name in a file, in the order its kind of file is read; none of what is no YAML."""
    document = snapshot.document(path)
    return () if document is None else mentions_in(snapshot, document)


def mentions_in(snapshot: Snapshot, document: Document) -> tuple[Mention, ...]:
    """Every name in a file of a repository."""
    name = file_name(document.path)
    return (*_of_kind(snapshot, document, name), *_in_comments(document))


def _of_kind(snapshot: Snapshot, document: Document, name: FileName) -> Iterator[Mention]:
    data = mapping(document)
    match name.kind:
        case FileKind.POLICY:
            yield from in_policy(document, name.id)
        case FileKind.TRANSLATION if name.id == "organisation":
            source = snapshot.document("policies/organisation.yaml")
            yield from _in_organisation_words(document, mapping(source))
        case FileKind.TRANSLATION:
            yield from _in_words(document, *_source(snapshot, document.path, name))
        case FileKind.RECORD:
            yield from _in_record(snapshot, document, name)
        case FileKind.ORGANISATION:
            yield from _in_organisation(document)
        case FileKind.SETTINGS:
            yield from in_settings(document.path, data)
        case FileKind.AREAS:
            yield from in_areas(document.path, data)
        case FileKind.MEASURES:
            yield from in_measures(document.path, data)
        case FileKind.FRAMEWORK:
            yield from in_framework(document.path, data)
        case FileKind.ASSESSMENT:
            yield from in_assessment(document.path, data)
        case _:
            pass


def in_policy(document: Document, otherwise: str) -> Iterator[Mention]:
    """The names in a policy; `otherwise` is its id where it says none."""
    walked = walk(document.data, POLICY_SHAPE)
    policy = policy_id(document, otherwise)
    if isinstance(mapping(document).get("id"), str):
        thing = Thing(POLICY, policy)
        yield Mention(thing, document.path, ("id",), policy, policy, declares=True)
    yield from _items(document.path, policy, walked)
    yield from references_in(document.path, walked.references, Names.of(policy, walked))


def in_walk(document: Document, walked: Walk, otherwise: str) -> Iterator[Mention]:
    """The names in a policy that it does not declare, by its walk; else as `in_policy`."""
    names = Names.of(policy_id(document, otherwise), walked)
    return references_in(document.path, walked.references, names)


def _items(path: str, policy: str, walked: Walk) -> Iterator[Mention]:
    columns = [dotted(each) for each in walked.items if each.kind == "column"]
    for item in walked.items:
        if item.kind == "cell":
            column = next((each for each in columns if is_cell_of(item, each)), "")
            if column:
                thing = Thing(ITEM, f"{policy}.{column}")
                yield Mention(thing, path, item.pointer, item.id, item.id, "key")
            continue
        thing = Thing(ITEM, f"{policy}.{dotted(item)}")
        if isinstance(item.pointer[-1], int):
            at: Pointer = (*item.pointer, "id")
            yield Mention(thing, path, at, item.id, item.id, declares=True)
        else:
            yield Mention(thing, path, item.pointer, item.id, item.id, "key", declares=True)


def references_in(path: str, found: Iterable[FoundReference], names: Names) -> Iterator[Mention]:
    """What names found in a file stand for; `names` are those of its own policy."""
    for each in found:
        cited = names.cited(each)
        if cited is not None and cited.written == each.raw:
            yield from _of_cited(path, each, cited)
        elif cited is None:
            yield from _of_others(path, each)


def _of_cited(path: str, found: FoundReference, cited: Cited) -> Iterator[Mention]:
    before = _before(found)
    parts = parts_of(cited)
    for number, (thing, name, skip) in enumerate(parts):
        yield Mention(
            thing=thing,
            path=path,
            pointer=found.pointer,
            name=name,
            whole="" if found.words else found.raw,
            part="key" if found.as_key else "value",
            words=found.words,
            nth=found.nth,
            skip=before + skip,
            form=found.kind if found.words else "",
            tail=cited.tail if number == len(parts) - 1 else "",
        )


def _before(found: FoundReference) -> int:
    """The characters before the name in what marks it: `{`, `](`."""
    if not found.words:
        return 0
    return 1 if found.kind == "placeholder" else len("](")


def _of_others(path: str, found: FoundReference) -> Iterator[Mention]:
    """A name that no policy or framework declares."""
    if found.kind in {"braces", "link"}:
        return
    name, kind, tail = found.raw, found.kind, ""
    if found.kind == "placeholder":
        bare, colon, form = found.raw.partition(":")
        name, dot, value = bare.partition(".")
        kind = "channel" if value in CHANNEL_VALUES else "field"
        tail = f"{dot}{value}{colon}{form}"
    yield Mention(
        thing=Thing(kind, name),
        path=path,
        pointer=found.pointer,
        name=name,
        whole="" if found.words else found.raw,
        part="key" if found.as_key else "value",
        words=found.words,
        nth=found.nth,
        skip=_before(found),
        form=found.kind if found.words else "",
        tail=tail,
    )


def _source(snapshot: Snapshot, path: str, name: FileName) -> tuple[str, Walk]:
    """The id and the walk of the policy that a file of words or a record is of."""
    folder = path.rpartition("/")[0]
    main, coming = f"{folder}/{name.id}.yaml", f"{folder}/{name.id}.next.yaml"
    wanted = (coming,) if name.coming else (main, coming)
    for each in wanted:
        document = snapshot.document(each) if each in snapshot.entries else None
        if document is not None:
            return policy_id(document, name.id), walk(document.data, POLICY_SHAPE)
    return name.id, Walk()


def _in_words(document: Document, policy: str, source: Walk) -> Iterator[Mention]:
    data = mapping(document)
    translates = read.text(data, "translates")
    if translates:
        thing = Thing(POLICY, translates)
        yield Mention(thing, document.path, ("translates",), translates, translates)
    known = item_addresses(source)
    for above, name, pointer in _keys(data, POLICY_SHAPE):
        yield from _address(document.path, pointer, above, name, known, policy)
    for address in read.section(data, _STAMPS):
        if isinstance(address, str):
            at: Pointer = (_STAMPS, address)
            yield from _address(document.path, at, "", address, known, policy)
    names = Names.of(policy, source)
    yield from references_in(document.path, _marks(document.data, POLICY_SHAPE), names)


def item_addresses(walked: Walk) -> dict[str, FoundItem]:
    """The items of a policy by what the addresses of their texts begin with."""
    found: dict[str, FoundItem] = {}
    above_of: dict[str, str] = {}
    for item in walked.items:
        outer = above_of.get(item.parent, "")
        above = outer or ".".join(str(part) for part in item.pointer[:-1])
        above_of.setdefault(dotted(item), f"{above}.{item.id}")
        if item.kind != "cell":
            found.setdefault(f"{above}.{item.id}", item)
    return found


def _address(
    path: str,
    pointer: Pointer,
    above: str,
    name: str,
    known: Mapping[str, FoundItem],
    policy: str,
) -> Iterator[Mention]:
    """The items that an address leads through, where they stand in the key at a pointer."""
    at = 0
    for part in name.partition("#")[0].split("."):
        above = f"{above}.{part}" if above else part
        item = known.get(above)
        if item is not None:
            thing = Thing(ITEM, f"{policy}.{dotted(item)}")
            yield Mention(thing, path, pointer, part, name, "key", skip=at, form="address")
        at += len(part) + 1


def _keys(
    data: Mapping[str, Json], shape: Mapping[str, Shape]
) -> Iterator[tuple[str, str, Pointer]]:
    """The keys of a translation that are ids, each with the address of what it stands in."""
    for key, value in data.items():
        yield from keys_that_are_ids(value, shape.get(key), key, (key,))


def _marks(data: Json, shape: Mapping[str, Shape]) -> Iterator[FoundReference]:
    for text in overlay_texts(data, shape):
        if isinstance(text.text, str):
            yield from marks(text.text, text.pointer)
            continue
        for index, line in enumerate(text.text):
            yield from marks(line, (*text.pointer, index))


def _in_record(snapshot: Snapshot, document: Document, name: FileName) -> Iterator[Mention]:
    path, data = document.path, mapping(document)
    policy, source = _source(snapshot, path, name)
    yield from references_in(path, in_record(data), Names.of(policy, source))
    for section in _ROLES_OF_RECORDS:
        for pointer, entry in read.items(data, section):
            for key, kind in (("role", "role"), ("via", "feedback-kind")):
                told = entry.get(key)
                if isinstance(told, str):
                    yield Mention(Thing(kind, told), path, (*pointer, key), told, told)
    by = read.section(data, "law_checked").get("by")
    if isinstance(by, str):
        yield Mention(Thing("role", by), path, ("law_checked", "by"), by, by)


def _in_organisation(document: Document) -> Iterator[Mention]:
    walked = walk(document.data, ORGANISATION)
    for item in walked.items:
        if isinstance(item.pointer[-1], str):
            thing = Thing(item.kind, item.id)
            pointer = item.pointer
            yield Mention(thing, document.path, pointer, item.id, item.id, "key", declares=True)
    yield from references_in(document.path, walked.references, Names(""))


def _in_organisation_words(document: Document, source: Mapping[str, Json]) -> Iterator[Mention]:
    for above, name, pointer in _keys(mapping(document), ORGANISATION):
        shape = ORGANISATION.get(above)
        if isinstance(shape, Named) and name in read.section(source, above):
            yield Mention(Thing(shape.kind, name), document.path, pointer, name, name, "key")
    found = _marks(document.data, ORGANISATION)
    yield from references_in(document.path, found, Names(""))


def _in_comments(document: Document) -> Iterator[Mention]:
    """The codes in comments that take findings off."""
    for comment in document.comments:
        found = _CODES.match(comment.text)
        if found is None:
            continue
        for code in _CODE.finditer(comment.text, found.start("codes"), found.end("codes")):
            # The text of a comment begins behind its mark.
            line, column = comment.position.line, comment.position.column + 1 + code.start()
            place = Position(line, column)
            yield Mention(Thing(RULE, code[0]), document.path, (), code[0], place=place)
