"""Words in other languages: there or not, for more texts or fewer, others, of an older text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set as AbstractSet
from functools import cached_property

from policykit.diffing.kind import Draft
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.walk import Walk
from policykit.library.words import WordsState, translation, words_state
from policykit.model.change import CustomerEffect
from policykit.model.document import Document
from policykit.model.shape import Shape
from policykit.model.text import folded
from policykit.model.translation import Translation
from policykit.model.value import dataclass

Words = str | tuple[str, ...]
_MOST_NAMED = 5
"""Texts that are named in a sentence: as many as one reads."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of one locale: what they are, and how they stand to the source."""

    words: Translation
    state: WordsState


def worded(
    document: Document, shape: Mapping[str, Shape], walked: Walk, oldest: Mapping[str, str]
) -> Worded:
    """An overlay as words, beside the source that was walked; `oldest` has the oldest ids."""
    words = translation(document, shape)
    stamps = dict(read.section(mapping(document), "translated_from"))
    return Worded(words, words_state(tuple(walked.texts), words.texts, stamps, oldest))


class Sourced:
    """The texts of one side and their words by locale, all by the names things have now.

    Args:
        worded: the words by locale.
        walked: gives the source, walked; it is looked at where words are on both sides alone.
        address: the present address of an address.
        text: a text with present names.
    """

    def __init__(
        self,
        worded: Mapping[str, Worded],
        walked: Callable[[], Walk],
        address: Callable[[str], str] = str,
        text: Callable[[Words], Words] = lambda text: text,
    ) -> None:
        self.worded = worded
        self.address = address
        self.text = text
        self._walked = walked

    @cached_property
    def source(self) -> Mapping[str, Words]:
        """The texts of the source by address."""
        return {
            self.address(each.address): self.text(each.text)
            for each in self._walked().texts
            if each.text
        }

    def given(self, locale: str) -> Mapping[str, Words]:
        """The words of a locale by address; what is left empty is not there."""
        return {
            self.address(each.address): self.text(each.text)
            for each in self.worded[locale].words.texts
            if each.text
        }

    def stale(self, locale: str) -> frozenset[str]:
        """The addresses whose words are of an older text."""
        return frozenset(map(self.address, self.worded[locale].state.stale))


def translations(before: Sourced, after: Sourced, whose: str = "Its") -> Iterator[Draft]:
    """What is otherwise about words in other languages; `whose` they are begins the sentences.

    Words that come and go with the text they are of are told by that text alone.
    """
    for locale in sorted(before.worded.keys() | after.worded.keys()):
        one, other = before.worded.get(locale), after.worded.get(locale)
        if one is None or other is None:
            is_new = one is None
            yield Draft(
                kind="translation-added" if is_new else "translation-removed",
                message=f"{whose} words in {locale} are {'new' if is_new else 'gone'}.",
                field="words",
                before=None if is_new else locale,
                after=locale if is_new else None,
                places=(
                    None if one is None else (one.words.path, ()),
                    None if other is None else (other.words.path, ()),
                ),
                lasting=locale,
            )
            continue
        yield from _texts(locale, before, after, whose)
        yield from _reworded(locale, before, after)


def _texts(locale: str, before: Sourced, after: Sourced, whose: str) -> Iterator[Draft]:
    """Which texts have words now, or no longer, and which words are of an older text."""
    old, new = before.given(locale).keys(), after.given(locale).keys()
    kept = before.source.keys() & after.source.keys()
    was, is_ = before.stale(locale), after.stale(locale)
    both = old & new
    paths = before.worded[locale].words.path, after.worded[locale].words.path
    for kind, some, verb, gone in (
        ("translation-stale", (is_ - was) & both, "are of an older text", False),
        ("translation-current", (was - is_) & new & kept, "are of the present text again", True),
        ("translation-extended", (new - old) & kept, "are there for more texts", False),
        ("translation-shortened", (old - new) & kept, "are gone for some texts", True),
    ):
        if some:
            names = sorted(some)
            yield Draft(
                kind=kind,
                message=f"{whose} words in {locale} {verb}: {_some(names)}.",
                field="words",
                before=", ".join(names) if gone else None,
                after=None if gone else ", ".join(names),
                places=((paths[0], ()), (paths[1], ())),
                lasting=locale,
            )


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return f"{', '.join(names[:_MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"


def _changed(locale: str, before: Sourced, after: Sourced) -> AbstractSet[str]:
    """The addresses whose source is another text, or whose words were of another one."""
    old, new = before.source, after.source
    return {key for key, text in new.items() if old.get(key) != text} | (
        before.stale(locale) ^ after.stale(locale)
    )


def _reworded(locale: str, before: Sourced, after: Sourced) -> Iterator[Draft]:
    one, other = before.worded[locale].words, after.worded[locale].words
    old = before.given(locale)
    pointers = {before.address(text.address): text.pointer for text in one.texts}
    changed: AbstractSet[str] | None = None
    # Of words that stand twice for one text, the last ones are printed.
    for text in {each.address: each for each in other.texts}.values():
        was = old.get(text.address)
        if was is None or not text.text or _folded(was) == _folded(text.text):
            continue
        if changed is None:
            changed = _changed(locale, before, after)
        yield Draft(
            kind="translation-reworded",
            message=f"The words for {text.address} in {locale} are others.",
            field="words",
            before=_joined(was),
            after=_joined(text.text),
            is_text=True,
            editorial=text.address in changed,
            customer=CustomerEffect.SAME if text.address in changed else CustomerEffect.UNCLEAR,
            places=((one.path, pointers.get(text.address, ())), (other.path, text.pointer)),
            lasting=f"{locale}:{text.address}",
        )


def _folded(text: Words) -> tuple[str, ...]:
    return tuple(folded(each) for each in ((text,) if isinstance(text, str) else text))


def _joined(text: Words) -> str:
    return text if isinstance(text, str) else "\n".join(text)
