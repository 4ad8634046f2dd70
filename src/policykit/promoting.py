"""A coming version that holds takes the place of the one it replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from policykit.diffing.version import is_lower
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.demanded import demand_ordinary, unreadable_surroundings
from policykit.library.files import FileKind
from policykit.library.head import day_of
from policykit.library.readable import is_broken
from policykit.library.supersedes import in_a_line, noted, notes, with_note
from policykit.library.survey import NamedEntry, Survey, survey
from policykit.model.document import Document, Origin
from policykit.model.errors import SourceError
from policykit.model.file_change import FileChange
from policykit.model.value import dataclass
from policykit.recording import one_at_a_time
from policykit.sources.worktree import WorkTree
from policykit.writing import write_changes
from policykit.yamlsource import read as read_yaml

_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Promoted:
    """A version that stands in the main file now, or would; `before` is '' where there was none.

    `noted` says that the reason is the one the coming version gave itself.
    """

    policy: str
    before: str
    after: str
    changes: tuple[FileChange, ...]
    noted: bool


def promote(
    root: Path, policy: str, reason: str, today: Callable[[str], date], *, writes: bool = True
) -> Promoted:
    """Move a coming version and its words over the main ones.

    The record serves both and stays as it is, so what was approved stays approved.

    Args:
        root: the folder of the policy repository.
        policy: its id.
        reason: why there is a new version, '' where it says so itself.
        today: gives the day in a time zone.
        writes: whether files are written; otherwise it is only said what would change.

    Raises:
        SourceError: there is no such policy or no coming version, or its time has not come.
        PolicykitError: a file cannot be written.
    """
    files = survey(WorkTree(root))
    demand_ordinary(files)
    texts = _Texts.of(files, policy, root)
    main, coming = texts.main, texts.coming
    day = today(_time_zone(files))
    _demand_in_force(coming.document, main.document if main else None, day)
    left = sorted(texts.words[False].keys() - texts.words[True].keys())
    if left:
        stale = texts.words[False][left[0]].path
        raise SourceError(
            "words-left-behind",
            f"{_name(stale)} has the words of the version of today, and the coming version has "
            f"none in {', '.join(left)}.",
            context=coming.path,
            hint=f"Write {_name(stale).replace(f'.{left[0]}.', f'.next.{left[0]}.')}, or delete "
            f"{_name(stale)} first.",
        )
    before = read.text(mapping(main.document), "version") if main else ""
    has_note = not before or notes(coming.document.data, before)
    why = in_a_line(reason)
    if not has_note and not why:
        raise SourceError(
            "promoted-without-reason",
            f"Nobody says yet why there is a new version in place of {before}.",
            context=coming.path,
            hint='Add --reason "…".',
        )
    content = coming.content if has_note else _noted(coming, before, why)
    changes = tuple(_changes(texts, content))
    if writes:
        with one_at_a_time(root):
            write_changes(root, changes)
    version = read.text(mapping(coming.document), "version")
    return Promoted(policy, before, version, changes, bool(before) and has_note)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a policy as it is."""

    path: str
    content: bytes
    document: Document

    @classmethod
    def of(cls, each: NamedEntry) -> _File:
        content = each.entry.read()
        document, problems = read_yaml(content, Origin(each.entry.path, ""))
        if problems:
            raise SourceError(
                "unreadable-version",
                f"This file has mistakes in its notation: {problems[0].message}",
                context=each.entry.path,
                hint="Mend it first: `policykit lint` says where.",
            )
        return cls(each.entry.path, content, document)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The two texts of a policy, and the words of each by locale: of today, and coming."""

    main: _File | None
    coming: _File
    words: Mapping[bool, Mapping[str, _File]]

    @classmethod
    def of(cls, files: Survey, policy: str, root: Path) -> _Texts:
        keys = [key for key in files.bundles if key[1] == policy]
        if len(keys) != 1:
            raise _unknown(policy, files, root, twice=len(keys) > 1)
        versions: dict[bool, _File] = {}
        words: dict[bool, dict[str, _File]] = {False: {}, True: {}}
        for each in files.bundles[keys[0]]:
            if each.name.kind is FileKind.POLICY:
                versions[each.name.coming] = _File.of(each)
            elif each.name.kind is FileKind.TRANSLATION:
                words[each.name.coming][each.name.locale] = _File.of(each)
        if True not in versions:
            raise SourceError(
                "no-coming-version",
                f"{policy} has no coming version: there is no file {policy}.next.yaml.",
                context=f"{keys[0][0]}/{policy}.yaml",
                hint="A new version that holds later is written there.",
            )
        return cls(versions.get(False), versions[True], words)


def _demand_in_force(coming: Document, main: Document | None, day: date) -> None:
    """Refuse a coming version that does not hold by itself, in place of the main one.

    Raises:
        SourceError: it does not, with why.
    """
    data, old = mapping(coming), mapping(main)
    status, since = read.text(data, "status"), day_of(read.text(data, "effective"))
    if status != "active":
        raise _not_yet(
            coming,
            f"its status is {status or 'missing'}, and only what is active holds",
            "Have it approved and set status: active.",
        )
    if since is None:
        raise _not_yet(
            coming, "it does not say from which day it holds", "Write effective: and the day."
        )
    if since > day:
        days = (since - day).days
        raise _not_yet(
            coming,
            f"it holds from {since.isoformat()}, and that is {days} "
            f"{'day' if days == 1 else 'days'} ahead",
            "Leave it beside the version of today until then: from that day on it counts by "
            "itself, and this command only tidies up.",
        )
    if main is not None:
        _demand_nothing_lost(coming, main)
    if read.text(data, "version") == read.text(old, "version"):
        raise _not_yet(
            coming,
            f"both versions are called {read.text(data, 'version')}",
            f"Raise it: policykit bump {read.text(data, 'id')} --next.",
        )
    if is_lower(read.text(data, "version"), read.text(old, "version")):
        raise _not_yet(
            coming,
            f"it is called {read.text(data, 'version')}, and the version of today is "
            f"{read.text(old, 'version')} already",
            f"Raise it: policykit bump {read.text(data, 'id')} --next.",
        )
    if read.text(old, "status") == "retired":
        raise _not_yet(
            coming,
            "the version of today is retired, so nothing holds in its place",
            "Set the status of the version of today back, or delete the coming one.",
        )
    first = day_of(read.text(old, "effective"))
    if first is not None and first > since:
        raise _not_yet(
            coming,
            f"it holds from {since.isoformat()}, and the version of today only from "
            f"{first.isoformat()}, so that one is the later of the two",
            "Correct the days, or delete the coming version.",
        )


def _demand_nothing_lost(coming: Document, main: Document) -> None:
    """Refuse a coming version without a name or an earlier version that the main one tells of.

    Raises:
        SourceError: something would be lost.
    """
    data, old = mapping(coming), mapping(main)
    names = (read.text(old, "id"), *read.names(old, "former_ids"))
    now = (read.text(data, "id"), *read.names(data, "former_ids"))
    lost = [name for name in names if name not in now]
    if lost:
        raise _not_yet(
            coming,
            f"it does not say that the policy is or was called {' and '.join(lost)}, so that "
            "history and links would lead nowhere",
            f"Take id and former_ids over from {_name(main.path)}.",
        )
    earlier = [read.text(each, "version") for _, each in read.items(old, "supersedes")]
    untold = [each for each in earlier if each and not notes(coming.data, each)]
    if untold:
        raise _not_yet(
            coming,
            f"it does not tell of the earlier {'version' if len(untold) == 1 else 'versions'} "
            f"{' and '.join(untold)}, and the reasons would be lost",
            f"Take supersedes over from {_name(main.path)}.",
        )


def _changes(texts: _Texts, content: bytes) -> Iterator[FileChange]:
    yield from _moved(texts.coming, texts.main, content)
    for locale, words in texts.words[True].items():
        yield from _moved(words, texts.words[False].get(locale), words.content)


def _moved(coming: _File, main: _File | None, content: bytes) -> Iterator[FileChange]:
    if main is None:
        folder, slash, name = coming.path.rpartition("/")
        to = f"{folder}{slash}{name.replace('.next.', '.', 1)}"
        yield FileChange(coming.path, to, coming.content, content)
        return
    yield FileChange(main.path, main.path, main.content, content)
    yield FileChange(coming.path, "", coming.content, b"")


def _noted(coming: _File, version: str, reason: str) -> bytes:
    document = coming.document
    text = noted(document.text, document, version, reason)
    if read_yaml(text.encode(), Origin(coming.path, ""))[0].data != with_note(
        document, version, reason
    ):
        raise SourceError(
            "version-too-odd",
            "The replaced version cannot be noted in this file without touching more of it.",
            context=coming.path,
            hint="Write supersedes as a list of lines.",
        )
    return (_MARK if coming.content.startswith(_MARK) else b"") + text.encode()


def _time_zone(files: Survey) -> str:
    entry = files.single.get(FileKind.ORGANISATION)
    if entry is None:
        return "UTC"
    document, problems = read_yaml(entry.read(), Origin(entry.path, ""))
    if any(map(is_broken, problems)):
        raise unreadable_surroundings(problems[0])
    return read.text(mapping(document), "time_zone") or "UTC"


def _not_yet(coming: Document, why: str, hint: str) -> SourceError:
    return SourceError(
        "not-in-force",
        f"This version cannot take the place of the other one: {why}.",
        context=coming.path,
        hint=hint,
    )


def _unknown(policy: str, files: Survey, root: Path, *, twice: bool) -> SourceError:
    if twice:
        return SourceError(
            "id-stands-twice",
            f"There are two policies {policy[:80]}, so nobody can tell which one is meant.",
            context=str(root),
            hint="Give one of them another id first.",
        )
    near = get_close_matches(policy, sorted({name for _, name in files.bundles}), 1)
    return SourceError(
        "no-such-policy",
        f"There is no policy {policy[:80]}.",
        context=str(root),
        hint=f"Did you mean {near[0]}?" if near else "Name a policy by its id.",
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]
