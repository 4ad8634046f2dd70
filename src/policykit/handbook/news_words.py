"""What a thing said and says, in the words of the reader: only what is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.handbook.item_words import Saying, Thing
from policykit.handbook.news_texts import PolicyText, Side, Worded
from policykit.model.text import Words, segments
from policykit.model.value import dataclass

_END: Final = re.compile(r"(?<=[.!?…])\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a thing is told: what it is called, its main words, what it said and says.

    `before` and `after` are '' where that side has nothing of it, or nothing that is
    otherwise. `main` stands for it where it has no title; `is_main` says that these words
    changed.
    """

    title: str = ""
    main: str = ""
    before: str = ""
    after: str = ""
    is_new: bool = False
    is_gone: bool = False
    is_main: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A thing where it stands, as it is told and as it was written."""

    text: PolicyText
    told: Thing
    written: Thing

    def sayings(self) -> Iterator[_Said]:
        for told, written in zip(self.told.sayings, self.written.sayings, strict=False):
            if told.written or told.words:
                yield _Said(self, told, written)


@dataclass(frozen=True, slots=True)
class _Said:
    place: _Place
    told: Saying
    written: Saying

    @property
    def key(self) -> tuple[str, str, bool]:
        """What it is known again by on the other side."""
        told = self.told
        return (told.address or told.name, "" if told.address else told.lead, told.is_whole)

    @property
    def meaning(self) -> tuple[str, str]:
        """What it says whatever became of its translation."""
        return (self.told.lead, self.told.words or self.filled(self.written.written))

    def filled(self, written: str) -> str:
        """A text with the values it names."""
        texts, told = self.place.text.texts, self.told
        return texts.prose(written, told.address, told.narrowing).text


class Differences:
    """Tells things of two sides in the words of one language."""

    def __init__(self, then: Side, now: Side) -> None:
        self._then = then
        self._now = now

    def of(self, before: str, after: str, address: str) -> Difference | None:
        """What is otherwise at an address in the files of two paths; None for nothing to tell.

        Args:
            before: the path of the earlier file, '' where it is not there.
            after: that of the later one.
            address: the address of the thing as it is now, or as it was where it is gone.
        """
        now = self._place(self._now, after, address)
        former = now.told.former if now is not None else ()
        parent = address.rpartition(".")[0]
        known = (address, *(f"{parent}.{each}".lstrip(".") for each in former))
        found = (self._place(self._then, before, each) for each in known)
        then = next(filter(None, found), None)
        place = now or then
        if place is None:
            return None
        said, says = ([] if each is None else list(each.sayings()) for each in (then, now))
        if then is not None and now is not None:
            removed, added, is_main = self._otherwise(said, says)
        else:
            removed, added = (
                [piece for each in side if not each.told.is_detail for piece in self._pieces(each)]
                for side in (said, says)
            )
            is_main = True
        return Difference(
            title=self._title(place),
            main=self._main(says or said),
            before=self._joined(removed),
            after=self._joined(added),
            is_new=then is None,
            is_gone=now is None,
            is_main=is_main,
            public=all(each.told.public for each in (then, now) if each is not None),
        )

    def _otherwise(
        self, said: list[_Said], says: list[_Said]
    ) -> tuple[list[Worded], list[Worded], bool]:
        then, now = ({each.key: each for each in side} for side in (said, says))
        removed: list[Worded] = []
        added: list[Worded] = []
        is_main = False
        for key in dict.fromkeys((*now, *then)):
            one, other = then.get(key), now.get(key)
            if one is not None and other is not None and one.meaning == other.meaning:
                continue
            earlier = self._pieces(one) if one is not None else []
            later = self._pieces(other, one) if other is not None else []
            if any(each is not None and each.told.is_beside for each in (one, other)):
                # Where it holds says nothing without what holds there.
                is_main = True
                earlier = [*self._first(said, removed), *earlier]
                later = [*self._first(says, added), *later]
                removed += earlier
                added += later
                continue
            removed += [each for each in earlier if each not in later]
            added += [each for each in later if each not in earlier]
            is_main = is_main or (bool(says) and key == says[0].key)
        return removed, added, is_main

    def _first(self, side: list[_Said], told: list[Worded]) -> list[Worded]:
        """The first text of a side, unless it is told already."""
        return [each for each in self._pieces(side[0]) if each not in told] if side else []

    def _pieces(self, said: _Said, earlier: _Said | None = None) -> list[Worded]:
        """A text as it is told: whole with what stands before it, or sentence by sentence."""
        told = said.told
        worded = self._worded(said, earlier)
        if not worded.text:
            return []
        if told.is_whole or told.lead:
            lead = f"{told.lead}: " if told.lead else ""
            return [Worded(f"{lead}{worded.text}", worded.is_foreign)]
        return [Worded(each, worded.is_foreign) for each in _END.split(worded.text)]

    def _worded(self, said: _Said, earlier: _Said | None = None) -> Worded:
        """A text in the reader's language where a translation has it, else as it was written.

        A translation that stayed as it was while its source did not says what held before.
        """
        told, written = said.told, said.written
        if told.words:
            return Worded(told.words)
        source = said.place.text.edition
        if source.locale.id == source.source:
            return Worded(said.filled(told.written))
        is_stale = told.address in said.place.text.stale or (
            earlier is not None
            and earlier.told.written == told.written
            and earlier.written.written != written.written
        )
        if told.written != written.written and not is_stale:
            return Worded(said.filled(told.written))
        for side in (self._now, self._then):
            known = side.translations.get(written.written)
            if known and not (is_stale and known == told.written):
                return Worded(said.filled(known))
        return Worded(said.filled(written.written), _has_words(written.written))

    def _title(self, place: _Place) -> str:
        told, written = place.told.title, place.written.title
        if told is None or written is None:
            return ""
        return self._joined([self._worded(_Said(place, told, written))])

    def _main(self, sayings: list[_Said]) -> str:
        return self._joined([self._worded(sayings[0])]).removesuffix(":") if sayings else ""

    def _joined(self, pieces: Iterable[Worded]) -> str:
        """Pieces in a row, marked where words are not in the reader's language."""
        told = list(pieces)
        words = " ".join(each.text for each in told)
        if not any(each.is_foreign for each in told):
            return words
        edition = self._now.edition
        return edition.text(
            "news.foreign", text=words, language=edition.locale.language(edition.source)
        )

    def _place(self, side: Side, path: str, address: str) -> _Place | None:
        text = side.texts.get(path)
        if text is None or address not in text.things or address not in text.written:
            return None
        place = _Place(text, text.things[address], text.written[address])
        return None if side.edition.view.public and self._names_internal(place) else place

    def _names_internal(self, place: _Place) -> bool:
        """Whether it names a value that is not for customers."""
        internal = place.text.texts.internal
        internal.clear()
        for each in place.sayings():
            self._worded(each)
        return bool(internal)


def _has_words(text: str) -> bool:
    """Whether a text is more than values."""
    return any(
        isinstance(each, Words) and any(letter.isalpha() for letter in each.text)
        for each in segments(text)
    )
