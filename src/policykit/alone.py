"""One policy, read with those whose values its texts name and with no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policykit.diffing.tree import Node, tree
from policykit.library.facts import oldest_ids
from policykit.library.files import FileKind, FileName, file_name
from policykit.library.load import Loader
from policykit.library.survey import NamedEntry, Survey
from policykit.library.walk import walk
from policykit.library.whole import library_entry
from policykit.model.document import Json, Origin
from policykit.model.library import Entry, Library
from policykit.model.policy_shape import POLICY
from policykit.model.surroundings import Surroundings
from policykit.sources.port import Entry as FileEntry, EntryKind
from policykit.yamlsource import read as read_yaml


def with_others(around: Surroundings, entry: Entry, others: Iterable[Entry]) -> Library:
    """A library of a policy and of others whose values it names."""
    entries = {each.facts.id: each for each in others}
    return Library(surroundings=around, entries={**entries, entry.facts.id: entry})


def bundle_entry(loader: Loader, files: Survey, name: str, source: str) -> Entry | None:
    """The policy of an id; the coming one where there is no other yet."""
    found = [
        each
        for (_, policy), group in files.bundles.items()
        if policy == name
        for each in group
        if each.name.kind is FileKind.POLICY
    ]
    if not found:
        return None
    main = min(found, key=lambda each: each.name.coming).entry
    return policy_entry(loader, main.path, main.read, source)


def policy_entry(loader: Loader, path: str, read: Callable[[], bytes], source: str) -> Entry | None:
    """The policy in one file, None where there is none in it."""
    name = file_name(path).id
    file = NamedEntry(
        FileEntry(path, EntryKind.FILE, 0, None, read), FileName(FileKind.POLICY, name)
    )
    return library_entry(loader.bundle(name, [file], checked=False).bundle, source)


def named_policies(entry: Entry) -> list[str]:
    """The other policies whose values the texts of a policy name, sorted."""
    own = {entry.facts.id, *entry.facts.former_ids}
    names = {
        each.raw.partition(".")[0]
        for each in entry.facts.references
        if "." in each.raw and each.kind in {"placeholder", "term"}
    }
    return sorted(names - own - {item.id for item in entry.facts.items})


def policy_data(content: bytes) -> dict[str, Json]:
    """What a policy file says, as far as it can be read."""
    document, _ = read_yaml(content, Origin("", ""))
    return document.data if isinstance(document.data, dict) else {}


def policy_node(content: bytes) -> Node:
    """A policy file as a tree."""
    data = policy_data(content)
    return tree(data, oldest_ids(walk(data, POLICY)))
