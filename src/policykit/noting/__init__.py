"""What happened to a policy, noted in its record: who was asked, what was found and said."""

from __future__ import annotations

from policykit.noting.asked import (
    Answered,
    Consulted,
    Drafted,
    Happening,
    LawChecked,
    Learnt,
    Noted,
    NoteRequest,
    Said,
)
from policykit.noting.making import made
from policykit.recording import one_at_a_time, planned, write
from policykit.stamping import Today, texts

__all__ = [
    "Answered",
    "Consulted",
    "Drafted",
    "Happening",
    "LawChecked",
    "Learnt",
    "NoteRequest",
    "Noted",
    "Said",
    "note",
]


def note(request: NoteRequest, today: Today) -> Noted:
    """Write down what happened to a policy.

    All is checked before anything is written, and while it is checked nobody else records: the
    next free number of a remark is not given twice.

    Raises:
        SourceError: the policy or its record cannot be read, or is not there.
        PolicykitError: a name is unknown, a day still to come, a text tells of a person, or the
            record cannot be written.
    """
    if not request.writes:
        return _noted(request, today)
    with one_at_a_time(request.root):
        found = _noted(request, today)
        write(request.root, found.rewrites)
    return found


def _noted(request: NoteRequest, today: Today) -> Noted:
    ready = made(request, texts(request.root), today)
    rewrites = planned(request.root, {request.policy: ready.additions})
    return Noted(rewrites=rewrites, told=ready.told, remarks=ready.remarks)
