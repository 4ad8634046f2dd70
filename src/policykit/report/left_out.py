"""What a report does not show, in words: known findings, older ones, those of other shards."""

from __future__ import annotations

from policykit.model.report import BaselineUse, FindingsReport
from policykit.report.counts import number
from policykit.report.visible import visible_line


def left_out(report: FindingsReport) -> tuple[str, ...]:
    """Sentences on what was left out and on the baseline, in the order to tell them."""
    told: list[str] = []
    if report.baseline is not None:
        told.extend(_of_baseline(report.baseline))
    if report.against:
        told.append(_of_revision(visible_line(report.against), report.older))
    if report.shard is not None:
        told.append(
            f"This is part {report.shard.number} of {report.shard.of}: what can only be seen when "
            "all policies are side by side is told by policykit merge-reports."
        )
    return tuple(told)


def _of_revision(revision: str, older: int) -> str:
    if not older:
        return f"Nothing is left out: no finding stood at {revision} already."
    stood = number(older, "finding", "findings")
    return f"{stood} that stood at {revision} already {_are(older)} not shown."


def _of_baseline(use: BaselineUse) -> list[str]:
    file = visible_line(use.file)
    known = number(use.hidden, "known finding", "known findings")
    told = [f"{known} hidden by the baseline ({file})."]
    if use.content is not None:
        told = [f"Wrote the baseline {file}, which hides {known}."]
    if use.refused:
        told.append(
            f"{number(use.refused, 'finding', 'findings')} of the baseline {_are(use.refused)} shown "
            "all the same: such a code is never hidden."
        )
    if not use.gone:
        return told
    gone = number(use.gone, "finding", "findings")
    if use.kept:
        told.append(
            f"{gone} of the baseline {_are(use.gone)} not found, but not everything could be "
            "read, so the baseline was left as it is."
        )
    elif use.content is not None:
        told.append(f"{gone} taken out of the baseline: no longer found.")
    else:
        told.append(
            f"{gone} of the baseline {_are(use.gone)} no longer found; --prune takes such out of it."
        )
    return told


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
