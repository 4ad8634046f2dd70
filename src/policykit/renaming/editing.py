"""The files that name a thing, with its new name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Final

from policykit.library import read
from policykit.library.addresses import Prefix, is_cell_of, prefixes
from policykit.library.bundle import Bundle, mapping
from policykit.library.cited import FRAMEWORK, POLICY, Renaming, dotted
from policykit.library.facts import oldest_ids
from policykit.library.files import FileKind, file_name
from policykit.library.renamed import Changes, Renamed, applied
from policykit.library.walk import Walk, walk
from policykit.model.document import Document, Json
from policykit.model.policy_shape import POLICY as SHAPE
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.renaming.addresses import moved, restamped
from policykit.renaming.edits import checked, piece, spliced
from policykit.renaming.former import former, noted
from policykit.renaming.references import Reference, around, in_bundle

_STAMPS: Final = "translated_from"


@dataclass(frozen=True, slots=True)
class Edited:
    """Files with the new name; `texts` are those that say something else, by path."""

    bundle: Bundle
    documents: Mapping[str, Document] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def edited_bundle(bundle: Bundle, renaming: Renaming, *, at_home: bool) -> Edited:
    """The files of a policy with the new name.

    Args:
        bundle: the files as they are.
        renaming: what has another name.
        at_home: whether it is this policy, or an item of it.

    Raises:
        SourceError: one of the files is written so that it cannot be edited.
    """
    names = _names(in_bundle(bundle), renaming)
    texts: dict[str, str] = {}

    def done(document: Document, changes: Changes) -> Document:
        if not changes:
            return document
        texts[document.path], after = edited(document, changes, _had(renaming))
        return after

    versions: dict[bool, Document] = {}
    worded: dict[bool, dict[str, Document]] = {False: {}, True: {}}
    for coming, document, overlays in (
        (False, bundle.policy, bundle.words),
        (True, bundle.coming, bundle.coming_words),
    ):
        walked = walk(document.data, SHAPE) if document is not None else Walk()
        addresses: dict[str, tuple[str, str]] = {}
        ids: tuple[Prefix, ...] = ()
        if at_home and renaming.item:
            ids = prefixes(walked, renaming.before, renaming.after)
        if document is not None:
            own, had = _declared(document.data, walked, renaming) if at_home else ((), {})
            changes = Changes((*names.get(document.path, ()), *own), had)
            versions[coming] = done(document, changes)
            after = walk(versions[coming].data, SHAPE)
            addresses = restamped(
                tuple(walked.texts), tuple(after.texts), (oldest_ids(walked), oldest_ids(after))
            )
        for locale, overlay in overlays.items():
            changes = Changes(
                (
                    *names.get(overlay.path, ()),
                    *moved(overlay, SHAPE, ids),
                    *_fresh(overlay, addresses),
                )
            )
            worded[coming][locale] = done(overlay, changes)
    record = bundle.record
    if record is not None:
        record = done(record, Changes(tuple(names.get(record.path, ()))))
    is_new = at_home and not renaming.item
    after_all = Bundle(
        id=renaming.after if is_new else bundle.id,
        policy=versions.get(False),
        coming=versions.get(True),
        words=worded[False],
        coming_words=worded[True],
        record=record,
    )
    return Edited(after_all, texts=texts)


def edited_around(
    documents: Mapping[str, Document], renaming: Renaming, paths: Mapping[str, str]
) -> Edited:
    """The organisation and its record, settings, frameworks and assessments with the new name.

    `paths` are the files that have another name afterwards: settings may name them.
    """
    names = _names(around(documents), renaming)
    after: dict[str, Document] = {}
    texts: dict[str, str] = {}
    for path, document in documents.items():
        kind = file_name(path).kind
        own: tuple[Renamed, ...] = ()
        had: Mapping[Pointer, tuple[str, ...]] = {}
        if kind is FileKind.FRAMEWORK and renaming.space == FRAMEWORK:
            own, had = _requirement(mapping(document), renaming)
        elif kind is FileKind.SETTINGS:
            own = tuple(_paths(mapping(document), paths))
        changes = Changes((*names.get(path, ()), *own), had)
        after[path] = document
        if changes:
            texts[path], after[path] = edited(document, changes, _had(renaming))
    return Edited(Bundle(id=""), after, texts)


def edited(document: Document, changes: Changes, had: str) -> tuple[str, Document]:
    """The text of a file with changes, and what it says then.

    Args:
        document: the file as it is.
        changes: the names that are otherwise, and the items that note an id they had.
        had: that id.

    Raises:
        SourceError: it cannot be changed by the places of names alone.
    """
    pieces = [piece(document, each) for each in changes.renamed]
    for pointer in changes.former:
        pieces += noted(document, pointer, _at(document.data, pointer), had)
    text = spliced(document.text, pieces)
    return text, checked(document.path, document, text, applied(document.data, changes))


def _names(references: Iterable[Reference], renaming: Renaming) -> Mapping[str, list[Renamed]]:
    """The names that are written otherwise, by path."""
    found: dict[str, list[Renamed]] = {}
    for path, name, cited in ((each.path, each.found, each.cited) for each in references):
        now = renaming.of(cited).written
        if now == name.raw:
            continue
        each = Renamed(name.pointer, name.raw, now, part="key" if name.as_key else "value")
        if name.words:
            words = name.words.replace(name.raw, now, 1)
            each = replace(each, before=name.words, after=words, words=True, nth=name.nth)
        found.setdefault(path, []).append(each)
    return found


def _declared(
    data: Json, walked: Walk, renaming: Renaming
) -> tuple[tuple[Renamed, ...], Mapping[Pointer, tuple[str, ...]]]:
    """Where a policy says what it, or an item of it, is called; and what that notes."""
    before, after = (each.rpartition(".")[2] for each in (renaming.before, renaming.after))
    if renaming.space != POLICY:
        return (), {}
    if not renaming.item:
        return (Renamed(("id",), before, after),), {(): former(data, before)}
    names: list[Renamed] = []
    had: dict[Pointer, tuple[str, ...]] = {}
    for item in walked.items:
        if is_cell_of(item, renaming.before):
            names.append(Renamed(item.pointer, before, after, part="key"))
        elif item.kind != "cell" and dotted(item) == renaming.before:
            if isinstance(item.pointer[-1], int):
                names.append(Renamed((*item.pointer, "id"), before, after))
            else:
                names.append(Renamed(item.pointer, before, after, part="key"))
            had[item.pointer] = former(item.value, before)
    return tuple(names), had


def _requirement(
    data: Mapping[str, Json], renaming: Renaming
) -> tuple[tuple[Renamed, ...], Mapping[Pointer, tuple[str, ...]]]:
    if read.text(data, "framework") not in renaming.owners:
        return (), {}
    items = [
        (pointer, item)
        for pointer, item in read.items(data, "requirements")
        if item.get("id") == renaming.before
    ]
    return (
        tuple(Renamed((*at, "id"), renaming.before, renaming.after) for at, _ in items),
        {at: former(dict(item), renaming.before) for at, item in items},
    )


def _fresh(overlay: Document, addresses: Mapping[str, tuple[str, str]]) -> Iterator[Renamed]:
    """The stamps of translations that were up to date, and are."""
    for address, digest in read.section(mapping(overlay), _STAMPS).items():
        was, now = addresses.get(address, ("", ""))
        if was and digest == was:
            yield Renamed((_STAMPS, address), was, now)


def _paths(data: Mapping[str, Json], paths: Mapping[str, str]) -> Iterator[Renamed]:
    """Paths and patterns in the settings that name a file which has another name."""
    stems = {path.partition(".")[0]: to.partition(".")[0] for path, to in paths.items()}

    def now(pattern: str) -> str:
        stem, dot, rest = pattern.partition(".")
        return f"{stems[stem]}{dot}{rest}" if stem in stems else pattern

    lint = read.section(data, "lint")
    for pattern in read.section(lint, "per_path"):
        if now(pattern) != pattern:
            yield Renamed(("lint", "per_path", pattern), pattern, now(pattern), part="key")
    rules = read.section(lint, "custom_rules")
    for name in rules:
        where = read.section(read.section(rules, name), "where")
        for index, pattern in enumerate(read.names(where, "paths")):
            if now(pattern) != pattern:
                at: Pointer = ("lint", "custom_rules", name, "where", "paths", index)
                yield Renamed(at, pattern, now(pattern))


def _had(renaming: Renaming) -> str:
    return renaming.before.rpartition(".")[2]


def _at(data: Json, pointer: Pointer) -> Json:
    for part in pointer:
        if isinstance(data, dict):
            data = data[str(part)]
        elif isinstance(data, list):
            data = data[int(part)]
    return data
