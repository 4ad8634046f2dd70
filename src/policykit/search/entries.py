"""What can be found in a book: its policies and everything in them that has an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from policykit.model.book import (
    Badge,
    Book,
    Card,
    Fact,
    Grid,
    LadderStep,
    Line,
    ModuleCard,
    PolicyPage,
    ProcedureCard,
    PromiseLine,
    Prose,
    Rule,
    ScenarioCard,
    StepLine,
)
from policykit.model.value import dataclass


class Kind(StrEnum):
    """What an entry is, in one letter; the order is that of `WEIGHTS`."""

    POLICY = "p"
    RULE = "r"
    PROMISE = "m"
    SCRIPT = "s"
    QUESTION = "q"
    EXCEPTION = "e"
    WORD = "w"
    TABLE = "t"
    STEP = "o"
    LADDER = "l"
    CASE = "c"
    OTHER = "x"


WEIGHTS: Final[dict[Kind, int]] = {
    Kind.POLICY: 14,
    Kind.RULE: 12,
    Kind.PROMISE: 11,
    Kind.SCRIPT: 9,
    Kind.QUESTION: 9,
    Kind.EXCEPTION: 8,
    Kind.WORD: 8,
    Kind.TABLE: 7,
    Kind.STEP: 6,
    Kind.LADDER: 5,
    Kind.CASE: 4,
    Kind.OTHER: 3,
}
"""How much a hit in an entry of a kind counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that can be found: `title` counts most, then `text`, then what `more` says.

    `anchor` is as in the book, `number` that of a rule; `label` is the word of a level, with
    `level` its name. `badges` are what it is narrowed to. Where it is not the language of the book,
    `language` is that of the title and `spoken` that of the rest.
    """

    kind: Kind
    anchor: str
    title: str
    text: str = ""
    more: str = ""
    number: str = ""
    level: str = ""
    label: str = ""
    language: str = ""
    spoken: str = ""
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A page with the entries on it; `path` is below the folder of its language.

    `badges` are the roles and channels all of it is for, none where it is for all.
    """

    path: str
    number: str
    title: str
    entries: tuple[Entry, ...]
    language: str = ""
    badge: str = ""
    badges: tuple[Badge, ...] = ()


def groups(book: Book) -> tuple[Group, ...]:
    """Everything in a book that can be found, page by page, in its order."""
    found = [_policy(page) for page in book.policies]
    if book.glossary:
        found.append(
            Group(
                path="glossary.html",
                number="",
                title=book.words["glossary"],
                entries=tuple(
                    Entry(
                        kind=Kind.WORD,
                        anchor=line.anchor,
                        title=line.term,
                        text=line.meaning.text,
                        more=_joined(line.synonyms),
                        language=line.language,
                        spoken=_spoken(line.meaning),
                    )
                    for line in book.glossary
                ),
            )
        )
    return tuple(found)


def synonyms(book: Book) -> tuple[tuple[str, ...], ...]:
    """Words of the glossary that mean the same, each with its others."""
    return tuple((line.term, *line.synonyms) for line in book.glossary if line.synonyms)


_TELLING: Final = frozenset({"owner", "audience", "reasons", "groups", "brands"})
"""Facts of a policy somebody may look for; the others are numbers and days."""

_CHOSEN: Final = {"audience": "audience", "channels": "channel"}
"""Facts that say for whom a whole policy is, with the kind of the badges that say it of a part."""


def _policy(page: PolicyPage) -> Group:
    told = _values(fact for fact in (*page.facts, *page.record) if fact.key in _TELLING)
    head = Entry(
        kind=Kind.POLICY,
        anchor=page.id,
        title=page.title,
        text=page.summary.text,
        more=_joined((page.rationale.text, page.customer_benefit.text, *told)),
        number=page.number,
        language=page.language or page.summary.language,
        spoken=_spoken(page.summary, page.rationale, page.customer_benefit),
    )
    return Group(
        path=f"policies/{page.id}.html",
        number=page.number,
        title=page.title,
        entries=(head, *(each for each in _inside(page) if each.title or each.text)),
        language=page.language,
        badge=page.badge,
        badges=tuple(
            Badge(kind, value.text)
            for fact in page.facts
            if (kind := _CHOSEN.get(fact.key))
            for value in fact.values
        ),
    )


def _inside(page: PolicyPage) -> Iterator[Entry]:
    """What stands in a policy, in the order it is printed."""
    yield from _lines(page.objectives, Kind.OTHER)
    yield from _lines(page.definitions, Kind.WORD)
    yield from _lines(page.excludes, Kind.EXCEPTION)
    yield from map(_promise, page.promises)
    yield from map(_rule, page.rules)
    yield from _lines(page.exceptions, Kind.EXCEPTION)
    for grid in page.tables:
        yield from _grid(grid, Kind.TABLE)
    if page.targets is not None:
        yield from _grid(page.targets, Kind.TABLE)
    for procedure in page.procedures:
        yield from _procedure(procedure)
    yield from map(_rung, page.escalation)
    yield from _section(page, "handoffs", _told(page.handoffs), *_proses(page.handoffs))
    tone = (*page.style, *(one.text for one in (*page.say, *page.avoid)))
    yield from _section(page, "tone", tone, *page.say, *page.avoid)
    yield from (_card(each, Kind.SCRIPT) for each in page.scripts)
    yield from map(_scenario, page.scenarios)
    yield from (_card(each, Kind.QUESTION) for each in page.faq)
    yield from _section(page, "training", _told(page.training), *_proses(page.training))
    yield from map(_module, page.modules)
    if page.kpis is not None:
        yield from _grid(page.kpis, Kind.OTHER)
    yield from _lines(page.feedback, Kind.OTHER)
    yield from _lines(page.monitoring, Kind.OTHER)
    told = (page.enforcement_text.text, *_told(page.enforcement))
    yield from _section(
        page, "enforcement", told, page.enforcement_text, *_proses(page.enforcement)
    )
    yield from _section(page, "notices", _told(page.notices), *_proses(page.notices))


def _section(page: PolicyPage, key: str, texts: Iterable[str], *said: Prose) -> Iterator[Entry]:
    """A section whose texts have no anchors of their own; `said` are those a policy says."""
    text = _joined(texts)
    for section in page.sections:
        if section.key == key and text:
            yield Entry(
                kind=Kind.OTHER,
                anchor=section.anchor,
                title=section.title,
                text=text,
                spoken=_spoken(*said),
            )


def _rule(rule: Rule) -> Entry:
    return Entry(
        kind=Kind.RULE,
        anchor=rule.anchor,
        title=rule.text.text,
        text=_joined((rule.when.text, *(point.text.text for point in rule.points))),
        more=_joined(
            (
                rule.how.text,
                rule.because.text,
                rule.good.text,
                rule.bad.text,
                *_values(rule.facts),
                *(one.cite or one.title for one in rule.law),
            )
        ),
        number=rule.number,
        level=rule.level,
        label=rule.label,
        language=rule.text.language,
        spoken=_spoken(rule.when, *(point.text for point in rule.points), rule.how, rule.because),
        badges=rule.badges,
    )


def _promise(line: PromiseLine) -> Entry:
    values = (f"{case.where} {case.value}".strip() for case in line.cases)
    return Entry(
        kind=Kind.PROMISE,
        anchor=line.anchor,
        title=line.title.text,
        text=_joined((*values, *line.notes)),
        more=_joined((line.kind, *(one.cite or one.title for one in line.law))),
        language=line.title.language,
    )


def _card(card: Card, kind: Kind) -> Entry:
    return Entry(
        kind=kind,
        anchor=card.anchor,
        title=card.title.text,
        text=card.text.text,
        more=card.when.text,
        language=card.title.language,
        spoken=_spoken(card.text, card.when),
        badges=card.badges,
    )


def _scenario(card: ScenarioCard) -> Entry:
    quiz = () if card.quiz is None else (card.quiz.question.text,)
    return Entry(
        kind=Kind.CASE,
        anchor=card.anchor,
        title=card.title.text,
        text=card.situation.text,
        more=_joined((card.when.text, card.good.text, card.bad.text, *quiz)),
        language=card.title.language,
        spoken=_spoken(card.situation, card.when),
        badges=card.badges,
    )


def _module(card: ModuleCard) -> Entry:
    return Entry(
        kind=Kind.OTHER,
        anchor=card.anchor,
        title=card.title.text,
        text=card.text.text,
        more=_joined(_values(card.facts)),
        language=card.title.language,
        spoken=_spoken(card.text, *_proses(card.facts)),
    )


def _lines(lines: Iterable[Line], kind: Kind) -> Iterator[Entry]:
    for line in lines:
        if line.anchor:
            yield Entry(
                kind=kind,
                anchor=line.anchor,
                title=line.title.text or line.text.text,
                text=line.text.text if line.title else "",
                more=_joined(_values(line.facts)),
                language=(line.title or line.text).language,
                spoken=_spoken(line.text if line.title else Prose(), *_proses(line.facts)),
                badges=line.badges,
            )


def _grid(grid: Grid, kind: Kind) -> Iterator[Entry]:
    yield Entry(
        kind=kind,
        anchor=grid.anchor,
        title=grid.caption.text,
        text=_joined(column.text for column in grid.columns),
        language=grid.caption.language,
        spoken=_spoken(*grid.columns),
        badges=grid.badges,
    )
    for row in grid.rows:
        name, rest = row.cells[:1], row.cells[1:]
        yield Entry(
            kind=kind,
            anchor=row.anchor,
            title=_joined(cell.text for cell in name),
            text=_joined(cell.text for cell in rest),
            more=row.when.text,
            language=(name[0] if name else Prose()).language,
            spoken=_spoken(*rest, row.when),
            badges=row.badges,
        )


def _procedure(card: ProcedureCard) -> Iterator[Entry]:
    yield Entry(
        kind=Kind.STEP,
        anchor=card.anchor,
        title=card.title.text,
        text=card.text.text,
        more=_joined((card.who, card.when.text)),
        language=card.title.language,
        spoken=_spoken(card.text, card.when),
        badges=card.badges,
    )
    yield from map(_step, card.steps)


def _step(step: StepLine) -> Entry:
    return Entry(
        kind=Kind.STEP,
        anchor=step.anchor,
        title=step.text.text,
        text=step.how.text,
        more=_joined((step.when.text, *_values(step.facts))),
        language=step.text.language,
        spoken=_spoken(step.how, step.when, *_proses(step.facts)),
        badges=step.badges,
    )


def _rung(step: LadderStep) -> Entry:
    return Entry(
        kind=Kind.LADDER,
        anchor=step.anchor,
        title=_joined((step.to, step.within)),
        text=_joined((*step.triggers, step.how.text)),
        more=_joined((step.when.text, step.address, step.website)),
        spoken=_spoken(step.how, step.when),
        badges=step.badges,
    )


def _values(facts: Iterable[Fact]) -> Iterator[str]:
    """What facts say, but for what they only link to, which is found where it stands."""
    for fact in facts:
        for value in fact.values:
            if not _is_link(value):
                yield value.text


def _proses(facts: Iterable[Fact]) -> Iterator[Prose]:
    return (value for fact in facts for value in fact.values)


def _spoken(*said: Prose) -> str:
    """The language of texts: that of the first of them which says anything."""
    return next((one.language for one in said if one), "")


def _is_link(value: Prose) -> bool:
    inlines = [inline for block in value.blocks for inline in block.inlines]
    return len(inlines) == 1 and not isinstance(inlines[0], str) and bool(inlines[0].target)


def _told(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        text = ", ".join(value.text for value in fact.values)
        yield f"{fact.label}: {text}" if text else ""


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(filter(None, texts))
