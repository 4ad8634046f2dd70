"""Two sides as a person writes them: `v1`, `v1..v2`, `main...mine`, two days, two folders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policykit.model.errors import SourceError
from policykit.model.quantity.dates import parse_date
from policykit.model.value import dataclass
from policykit.sources.git_program import cut

_FORMS = "Write one revision (compared with the files as they are), or two as OLD..NEW."


@dataclass(frozen=True, slots=True)
class Range:
    """Two revisions.

    `base` is '' where the usual one is meant; `head` is None for the files as they are.
    `since_parting` says that the base is where the two went apart (three dots).
    """

    base: str = ""
    head: str | None = None
    since_parting: bool = False


def read_range(words: Sequence[str]) -> Range:
    """The two revisions that words of the command line name; no words mean the usual ones.

    Raises:
        SourceError: there are more than two of them, or what stands there cannot be one.
    """
    if not words:
        return Range()
    if len(words) > 1:
        raise SourceError(
            "not-a-range",
            "Two revisions are written with two dots between them.",
            context=cut(" ".join(words)),
            hint=f"Did you mean {cut(words[0])}..{cut(words[1])}? Two folders need a folder each. "
            "Policies stand behind --: `policykit diff OLD..NEW -- returns`.",
        )
    (written,) = words
    for dots in ("...", ".."):
        base, found, head = written.partition(dots)
        if not found:
            continue
        if ".." in head or head.startswith(".") or not (base or head):
            break
        for revision in (base, head):
            _demand_no_option(revision)
        return Range(base or "HEAD", head or "HEAD", since_parting=dots == "...")
    else:
        _demand_no_option(written)
        return Range(written)
    raise SourceError(
        "not-a-range", "This cannot be read as two revisions.", context=cut(written), hint=_FORMS
    )


def read_days(written: str) -> tuple[date, date]:
    """Two days written `2026-03-01..2026-06-30`.

    Raises:
        SourceError: they are not two days.
    """
    days = tuple(parse_date(part) for part in written.split(".."))
    match days:
        case (date() as first, date() as second):
            return first, second
        case _:
            raise SourceError(
                "not-two-days",
                "These are not two days.",
                context=cut(written),
                hint="Write them as YYYY-MM-DD..YYYY-MM-DD, such as 2026-03-01..2026-06-30.",
            )


def _demand_no_option(revision: str) -> None:
    if revision.startswith("-"):
        raise SourceError(
            "unknown-revision",
            f"No commit is called “{cut(revision)}”: names of branches and tags never begin "
            "with a hyphen.",
            hint=_FORMS,
        )
