"""Raising the version of a policy by what its changes ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from policykit.comparing import DiffRequest, Today, diff
from policykit.diffing.version import bumped
from policykit.library.files import FileKind, file_name
from policykit.library.supersedes import note, notes, with_note
from policykit.library.survey import survey
from policykit.model.change import Bump, PolicyComparison, VersionVerdict
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.output import write_file
from policykit.sources.worktree import WorkTree
from policykit.yamlsource import read

_HIGH_ENOUGH: Final = frozenset({VersionVerdict.ENOUGH, VersionVerdict.FREE})


@dataclass(frozen=True, slots=True)
class Raised:
    """A version that was raised, from what to what and why; `path` is '' where it was not."""

    path: str
    before: str
    after: str
    reason: str


def bump(request: DiffRequest, today: Today, reason: str) -> Raised:
    """Raise the version of one policy, and note the earlier one with the reason for the change.

    Nothing else of the file is touched. A version that is high enough stays; where the policy
    has a coming text beside that of today, the one is raised that is not, that of today first.

    Args:
        request: the one policy, and what to compare it with.
        today: gives the day.
        reason: why there is a new version, '' for the change that matters most.

    Raises:
        SourceError: there is no such policy, or its file cannot be changed so.
    """
    (name,) = request.policies
    comparison = diff(request, today)
    found = min(
        (each for each in comparison.policies if each.policy == name),
        key=lambda each: (each.verdict in _HIGH_ENOUGH, file_name(each.path).coming),
        default=None,
    )
    if found is None or not found.version_before:
        return Raised("", "", found.version_after if found else "", "")
    if found.verdict in _HIGH_ENOUGH:
        return Raised("", found.version_before, found.version_after, "")
    # A version that went back has to go on, even where nothing else has changed.
    size = max(found.required, Bump.PATCH, key=lambda bump: bump.rank)
    asked = bumped(found.version_before, size)
    why = " ".join(reason.split()) or _why(found)
    entry = _entry(request.root, found.path)
    after = _with(entry, found.path, found.version_before, asked, why)
    write_file(request.root / found.path, after.encode())
    return Raised(found.path, found.version_before, asked, why)


def _why(found: PolicyComparison) -> str:
    lead = next((each for each in found.changes if each.bump is found.required), found.changes[0])
    return lead.message


def _entry(root: Path, path: str) -> str:
    for group in survey(WorkTree(root)).bundles.values():
        for each in group:
            if each.entry.path == path and each.name.kind is FileKind.POLICY:
                return each.entry.read().decode("utf-8")
    raise SourceError(
        "no-such-policy",
        f"{path} is not among the files as they are.",
        context=str(root),
        hint="Raise the version on the branch that has the change.",
    )


def _with(text: str, path: str, before: str, after: str, why: str) -> str:
    """The text of a policy with another version and the earlier one under supersedes."""
    document = _read(text, path)
    data = document.data if isinstance(document.data, dict) else {}
    span = document.value_span(("version",))
    if span is None or span.start.line != span.end.line:
        raise _too_odd(path)
    lines = text.splitlines(keepends=True)
    line = lines[span.start.line - 1]
    lines[span.start.line - 1] = line[: span.start.column - 1] + after + line[span.end.column - 1 :]
    expected: dict[str, Json] = {**data, "version": after}
    if not notes(data, before):
        note(lines, document, before, why)
        expected = {**with_note(document, before, why), "version": after}
    changed = "".join(lines)
    if _read(changed, path).data != expected:
        raise _too_odd(path)
    return changed


def _read(text: str, path: str) -> Document:
    return read(text.encode(), Origin(path, ""))[0]


def _too_odd(path: str) -> SourceError:
    return SourceError(
        "version-too-odd",
        "The version of this file cannot be changed without touching more of it.",
        context=path,
        hint="Write `version: 1.2.3` on a line of its own, and supersedes as a list of lines.",
    )
