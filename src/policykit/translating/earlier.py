"""Texts of a source as they were when they were translated, found again in the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from policykit.library.facts import oldest_ids
from policykit.library.files import FileKind, file_name
from policykit.library.words import stamp
from policykit.model.errors import SourceError
from policykit.translating.notes import Text
from policykit.translating.subject import Subject, former_source

_MOST_VERSIONS: Final = 500
_HERE: Final = "HEAD"


def earlier_texts(
    root: Path, subject: Subject, wanted: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], Text]:
    """The texts that had these digests at their addresses, as far as the history has them.

    Args:
        root: the policy repository.
        subject: whose texts.
        wanted: pairs of an address and a digest.
    """
    if not wanted:
        return {}
    try:
        return _found(root, subject, set(wanted))
    except SourceError:
        # Without a history there are no earlier words; that is told beside each entry.
        return {}


def _found(
    root: Path, subject: Subject, wanted: set[tuple[str, str]]
) -> Mapping[tuple[str, str], Text]:
    from policykit.branch import opened_branch

    kinds = {FileKind.ORGANISATION if subject.is_organisation else FileKind.POLICY}
    names = _names(subject)
    found: dict[tuple[str, str], Text] = {}
    with opened_branch(root, _HERE) as branch:
        seen: set[str] = set()
        for landing in reversed(branch.landings):
            for change in landing.changes:
                name = file_name(change.path)
                if name.kind not in kinds or (name.id not in names and not subject.is_organisation):
                    continue
                for key in (change.after, change.before):
                    if key is None or key in seen:
                        continue
                    seen.add(key)
                    _take(branch.history.read(key), change.path, subject, wanted, found)
            if len(found) == len(wanted) or len(seen) > _MOST_VERSIONS:
                break
    return found


def _take(
    content: bytes,
    path: str,
    subject: Subject,
    wanted: set[tuple[str, str]],
    found: dict[tuple[str, str], Text],
) -> None:
    walked = former_source(content, path, subject.shape)
    oldest = oldest_ids(walked)
    addresses = {address for address, _ in wanted}
    for text in walked.texts:
        if text.address in addresses:
            pair = text.address, stamp(text, oldest)
            if pair in wanted:
                found.setdefault(pair, text.text)


def _names(subject: Subject) -> set[str]:
    data = subject.source.data
    former = data.get("former_ids") if isinstance(data, dict) else None
    return {subject.name, *(map(str, former) if isinstance(former, list) else ())}
