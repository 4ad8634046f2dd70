"""A policy as its readers see it: statements, terms, targets, words for customers and staff.

Every item carries its id, former ids and the pointer to where it stands. Quantities are kept
as written (a value or the name of a term); `policykit.model.quantity` reads them.
"""

from __future__ import annotations

from dataclasses import field

from policykit.model.document import Json
from policykit.model.facts import Narrowing
from policykit.model.position import Pointer
from policykit.model.term import Term
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What all items have: an id, the ids it had before (oldest first), and a place."""

    id: str
    pointer: Pointer
    former_ids: tuple[str, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    law: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    public: bool = False

    @property
    def oldest_id(self) -> str:
        """The first id this item ever had."""
        return self.former_ids[0] if self.former_ids else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Item):
    """An id with a text: an exclusion, a point of a statement, a column."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Entry):
    """A word with a fixed meaning; where `term` is empty, the id in words is the headword."""

    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Item):
    """One duty or permission, at exactly one level.

    `points` all hold; with `choice` one of them is picked by `chosen_by`.
    """

    level: str
    text: str
    how: str = ""
    good: str = ""
    bad: str = ""
    because: str = ""
    phase: str = ""
    gains: str = "customer"
    who: tuple[str, ...] = ()
    limit: str = ""
    decides: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    points: tuple[Entry, ...] = ()
    choice: bool = False
    chosen_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Item):
    """What the policy is to reach, and the KPI that tells."""

    text: str
    aim: str = ""
    kpi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Item):
    """A row of a table: texts by column id."""

    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Item):
    """A table with named columns."""

    title: str
    columns: tuple[Entry, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Item):
    """How fast we answer: durations or names of terms, '' where none is promised."""

    by: str = "person"
    priority: str = ""
    calendar: str = ""
    first_response: str = ""
    next_response: str = ""
    resolution: str = ""
    update_every: str = ""
    attain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Item):
    """A step of a procedure."""

    do: str
    how: str = ""
    who: tuple[str, ...] = ()
    if_not: str = ""
    systems: tuple[str, ...] = ()
    form: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Item):
    """Steps in order."""

    title: str
    text: str = ""
    who: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep(Item):
    """Who takes over, how soon, and when."""

    to: str = ""
    to_body: str = ""
    within: str = ""
    triggers: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class Handoffs:
    """How a customer reaches a person and keeps their story."""

    human_open: str = ""
    human_closed: str = ""
    bot_max_turns: int | None = None
    context_passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """How we sound."""

    style: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Item):
    """Words ready to send or say."""

    title: str
    text: str
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with one right answer."""

    question: str
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Item):
    """A situation with a good and a bad way through it."""

    title: str
    situation: str
    good: str = ""
    bad: str = ""
    quiz: Quiz | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A frequent question and its answer."""

    question: str
    answer: str
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionItem(Item):
    """Where a duty does not hold."""

    what: str
    lifts: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Item):
    """One piece of training."""

    title: str
    text: str = ""
    method: str = ""
    duration: str = ""
    pass_mark: str = ""
    required_for: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """Who learns this policy, by when, and how often again."""

    required_for: tuple[str, ...] = ()
    within: str = ""
    refresh: str = ""
    on_change: tuple[str, ...] = ()
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi(Item):
    """A measured aim; `measures` is one measure, or the two of a ratio, or none when told."""

    title: str = ""
    measures: tuple[str, ...] = ()
    describes: str = ""
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_least: str = ""
    at_most: str = ""
    percentile: int | None = None
    stretch: str = ""
    period: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Item):
    """A source of feedback."""

    kind: str = ""
    source: str = ""
    every: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Item):
    """A check that the policy is lived."""

    what: str
    every: str = ""
    owner: str = ""
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enforcement:
    """What follows a breach, and whether following the policy protects."""

    ladder: tuple[str, ...] = ()
    safe_harbour: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that goes out: by which way and day."""

    via: str
    by: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Predecessor:
    """An earlier version and why it was replaced."""

    version: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy in one locale's words. Dates as written (ISO 8601), '' where absent."""

    path: str
    id: str
    former_ids: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    areas: tuple[str, ...] = ()
    status: str = ""
    version: str = ""
    effective: str = ""
    retired_on: str = ""
    replaced_by: tuple[str, ...] = ()
    owner: str = ""
    audience: tuple[str, ...] = ()
    scope: Narrowing = field(default_factory=Narrowing)
    excludes: tuple[Entry, ...] = ()
    definitions: tuple[Definition, ...] = ()
    rationale: str = ""
    customer_benefit: str = ""
    objectives: tuple[Objective, ...] = ()
    terms: tuple[Term, ...] = ()
    statements: tuple[Statement, ...] = ()
    tables: tuple[Table, ...] = ()
    targets: tuple[Target, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    escalation: tuple[EscalationStep, ...] = ()
    handoffs: Handoffs | None = None
    tone: Tone = field(default_factory=Tone)
    scripts: tuple[Script, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    faq: tuple[Question, ...] = ()
    exceptions: tuple[ExceptionItem, ...] = ()
    training: Training | None = None
    kpis: tuple[Kpi, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    staff_notices: tuple[Notice, ...] = ()
    customer_notices: tuple[Notice, ...] = ()
    monitoring: tuple[Audit, ...] = ()
    enforcement: Enforcement | None = None
    related: tuple[str, ...] = ()
    review_every: str = ""
    review_triggers: tuple[str, ...] = ()
    supersedes: tuple[Predecessor, ...] = ()
    custom: Json = None

    @property
    def oldest_id(self) -> str:
        """The first id this policy ever had."""
        return self.former_ids[0] if self.former_ids else self.id

    def term(self, name: str) -> Term | None:
        """The policy's own term of that id."""
        return next((term for term in self.terms if term.id == name), None)
