"""Another id for a policy, an item or a requirement, in every file that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from policykit.library.cited import FRAMEWORK, Renaming
from policykit.library.renamed import Renamed as Name, in_text
from policykit.model.errors import SourceError
from policykit.model.file_change import FileChange
from policykit.model.value import dataclass
from policykit.recording import one_at_a_time
from policykit.renaming.editing import Edited, edited_around, edited_bundle
from policykit.renaming.references import Reference, around, in_bundle, in_preface
from policykit.renaming.repository import Repository
from policykit.renaming.target import found
from policykit.sources.port import Source
from policykit.writing import write_changes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was, or would be, renamed.

    `before` and `after` are whole names; `names` counts the places that name the thing, beside
    its own; `note` is what the people should know, '' for nothing.
    """

    before: str
    after: str
    names: int
    changes: tuple[FileChange, ...]
    note: str = ""


def rename(
    root: Path, old: str, new: str, *, writes: bool = True, source: Source | None = None
) -> Outcome:
    """Give a thing another id, note the one it had, and change every name that leads to it.

    Every file is edited by the places of names alone, read again and compared before the first
    one is written.

    Args:
        root: the folder of the policy repository.
        old: `policy`, `policy.item`, `policy.item.point` or `framework.requirement`.
        new: the new id, alone or whole.
        writes: whether files are written; otherwise it is only said what would change.
        source: the files where they are not those of the folder alone, such as with what is
            unsaved in an editor; nothing is written then.

    Raises:
        SourceError: there is no such thing, the new id cannot be or is taken, a file cannot be
            read, or a name would lead to something else afterwards.
        PolicykitError: a file cannot be written.
    """
    repository = Repository.of(root, source)
    target = found(repository, old, new)
    renaming = target.renaming
    known = tuple(renaming.written())
    keys = dict.fromkeys((*target.homes, *repository.bundles_with(known)))
    bundles = {key: repository.bundle(key, () if key in target.homes else known) for key in keys}
    surroundings = repository.around(known)
    prefaces = repository.prefaces()

    before = [reference for each in bundles.values() for reference in in_bundle(each)]
    before += around(surroundings)
    texts: dict[str, str] = {}
    edited: dict[tuple[str, str], Edited] = {
        key: edited_bundle(each, renaming, at_home=key in target.homes)
        for key, each in bundles.items()
    }
    beside = edited_around(surroundings, renaming, _moved(repository, target.homes, renaming))
    for each in (*edited.values(), beside):
        texts |= each.texts
    words = {path: _in_preface(path, text, renaming) for path, text in prefaces.items()}
    after = [reference for each in edited.values() for reference in in_bundle(each.bundle)]
    after += around(beside.documents)
    _demand_same(before, after, renaming)

    changes = tuple(
        sorted(
            (
                *_changes(repository, texts, target.homes, renaming),
                *(
                    FileChange(path, path, repository.contents[path], text.encode())
                    for path, (text, _) in words.items()
                    if text != prefaces[path]
                ),
            ),
            key=lambda change: change.path,
        )
    )
    if writes and source is None:
        with one_at_a_time(root):
            write_changes(root, changes)
    named = sum(renaming.of(each.cited).written != each.found.raw for each in before)
    named += sum(number for _, number in words.values())
    return Outcome(target.before, target.after, named, changes, _note(before, renaming))


def _in_preface(path: str, text: str, renaming: Renaming) -> tuple[str, int]:
    """A preface with the new name, and how often it stands there."""
    names = [
        Name((), each.found.words, _in_marks(each, renaming), words=True, nth=each.found.nth)
        for each in in_preface(path, text)
        if renaming.of(each.cited) != each.cited
    ]
    return in_text(text, names), len(names)


def _in_marks(each: Reference, renaming: Renaming) -> str:
    return each.found.words.replace(each.found.raw, renaming.of(each.cited).written, 1)


def _moved(
    repository: Repository, homes: Sequence[tuple[str, str]], renaming: Renaming
) -> Mapping[str, str]:
    """Where the files of a policy stand afterwards, by where they stand; for a policy alone."""
    if renaming.item or renaming.space == FRAMEWORK:
        return {}
    moved: dict[str, str] = {}
    for key in homes:
        for each in repository.files.bundles[key]:
            folder, slash, name = each.entry.path.rpartition("/")
            moved[each.entry.path] = f"{folder}{slash}{renaming.after}.{name.partition('.')[2]}"
    return moved


def _changes(
    repository: Repository,
    texts: Mapping[str, str],
    homes: Sequence[tuple[str, str]],
    renaming: Renaming,
) -> list[FileChange]:
    moved = _moved(repository, homes, renaming)
    found = []
    for path in dict.fromkeys((*texts, *moved)):
        before = repository.contents[path]
        after = _bytes(before, texts[path]) if path in texts else before
        if after != before or path in moved:
            found.append(FileChange(path, moved.get(path, path), before, after))
    return found


def _bytes(before: bytes, text: str) -> bytes:
    mark = b"\xef\xbb\xbf"
    return (mark if before.startswith(mark) else b"") + text.encode()


def _demand_same(
    before: Sequence[Reference], after: Sequence[Reference], renaming: Renaming
) -> None:
    """Refuse where a name leads to something else afterwards than it did.

    Raises:
        SourceError: one does.
    """
    meant = [(each.path, renaming.of(each.cited)) for each in before]
    for number, each in enumerate(after):
        if number >= len(meant) or meant[number][1] != each.cited:
            raise _captured(each, renaming)
    if len(meant) > len(after):
        raise _captured(before[len(after)], renaming)


def _captured(each: Reference, renaming: Renaming) -> SourceError:
    return SourceError(
        "name-means-another",
        f"With the new id, {each.found.raw} in this file would lead to "
        "something else than it should: there it is the name of another thing. Nothing was "
        "written.",
        context=each.path,
        hint=f"Take another id than {renaming.after.rpartition('.')[2]}.",
    )


def _note(before: Sequence[Reference], renaming: Renaming) -> str:
    if renaming.space != FRAMEWORK:
        return ""
    cited = {
        each.path
        for each in before
        if each.path.startswith("policies/") and renaming.of(each.cited) != each.cited
    }
    if not cited:
        return ""
    return (
        "The law behind a rule is part of what is approved, so what names this requirement has "
        "to be approved again."
    )
