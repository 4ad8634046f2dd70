"""Coverage: what frameworks require, what the policies hold of it, and why anything falls short.

The unit is a requirement in a region. A requirement counts as covered when it is covered in
every region where it applies; that is what percentages are of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from policykit.model.answers import (
    Answer as Answer,
    HeatCell as HeatCell,
    Matrix as Matrix,
    MatrixCell as MatrixCell,
    Warmth as Warmth,
)
from policykit.model.assessment import Practice
from policykit.model.coverage_state import (
    Lack as Lack,
    State as State,
    Tally as Tally,
    tally as tally,
    whole as whole,
)
from policykit.model.finding import Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something in a policy that shows that a need holds, or would hold but for a reason.

    `kind` is that of the need (statement, term, response_target, section, training, kpi,
    feedback, human, policy), `item` its address inside the policy with dots ('' for the policy
    itself), `text` its words or value as written. `location` has a span once the file was
    looked at; `page` is the address of its handbook page, '' where no site is published.
    """

    kind: str
    policy: str
    policy_title: str
    item: str
    text: str
    location: Location
    page: str = ""

    @property
    def name(self) -> str:
        """The item as other policies name it: `returns.refund`."""
        return f"{self.policy}.{self.item}" if self.item else self.policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one need does not hold in a region.

    `need` says the need in words, as a phrase; `message` is one whole sentence that says what
    was found instead, `do` one that says what to write. `found` is what was found instead, the
    nearest first; `written` where the framework writes the need, with its span. `skeleton` is
    YAML to paste into a policy that would close it, '' where no text would. `is_error` marks a
    promise below the law.
    """

    lack: Lack
    need: str
    message: str
    do: str
    written: Location
    found: tuple[Evidence, ...] = ()
    skeleton: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """That a requirement is not met, on purpose, until a day (that day included).

    `regions` is empty for all. `days_left` is negative once it is over; `is_idle` says that
    the requirement is covered, or does not apply, so that it waives nothing. `refused` says in
    one sentence why it does not count though its day has not come; '' where it does.
    """

    requirement: str
    reason: str
    owner: str
    until: str
    location: Location
    regions: tuple[str, ...] = ()
    days_left: int = 0
    is_idle: bool = False
    refused: str = ""

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One requirement in one region ('' where the organisation names no regions).

    `because` says in one sentence why it does not apply or is waived; `notes` say how a number
    was compared, where that needs saying. Only `MOST_EVIDENCE` things are shown for a need;
    `more_evidence` says how many there are beside them. `beneath` is what the state would be
    without the waiver.
    """

    requirement: str
    region: str
    state: State
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    because: str = ""
    notes: tuple[str, ...] = ()
    waiver: Waiver | None = None
    beneath: State | None = None
    more_evidence: int = 0

    @property
    def is_below_the_law(self) -> bool:
        """Whether a promise breaks the number of a law here."""
        return self.state.is_gap and any(reason.is_error for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCoverage:
    """One requirement with its coverage in every region, in the order of the organisation.

    `owner` is the role that would close a gap here, '' where nobody can be named; `policy` the
    id of the policy to change, '' where the area has none; `starter` what to begin a new one
    with. `question` is what to ask when practice is assessed.
    """

    name: str
    framework: str
    title: str
    requirement: str
    area: str
    severity: Severity
    location: Location
    cite: str = ""
    checked: str = ""
    confidence: str = ""
    url: str = ""
    question: str = ""
    valid_from: str = ""
    valid_to: str = ""
    owner: str = ""
    policy: str = ""
    starter: str = ""
    regions: tuple[Coverage, ...] = ()

    @property
    def state(self) -> State:
        """The worst state of its regions; where none counts, waived before not applicable."""
        return whole(each.state for each in self.regions)

    @property
    def gaps(self) -> tuple[Coverage, ...]:
        """The regions in which something has to be done."""
        return tuple(each for each in self.regions if each.state.is_gap)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkCoverage:
    """A framework with its requirements, in the order they are written.

    `because` says in one sentence why it applies, or why it does not; one that does not apply
    has no requirements. `jurisdiction` is '' for a standard that is no law.
    """

    id: str
    title: str
    jurisdiction: str
    location: Location
    applies: bool
    because: str
    requirements: tuple[RequirementCoverage, ...] = ()

    @property
    def tally(self) -> Tally:
        """Its requirements by state."""
        return tally(each.state for each in self.requirements)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Coverage at one time in the past, by the frameworks of today with their days of validity.

    `name` is a tag, a month (`2026-06`) or a commit, `day` the day it was judged by;
    `frameworks` has the share of each framework that applied then, in percent.
    """

    name: str
    commit: str
    day: date
    tally: Tally
    frameworks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turned:
    """A requirement in a region whose state is another than at a revision.

    `is_below_the_law` says that a promise breaks the law there now and did not then.
    """

    requirement: str
    region: str
    before: State
    after: State
    is_below_the_law: bool = False

    @property
    def closes(self) -> bool:
        """Whether a gap became smaller or went away."""
        return self.after.rank > self.before.rank

    @property
    def opens(self) -> bool:
        """Whether a gap came or became bigger."""
        return self.after.rank < self.before.rank


@dataclass(frozen=True, slots=True)
class Against:
    """What became of coverage since a revision; both sides by the frameworks of today."""

    name: str
    commit: str
    before: Tally
    turned: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that was asked for, whether it is open, and one sentence that says so."""

    name: str
    is_open: bool
    told: str


@dataclass(frozen=True, slots=True)
class Task:
    """What one role has to do to close gaps: one need of one requirement, in all its regions.

    `path` is the file to change, '' where a new policy is needed; then `starter` says what to
    begin it with. Writing the policy of a whole area is one task: it has no `requirement` of its
    own, `parts` are phrases of all the policy needs, and `skeleton` is the draft of it.
    """

    owner: str
    requirement: str
    area: str
    state: State
    severity: Severity
    do: str
    regions: tuple[str, ...] = ()
    policy: str = ""
    path: str = ""
    starter: str = ""
    skeleton: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingArea:
    """An area that no policy is about, with the gaps that writing one would close.

    `requirements` are their names, `frameworks` the ids of those that ask, both as written;
    `severity` is that of the worst. `owner` is the role that would write it, '' where nobody can
    be named, `starter` what to begin with. `needs` are phrases of all it has to hold; `skeleton`
    is a whole draft that holds it.
    """

    area: str
    requirements: tuple[str, ...]
    frameworks: tuple[str, ...]
    severity: Severity
    owner: str = ""
    starter: str = ""
    needs: tuple[str, ...] = ()
    skeleton: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """Everything a gap report tells.

    `titles` are what ids are called by kind (`area`, `channel`, `reason`, `region`, `role`,
    `policy`), in the words of the source language. `regions` are those of the organisation, ('',)
    where it has none. `problems` is what is wrong with the frameworks themselves; `unread` are
    files left out with the reason. `warnings` are sentences that say why the numbers are not the
    whole truth: something could not be read, or could not be judged. `trend`, `against`, `matrix` are there where asked for.
    `missing_areas` are those no policy is about, the one most is asked of first.
    """

    name: str
    today: date
    regions: tuple[str, ...]
    frameworks: tuple[FrameworkCoverage, ...] = ()
    areas: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    heat: tuple[HeatCell, ...] = ()
    channels: tuple[str, ...] = ()
    matrix: Matrix | None = None
    trend: tuple[TrendPoint, ...] = ()
    against: Against | None = None
    missing_areas: tuple[MissingArea, ...] = ()
    tasks: tuple[Task, ...] = ()
    practice: tuple[Practice, ...] = ()
    gates: tuple[Gate, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    policies: int = 0
    commit: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: FindingsReport | None = None

    @property
    def requirements(self) -> tuple[RequirementCoverage, ...]:
        """Those of every framework that applies."""
        return tuple(each for framework in self.frameworks for each in framework.requirements)

    @property
    def tally(self) -> Tally:
        """All requirements by state."""
        return tally(each.state for each in self.requirements)

    def title(self, kind: str, name: str) -> str:
        """What an id is called, or the id in words where it has no title."""
        return self.titles.get(kind, {}).get(name) or name.replace("-", " ")
