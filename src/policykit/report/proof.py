"""What proves that a text was as it is shown: the day, the version, the commit."""

from __future__ import annotations

from policykit.model.showing import Shown
from policykit.report.told import commit
from policykit.report.words import one_line


def name(shown: Shown) -> str:
    """The dotted id of what is shown."""
    return one_line(".".join(filter(None, (shown.policy, shown.item))))


def proof(shown: Shown) -> tuple[tuple[str, str], ...]:
    """Label and words of each line of the proof; none where nothing was there."""
    if not shown.version and not shown.path:
        return ()
    lines = [("version", f"{one_line(shown.version) or '?'}, {one_line(shown.status) or '?'}")]
    if shown.on is not None and shown.since is not None:
        branch = f" on {one_line(shown.branch)}" if shown.branch else ""
        since = shown.since.isoformat()
        lines.append(("in force", f"on {shown.on.isoformat()}{branch}, since {since}"))
    if shown.by is not None:
        lines.append(("brought", commit(shown.by)))
    if shown.commit is not None:
        lines.append(("proof", commit(shown.commit)))
        lines.append(("", f"git show {one_line(shown.commit.commit)}:./{one_line(shown.path)}"))
    else:
        lines.append(("file", f"{one_line(shown.path)}, as it is now"))
    return tuple(lines)
