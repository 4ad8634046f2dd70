"""A handbook before it has a form: everything resolved to printable text in one language.

Formats read a Book and nothing else. All of it is plain, frozen data; the one structured text
is `Prose`. Whatever can be pointed at has an anchor: `returns` for a policy,
`returns.no-receipt` for an item, `returns.damaged-by-us.replace` for a part of one, and
`returns:rules` for a section. Anchors of items are for good; numbers are for reading aloud.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.edition import Choice as Choice, Design as Design
from policykit.model.prose import (
    Block as Block,
    BlockKind as BlockKind,
    Inline as Inline,
    Prose as Prose,
    Span as Span,
    SpanKind as SpanKind,
    bare_text as bare_text,
    plain_prose as plain_prose,
)
from policykit.model.remark import Remark as Remark
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """Where something holds, in one short word: `kind` is region, channel, audience, …."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what belongs to it."""

    key: str
    label: str
    values: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class LawReference:
    """A requirement something carries out: its name, and where to read it.

    `checked` is the day somebody last looked at the source, as YYYY-MM-DD, '' where unknown;
    `floor` what it asks of the number that names it, in words, '' where it asks for none.
    """

    id: str
    title: str
    cite: str
    checked: str = ""
    floor: str = ""


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to something in the book: anchor, number (may be '') and title."""

    anchor: str
    number: str
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class LevelNote:
    """How one level is to be read."""

    level: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a rule."""

    anchor: str
    text: Prose
    badges: tuple[Badge, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A statement as it is printed.

    `lead` says how its points belong together, '' where it has none.
    """

    anchor: str
    number: str
    level: str
    label: str
    text: Prose
    aliases: tuple[str, ...] = ()
    when: Prose = Prose()
    points: tuple[Point, ...] = ()
    lead: str = ""
    how: Prose = Prose()
    good: Prose = Prose()
    bad: Prose = Prose()
    because: Prose = Prose()
    badges: tuple[Badge, ...] = ()
    facts: tuple[Fact, ...] = ()
    law: tuple[LawReference, ...] = ()
    instead_of: tuple[LinkTo, ...] = ()
    yields_to: tuple[LinkTo, ...] = ()
    exceptions: tuple[LinkTo, ...] = ()
    public: bool = False
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class ValueCase:
    """A value and where it holds, '' for everywhere else."""

    value: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A term as it is printed: what is promised, to whom, counted from what."""

    anchor: str
    title: Prose
    kind: str
    cases: tuple[ValueCase, ...]
    notes: tuple[str, ...] = ()
    law: tuple[LawReference, ...] = ()
    aliases: tuple[str, ...] = ()
    public: bool = False
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table; the first cell names it, `when` says when it holds.

    `channels` are those it is about, each as its badge would name it, where that is known;
    `measure` and `cases` what a target of ours measures and for which cases, '' for all. A row
    that `is_head` heads those below it. `shares` are percentages that its cells tell, for bars.
    """

    anchor: str
    cells: tuple[Prose, ...]
    badges: tuple[Badge, ...] = ()
    aliases: tuple[str, ...] = ()
    when: Prose = Prose()
    channels: tuple[str, ...] = ()
    is_head: bool = False
    measure: str = ""
    cases: str = ""
    shares: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `keys` say what its columns are where that is known, such as `resolution`."""

    anchor: str
    caption: Prose
    columns: tuple[Prose, ...]
    rows: tuple[GridRow, ...]
    badges: tuple[Badge, ...] = ()
    aliases: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of a procedure."""

    anchor: str
    text: Prose
    how: Prose = Prose()
    facts: tuple[Fact, ...] = ()
    badges: tuple[Badge, ...] = ()
    when: Prose = Prose()
    otherwise: LinkTo | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCard:
    """Steps in order."""

    anchor: str
    title: Prose
    text: Prose
    who: str
    steps: tuple[StepLine, ...]
    badges: tuple[Badge, ...] = ()
    when: Prose = Prose()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    """A step of the escalation ladder; `outside` is True for a body that is not ours."""

    anchor: str
    to: str
    within: str
    triggers: tuple[str, ...]
    how: Prose
    address: str = ""
    website: str = ""
    outside: bool = False
    badges: tuple[Badge, ...] = ()
    when: Prose = Prose()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A titled text with what it supports: a script or an answer to a question."""

    anchor: str
    title: Prose
    text: Prose
    supports: tuple[LinkTo, ...] = ()
    badges: tuple[Badge, ...] = ()
    when: Prose = Prose()
    public: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizCard:
    """A question, its answers in the order they are shown, and the place of the right one."""

    question: Prose
    answers: tuple[Prose, ...]
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCard:
    """A situation with a good and a bad way through it."""

    anchor: str
    title: Prose
    situation: Prose
    good: Prose
    bad: Prose
    quiz: QuizCard | None = None
    supports: tuple[LinkTo, ...] = ()
    badges: tuple[Badge, ...] = ()
    when: Prose = Prose()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A text with an anchor and facts: an exception, an objective, an audit, a definition."""

    anchor: str
    title: Prose
    text: Prose
    facts: tuple[Fact, ...] = ()
    badges: tuple[Badge, ...] = ()
    law: tuple[LawReference, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """A piece of training."""

    anchor: str
    title: Prose
    text: Prose
    facts: tuple[Fact, ...]
    teaches: tuple[LinkTo, ...]
    uses: tuple[LinkTo, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of a policy that has something in it."""

    key: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """A policy as it is printed.

    `state` is `in-force`, `coming` or `not-in-force`, `badge` its word but for the first;
    `untranslated` counts the texts printed in another language, `stale` those translated from an
    earlier text. `law_note` says how far the law named here can be relied on. `review` is `due` or
    `overdue` where somebody has to look at it again, `review_badge` its word. `facts` say whom and
    what it is for, `record` who looks after it and since when it holds. `audience` and `channels`
    are the ids of those it is for, as in `Choice`; `edit` is where its text can be changed,
    `remark` where to say what is wrong with it.
    """

    id: str
    number: str
    title: str
    chapter: str
    areas: tuple[LinkTo, ...]
    state: str
    badge: str
    version: str
    language: str = ""
    summary: Prose = Prose()
    facts: tuple[Fact, ...] = ()
    excludes: tuple[Line, ...] = ()
    rationale: Prose = Prose()
    customer_benefit: Prose = Prose()
    objectives: tuple[Line, ...] = ()
    definitions: tuple[Line, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    exceptions: tuple[Line, ...] = ()
    tables: tuple[Grid, ...] = ()
    targets: Grid | None = None
    procedures: tuple[ProcedureCard, ...] = ()
    escalation: tuple[LadderStep, ...] = ()
    handoffs: tuple[Fact, ...] = ()
    style: tuple[str, ...] = ()
    say: tuple[Prose, ...] = ()
    avoid: tuple[Prose, ...] = ()
    scripts: tuple[Card, ...] = ()
    scenarios: tuple[ScenarioCard, ...] = ()
    faq: tuple[Card, ...] = ()
    training: tuple[Fact, ...] = ()
    modules: tuple[ModuleCard, ...] = ()
    kpis: Grid | None = None
    feedback: tuple[Line, ...] = ()
    notices: tuple[Fact, ...] = ()
    monitoring: tuple[Line, ...] = ()
    enforcement: tuple[Fact, ...] = ()
    enforcement_text: Prose = Prose()
    related: tuple[LinkTo, ...] = ()
    record: tuple[Fact, ...] = ()
    history: tuple[Line, ...] = ()
    sections: tuple[SectionLink, ...] = ()
    untranslated: int = 0
    stale: int = 0
    law_note: str = ""
    review: str = ""
    review_badge: str = ""
    audience: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    edit: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A service area with its policies; `also` are policies whose home is another chapter."""

    id: str
    number: str
    title: str
    policies: tuple[LinkTo, ...]
    also: tuple[LinkTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the table of decision rights; `state` and `badge` are as in `PolicyPage`."""

    rule: LinkTo
    what: Prose
    who: tuple[str, ...]
    limit: str
    decides: tuple[str, ...]
    badges: tuple[Badge, ...]
    when: Prose = Prose()
    state: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryLine:
    """A word of ours, what it means, other words for it, and the policies that define it."""

    anchor: str
    term: str
    meaning: Prose
    synonyms: tuple[str, ...] = ()
    sources: tuple[LinkTo, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A rule in the index of rules."""

    rule: LinkTo
    level: str
    label: str


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The rules of one policy in the index; `state` and `badge` are as in `PolicyPage`."""

    policy: LinkTo
    lines: tuple[IndexLine, ...]
    state: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A role and the policies it owns."""

    role: str
    policies: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Who we are."""

    name: str
    mission: Prose
    vision: Prose
    values: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language the handbook is made in, by its own name."""

    id: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A placeholder, link or value that leads nowhere; it is printed as written."""

    policy: str
    address: str
    raw: str


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What is new in a policy: since when (as the language writes dates), and in what words.

    `badge` is the word for what comes into force, as in `PolicyPage`, '' for what is in force.
    """

    policy: LinkTo
    version: str
    date: str
    text: Prose = Prose()
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A handbook in one language.

    `words` are the interface words for templates; `languages` all languages of the handbook,
    this one included; `title_language` and `subtitle_language` are set where those are in
    another; `view` says what the edition is narrowed to, and `audience` the roles among that.
    `edition` is a mark to check a printed copy by, `revision` the commit it is of. `template` is
    the kind of handbook, `overview` its tables about all policies together, which stand before
    the chapters; `published` is the address its site is published at where codes on paper are
    to lead there, '' where there are to be none. `news` is what came into force of late,
    `coming` what will; `day` is the day of `as_of`, as YYYY-MM-DD; `choices` are the roles and
    channels that parts of it are for. `works_in` are the channels its readers work in, none
    where that is not known. `gaps` are tables about what is required of the policies. `remark`
    is where its readers say what is wrong, None where they are not asked, as are customers.
    """

    name: str
    title: str
    language: Language
    languages: tuple[Language, ...]
    organisation: OrganisationPage
    as_of: str
    view: tuple[str, ...] = ()
    edition: str = ""
    preface: Prose = Prose()
    levels: tuple[LevelNote, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    policies: tuple[PolicyPage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    glossary: tuple[GlossaryLine, ...] = ()
    index: tuple[IndexGroup, ...] = ()
    owners: tuple[OwnerLine, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    title_language: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    template: str = "staff"
    subtitle: str = ""
    design: Design = Design()
    news: tuple[NewsLine, ...] = ()
    coming: tuple[NewsLine, ...] = ()
    revision: str = ""
    overview: tuple[Grid, ...] = ()
    audience: tuple[str, ...] = ()
    subtitle_language: str = ""
    day: str = ""
    published: str = ""
    choices: tuple[Choice, ...] = ()
    works_in: tuple[Choice, ...] = ()
    gaps: tuple[Grid, ...] = ()
    remark: Remark | None = None

    @property
    def untranslated(self) -> int:
        """How many texts are printed in another language than that of the book."""
        return sum(policy.untranslated for policy in self.policies)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not (self.policies or self.overview)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: a POSIX path below the output folder, and its bytes."""

    path: str
    content: bytes
