"""Gates: what a pipeline lets through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policykit.model.coverage import Gate, RequirementCoverage, State, Tally, Turned

FAIL_ON = ("missing", "partial")
"""What `--fail-on` knows: the second stops at anything less than covered."""


def under(percent: int, counts: Tally) -> Gate:
    """The gate that asks for a share of requirements to be covered, in percent."""
    name = f"fail-under {percent}"
    if counts.percent is None:
        return Gate(name, is_open=False, told="Nothing is required here, so no share is covered.")
    told = f"{counts.percent} % of requirements are covered, and {percent} % are asked for."
    return Gate(name, is_open=counts.percent >= percent, told=told)


def on(what: str, requirements: Iterable[RequirementCoverage]) -> Gate:
    """The gate that is shut where anything is missing, or anything is less than covered."""
    shut = {State.MISSING} if what == "missing" else {State.MISSING, State.PARTIAL, State.OUTDATED}
    found = [
        each.name
        for each in requirements
        if any(coverage.state in shut for coverage in each.regions)
    ]
    said = "missing" if what == "missing" else "not wholly covered"
    return Gate(f"fail-on {what}", is_open=not found, told=_told(found, said))


def ratchet(revision: str, fallen: Sequence[Turned]) -> Gate:
    """The gate that is shut where anything is worse covered than at a revision."""
    names = list(dict.fromkeys(each.requirement for each in fallen))
    return Gate(
        f"ratchet {revision}",
        is_open=not names,
        told=_told(names, f"worse covered than at {revision}"),
    )


_MOST = 3


def _told(names: Sequence[str], said: str) -> str:
    """A sentence about some requirements, the first of them named."""
    if not names:
        return f"No requirement is {said}."
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    are = "requirement is" if len(names) == 1 else "requirements are"
    return f"{len(names)} {are} {said}: {', '.join(names[:_MOST])}{more}."


def in_doubt(gate: Gate, unread: int) -> Gate:
    """A gate while files cannot be read: nobody can say that it is open.

    Args:
        gate: as it is by what could be read.
        unread: how many files could not.
    """
    files = "1 file" if unread == 1 else f"{unread} files"
    told = f"{gate.told} Nobody can be sure while {files} cannot be read."
    return gate if not unread else Gate(gate.name, is_open=False, told=told)
