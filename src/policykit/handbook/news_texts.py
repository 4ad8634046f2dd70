"""The policies of one side of a comparison, each text of them read as it stood there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from policykit.handbook.edition import Edition
from policykit.handbook.item_words import Saying, Thing, things
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.view import View
from policykit.locale.words import Locale
from policykit.model.library import Entry, Library
from policykit.model.policy import Policy
from policykit.model.value import dataclass
from policykit.rendering import ProseReader


@dataclass(frozen=True, slots=True)
class Worded:
    """A text in the words to tell it in; `is_foreign` where those are of the source language."""

    text: str
    is_foreign: bool = False


class PolicyText:
    """One file of a policy: it as it is told, and all it says.

    A version to come is read with its own values, whatever is in force.
    """

    def __init__(self, edition: Edition, entry: Entry, *, coming: bool) -> None:
        wordings = entry.coming if coming else entry.policies
        self.is_coming = coming
        self.edition = edition
        self.source = wordings[edition.source]
        self.policy = wordings.get(edition.locale.id, self.source)
        self.texts = PolicyTexts(edition, self.policy, linking=False)
        self.stale = frozenset(
            address
            for words in entry.facts.words
            if words.locale == edition.locale.id and (".next." in words.path) is coming
            for address in words.stale
        )

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """What it says, in the words of the language it is told in where it has them."""
        return things(self.texts)

    @cached_property
    def written(self) -> Mapping[str, Thing]:
        """The same as it was written first, in the source language."""
        return things(PolicyTexts(self.edition, self.source, linking=False))

    def at(self, address: str) -> str:
        """The address of the thing that something at an address belongs to, '' for none."""
        parts = address.split(".")
        whole = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((each for each in whole if each in self.written), "")

    def translated(self) -> Iterator[tuple[str, str]]:
        """Texts of the source with what they are in the language of the reader."""
        for address, thing in self.written.items():
            told = self.things.get(address)
            if told is None:
                continue
            for one, other in zip(_all(thing), _all(told), strict=False):
                if one.written != other.written and one.address not in self.stale:
                    yield one.written, other.written


class Side:
    """The policies of one side by the paths of their files."""

    def __init__(self, library: Library, locale: Locale, today: date, *, public: bool) -> None:
        self.edition = _edition(library, locale, today, public=public)
        self.texts: dict[str, PolicyText] = {}
        for entry in library.entries.values():
            for wordings, coming in ((entry.policies, False), (entry.coming, True)):
                source = wordings.get(self.edition.source)
                if source is None:
                    continue
                edition = self.edition
                if coming:
                    own = replace(entry, policies=entry.coming, coming={})
                    whole = replace(library, entries={**library.entries, entry.facts.id: own})
                    edition = _edition(whole, locale, today, public=public)
                self.texts[source.path] = PolicyText(edition, entry, coming=coming)

    def policy(self, path: str) -> Policy | None:
        """The policy in a file."""
        found = self.texts.get(path)
        return found.policy if found is not None else None

    @cached_property
    def translations(self) -> Mapping[str, str]:
        """What texts of the source are in the language of the reader, wherever they stand."""
        return {one: other for text in self.texts.values() for one, other in text.translated()}


def with_names(earlier: Library, later: Library, locale: str) -> Library:
    """An earlier library in which groups, regions and their like go by the words of today.

    Where nobody had translated a name yet and it is still the same, today's translation says it.
    """
    around, today = earlier.surroundings, later.surroundings
    told, written = around.organisation_in(locale), around.organisation.names
    named, source = today.organisation_in(locale).names, today.organisation.names
    names: dict[str, Mapping[str, str]] = {}
    for kind, titles in told.names.items():
        then, now = written.get(kind, {}), source.get(kind, {})
        new = {
            name: translated
            for name, translated in named.get(kind, {}).items()
            if titles.get(name) == then.get(name) == now.get(name)
        }
        names[kind] = {**titles, **new}
    organisations = {**around.organisations, locale: replace(told, names=names)}
    return replace(earlier, surroundings=replace(around, organisations=organisations))


def _all(thing: Thing) -> tuple[Saying, ...]:
    return (*((thing.title,) if thing.title else ()), *thing.sayings)


def _edition(library: Library, locale: Locale, today: date, *, public: bool) -> Edition:
    return Edition(
        library=library,
        locale=locale,
        view=View(public=public),
        today=today,
        reader=ProseReader(),
    )
