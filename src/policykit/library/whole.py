"""The whole library of a source: every policy in every locale's words."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library.build import policy
from policykit.library.bundle import Bundle, mapping
from policykit.library.facts import facts, walks, with_printed_digests
from policykit.library.load import Loader, Reading, Surrounded
from policykit.library.record import record
from policykit.library.survey import Survey
from policykit.library.walk import Walk
from policykit.library.words import translation, with_words, words_state
from policykit.model.document import Document
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem
from policykit.model.library import Entry, Library
from policykit.model.policy import Policy
from policykit.model.policy_shape import POLICY
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library and everything reading it brought up."""

    library: Library
    problems: tuple[Problem, ...]


def load(
    files: Survey, surrounded: Surrounded, loader: Loader, *, printed_only: bool = False
) -> Loaded:
    """The whole library of the files, policies in every locale's words.

    With `printed_only`, its facts have those digests alone that printed handbooks are told by.
    """
    source = surrounded.surroundings.settings.locales.source
    filling = Filling(surrounded)
    for reading in loader.bundles(files):
        filling.problems.extend(reading.problems)
        filling.add(library_entry(reading.bundle, source, printed_only=printed_only))
    return filling.loaded(files, loader)


class Filling:
    """A library to print, filled from what somebody else reads."""

    def __init__(self, surrounded: Surrounded) -> None:
        self.problems: list[Problem] = []
        self._surrounded = surrounded
        self._source = surrounded.surroundings.settings.locales.source
        self._entries: dict[str, Entry] = {}

    def take(self, reading: Reading, walked: Mapping[str, Walk], told: Facts | None) -> None:
        """A bundle that was read, what stands in it, and its facts without digests."""
        self.problems.extend(reading.problems)
        if told is not None:
            bundle = reading.bundle
            told = with_printed_digests(told, bundle, self._source, walked)
            self.add(_entry(bundle, told, self._source, walked))

    def add(self, entry: Entry | None) -> None:
        """An entry; the first of two policies with one id stays."""
        if entry is None:
            return
        first = self._entries.setdefault(entry.facts.id, entry)
        if first is not entry:
            self.problems.append(_second(first, entry))

    def loaded(self, files: Survey, loader: Loader) -> Loaded:
        """The library, once it is full."""
        around = self._surrounded.surroundings
        library = Library(surroundings=around, entries=self._entries, commit=loader.commit)
        problems = (*files.problems, *self._surrounded.problems, *self.problems)
        return Loaded(library, problems)


def _second(first: Entry, second: Entry) -> Problem:
    return Problem(
        place=Place(second.facts.path, ("id",)),
        code=DUPLICATE_ID,
        message=f"{first.facts.path} has the id {first.facts.id} too.",
        hint="Give one of the two policies another id.",
    )


DUPLICATE_ID = "STR002"
"""The code lint gives an id that two policies have."""


def library_entry(
    bundle: Bundle, source_locale: str, *, printed_only: bool = False
) -> Entry | None:
    """A bundle as the library keeps it, None when it holds no policy.

    `printed_only` is as in `facts`.
    """
    walked = walks(bundle)
    told = facts(bundle, source_locale, printed_only=printed_only, walked=walked)
    return None if told is None else _entry(bundle, told, source_locale, walked)


def _entry(bundle: Bundle, told: Facts, source_locale: str, walked: Mapping[str, Walk]) -> Entry:
    policies, untranslated = _in_locales(bundle.policy, bundle.words, source_locale, walked)
    coming, _ = _in_locales(bundle.coming, bundle.coming_words, source_locale, walked)
    return Entry(
        facts=told,
        policies=policies,
        coming=coming,
        untranslated=untranslated,
        record=record(bundle.record.path, mapping(bundle.record)) if bundle.record else None,
    )


def _in_locales(
    document: Document | None,
    overlays: Mapping[str, Document],
    source_locale: str,
    walked: Mapping[str, Walk],
) -> tuple[dict[str, Policy], dict[str, tuple[str, ...]]]:
    if document is None:
        return {}, {}
    data = mapping(document)
    texts = tuple(walked[document.path].texts)
    policies = {source_locale: policy(document.path, data)}
    missing: dict[str, tuple[str, ...]] = {}
    for locale, overlay in overlays.items():
        words = translation(overlay, POLICY)
        worded = with_words(dict(data), texts, words.texts)
        if isinstance(worded, dict):
            policies[locale] = policy(document.path, worded)
        missing[locale] = words_state(texts, words.texts, None, {}).missing
    return policies, missing
