"""What refers to statements and terms that have changed since somebody looked at both."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.library.bundle import Bundle, mapping
from policykit.library.citations import citations
from policykit.library.facets import in_one_line
from policykit.library.facts import facts as facts_of, oldest_ids
from policykit.library.files import file_name
from policykit.library.record_facts import reference_fact
from policykit.library.suspects import Sayings, oldest_item, said, suspects
from policykit.library.walk import Walk, walk
from policykit.lint.places import location
from policykit.model.digest import finished, seen_digest
from policykit.model.document import Document, Origin
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.review import SuspectReference
from policykit.model.shape import VALUE, Named, Section, Shape
from policykit.model.value import dataclass
from policykit.sources.worktree import file_now
from policykit.stamping import Texts, texts
from policykit.yamlsource import read

if TYPE_CHECKING:
    from policykit.earlier_texts import EarlierTexts
    from policykit.library.additions import Looked
    from policykit.model.change import Change


@dataclass(frozen=True, slots=True)
class _Read:
    """A policy with what stands in it, and the oldest ids of that."""

    document: Document
    found: Walk
    oldest: Mapping[str, str]

    @classmethod
    def of(cls, content: bytes, path: str) -> _Read:
        """What the bytes of a file say."""
        document, _ = read(content, Origin(path, ""))
        found = walk(document.data, POLICY)
        return cls(document, found, oldest_ids(found))


@dataclass(frozen=True, slots=True)
class _Found:
    """A suspect reference; `digest` is that of what the item of an oldest id said then."""

    facts: Facts
    item: str
    at: ReferenceFact
    target: Facts
    name: str
    oldest: str
    digest: str


def looked(root: Path, known: Texts, text: Facts, items: frozenset[str]) -> tuple[Looked, ...]:
    """What a text refers to, with the digests of the words as they are now.

    Args:
        root: the folder of the policy repository.
        known: its policies.
        text: the version that is looked at.
        items: the citing items alone that are looked at; none for all.
    """
    from policykit.library.additions import Looked

    sayings = Sayings(known.facts, known.former)
    found = _Read.of(file_now(root, text.path), text.path).found
    told: dict[tuple[str, str], str] = {}
    for each in citations(text.id, found):
        target = text if each.owner == text.id else sayings.policy(each.owner)
        if target is not None and (not items or each.item in items):
            digest = sayings.digest(target, oldest_item(target, each.target))
            if digest:
                told[each.item, each.written(text.id)] = digest
    return tuple(Looked(item, name, digest) for (item, name), digest in sorted(told.items()))


@dataclass(frozen=True, slots=True)
class _Then:
    """The earlier texts of a policy with what each said: those that were read, and the others."""

    read: list[tuple[bytes, Mapping[str, str]]]
    others: Iterator[tuple[bytes, Mapping[str, str]]]

    def texts(self) -> Iterator[tuple[bytes, Mapping[str, str]]]:
        """All of them, the latest first; each is read once, however often they are asked for."""
        yield from self.read
        for each in self.others:
            self.read.append(each)
            yield each


@dataclass(frozen=True, slots=True)
class Suspected:
    """Finds suspect references among the policies of a repository, and what changed.

    `since` is the revision from which changes count; '' for what somebody looked at, as records
    say it.
    """

    root: Path
    known: Texts
    since: str
    earlier: EarlierTexts
    _documents: dict[str, _Read] = field(default_factory=dict)
    _changed: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    _texts: dict[str, _Then] = field(default_factory=dict)

    def references(self, policies: Iterable[Facts]) -> tuple[SuspectReference, ...]:
        """The suspect references of policies, by policy and in the order they stand.

        Raises:
            SourceError: there is no such revision, or no history.
        """
        chosen = sorted(policies, key=lambda each: each.id)
        found = self._since(chosen) if self.since else self._seen(chosen)
        return tuple(map(self._reference, found))

    def _seen(self, policies: Iterable[Facts]) -> Iterator[_Found]:
        sayings = Sayings(self.known.facts, self.known.former)
        for each in suspects(policies, sayings):
            seen = each.seen
            oldest = oldest_item(each.target, seen.target)
            yield _Found(
                each.facts, seen.item, seen.at, each.target, seen.target, oldest, seen.digest
            )

    def _since(self, policies: Iterable[Facts]) -> tuple[_Found, ...]:
        before = texts(self.root, self.since)
        by_oldest = {each.oldest_id: each for each in before.facts.values()}
        versions = [each for main in policies for each in (main, main.coming) if each is not None]
        was = Sayings(before.facts, before.former)
        now = Sayings(self.known.facts, self.known.former)
        found = [
            each for facts in versions for each in self._changed_since(facts, by_oldest, was, now)
        ]
        texts_then = {
            each.facts.path: text
            for each in found
            if (text := _text_then(each.facts, by_oldest)) is not None
        }
        then = _documents_then(self.root, self.since, {it.path for it in texts_then.values()})

        def is_as_it_was(each: _Found) -> bool:
            """Whether nobody has touched what refers to it, which would be a look at both."""
            text = texts_then.get(each.facts.path)
            document = then.get(text.path) if text is not None else None
            present = self._document(each.facts.path)
            item = present.oldest.get(each.item, each.item)
            return document is not None and _part(document, item, before.oldest_name) == _part(
                present, item, self.known.oldest_name
            )

        return tuple(filter(is_as_it_was, found))

    def _changed_since(
        self, facts: Facts, before: Mapping[str, Facts], was: Sayings, now: Sayings
    ) -> Iterator[_Found]:
        """The references of one version to what says something else than it did."""
        told: set[tuple[str, str, str]] = set()
        for each in citations(facts.id, self._document(facts.path).found):
            key = (each.item, each.owner, each.target)
            target = facts if each.owner == facts.id else now.policy(each.owner)
            then = _text_then(target, before) if target is not None else None
            if key in told or target is None or then is None:
                continue
            told.add(key)
            oldest = oldest_item(target, each.target)
            digest, present = was.digest(then, oldest), now.digest(target, oldest)
            if digest and present and digest != present:
                at = reference_fact(facts.path, each.at)
                yield _Found(facts, each.item, at, target, each.target, oldest, digest)

    def _reference(self, found: _Found) -> SuspectReference:
        place = Place(found.at.path, found.at.pointer, words=found.at.words, nth=found.at.nth)
        span = location(place, self._document(found.at.path).document).span
        item = next(
            (it for it in self._document(found.target.path).found.items if it.id == found.name),
            None,
        )
        return SuspectReference(
            policy=found.facts.id,
            title=found.facts.title,
            owner=found.facts.owner,
            item=found.item,
            path=found.at.path,
            line=span.start.line if span is not None else 1,
            cited=found.target.id,
            target=found.name,
            kind=item.kind if item is not None else "statement",
            words=in_one_line(item, self.known.around.organisation.title) if item else "",
            changed=self._told(found),
            coming=self._is_coming(found),
        )

    def _is_coming(self, found: _Found) -> bool:
        main = self.known.facts.get(found.facts.id)
        return main is not None and main.path != found.at.path

    def _told(self, found: _Found) -> tuple[str, ...]:
        key = (found.target.path, found.oldest, found.digest)
        if key not in self._changed:
            self._changed[key] = self._changes(found)
        return self._changed[key]

    def _changes(self, found: _Found) -> tuple[str, ...]:
        def counts(change: Change) -> bool:
            return change.name != "renamed" and found.name in change.item.split(".")

        for then, said_then in self._then(found.target).texts():
            digest = said_then.get(found.oldest, "")
            if digest and digest.startswith(found.digest):
                now = file_now(self.root, found.target.path)
                return self.earlier.changed(found.target.path, then, now, counts)
        return ()

    def _then(self, target: Facts) -> _Then:
        if target.id not in self._texts:
            self._texts[target.id] = _Then([], self._said_then(target))
        return self._texts[target.id]

    def _said_then(self, target: Facts) -> Iterator[tuple[bytes, Mapping[str, str]]]:
        # A name that was not committed yet is in no history.
        names = (target.id, *reversed(target.former_ids))
        for content in chain.from_iterable(map(self.earlier.of, names)):
            document = _Read.of(content, target.path).document
            told = facts_of(Bundle(id="", policy=document), "", digests=False)
            if told is not None:
                yield content, said(told, self.known.oldest_name)

    def _document(self, path: str) -> _Read:
        if path not in self._documents:
            self._documents[path] = _Read.of(file_now(self.root, path), path)
        return self._documents[path]


def _text_then(text: Facts, before: Mapping[str, Facts]) -> Facts | None:
    """What a version goes on from: a coming text from that before it, else from the one of then.

    Args:
        text: the version as it is now.
        before: the policies of then by their oldest ids.
    """
    then = before.get(text.oldest_id)
    if then is not None and then.coming is not None and file_name(text.path).coming:
        return then.coming
    return then


def _documents_then(root: Path, at: str, paths: Container[str]) -> dict[str, _Read]:
    """The policies of some paths as they were at a revision."""
    from policykit.opening import listed_at

    with listed_at(root, at) as (survey, _):
        return {
            each.entry.path: _Read.of(each.entry.read(), each.entry.path)
            for group in survey.bundles.values()
            for each in group
            if each.entry.path in paths
        }


def _part(read: _Read, oldest: str, oldest_name: Callable[[str], str]) -> str:
    """What an item says, by its oldest id, else the section of a key; names count for nothing.

    Args:
        read: the policy.
        oldest: the oldest id of the item, or the key.
        oldest_name: the oldest name of things in other policies.
    """
    for item in read.found.items:
        if not item.parent and read.oldest.get(item.id, item.id) == oldest:
            shape = _shape(item.pointer)
            alone = {item.id: item.value} if isinstance(shape, Named) else [item.value]
            return finished(seen_digest(alone, shape, read.oldest), "", oldest_name)
    value = mapping(read.document).get(oldest)
    return finished(seen_digest(value, POLICY.get(oldest, VALUE), read.oldest), "", oldest_name)


def _shape(pointer: Pointer) -> Shape:
    """The shape of the list or mapping that an item stands in."""
    shape: Shape = Section(POLICY)
    for key in pointer:
        if not isinstance(shape, Section):
            break
        shape = shape.fields[str(key)]
    return shape
