"""Facts: what the rest of the set needs to know of one policy, small and serialisable.

Rules across policies read facts, never documents, so that memory grows with facts alone.
Places are kept as pointers; positions are looked up again only for what is reported.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.value import dataclass

FACTS_VERSION = 7
"""Raised when the form of facts changes, so that no cache mixes two forms."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Where something holds; None on a side means: everywhere the policy holds."""

    regions: tuple[str, ...] | None = None
    brands: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    reasons: tuple[str, ...] | None = None
    groups: tuple[str, ...] | None = None
    audience: tuple[str, ...] | None = None
    dates: str = ""
    when: str = ""


EVERYWHERE: Final = Narrowing()
"""No narrowing at all, which is what most items say: one in memory serves all."""

KEPT_REFERENCES = frozenset(
    {"policy", "item", "term", "placeholder", "link", "requirement", "covers"}
)
"""The kinds of references that facts keep; of those to items, those that may lead to other
policies or name a term. A policy and its surroundings settle all others, such as names of roles
and channels, by themselves: four of five, which nobody has to remember."""


@dataclass(frozen=True, slots=True)
class ReferenceFact:
    """A name that points at something in this policy or another one, or at a requirement.

    `kind` says at what (one of `KEPT_REFERENCES`); `raw` is the name as written, `words` the characters to underline inside a text and
    `nth` their number there.
    """

    kind: str
    raw: str
    path: str
    pointer: Pointer
    words: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One item of a policy: a statement, point, term, target, step, script and so on.

    `parent` is the id of the item it belongs to (with dots further down), '' at the top.
    `words` are ten digits that tell the text of a statement or point from any other, but for
    the names of things in other policies; '' for other kinds.
    """

    kind: str
    id: str
    pointer: Pointer
    former_ids: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""
    narrowing: Narrowing = EVERYWHERE
    law: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    phase: str = ""
    public: bool = False
    gains: str = ""
    who: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    limit: str = ""
    instead_of: tuple[str, ...] = ()
    words: str = ""

    @property
    def oldest_id(self) -> str:
        """The first id this item ever had."""
        return self.former_ids[0] if self.former_ids else self.id


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A response target; durations as written, '' where absent."""

    id: str
    pointer: Pointer
    narrowing: Narrowing
    by: str = "person"
    priority: str = ""
    calendar: str = ""
    first_response: str = ""
    next_response: str = ""
    resolution: str = ""
    attain: str = ""


@dataclass(frozen=True, slots=True)
class EscalationFact:
    """A step of the escalation ladder."""

    id: str
    pointer: Pointer
    narrowing: Narrowing
    to: str = ""
    to_body: str = ""
    within: str = ""
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleFact:
    """A training module: whom it is for (empty = all the training is for) and what it teaches."""

    id: str
    required_for: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    duration: str = ""


@dataclass(frozen=True, slots=True)
class KpiFact:
    """A KPI: the measures it uses (none when it is only told) and its target as written."""

    id: str
    measures: tuple[str, ...] = ()
    target: tuple[tuple[str, str], ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionFact:
    """An exception: the items it lifts, and until when."""

    id: str
    lifts: tuple[str, ...] = ()
    expires: str = ""


@dataclass(frozen=True, slots=True)
class StampFact:
    """An approval, review or draft in the record: by whom, when, over which digests.

    `signature` is that of an approval as the record holds it, '' where nobody signed.
    """

    pointer: Pointer
    role: str = ""
    by: str = ""
    date: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True)
class SeenFact:
    """A place that refers to a statement or term, and how that was when somebody looked at both.

    `item` is the citing item, `owner` and `target` the policy and id of what it cites, `digest`
    that of the words that were looked at. `pointer` is where the record says so, `at` the
    reference itself.
    """

    item: str
    owner: str
    target: str
    digest: str
    pointer: Pointer
    at: ReferenceFact


@dataclass(frozen=True, slots=True)
class CommentFact:
    """A remark in the record: its item ('' for the whole policy) and what became of it.

    `outcome` is '' while it is open; `answered` tells whether an answer stands there.
    """

    pointer: Pointer
    id: str
    date: str = ""
    item: str = ""
    outcome: str = ""
    answered: bool = False
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What the record says happened.

    `seen` has the references that are still there alone.
    """

    path: str
    drafted: tuple[StampFact, ...] = ()
    consulted: tuple[StampFact, ...] = ()
    reviews: tuple[StampFact, ...] = ()
    approvals: tuple[StampFact, ...] = ()
    law_checked: str = ""
    evidence: int = 0
    seen: tuple[SeenFact, ...] = ()
    comments: tuple[CommentFact, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsFact:
    """The state of one locale: addresses without words, out of date, and of nothing known.

    `names` are the names in braces that its words hold and the source does not.
    """

    locale: str
    path: str
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfDigest:
    """A digest but for names in other policies: their oldest ids are known to the library only.

    `body` is the SHA-256 of the canonical JSON with numbered gaps; each gap holds the names
    that belong there, in any order.
    """

    body: str
    gaps: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DigestFact:
    """The two digests of a policy in one locale."""

    locale: str
    rules: HalfDigest
    content: HalfDigest


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that takes findings off: which codes, where it counts, why, until when.

    `pointer` is the node it covers with all below; `line` and `column` where it stands.
    """

    path: str
    codes: tuple[str, ...]
    pointer: Pointer
    reason: str
    until: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one bundle: policy, coming version, words and record."""

    path: str
    key: str
    id: str
    former_ids: tuple[str, ...] = ()
    title: str = ""
    areas: tuple[str, ...] = ()
    status: str = ""
    version: str = ""
    effective: str = ""
    retired_on: str = ""
    replaced_by: tuple[str, ...] = ()
    comments_until: str = ""
    owner: str = ""
    audience: tuple[str, ...] = ()
    scope: Narrowing = field(default_factory=Narrowing)
    related: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    review_every: str = ""
    items: tuple[ItemFact, ...] = ()
    terms: tuple[tuple[str, Json], ...] = ()
    targets: tuple[TargetFact, ...] = ()
    escalation: tuple[EscalationFact, ...] = ()
    handoffs: Json = None
    exceptions: tuple[ExceptionFact, ...] = ()
    training_for: tuple[str, ...] = ()
    training_refresh: str = ""
    modules: tuple[ModuleFact, ...] = ()
    kpis: tuple[KpiFact, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()
    safe_harbour: bool | None = None
    references: tuple[ReferenceFact, ...] = ()
    digests: tuple[DigestFact, ...] = ()
    record: RecordFact | None = None
    words: tuple[WordsFact, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    custom: Json = None
    coming: Facts | None = None
    facts_version: int = FACTS_VERSION

    @property
    def oldest_id(self) -> str:
        """The first id this policy ever had."""
        return self.former_ids[0] if self.former_ids else self.id
