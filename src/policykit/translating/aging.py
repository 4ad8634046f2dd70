"""Words nobody accepted whose source has changed since they were written, as the history tells."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

from policykit.library import read as reading
from policykit.library.bundle import mapping
from policykit.library.facts import oldest_ids
from policykit.library.files import file_name
from policykit.library.walk import FoundText, Walk
from policykit.library.words import OWN_WORDS, overlay_texts, stamp
from policykit.model.document import Origin
from policykit.model.errors import SourceError
from policykit.sources.port import History, Landing
from policykit.translating.notes import Text
from policykit.translating.subject import Subject, beside, former_source
from policykit.yamlsource import read

_HERE: Final = "HEAD"


class Past:
    """What stood in each file after each commit that led to what is checked out.

    Commits are told by their number, 0 the first; the folder itself has the number behind the
    last.
    """

    def __init__(self, history: History, landings: Sequence[Landing]) -> None:
        self._history = history
        self._numbers: dict[str, list[int]] = {}
        self._keys: dict[str, list[str | None]] = {}
        self._sources: dict[tuple[str, bool], Walk] = {}
        self.now = len(landings)
        for number, landing in enumerate(landings):
            for change in landing.changes:
                self._numbers.setdefault(change.path, []).append(number)
                self._keys.setdefault(change.path, []).append(change.after)

    def key(self, path: str, number: int) -> str | None:
        """The blob a file was before a commit, None where there was none."""
        place = bisect_left(self._numbers.get(path, ()), number)
        return self._keys[path][place - 1] if place else None

    def last_change(self, path: str, number: int) -> int | None:
        """The last commit before another one that changed a file, None where none did."""
        place = bisect_left(self._numbers.get(path, ()), number)
        return self._numbers[path][place - 1] if place else None

    def went(self, path: str, number: int) -> bool:
        """Whether a commit took a file away."""
        return self.key(path, number) is not None and self.key(path, number + 1) is None

    def content(self, key: str) -> bytes:
        """What stood in a blob."""
        return self._history.read(key)

    def source(self, key: str, path: str, subject: Subject) -> Walk:
        """The texts of an earlier version of a source, each read once."""
        known = key, subject.is_organisation
        if known not in self._sources:
            content = self.content(key)
            self._sources[known] = (
                subject.walked
                if content == subject.source.text.encode()
                else former_source(content, path, subject.shape)
            )
        return self._sources[known]

    def words(self, key: str, path: str, subject: Subject) -> Mapping[str, Text] | None:
        """The words of an earlier version of a file of words, None where it cannot be read."""
        content = self.content(key)
        if content == subject.content:
            return {address: each.text for address, each in subject.given.items()}
        document, problems = read(content, Origin(path, ""))
        if problems or not isinstance(document.data, dict):
            return None
        return {each.address: each.text for each in overlay_texts(document.data, subject.shape)}


class Ages:
    """How old words are, by a history that is opened for the first of them that needs it."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self._root = root
        self._stack = stack

    @cached_property
    def _past(self) -> Past | None:
        from policykit.branch import opened_branch

        try:
            branch = self._stack.enter_context(opened_branch(self._root, _HERE))
        except SourceError:
            # Without a history nobody can tell what came first.
            return None
        return Past(branch.history, branch.landings)

    def older(self, subject: Subject) -> Mapping[str, Text]:
        """By address, words nobody accepted whose source has changed since: what it said then.

        What one commit changed in both counts as translated in it; what cannot be told is left
        out, and without a history that is everything.
        """
        unread = any(each not in subject.stamps for each in subject.given)
        return older_words(self._past, subject) if unread and self._past is not None else {}


@contextmanager
def opened_ages(root: Path) -> Iterator[Ages]:
    """The ages of the words of a policy repository."""
    with ExitStack() as stack:
        yield Ages(root, stack)


def older_words(past: Past, subject: Subject) -> Mapping[str, Text]:
    """By address, words nobody accepted whose source has changed since: what it said then."""
    left = {
        _lasting(address, subject.oldest): address
        for address in subject.given
        if address not in subject.stamps and address not in OWN_WORDS and subject.digest(address)
    }
    found: dict[str, Text] = {}
    for source, words in _stands(past, subject) if left else ():
        oldest = oldest_ids(source)
        were = {_lasting(address, oldest): text for address, text in words.items()}
        left = {
            name: address
            for name, address in left.items()
            if were.get(name) == subject.given[address].text
        }
        if not left:
            break
        for text in source.texts:
            name = _lasting(text.address, oldest)
            if name in left and _says_another(text, oldest, subject, left[name]):
                found[left.pop(name)] = text.text
    return found


def _says_another(
    then: FoundText, oldest: Mapping[str, str], subject: Subject, address: str
) -> bool:
    source = subject.slots[address].source
    is_same = source is not None and source.text == then.text
    return not is_same and stamp(then, oldest) != subject.digest(address)


def _stands(past: Past, subject: Subject) -> Iterator[tuple[Walk, Mapping[str, Text]]]:
    """The words as they were, the latest first, each with its source when it was written."""
    source, words, number = subject.source.path, subject.path, past.now
    former = _former_paths(subject)
    while True:
        source, words = _before(past, source, words, number, former)
        key, written = past.key(words, number), past.last_change(words, number)
        if key is None or written is None:
            return
        number = written
        path = source if past.key(source, written + 1) else _in_force(source)
        then = past.key(path, written + 1)
        given = past.words(key, words, subject)
        if then is not None and given is not None:
            yield past.source(then, path, subject), given


def _before(
    past: Past, source: str, words: str, number: int, former: Sequence[str]
) -> tuple[str, str]:
    """The files that became these two with a commit: under another name, of a coming version."""
    locale = file_name(words).locale
    if not file_name(source).coming:
        coming = f"{source.removesuffix('.yaml')}.next.yaml"
        if past.went(coming, number):
            source = coming
        elif past.key(source, number) is None:
            source = next((each for each in former if past.key(each, number)), source)
        words = beside(source, locale)
    if past.key(words, number) is None:
        # Words of a coming version begin as those in force.
        words = beside(_in_force(source), locale)
    return source, words


def _in_force(source: str) -> str:
    return f"{source.removesuffix('.yaml').removesuffix('.next')}.yaml"


def _former_paths(subject: Subject) -> tuple[str, ...]:
    if subject.is_organisation:
        return ()
    folder = posixpath.dirname(subject.source.path)
    names = reading.names(mapping(subject.source), "former_ids")
    return tuple(posixpath.join(folder, f"{name}.yaml") for name in reversed(names))


def _lasting(address: str, oldest: Mapping[str, str]) -> str:
    """An address by the oldest ids of what it leads through, so that a rename changes nothing."""
    head, mark, key = address.partition("#")
    parts = head.split(".")
    first = next((n for n in range(1, len(parts)) if parts[n] in oldest), len(parts))
    ids = [
        oldest.get(".".join(parts[first : n + 1]), part)
        for n, part in enumerate(parts[first:], first)
    ]
    return ".".join([*parts[:first], *ids]) + mark + key
