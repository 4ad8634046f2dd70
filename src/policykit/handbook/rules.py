"""Rules, promises, exceptions and decisions as they are printed."""

from __future__ import annotations

from policykit.handbook.floors import law_of_term
from policykit.handbook.remarks import remark_on_item
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import NOWHERE_NARROWED, is_public, term_cases, universe
from policykit.model.book import (
    Block,
    BlockKind,
    Decision,
    Fact,
    Line,
    LinkTo,
    Point,
    PolicyPage,
    PromiseLine,
    Prose,
    Rule,
    Span,
    SpanKind,
    plain_prose,
)
from policykit.model.policy import ExceptionItem, Statement
from policykit.model.term import Beneficiary, Part, Term, TermKind


def rules(texts: PolicyTexts, number: str) -> tuple[Rule, ...]:
    """The statements of a policy; a rule keeps its number whatever an edition leaves out."""
    view = texts.edition.view
    return tuple(
        _rule(texts, statement, f"{number}.{index}")
        for index, statement in enumerate(texts.policy.statements, 1)
        if view.shows_item("rules", statement.narrowing, public=statement.public)
    )


def _rule(texts: PolicyTexts, statement: Statement, number: str) -> Rule:
    edition, policy = texts.edition, texts.policy
    address = f"statements.{statement.id}"
    narrowing = statement.narrowing
    lead_in = statement.text.rstrip().rstrip(":") + ":" if statement.points else statement.text
    public = edition.view.public

    def said(field: str, text: str) -> Prose:
        return texts.prose(text, f"{address}#{field}", narrowing)

    told = texts.prose(lead_in, address, narrowing)
    return Rule(
        anchor=texts.anchor(statement.id),
        number=number,
        level=statement.level,
        label=edition.word("level", statement.level),
        text=told,
        aliases=texts.aliases(statement),
        when=texts.when(statement, address),
        points=tuple(
            Point(
                texts.anchor(f"{statement.id}.{point.id}"),
                texts.prose(point.text, f"{address}.{point.id}", point.narrowing),
                edition.badges(point.narrowing),
                texts.aliases(point, statement.id),
            )
            for point in statement.points
            if edition.view.shows(point.narrowing)
        ),
        lead=_lead(texts, statement),
        how=Prose() if public else said("how", statement.how),
        good=Prose() if public else said("good", statement.good),
        bad=Prose() if public else said("bad", statement.bad),
        because=Prose() if public else said("because", statement.because),
        badges=edition.badges(narrowing),
        facts=() if public else _rule_facts(texts, statement, address),
        law=edition.law(statement.law),
        instead_of=texts.links(statement.instead_of, f"{address}#instead_of"),
        yields_to=edition.anchors.links(
            (each.id for each in policy.statements if statement.id in each.instead_of), policy.id
        ),
        exceptions=edition.anchors.links(
            (each.id for each in policy.exceptions if statement.id in each.lifts), policy.id
        ),
        public=statement.public,
        remark=remark_on_item(texts, statement.id, told.text),
    )


def _lead(texts: PolicyTexts, statement: Statement) -> str:
    if not statement.choice:
        return ""
    chooser = statement.chosen_by if statement.chosen_by in {"customer", "staff"} else "one"
    return texts.edition.text(f"points.{chooser}")


def _rule_facts(texts: PolicyTexts, statement: Statement, address: str) -> tuple[Fact, ...]:
    edition = texts.edition
    limit = texts.quantity(statement.limit, f"{address}#limit", statement.narrowing)
    told = (
        ("who", edition.titles("role", statement.who)),
        ("limit", (limit,) if limit else ()),
        ("decides", edition.titles("role", statement.decides)),
        ("phase", (edition.word("phase", statement.phase),) if statement.phase else ()),
    )
    return tuple(fact(texts, key, values) for key, values in told if values)


def fact(texts: PolicyTexts, key: str, values: tuple[str, ...]) -> Fact:
    """A labelled fact of plain words."""
    label = texts.edition.text(f"fact.{key}")
    return Fact(key, label, tuple(plain_prose(value) for value in values))


def promises(texts: PolicyTexts) -> tuple[PromiseLine, ...]:
    """The terms of a policy that hold for the readers of this edition."""
    view = texts.edition.view
    found = (
        _promise(texts, term)
        for term in texts.policy.terms
        if view.shows_item("promises", NOWHERE_NARROWED, public=is_public(term))
    )
    return tuple(line for line in found if line.cases)


def _promise(texts: PolicyTexts, term: Term) -> PromiseLine:
    edition = texts.edition
    cases = universe(edition, texts.policy.scope, NOWHERE_NARROWED)
    address = f"terms.{term.id}"
    if term.title:
        title = texts.prose(term.title, address)
    else:
        title = plain_prose(term.id.replace("-", " "), _other_language(texts))
    notes: list[str] = []
    if term.from_event:
        notes.append(edition.text("term.from", event=edition.title("event", term.from_event)))
    if term.extend is not None:
        extended = term_cases(edition, texts.policy, term, cases, Part.EXTENSION)
        told = term_cases(edition, texts.policy, term, cases, Part.EXTENSION_NOTICE)
        if extended:
            notes.append(edition.text("term.extend", by=extended[0].value))
        if told:
            notes.append(edition.text("term.tell", within=told[0].value))
        if term.extend.reasons:
            notes.append(edition.text("term.reasons"))
    notes.extend(
        edition.text("term.pause", pause=edition.title("pause", name)) for name in term.pauses
    )
    if term.for_whom is Beneficiary.STAFF:
        notes.append(edition.text("term.for-staff"))
    return PromiseLine(
        anchor=texts.anchor(term.id),
        title=title,
        kind=edition.text(f"kind.{_kind(term)}"),
        cases=term_cases(edition, texts.policy, term, cases),
        notes=tuple(notes),
        law=law_of_term(edition, term),
        aliases=tuple(texts.anchor(former) for former in term.former_ids if former != term.id),
        public=term.public,
        remark=remark_on_item(texts, term.id, title.text),
    )


def _kind(term: Term) -> str:
    """The word for what a term is; a window names the one who has the time."""
    is_for_staff = term.for_whom is Beneficiary.STAFF and term.kind is TermKind.WINDOW
    return "window-staff" if is_for_staff else term.kind.value


def _other_language(texts: PolicyTexts) -> str:
    source = texts.edition.source
    return "" if texts.edition.locale.id == source else source


def exceptions(texts: PolicyTexts) -> tuple[Line, ...]:
    """Where duties do not hold."""
    edition = texts.edition
    return tuple(
        _exception(texts, each)
        for each in texts.policy.exceptions
        if edition.view.shows_item("exceptions", each.narrowing, public=each.public)
    )


def _exception(texts: PolicyTexts, each: ExceptionItem) -> Line:
    edition = texts.edition
    address = f"exceptions.{each.id}"
    facts = [
        Fact("lifts", edition.text("fact.lifts"), tuple(link_prose(link) for link in found))
        for found in (texts.links(each.lifts, f"{address}#from"),)
        if found
    ]
    if each.approved_by:
        facts.append(fact(texts, "approved-by", edition.titles("role", each.approved_by)))
    if each.expires:
        facts.append(fact(texts, "expires", (edition.day(each.expires),)))
    when = texts.when(each, address)
    if when:
        facts.insert(0, Fact("when", edition.text("fact.when"), (when,)))
    return Line(
        texts.anchor(each.id),
        Prose(),
        texts.prose(each.what, address, each.narrowing),
        tuple(facts),
        edition.badges(each.narrowing),
        edition.law(each.law),
        texts.aliases(each),
    )


def link_prose(link: LinkTo) -> Prose:
    """A link as prose: number and title; bare words where it leads nowhere."""
    words = f"{link.number} {link.title}".strip()
    if not link.anchor:
        return Prose((Block(BlockKind.PARAGRAPH, (Span(SpanKind.UNRESOLVED, (words,)),)),))
    span = Span(SpanKind.LINK, (words,), link.anchor)
    return Prose((Block(BlockKind.PARAGRAPH, (span,)),), link.language)


def decisions(texts: PolicyTexts, page: PolicyPage) -> tuple[Decision, ...]:
    """Who may decide what: every statement with a limit or with people who must agree."""
    edition = texts.edition
    if edition.view.public:
        return ()
    found: list[Decision] = []
    for index, statement in enumerate(texts.policy.statements, 1):
        if not (statement.limit or statement.decides):
            continue
        if not edition.view.shows_item("rules", statement.narrowing, public=statement.public):
            continue
        address = f"statements.{statement.id}"
        link = edition.anchors.find(statement.id, texts.policy.id)
        if not isinstance(link, LinkTo):
            continue
        found.append(
            Decision(
                LinkTo(link.anchor, f"{page.number}.{index}", link.title, link.language),
                texts.prose(statement.text, address, statement.narrowing),
                edition.titles("role", statement.who or texts.policy.audience),
                texts.quantity(statement.limit, f"{address}#limit", statement.narrowing),
                edition.titles("role", statement.decides),
                edition.badges(statement.narrowing),
                texts.when(statement, address),
                page.state,
                page.badge,
            )
        )
    return tuple(found)
