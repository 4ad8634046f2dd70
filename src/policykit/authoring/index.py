"""Which policies name what: gathered once for each policy, and again only when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import TypeAlias

from policykit.authoring.places import Places
from policykit.authoring.things import ITEM, Thing, parts_of
from policykit.library.cited import POLICY, Names
from policykit.library.walk import FoundItem, FoundReference
from policykit.model.facts import Facts

Key: TypeAlias = tuple[str, str]
"""The folder and id of the files of a policy."""


class Index:
    """Which policies name a thing of another one or of a framework, by the facts of each.

    An index goes on from snapshot to snapshot: what was gathered of facts that are the same
    object is kept. It may be asked from several threads. `places` are those of names that the
    organisation declares.
    """

    def __init__(self) -> None:
        self.places = Places()
        self._lock = Lock()
        self._known: dict[Key, tuple[Facts, frozenset[Thing]]] = {}
        self._users: dict[Thing, dict[Key, None]] = {}
        self._former: dict[str, str] = {}

    def users(self, facts: Mapping[Key, Facts], thing: Thing) -> tuple[Key, ...]:
        """The policies that name a thing, sorted."""
        with self._lock:
            self._refresh(facts)
            return tuple(sorted(self._users.get(thing, ())))

    def present(self, facts: Mapping[Key, Facts], policy: str) -> str:
        """The id of the policy that once had an id, '' where none had."""
        with self._lock:
            self._refresh(facts)
            return self._former.get(policy, "")

    def _refresh(self, facts: Mapping[Key, Facts]) -> None:
        gone = [key for key, (was, _) in self._known.items() if facts.get(key) is not was]
        for key in gone:
            was, things = self._known.pop(key)
            for thing in things:
                users = self._users[thing]
                del users[key]
                if not users:
                    del self._users[thing]
            for former in was.former_ids:
                self._former.pop(former, None)
        for key, each in facts.items():
            if key not in self._known:
                things = frozenset(_named(each))
                self._known[key] = (each, things)
                for thing in things:
                    self._users.setdefault(thing, {})[key] = None
                for former in each.former_ids:
                    self._former.setdefault(former, each.id)


def names_of(facts: Facts) -> Names:
    """What one version of a policy can name without saying of which policy."""
    found = [FoundItem(it.kind, it.id, it.pointer, it.parent, None) for it in facts.items]
    return Names(
        facts.id,
        {
            f"{it.parent}.{it.id}" if it.parent else it.id: it.kind
            for it in reversed(found)
            if it.kind != "cell"
        },
        tuple(it for it in found if it.kind == "procedure"),
    )


def _named(facts: Facts) -> Iterator[Thing]:
    for version in (facts, facts.coming):
        if version is None:
            continue
        names = names_of(version)
        references = [FoundReference(it.kind, it.raw, it.pointer) for it in version.references]
        # What only the words of another language name stands in them as placeholders.
        references += [
            FoundReference("placeholder", name, ())
            for words in version.words
            for name in words.names
        ]
        for each in references:
            cited = names.cited(each)
            if cited is not None:
                yield from (thing for thing, _, _ in parts_of(cited))
    for seen in facts.record.seen if facts.record is not None else ():
        yield Thing(POLICY, seen.owner)
        yield Thing(ITEM, f"{seen.owner}.{seen.target}")
