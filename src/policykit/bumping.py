"""Raising the version of a policy by what its changes ask for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from policykit.comparing import DiffRequest, Today, diff
from policykit.diffing.version import bumped
from policykit.library.demanded import AROUND
from policykit.library.files import FileKind, file_name
from policykit.library.supersedes import in_a_line, noted, notes, with_note
from policykit.library.survey import survey
from policykit.lint.edits import Raw, edited
from policykit.model.change import Bump, PolicyComparison, VersionVerdict
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.file_change import FileChange
from policykit.model.finding import Edit
from policykit.model.value import dataclass
from policykit.recording import one_at_a_time
from policykit.sources.worktree import WorkTree
from policykit.writing import write_changes
from policykit.yamlsource import read

_HIGH_ENOUGH: Final = frozenset({VersionVerdict.ENOUGH, VersionVerdict.FREE})


@dataclass(frozen=True, slots=True)
class Raised:
    """A version that is raised, from what to what and why; `path` is '' where it is not."""

    path: str
    before: str
    after: str
    reason: str
    changes: tuple[FileChange, ...] = ()


def bump(request: DiffRequest, today: Today, reason: str, *, writes: bool = True) -> Raised:
    """Raise the version of one policy, and note the earlier one with the reason for the change.

    Nothing else of the file is touched. A version that is high enough stays; where the policy
    has a coming text beside that of today, the one is raised that is not, that of today first.

    Args:
        request: the one policy, and what to compare it with.
        today: gives the day.
        reason: why there is a new version, '' for the change that matters most.
        writes: whether the file is written; otherwise it is only said what would change.

    Raises:
        SourceError: there is no such policy, or its file cannot be changed so.
        PolicykitError: the file cannot be written.
    """
    (name,) = request.policies
    comparison = diff(request, today)
    found = min(
        (each for each in comparison.policies if each.policy == name),
        key=lambda each: (each.verdict in _HIGH_ENOUGH, file_name(each.path).coming),
        default=None,
    )
    _demand_read(comparison.unread, name, is_known=found is not None)
    if found is None or not found.version_before:
        return Raised("", "", found.version_after if found else "", "")
    if found.verdict in _HIGH_ENOUGH:
        return Raised("", found.version_before, found.version_after, "")
    # A version that went back has to go on, even where nothing else has changed.
    size = max(found.required, Bump.PATCH, key=lambda bump: bump.rank)
    asked = bumped(found.version_before, size)
    why = in_a_line(reason) or _why(found)
    before = _content(request.root, found.path)
    after = _with(before, found.path, found.version_before, asked, why)
    changes = (FileChange(found.path, found.path, before, after),)
    if writes:
        with one_at_a_time(request.root):
            write_changes(request.root, changes)
    return Raised(found.path, found.version_before, asked, why, changes)


def _demand_read(unread: Iterable[tuple[str, str]], name: str, *, is_known: bool) -> None:
    """Nobody can say that a policy has not changed of which a side cannot be read."""
    for path, why in unread:
        kind = file_name(path).kind
        if kind in AROUND or (not is_known and file_name(path).id == name):
            raise SourceError(
                "unreadable-version",
                f"The two versions of this policy cannot be compared. {why}",
                context=path,
                hint="Compare with a commit whose files can all be read: --base REV. "
                "`policykit doctor` tells what is missing from a clone.",
            )


def _why(found: PolicyComparison) -> str:
    lead = next((each for each in found.changes if each.bump is found.required), found.changes[0])
    return lead.message


def _content(root: Path, path: str) -> bytes:
    for group in survey(WorkTree(root)).bundles.values():
        for each in group:
            if each.entry.path == path and each.name.kind is FileKind.POLICY:
                return each.entry.read()
    raise SourceError(
        "no-such-policy",
        f"{path} is not among the files as they are.",
        context=str(root),
        hint="Raise the version on the branch that has the change.",
    )


def _with(content: bytes, path: str, before: str, after: str, why: str) -> bytes:
    """A policy with another version and the earlier one under supersedes."""
    raw = Raw.of(content)
    if raw is None:
        raise SourceError(
            "unreadable-version",
            "This file is not UTF-8 text, so it is left alone.",
            context=path,
            hint="Save it as UTF-8, then run the command again.",
        )
    document = _read(raw.text, path)
    data = document.data if isinstance(document.data, dict) else {}
    span = document.value_span(("version",))
    changed = edited(raw.text, (Edit(path, span, after),)) if span is not None else None
    if changed is None:
        raise _too_odd(path)
    expected: dict[str, Json] = {**data, "version": after}
    if not notes(data, before):
        changed = noted(changed, document, before, why)
        expected = {**with_note(document, before, why), "version": after}
    if _read(changed, path).data != expected:
        raise _too_odd(path)
    return raw.content(changed)


def _read(text: str, path: str) -> Document:
    return read(text.encode(), Origin(path, ""))[0]


def _too_odd(path: str) -> SourceError:
    return SourceError(
        "version-too-odd",
        "The version of this file cannot be changed without touching more of it.",
        context=path,
        hint="Write `version: 1.2.3` on a line of its own, and supersedes as a list of lines.",
    )
