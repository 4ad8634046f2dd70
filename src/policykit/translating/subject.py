"""What is translated: a policy, its coming version or the organisation, and its words so far."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Final

from policykit.library import read as reading
from policykit.library.bundle import mapping
from policykit.library.facts import oldest_ids
from policykit.library.files import FileKind, file_name
from policykit.library.survey import Survey
from policykit.library.walk import Walk, walk
from policykit.library.words import OWN_WORDS, WordsState, overlay_texts, stamp, words_state
from policykit.lint.edits import Raw
from policykit.lint.translations import is_same_everywhere
from policykit.model.document import Document, Origin
from policykit.model.errors import SourceError
from policykit.model.organisation_shape import ORGANISATION as ORGANISATION_SHAPE
from policykit.model.policy_shape import POLICY, TERM_KINDS
from policykit.model.shape import Shape
from policykit.model.translation import TranslatedText
from policykit.opening import Opened, opened_at
from policykit.sources.port import Entry
from policykit.translating.growing import document_of
from policykit.translating.places import Slot, given_places, slots
from policykit.yamlsource import read

ORGANISATION: Final = "organisation"
_LOCALE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PARTS: Final = {"extension": "by", "extension-notice": "tell_within"}


class Subject:
    """A source and its words in one language.

    Args:
        name: the id of the policy, or `organisation`.
        locale: the language of the words.
        source: the document of the source.
        entry: the file of words, None where there is none yet.
        opened: the repository.
    """

    def __init__(
        self, name: str, locale: str, source: Document, entry: Entry | None, opened: Opened
    ) -> None:
        self.name = name
        self.locale = locale
        self.source = source
        self.content = entry.read() if entry is not None else b""
        self.exists = entry is not None
        self.path = entry.path if entry is not None else beside(source.path, locale)
        self._opened = opened
        self.shape: Mapping[str, Shape] = ORGANISATION_SHAPE if self.is_organisation else POLICY

    @property
    def is_organisation(self) -> bool:
        """Whether these are words of the organisation."""
        return self.name == ORGANISATION

    @property
    def source_locale(self) -> str:
        """The language of the source."""
        return self._opened.surrounded.surroundings.settings.locales.source

    @property
    def owner(self) -> str:
        """The role that answers for the policy, '' for the organisation."""
        return "" if self.is_organisation else reading.text(mapping(self.source), "owner")

    @cached_property
    def walked(self) -> Walk:
        """The items and texts of the source."""
        return walk(self.source.data, self.shape)

    @cached_property
    def oldest(self) -> Mapping[str, str]:
        """The oldest ids of the items of the source."""
        return oldest_ids(self.walked)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The entries a whole file of words has, by address, in the order of the source."""
        return slots(self.walked.texts, self.source.data, self.shape)

    @cached_property
    def raw(self) -> Raw:
        """The text of the file of words, '' where there is none.

        Raises:
            SourceError: it is not UTF-8.
        """
        raw = Raw.of(self.content)
        if raw is None:
            raise SourceError(
                "words-unreadable",
                "This file of words is not UTF-8.",
                context=self.path,
                hint="Save it as UTF-8, then run the command again.",
            )
        return raw

    @cached_property
    def words(self) -> Document | None:
        """The file of words, None where there is none.

        Raises:
            SourceError: its notation has mistakes.
        """
        return document_of(self.raw.text, self.path) if self.exists else None

    @cached_property
    def given(self) -> Mapping[str, TranslatedText]:
        """The words there are, by address."""
        if self.words is None:
            return {}
        return {text.address: text for text in overlay_texts(self.words.data, self.shape)}

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Where the entries of the file of words stand, empty ones among them, by address."""
        return given_places(self.words.data, self.shape) if self.words is not None else {}

    @cached_property
    def stamps(self) -> Mapping[str, str]:
        """The digests of the texts that were translated, by address."""
        if self.words is None:
            return {}
        kept = reading.section(mapping(self.words), "translated_from")
        return {address: str(digest) for address, digest in kept.items()}

    @cached_property
    def state(self) -> WordsState:
        """What is missing, stale, or for nothing in the source."""
        return words_state(
            tuple(self.walked.texts), tuple(self.given.values()), dict(self.stamps), self.oldest
        )

    def digest(self, address: str) -> str:
        """The digest of a source text, '' where there is none of that address."""
        slot = self.slots.get(address)
        return stamp(slot.source, self.oldest) if slot and slot.source else ""

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The addresses that need words, in the order of the source.

        A headword may be left out, and what a locale says in its own way is none of them.
        """
        return tuple(
            address
            for address, slot in self.slots.items()
            if slot.source is not None
            and address not in OWN_WORDS
            and not is_same_everywhere(
                slot.source.text
                if isinstance(slot.source.text, str)
                else " / ".join(slot.source.text)
            )
        )

    def has_policy(self, name: str) -> bool:
        """Whether something of this name can be translated beside this."""
        return name == ORGANISATION or any(known == name for _, known in self._opened.files.bundles)

    def in_force(self) -> Subject | None:
        """The same of the version beside a coming one, None where there is none with words."""
        name = file_name(self.source.path)
        if not name.coming:
            return None
        path = self.source.path.removesuffix(".next.yaml") + ".yaml"
        source = file_of(self._opened.files, path)
        words = words_of(self._opened.files, path, self.locale)
        document = self._opened.loader.parsed(source)[0] if source else None
        if words is None or document is None or not isinstance(document.data, dict):
            return None
        return Subject(self.name, self.locale, document, words, self._opened)

    def value(self, names: tuple[str, ...]) -> str:
        """What a placeholder stands for, as the source writes it; '' where nobody can say."""
        data = mapping(self.source)
        if names[0] in reading.section(data, "terms"):
            return _value(reading.section(reading.section(data, "terms"), names[0]), names[1:])
        if len(names) > 1 and (other := self._other(names[0])) is not None:
            term = reading.section(reading.section(mapping(other), "terms"), names[1])
            return _value(term, names[2:])
        organisation = self._opened.surrounded.documents.get("policies/organisation.yaml")
        fields = reading.section(mapping(organisation), "fields")
        example = reading.text(reading.section(fields, names[0]), "example")
        return f"such as {example}" if example else ""

    def _other(self, name: str) -> Document | None:
        for (_, known), files in self._opened.files.bundles.items():
            for each in files:
                if known == name and each.name.kind is FileKind.POLICY and not each.name.coming:
                    return self._opened.loader.parsed(each.entry)[0]
        return None


def _value(term: Mapping[str, object], parts: tuple[str, ...]) -> str:
    key = _PARTS.get(parts[0], "") if parts else ""
    extend = term.get("extend")
    if parts:
        found = extend.get(key) if isinstance(extend, dict) else None
        return found if isinstance(found, str) else ""
    return next((str(term[kind]) for kind in TERM_KINDS if kind in term), "")


def beside(path: str, locale: str) -> str:
    """The file of words in a language beside a source."""
    return f"{path.removesuffix('.yaml')}.{locale}.yaml"


@contextmanager
def opened_subject(
    root: Path, name: str, locale: str, *, coming: bool = False
) -> Iterator[Subject]:
    """What is to be translated, and its words so far.

    Args:
        root: the policy repository.
        name: the id of a policy, or `organisation`.
        locale: the language of the words.
        coming: whether the coming version is meant.

    Raises:
        SourceError: there is no such policy, or nothing can be translated to that language.
    """
    with opened_at(root, "", demanding=True) as opened:
        source = _source(opened.files, name, coming=coming)
        demand_locale(locale, opened)
        document, problems = opened.loader.parsed(source)
        if document is None or not isinstance(document.data, dict) or problems:
            raise SourceError(
                "source-unreadable",
                problems[0].message if problems else "This file cannot be read.",
                context=source.path,
                hint="Mend it first: `policykit lint` says where.",
            )
        yield Subject(name, locale, document, words_of(opened.files, source.path, locale), opened)


def words_of(files: Survey, path: str, locale: str) -> Entry | None:
    """The file of words in a language beside a source, None where there is none."""
    if path == "policies/organisation.yaml":
        return files.organisation_words.get(locale)
    return file_of(files, beside(path, locale))


def file_of(files: Survey, path: str) -> Entry | None:
    """A file of a policy by its path, None where there is none."""
    group = files.bundles.get((posixpath.dirname(path), file_name(path).id), ())
    return next((each.entry for each in group if each.entry.path == path), None)


def demand_locale(locale: str, opened: Opened) -> None:
    """Refuse a language that is none, or that of the source.

    Raises:
        SourceError: it is.
    """
    source = opened.surrounded.surroundings.settings.locales.source
    if not _LOCALE.fullmatch(locale):
        mended = locale.replace("_", "-")
        raise SourceError(
            "unknown-locale",
            f"{locale[:120]} is not the code of a language.",
            hint=f"Did you mean {mended}?"
            if _LOCALE.fullmatch(mended)
            else "Use a code such as sv, de or pt-BR.",
        )
    if locale == source:
        raise SourceError(
            "source-locale",
            f"The policies are written in {locale}; nothing is translated to it.",
            hint="Name another language with --locale.",
        )


def _source(files: Survey, name: str, *, coming: bool) -> Entry:
    if name == ORGANISATION and not coming:
        entry = files.single.get(FileKind.ORGANISATION)
        if entry is not None:
            return entry
    known: list[str] = []
    for (_, policy), group in files.bundles.items():
        for each in group:
            if each.name.kind is FileKind.POLICY and each.name.coming == coming:
                if policy == name:
                    return each.entry
                known.append(policy)
    near = get_close_matches(name, [*known, ORGANISATION], 1)
    raise SourceError(
        "no-such-policy",
        f"There is no {'coming version of the ' if coming else ''}policy {name[:120]}.",
        hint=f"Did you mean {near[0]}?" if near else "Use the id of a policy, or organisation.",
    )


def former_source(content: bytes, path: str, shape: Mapping[str, Shape]) -> Walk:
    """The texts of an earlier version of a source."""
    return walk(read(content, Origin(path, ""))[0].data, shape)
