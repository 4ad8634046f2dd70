"""The texts of changes with the values that they name, as `policykit show` prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from policykit.alone import bundle_entry, named_policies, policy_entry, policy_node, with_others
from policykit.handbook.showing import texts_in_words
from policykit.library import read
from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.model.change import Change, Side
from policykit.model.facts import Narrowing
from policykit.model.text import Link, Placeholder, Words, has_markup, segments
from policykit.model.value import dataclass
from policykit.opening import surrounded
from policykit.validation import load_schemas

if TYPE_CHECKING:
    from policykit.handbook.texts import PolicyTexts
    from policykit.sources.endpoints import Sides
    from policykit.sources.port import Source

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A policy whose texts can be read out, and where each of its items holds."""

    texts: PolicyTexts
    narrowings: Mapping[str, Narrowing]


class Values:
    """The values of one side; reads a policy once a text of it names one."""

    def __init__(self, source: Source, today: Today) -> None:
        self._files = survey(source)
        self._loader = Loader(load_schemas(()))
        self._around = surrounded(self._loader, self._files, frameworks=False).surroundings
        self._today = today(self._around.organisation.time_zone)
        self._entries = {
            each.entry.path: each.entry for group in self._files.bundles.values() for each in group
        }
        self._known: dict[str, _Read | None] = {}

    def filled(self, text: str, path: str, address: str) -> str:
        """A text of the item at an address in the policy of a path."""
        if path not in self._known:
            self._known[path] = self._read(path)
        found = self._known[path]
        return text if found is None else "".join(_words(text, found, address))

    def _read(self, path: str) -> _Read | None:
        file = self._entries.get(path)
        source = self._around.settings.locales.source
        entry = None if file is None else policy_entry(self._loader, path, file.read, source)
        if file is None or entry is None:
            return None
        others = (
            bundle_entry(self._loader, self._files, name, source) for name in named_policies(entry)
        )
        library = with_others(self._around, entry, (it for it in others if it is not None))
        return _Read(
            texts_in_words(library, entry.policies[source], self._today),
            {
                node.address: read.narrowing({key: it.value for key, it in node.fields.items()})
                for node in policy_node(file.read()).below()
            },
        )


def _words(text: str, policy: _Read, address: str) -> Iterator[str]:
    for segment in segments(text):
        if isinstance(segment, Words):
            yield segment.text
        elif isinstance(segment, Placeholder):
            narrowing = policy.narrowings.get(address, Narrowing())
            yield policy.texts.prose(segment.raw, address, narrowing).text
        elif isinstance(segment, Link) and not segment.external:
            yield "".join(_words(segment.label, policy, address)) or segment.target
        else:
            yield segment.raw


class Filling:
    """Fills in what the texts of changes name: what was as it was then, all else as it is now."""

    def __init__(self, sides: Sides, today: Today) -> None:
        self._sides = sides
        self._today = today
        self._values: dict[bool, Values] = {}

    def earlier(self, change: Change, text: str) -> str:
        """A text of the earlier side."""
        return self._filled(change, change.before or change.after, text, later=False)

    def later(self, change: Change, text: str) -> str:
        """A text of the later side, or a sentence about what is gone from it."""
        if change.after is None:
            return self.earlier(change, text)
        return self._filled(change, change.after, text, later=True)

    def _filled(self, change: Change, side: Side | None, text: str, *, later: bool) -> str:
        if side is None or not has_markup(text):
            return text
        if later not in self._values:
            end = self._sides.after if later else self._sides.before
            self._values[later] = Values(end.source, self._today)
        return self._values[later].filled(text, side.location.path, change.item)
