"""What Git asks programs for: to show a change of one file, and to merge three texts of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.change import Comparison, Endpoint
from policykit.model.errors import SourceError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.diffing.merging import Merged
    from policykit.diffing.sides import PolicyText
    from policykit.model.surroundings import Surroundings

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""

_NOTHING = "/dev/null"


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file on two sides: compared by what it means, or where that cannot be, by lines."""

    path: str
    comparison: Comparison | None
    lines: str = ""


def file_difference(
    path: str, before: Path, after: Path, root: Path | None, today: Today
) -> FileDifference:
    """What changed in one file of a repository.

    Args:
        path: where the file stands in the repository.
        before: a file with the earlier content; what is not there counts as empty.
        after: a file with the later content.
        root: the policy repository that gives names their titles, None for none.
        today: gives the day.

    Raises:
        SourceError: a file cannot be read.
    """
    from policykit.library.files import FileKind, file_name

    old, new = _content(before), _content(after)
    place = "/".join(("policies", *path.split("/")[-1:]))
    if file_name(place).kind is FileKind.POLICY:
        texts = [_text(path, content) for content in (old, new)]
        is_whole = all(text or not content for text, content in zip(texts, (old, new), strict=True))
        if is_whole:
            comparison = _compared(path, texts[0], texts[1], _surroundings(root), today)
            return FileDifference(path, comparison)
    return FileDifference(path, None, _by_lines(path, old, new))


def merged(base: Path, ours: Path, theirs: Path, path: str, size: int) -> Merged:
    """The merge of three versions of a file, by lines and by what they mean.

    Args:
        base: a file with what both sides started from.
        ours: a file with the side that is there.
        theirs: a file with the side that comes in.
        path: where the file stands in the repository.
        size: how many characters a mark has.

    Raises:
        SourceError: a file cannot be read.
    """
    from policykit.diffing.merging import merge

    old, mine, other = (
        _content(each).decode("utf-8", "surrogateescape") for each in (base, ours, theirs)
    )
    return merge(old, mine, other, is_record=path.endswith(".record.yaml"), size=size)


def _content(file: Path) -> bytes:
    if str(file) == _NOTHING:
        return b""
    try:
        return file.read_bytes()
    except (OSError, ValueError) as trouble:
        raise SourceError(
            "unreadable-file",
            "This file cannot be read.",
            context=str(file)[:120],
            hint="Git calls this command by itself; see `policykit diff-driver --help`.",
        ) from trouble


def _text(path: str, content: bytes) -> PolicyText | None:
    from policykit.diffing.sides import texts_of
    from policykit.library.bundle import Bundle
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    document, _ = read(content, Origin(path, ""))
    if not isinstance(document.data, dict):
        return None
    return next(texts_of(Bundle(id="", policy=document)), None)


def _surroundings(root: Path | None) -> Surroundings:
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.model.surroundings import Surroundings
    from policykit.opening import surrounded
    from policykit.sources.worktree import WorkTree
    from policykit.validation import load_schemas

    if root is None:
        return Surroundings()
    return surrounded(Loader(load_schemas(())), survey(WorkTree(root))).surroundings


def _compared(
    path: str,
    before: PolicyText | None,
    after: PolicyText | None,
    around: Surroundings,
    today: Today,
) -> Comparison:
    from policykit.diffing.libraries import Asked, compare
    from policykit.diffing.sides import SideTexts
    from policykit.diffing.standing import Days

    day = today(around.organisation.time_zone)
    sides = [
        SideTexts(texts=() if text is None else (text,), surroundings=around)
        for text in (before, after)
    ]
    found = compare(sides[0], sides[1], Asked(today=day, days=Days(day, day)))
    return Comparison(
        before=Endpoint(f"a/{path}"),
        after=Endpoint(f"b/{path}"),
        policies=found.policies,
        titles={
            "roles": around.organisation.names.get("role", {}),
            "regions": {
                key: region.title or key for key, region in around.organisation.regions.items()
            },
        },
        compared=1,
        name=around.organisation.name,
    )


def _by_lines(path: str, before: bytes, after: bytes) -> str:
    old, new = (each.decode("utf-8", "backslashreplace").splitlines() for each in (before, after))
    return "\n".join(unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))
