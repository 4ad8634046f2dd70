"""What is otherwise in one library than in another: changes, for whom, and what they ask for.

A change says one thing about one item. Which kinds of change there are is told by
`policykit.diffing.catalogue`; here is only what every kind has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from policykit.model.finding import Severity
from policykit.model.position import Location
from policykit.model.value import dataclass


class CustomerEffect(StrEnum):
    """What a change means for customers; `UNCLEAR` where nothing says so, never a guess."""

    WORSE = "worse"
    UNCLEAR = "unclear"
    BETTER = "better"
    SAME = "same"


class StaffEffect(StrEnum):
    """Whether staff have more to do or to mind than before."""

    MORE = "more"
    LESS = "less"
    UNCLEAR = "unclear"
    SAME = "same"


class Bump(StrEnum):
    """How much of a version a change asks to raise.

    MAJOR: a duty is new or stricter, or a promise to customers is cut. MINOR: what is advised
    or permitted, measured or said changes. PATCH: words alone.
    """

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """0 for none, 3 for major: bigger asks for more."""
        return ("none", "patch", "minor", "major").index(self.value)


class PieceKind(StrEnum):
    """Whether a piece of text stands on both sides or on one."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline.

    The same and removed pieces joined are the old text, the same and added ones the new text,
    letter for letter.
    """

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """How something stands on one side: its text or value for people, and where it is written.

    `location` has a span once the file was looked at; `value` is '' where the thing itself is
    there and has nothing to print.
    """

    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class FloorTouched:
    """A number of the law that a change crosses, or comes back to keep.

    `name` is the requirement (`eu-consumer.refund`), `words` what it asks (`at most 14 days`),
    `regions` where. `crossed` is False where the promise keeps it again.
    """

    name: str
    framework: str
    cite: str
    words: str
    regions: tuple[str, ...]
    crossed: bool


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That somebody looked at a change and stands by it, as kept in the record.

    `stale` says that the change has moved on since: it is shown, and accepts nothing.
    """

    change: str
    reason: str
    role: str
    date: str
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise.

    `code` and `name` are those of its kind, `policy` the id on the later side (on the earlier
    one where the policy is gone), `item_kind` what kind of thing it is (statement, term, …;
    `policy` for the policy itself), `item` its address inside the policy with dots (''
    for the policy itself), `title` what a reader calls it. `message` is one whole sentence.
    `redline` is there for texts alone. `where` says in words where it holds when that is not
    everywhere (`Sweden`, `chat`), `regions` are the ids of those regions. `roles` are whose
    work it touches, `retrain` those who have to learn anew. `fingerprint` stays the same while
    the change does, whatever the words of messages, the layout and the order of files.
    """

    code: str
    name: str
    severity: Severity
    policy: str
    policy_title: str
    item_kind: str
    item: str
    title: str
    message: str
    before: Side | None
    after: Side | None
    customer: CustomerEffect = CustomerEffect.SAME
    staff: StaffEffect = StaffEffect.SAME
    bump: Bump = Bump.PATCH
    editorial: bool = False
    redline: tuple[Piece, ...] = ()
    where: str = ""
    regions: tuple[str, ...] = ()
    floors: tuple[FloorTouched, ...] = ()
    roles: tuple[str, ...] = ()
    retrain: tuple[str, ...] = ()
    fingerprint: str = ""
    accepted: Acceptance | None = None


class VersionVerdict(StrEnum):
    """How the bump that was made stands to the one the changes ask for.

    `FREE` where one of the two texts bound nobody yet, a draft or in review, or a version
    cannot be read.
    """

    ENOUGH = "enough"
    MISSING = "missing"
    TOO_SMALL = "too-small"
    DECREASED = "decreased"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a policy in reading order, with how it stood and how it stands.

    `label` is what stands before it (a level, the name of a value); `heading` is greater than
    0 for headings (1 the policy, 2 a section, 3 an item). A side is None where the line is not
    there. `pieces` is the redline, one SAME piece where nothing changed.
    """

    address: str
    label: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]
    heading: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyComparison:
    """What became of one policy.

    `path` is its file on the later side, else on the earlier one. Versions are '' where that
    side has none. `required` is the bump its changes ask for, `made` the one made. `void` are
    the roles whose approval was of another text, `retrain` the roles who have to learn anew.
    `lines` are all its texts in reading order where they were asked for.
    """

    policy: str
    title: str
    path: str
    owner: str = ""
    status: str = ""
    version_before: str = ""
    version_after: str = ""
    required: Bump = Bump.NONE
    made: Bump = Bump.NONE
    verdict: VersionVerdict = VersionVerdict.ENOUGH
    void: tuple[str, ...] = ()
    retrain: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def is_gone(self) -> bool:
        """Whether the policy itself is there on the earlier side alone."""
        return any(
            change.item_kind == "policy"
            and change.before is not None
            and change.after is None
            and not change.item
            for change in self.changes
        )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One side of a comparison: what to call it, its commit ('' for none) and day ('' for now).

    `author` and `date` are those of the commit, for whoever signs a redline; '' for a work tree.
    """

    name: str
    commit: str = ""
    day: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is otherwise between two sides.

    `policies` has those with changes alone, those that matter most first; `around` are changes
    of the organisation, areas, measures, settings and frameworks. `accepted_in_vain` are
    acceptances of changes that are no longer there. `unread` maps files that could not be read
    on a side to why: they are left out, the rest is compared. `titles` gives the words for
    roles and regions.
    """

    before: Endpoint
    after: Endpoint
    policies: tuple[PolicyComparison, ...] = ()
    around: tuple[Change, ...] = ()
    accepted_in_vain: tuple[Acceptance, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    compared: int = 0
    name: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes, policy by policy, those around the policies last."""
        return (*(change for each in self.policies for change in each.changes), *self.around)
