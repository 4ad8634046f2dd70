"""Whether a printed handbook is the one in force: its code, recomputed from the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.model.verdict import Verdict

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest:
    """Which edition to look at: `edition` is a code as somebody typed it, or the path of a file.

    `audience`, `channels`, `regions` and `brands` are those the edition was narrowed to when it
    was made, where that was not by the settings. `at` is a commit it may be of, beside those of
    the release branch.
    """

    root: Path
    edition: str
    at: str = ""
    audience: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


def verify(request: VerifyRequest, today: Today) -> Verdict:
    """Which edition of which handbook it is, and what of it is otherwise in force now.

    Raises:
        SourceError: there is no code or none that can be read, no edition has it, or the
            history cannot be read.
    """
    from policykit.handbook.verifying import find, judge
    from policykit.handbook.view import View
    from policykit.library.past import Past
    from policykit.opening import moments_of, opened_at, release_head
    from policykit.sources.git import Repository
    from policykit.sources.git_history import GitHistory

    codes = _codes(request.edition)
    view = View(
        audience=request.audience,
        channels=request.channels,
        regions=request.regions,
        brands=request.brands,
    )
    with opened_at(request.root, "") as opened:
        around = opened.surrounded.surroundings
        schemas = opened.loader.schemas
    zone = around.organisation.time_zone
    day = today(zone)
    with Repository(request.root) as repository:
        branch, head = release_head(repository, around.settings.release_branch)
        history = GitHistory(repository)
        told = moments_of(history, head, ZoneInfo(zone), schemas)
        for code in codes:
            found = find(code, told, day, view)
            if found is None and request.at:
                own = moments_of(history, repository.resolve(request.at), ZoneInfo(zone), schemas)
                found = find(code, own[-1:], day, view)
            if found is not None:
                return judge(found, Past(told), day)
        gap = history.gap
    raise _unknown(codes[0], branch or "HEAD", gap)


def _codes(edition: str) -> tuple[str, ...]:
    """The codes a text is or the file it names has in it; never empty."""
    from policykit.handbook.reading import codes_of_file
    from policykit.model.edition_code import looks_typed, read_code

    file = Path(edition)
    code = read_code(edition)
    if code is not None:
        return (code,)
    if _is_there(file) or not looks_typed(edition):
        return codes_of_file(file)
    raise SourceError(
        "edition-slip",
        "There is a slip in this code.",
        context=edition[:120],
        hint="Type it once more: twenty letters and digits in four groups, such as "
        "7K3MQ-0B9RT-2XWVA-H5C89, at the foot of the pages.",
    )


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        # So is told of names that are too long to be any file's.
        return False


def _unknown(code: str, branch: str, gap: str) -> SourceError:
    hint = (
        f"It may be made from changes nobody committed, or from another branch than {branch} "
        "(name its commit with --at), or for some readers only (name them as they were named to "
        "`policykit render`: --audience, --region, --channel, --brand)."
    )
    return SourceError(
        "edition-unknown",
        "No edition of the handbooks of this repository has this code.",
        context=code,
        hint=f"{hint} {gap}".rstrip(),
    )
