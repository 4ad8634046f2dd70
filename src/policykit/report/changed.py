"""What there is to say of one change, in words; every format makes them safe in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policykit.model.change import (
    Acceptance,
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    FloorTouched,
    Piece,
    PieceKind,
    PolicyComparison,
    StaffEffect,
)
from policykit.model.position import Location
from policykit.report.winners import crosses

_COMMIT_LETTERS: Final = 12
_LEAST_SHORTENED: Final = 40

CUSTOMERS: Final = {
    CustomerEffect.WORSE: "worse for customers",
    CustomerEffect.UNCLEAR: "unclear for customers",
    CustomerEffect.BETTER: "better for customers",
    CustomerEffect.SAME: "",
}
STAFF: Final = {
    StaffEffect.MORE: "more for staff",
    StaffEffect.LESS: "less for staff",
    StaffEffect.UNCLEAR: "perhaps more for staff",
    StaffEffect.SAME: "",
}
NEITHER: Final = "the same for customers and staff"
WORDING: Final = "wording"

MARKS: Final = {
    PieceKind.SAME: ("", ""),
    PieceKind.REMOVED: ("[-", "-]"),
    PieceKind.ADDED: ("{+", "+}"),
}
"""What stands around pieces of a redline where there is neither colour nor style."""


def effects(change: Change) -> tuple[str, ...]:
    """For whom a change is what, such as `worse for customers`; never empty."""
    if change.editorial:
        return (WORDING,)
    law = "crosses the law" if crosses(change) else "keeps the law again"
    told = (
        CUSTOMERS[change.customer],
        STAFF[change.staff],
        law if change.floors else "",
    )
    return tuple(words for words in told if words) or (NEITHER,)


def values(change: Change) -> tuple[str, str]:
    """The values before and after, '' where a side has nothing to print."""
    before = change.before.value if change.before else ""
    after = change.after.value if change.after else ""
    return before, after


def says_values(change: Change) -> bool:
    """Whether the sentence on a change has both its values in it already."""
    before, after = values(change)
    return bool(before and after) and before in change.message and after in change.message


def floor_told(floor: FloorTouched, comparison: Comparison) -> str:
    """Which number of the law it is, with where it stands."""
    regions = ", ".join(title(comparison, "regions", region) for region in floor.regions)
    led = "Crosses the law" if floor.crossed else "Keeps the law again"
    where = f", in {regions}" if regions else ""
    cited = f" ({floor.cite})" if floor.cite else ""
    return f"{led}: {floor.name} asks for {floor.words}{cited}{where}."


def acceptance_told(accepted: Acceptance, comparison: Comparison) -> str:
    """Who stands by a change since when and why, or stood by it before it moved on."""
    role = title(comparison, "roles", accepted.role)
    by = f"by {role} on {accepted.date}"
    if accepted.stale:
        return (
            f"Was accepted {by}, and has moved on since, so that counts no more: {accepted.reason}"
        )
    return f"Accepted {by}: {accepted.reason}"


def in_vain_told(accepted: Acceptance, comparison: Comparison) -> str:
    """That an acceptance is of a change that is there no longer."""
    role = title(comparison, "roles", accepted.role)
    return (
        f"{accepted.change} is accepted by {role} on {accepted.date} "
        f"and is no change any more: {accepted.reason}"
    )


def title(comparison: Comparison, kind: str, name: str) -> str:
    """What people call a role (`roles`) or a region (`regions`), its id where that is not told."""
    return comparison.titles.get(kind, {}).get(name) or name


def titles(comparison: Comparison, kind: str, names: Sequence[str]) -> str:
    """What people call several of them, with commas."""
    return ", ".join(title(comparison, kind, name) for name in names)


def place(location: Location) -> str:
    """A path with its line, such as `policies/returns.yaml:41`."""
    return f"{location.path}:{location.span.start.line}" if location.span else location.path


def places(change: Change) -> tuple[str, str]:
    """The places before and after, '' for a side that has none."""
    return (
        place(change.before.location) if change.before else "",
        place(change.after.location) if change.after else "",
    )


def places_told(change: Change) -> str:
    """The place on the later side, with the one before where that was another."""
    before, after = places(change)
    if before and after:
        return after if before == after else f"{after} (before: {before})"
    return after or f"{before} (before)"


def id_told(change: Change) -> str:
    """The id by which somebody can stand by the change; '' where nobody has to."""
    loses = change.customer in {CustomerEffect.WORSE, CustomerEffect.UNCLEAR} or crosses(change)
    return change.fingerprint if loses and not change.editorial and not change.accepted else ""


def void_told(policy: PolicyComparison, comparison: Comparison) -> str:
    """Whose approval counts no more, as one sentence; '' for nobody's."""
    roles = titles(comparison, "roles", policy.void)
    return f"Approvals void: {roles}. They approved another text." if roles else ""


def retrain_told(policy: PolicyComparison, comparison: Comparison) -> str:
    """Who has to learn anew, as one sentence; '' for nobody."""
    roles = titles(comparison, "roles", policy.retrain)
    return f"To train anew: {roles}." if roles else ""


def endpoint(side: Endpoint) -> str:
    """A side by its name, its commit and its day."""
    commit = side.commit[:_COMMIT_LETTERS]
    more = [commit if commit != side.name[:_COMMIT_LETTERS] else "", side.day and f"on {side.day}"]
    told = ", ".join(part for part in more if part)
    return f"{side.name} ({told})" if told else side.name


def marked(pieces: Sequence[Piece]) -> str:
    """A redline in signs alone: `[-what is gone-]` and `{+what is new+}`."""
    told = ""
    for piece in pieces:
        opened, closed = MARKS[piece.kind]
        told += f"{opened}{piece.text}{closed}"
    return told


def shortened(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """A redline with about `most` characters kept of each stretch that is the same."""
    room = max(most, _LEAST_SHORTENED)
    last = len(pieces) - 1
    return tuple(
        Piece(piece.kind, _cut(piece.text, room, head=index > 0, tail=index < last))
        if piece.kind is PieceKind.SAME
        else piece
        for index, piece in enumerate(pieces)
    )


def _cut(text: str, most: int, *, head: bool, tail: bool) -> str:
    """The words next to what changed: those at the head, at the tail, or both."""
    if len(text) <= most:
        return text
    half = most // 2 if head and tail else most
    first = re.sub(r"\S*\Z", "", text[:half]) or text[:half] if head else ""
    last = re.sub(r"\A\S*", "", text[-half:]) or text[-half:] if tail else ""
    return f"{first}…{last}"
