"""Standing by changes: their acceptance is written into the records of the policies.

Nothing else of a record is touched: a line is put in, and the file is read again to see that
this is all that has become of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from policykit.library.files import FileKind
from policykit.library.survey import survey
from policykit.model.change import Change, Comparison
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.output import write_file
from policykit.sources.worktree import WorkTree
from policykit.yamlsource import read
from policykit.yamlsource.lines import quoted

_ORGANISATION = "organisation"
_ORGANISATION_RECORD = "policies/organisation.record.yaml"
_SHORTEST = 6
"""Letters of a change's id with which people may name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What is to be written: ids of changes, why they are right, which role says so, when."""

    changes: tuple[str, ...]
    reason: str
    by: str
    on: date


def acknowledge(
    root: Path, asked: Acknowledgement, comparison: Comparison, roles: Mapping[str, str]
) -> tuple[str, ...]:
    """Write acceptances into the records; gives the paths that were written.

    Every id is looked up before the first file is written.

    Args:
        root: the folder of the policy repository.
        asked: what is stood by.
        comparison: the changes there are.
        roles: the roles of the organisation, by id.

    Raises:
        SourceError: no change has such an id, the role is unknown, the reason is missing, or a
            record cannot be read or written.
    """
    _demand_words(root, asked, roles)
    by_policy: dict[str, list[Change]] = {}
    for name in asked.changes:
        change = _named(name, comparison)
        kept = {each.policy for each in comparison.policies if not each.is_gone}
        # What is around policies, and the end of one, is kept with the organisation.
        owner = change.policy if change.policy in kept else _ORGANISATION
        by_policy.setdefault(owner, []).append(change)
    written: list[tuple[Path, str, str]] = []
    for policy, changes in by_policy.items():
        path, before = _record(root, policy)
        after = before
        for change in changes:
            after = _with(after, change, asked, path)
        if after != before:
            written.append((root / path, path, after))
    for place, _, after in written:
        write_file(place, after.encode())
    return tuple(path for _, path, _ in written)


def _demand_words(root: Path, asked: Acknowledgement, roles: Mapping[str, str]) -> None:
    if not asked.reason.strip() or not asked.by:
        raise SourceError(
            "acknowledged-without-reason",
            "Whoever stands by a change says why, and in which role.",
            context=str(root),
            hint='Add --reason "…" and --by ROLE.',
        )
    if roles and asked.by not in roles:
        from difflib import get_close_matches  # noqa: PLC0415 - for a slip alone

        near = get_close_matches(asked.by, sorted(roles), 1)
        raise SourceError(
            "unknown-role",
            f"There is no role {asked.by[:120]} in policies/organisation.yaml.",
            context=str(root),
            hint=f"Did you mean {near[0]}?" if near else "Use the id of a role.",
        )


def _named(name: str, comparison: Comparison) -> Change:
    """The one change an id, or the first letters of it, stands for."""
    found = {
        change.fingerprint: change
        for change in comparison.changes
        if change.fingerprint.startswith(name) and len(name) >= _SHORTEST
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise SourceError(
            "two-changes",
            f"{name[:120]} can be {' or '.join(sorted(found))}.",
            hint="Write more letters of it.",
        )
    raise SourceError(
        "unknown-change",
        f"There is no change {name[:120]} between {comparison.before.name} and "
        f"{comparison.after.name}.",
        hint="The ids stand in the report: `policykit diff --all`, or --format json. A change "
        "that has moved on since has another id.",
    )


def _record(root: Path, policy: str) -> tuple[str, str]:
    """The path of a policy's record and its text, '' where there is none yet."""
    files = survey(WorkTree(root))
    if policy == _ORGANISATION:
        entry = files.single.get(FileKind.RECORD)
        text = entry.read().decode("utf-8-sig") if entry is not None else ""
        return entry.path if entry is not None else _ORGANISATION_RECORD, text
    for (folder, name), group in files.bundles.items():
        if name != policy:
            continue
        for each in group:
            if each.name.kind is FileKind.RECORD:
                return each.entry.path, each.entry.read().decode("utf-8-sig")
        return f"{folder}/{name}.record.yaml", ""
    raise SourceError(
        "no-such-policy",
        f"The policy {policy} is not among the files as they are, so it has no record.",
        context=str(root),
        hint="Acknowledge on the branch that has the change.",
    )


def _with(text: str, change: Change, asked: Acknowledgement, path: str) -> str:
    """A record with one more acceptance at the end of its list."""
    before = _read(text, path)
    known = _accepted(before)
    if any(isinstance(each, dict) and each.get("change") == change.fingerprint for each in known):
        return text
    entry: dict[str, Json] = {
        "change": change.fingerprint,
        "reason": " ".join(asked.reason.split()),
        "role": asked.by,
        "date": asked.on.isoformat(),
    }
    line_end = "\r\n" if "\r\n" in text else "\n"
    after = _inserted(text, before, entry, line_end)
    now = _read(after, path)
    expected = {
        **(before.data if isinstance(before.data, dict) else {}),
        "accepted": [*known, entry],
    }
    if now.data != expected:
        raise SourceError(
            "record-too-odd",
            "The acceptance cannot be written into this record without touching more of it.",
            context=path,
            hint="Write `accepted:` as a list of its own lines at the end of the file.",
        )
    return after


def _inserted(text: str, document: Document, entry: Mapping[str, Json], line_end: str) -> str:
    known = _accepted(document)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += line_end
    if not known:
        return "".join([*lines, f"accepted:{line_end}", *_lines(entry, 2, line_end)])
    last = document.value_span(("accepted", len(known) - 1))
    first = document.value_span(("accepted", 0))
    if last is None or first is None:
        return text
    indent = max(first.start.column - 3, 0)
    end = last.end.line - (1 if last.end.column == 1 else 0)
    return "".join([*lines[:end], *_lines(entry, indent, line_end), *lines[end:]])


def _lines(entry: Mapping[str, Json], indent: int, line_end: str) -> Sequence[str]:
    written = [
        f"{key}: {quoted(str(value)) if key == 'reason' else value}" for key, value in entry.items()
    ]
    space = " " * indent
    return [
        f"{space}{'- ' if number == 0 else '  '}{line}{line_end}"
        for number, line in enumerate(written)
    ]


def _accepted(document: Document) -> list[Json]:
    found = document.data.get("accepted") if isinstance(document.data, dict) else None
    return found if isinstance(found, list) else []


def _read(text: str, path: str) -> Document:
    document, problems = read(text.encode(), Origin(path, ""))
    if text.strip() and not isinstance(document.data, dict):
        raise SourceError(
            "record-unreadable",
            problems[0].message if problems else "This record cannot be read.",
            context=path,
            hint="Mend it first: `policykit lint` says where.",
        )
    return document
