"""What a policy, a statement or a term has to be looked at for: uses, words, approvals, suspects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Final, Literal

from policykit.approvals.matrix import policy_approval
from policykit.authoring.following import references, users
from policykit.authoring.mentions import item_addresses
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.spots import Spots
from policykit.authoring.things import ITEM, Thing
from policykit.authoring.worded import locale_of
from policykit.library.cited import POLICY
from policykit.library.digests import oldest_names, rules_digests
from policykit.library.facts import facts as facts_of
from policykit.library.files import FileKind, file_name
from policykit.library.suspects import Sayings, Suspect, suspects
from policykit.library.walk import Walk, walk
from policykit.library.words import overlay_texts
from policykit.lint.places import location
from policykit.model.approval import ApprovalState
from policykit.model.document import Document
from policykit.model.facts import Facts, WordsFact
from policykit.model.finding import Place
from policykit.model.policy_shape import POLICY as SHAPE
from policykit.model.position import Location, Pointer, Span
from policykit.model.value import dataclass
from policykit.renaming.references import policy_id

_LOOKED_AT: Final = frozenset({"statement", "term"})
_RETIRED: Final = "retired"

LensKind = Literal["used", "words", "approval", "suspect"]


@dataclass(frozen=True, slots=True)
class Lens:
    """Some words above a thing. `about` and `name` say of what `lens_places` gives the places.

    `name` is the id of the policy, or whole that of a thing in it; `about` a language or a role.
    """

    span: Span
    title: str
    kind: LensKind
    name: str
    about: str = ""


def lenses(snapshot: Snapshot, path: str) -> tuple[Lens, ...]:
    """The lenses of a policy, none of other files."""
    looked = _Looked.of(snapshot, path)
    return () if looked is None else tuple(looked.lenses())


def lens_places(
    snapshot: Snapshot, path: str, kind: LensKind, name: str, about: str
) -> tuple[Location, ...]:
    """Where what a lens tells of stands."""
    looked = _Looked.of(snapshot, path)
    if looked is None:
        return ()
    item = name.partition(".")[2]
    match kind:
        case "used":
            thing = Thing(ITEM if item else POLICY, name)
            home = snapshot.key_of(path)
            return tuple(
                each.location
                for each in references(snapshot, thing, with_declaration=False)
                if snapshot.key_of(each.location.path) != home
            )
        case "words":
            return tuple(looked.places_of_words(about, item))
        case "approval":
            return tuple(looked.places_of_approvals(about))
        case _:
            return tuple(looked.place(each) for each in looked.suspects if each.seen.item == item)


@dataclass(frozen=True, eq=False)
class _Looked:
    """A version of a policy, and what is told of it."""

    snapshot: Snapshot
    document: Document
    facts: Facts
    main: Facts
    walked: Walk
    is_coming: bool
    spots: Spots = field(repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot, path: str) -> _Looked | None:
        name, key = file_name(path), snapshot.key_of(path)
        document = snapshot.document(path)
        main = snapshot.facts_of(key) if key is not None else None
        if name.kind is not FileKind.POLICY or document is None or main is None:
            return None
        facts = main
        if path != main.path and main.coming is not None:
            facts = main.coming
        found = walk(document.data, SHAPE)
        is_coming = facts is not main
        return cls(snapshot, document, facts, main, found, is_coming, Spots(document))

    def lenses(self) -> Iterator[Lens]:
        policy = policy_id(self.document, self.facts.id)
        top = self.spots.span(("id",)) or self.spots.span(("format",))
        if top is not None:
            yield from self._used(top, Thing(POLICY, policy))
            yield from self._words(top, policy, "")
            yield from self._approvals(top, policy)
        counted = {each.seen.item for each in self.suspects}
        for item in self.walked.items:
            is_looked_at = not item.parent and item.kind in _LOOKED_AT
            if not is_looked_at and item.id not in counted:
                continue
            span = self._name_span(item.pointer)
            if span is None or item.parent:
                continue
            name = f"{policy}.{item.id}"
            if is_looked_at:
                yield from self._used(span, Thing(ITEM, name))
                yield from self._words(span, policy, item.id)
            number = sum(each.seen.item == item.id for each in self.suspects)
            if number:
                yield Lens(span, "suspect", "suspect", name)

    def _name_span(self, pointer: Pointer) -> Span | None:
        if isinstance(pointer[-1], int):
            return self.spots.span((*pointer, "id"))
        return self.spots.span(pointer, "key")

    def _used(self, span: Span, thing: Thing) -> Iterator[Lens]:
        number = len(users(self.snapshot, thing))
        if number:
            policies = "1 policy" if number == 1 else f"{number} policies"
            yield Lens(span, f"used by {policies}", "used", thing.name)

    def _words(self, span: Span, policy: str, item: str) -> Iterator[Lens]:
        name = f"{policy}.{item}" if item else policy
        for words in self.facts.words:
            told = [
                f"{len(found)} {word}" if not item else word
                for word, found in (
                    ("stale", self._of(words.stale, item)),
                    ("missing", self._of(words.missing, item)),
                    ("not known", self._of(words.unknown, item) if not item else ()),
                )
                if found
            ]
            if told:
                title = f"{self._language(words.locale)} {', '.join(told)}"
                yield Lens(span, title, "words", name, words.locale)
        if not item and self.facts.status != _RETIRED:
            had = {each.locale for each in self.facts.words}
            for locale in self.snapshot.around.settings.locales.required:
                if locale not in had:
                    title = f"{self._language(locale)} missing"
                    yield Lens(span, title, "words", name, locale)

    def _language(self, locale: str) -> str:
        return locale_of(self.snapshot).language(locale)

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        """The item at the top that each address belongs to, by what the address begins with."""
        known = item_addresses(self.walked)
        return {
            address: (item.parent.partition(".")[0] or item.id) for address, item in known.items()
        }

    def _of(self, addresses: Sequence[str], item: str) -> tuple[str, ...]:
        """The addresses of an item, all of them for the policy."""
        if not item:
            return tuple(addresses)
        return tuple(each for each in addresses if self._home(each) == item)

    def _home(self, address: str) -> str:
        above = address.partition("#")[0]
        while above:
            if above in self._homes:
                return self._homes[above]
            above = above.rpartition(".")[0]
        return ""

    def places_of_words(self, locale: str, item: str) -> Iterator[Location]:
        """Where words of a language that are no longer right stand, and where some are missing."""
        words = next((each for each in self.facts.words if each.locale == locale), None)
        if words is None:
            yield Location(self.document.path, self.spots.span(("title",)))
            return
        yield from self._in_words(words, item)
        texts = {each.address: each.pointer for each in self.walked.texts}
        for address in self._of(words.missing, item):
            yield Location(self.document.path, self.spots.span(texts.get(address, ())))

    def _in_words(self, words: WordsFact, item: str) -> Iterator[Location]:
        overlay = self.snapshot.document(words.path)
        if overlay is None:
            return
        wanted = {*self._of(words.stale, item), *(() if item else words.unknown)}
        spots = Spots(overlay)
        for each in overlay_texts(overlay.data, SHAPE):
            if each.address in wanted:
                yield Location(words.path, spots.span(each.pointer), each.pointer)

    def _approvals(self, span: Span, policy: str) -> Iterator[Lens]:
        record = self.main.record
        if record is None or not record.approvals:
            return
        around = self.snapshot.around
        told = policy_approval(
            self.facts,
            record,
            rules_digests(self._digested, oldest_names(*self._by_id)),
            around.settings.approvals,
            around.organisation.groups_of_roles,
            coming=self.is_coming,
        )
        if told.is_decided:
            for role in told.roles:
                if role.state is ApprovalState.VOID:
                    called = around.organisation.title("role", role.role)
                    yield Lens(span, f"approval void: {called}", "approval", policy, role.role)

    def places_of_approvals(self, role: str) -> Iterator[Location]:
        """The stamps of a role in the record, the last first."""
        record = self.main.record
        document = self.snapshot.document(record.path) if record is not None else None
        if record is None or document is None:
            return
        groups = self.snapshot.around.organisation.groups_of_roles
        spots = Spots(document)
        for stamp in reversed(record.approvals):
            if stamp.role in {role, *groups.get(role, ())}:
                yield Location(record.path, spots.span(stamp.pointer), stamp.pointer)

    @cached_property
    def _digested(self) -> Facts:
        """The facts with the digests that approvals are bound to."""
        if self.facts.digests:
            return self.facts
        key = self.snapshot.key_of(self.document.path)
        source = self.snapshot.around.settings.locales.source
        told = facts_of(self.snapshot.bundle(key), source) if key is not None else None
        found = told.coming if told is not None and self.is_coming else told
        return found or self.facts

    @cached_property
    def _by_id(self) -> tuple[Mapping[str, Facts], Mapping[str, Facts]]:
        by_id = self.snapshot.policies
        return by_id, {name: each for each in by_id.values() for name in each.former_ids}

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The references of this version that somebody has to look at again."""
        if self.main.record is None or self.main.status == _RETIRED:
            return ()
        found = suspects((self.main,), Sayings(*self._by_id))
        return tuple(each for each in found if each.seen.at.path == self.document.path)

    def place(self, suspect: Suspect) -> Location:
        """Where a suspect reference stands."""
        at = suspect.seen.at
        return location(Place(at.path, at.pointer, words=at.words, nth=at.nth), self.document)
