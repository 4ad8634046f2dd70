"""Tables, response times, procedures and the way up: how the work is done."""

from __future__ import annotations

from policykit.handbook.edition import Edition
from policykit.handbook.rules import fact, link_prose
from policykit.handbook.texts import PolicyTexts
from policykit.model.book import (
    Fact,
    Grid,
    GridRow,
    LadderStep,
    LinkTo,
    ProcedureCard,
    StepLine,
    plain_prose,
)
from policykit.model.policy import EscalationStep, Procedure, Step, Table, Target

_TIMES = ("first_response", "next_response", "resolution", "update_every", "attain")


def tables(texts: PolicyTexts) -> tuple[Grid, ...]:
    """The tables of a policy."""
    view = texts.edition.view
    return tuple(
        _table(texts, table)
        for table in texts.policy.tables
        if view.shows_item("tables", table.narrowing, public=table.public)
    )


def _table(texts: PolicyTexts, table: Table) -> Grid:
    edition = texts.edition
    address = f"tables.{table.id}"
    return Grid(
        texts.anchor(table.id),
        texts.prose(table.title, address, table.narrowing),
        tuple(texts.prose(column.text, f"{address}.{column.id}") for column in table.columns),
        tuple(
            GridRow(
                texts.anchor(f"{table.id}.{row.id}"),
                tuple(
                    texts.prose(
                        dict(row.cells).get(column.id, ""),
                        f"{address}.{row.id}.{column.id}",
                        row.narrowing,
                    )
                    for column in table.columns
                ),
                edition.badges(row.narrowing),
                texts.aliases(row, table.id),
            )
            for row in table.rows
            if edition.view.shows(row.narrowing)
        ),
        edition.badges(table.narrowing),
        texts.aliases(table),
    )


def targets(texts: PolicyTexts) -> Grid | None:
    """How fast we answer, a row for each target and a column for each time that is promised."""
    edition = texts.edition
    shown = [
        target
        for target in texts.policy.targets
        if edition.view.shows_item("targets", target.narrowing, public=target.public)
    ]
    if not shown:
        return None
    times = [time for time in _TIMES if any(getattr(target, time) for target in shown)]
    by = len({target.by for target in shown}) > 1
    priority = len({target.priority for target in shown}) > 1
    keys = [
        "contact",
        *(["by"] if by else []),
        *(["priority"] if priority else []),
        *(time.replace("_", "-") for time in times),
    ]
    return Grid(
        f"{texts.policy.id}:target-table",
        plain_prose(edition.text("targets.caption")),
        tuple(plain_prose(edition.text(f"target.{key}")) for key in keys),
        tuple(_target(texts, target, times, by=by, priority=priority) for target in shown),
        keys=tuple(keys),
    )


def _target(
    texts: PolicyTexts, target: Target, times: list[str], *, by: bool, priority: bool
) -> GridRow:
    edition = texts.edition
    narrowing = target.narrowing
    channels = edition.titles("channel", narrowing.channels or texts.policy.scope.channels or ())
    cells = [plain_prose(edition.locale.listed(channels) or edition.text("target.all"))]
    if by:
        cells.append(plain_prose(edition.word("by", target.by)))
    if priority:
        cells.append(plain_prose(edition.word("priority", target.priority)))
    address = f"response_targets.{target.id}"
    cells.extend(
        texts.quantity_prose(getattr(target, time), f"{address}#{time}", narrowing)
        for time in times
    )
    badges = tuple(badge for badge in edition.badges(narrowing) if badge.kind != "channel")
    return GridRow(
        texts.anchor(target.id),
        tuple(cells),
        badges,
        texts.aliases(target),
        texts.when(target, address),
        channels,
    )


def procedures(texts: PolicyTexts) -> tuple[ProcedureCard, ...]:
    """The procedures of a policy."""
    view = texts.edition.view
    return tuple(
        _procedure(texts, each)
        for each in texts.policy.procedures
        if view.shows_item("procedures", each.narrowing, public=True)
    )


def _procedure(texts: PolicyTexts, each: Procedure) -> ProcedureCard:
    edition = texts.edition
    address = f"procedures.{each.id}"
    return ProcedureCard(
        anchor=texts.anchor(each.id),
        title=texts.prose(each.title, f"{address}#title", each.narrowing),
        text=texts.prose(each.text, address, each.narrowing),
        who=edition.locale.listed(edition.titles("role", each.who)),
        steps=tuple(
            _step(texts, each, step) for step in each.steps if edition.view.shows(step.narrowing)
        ),
        badges=edition.badges(each.narrowing),
        when=texts.when(each, address),
        aliases=texts.aliases(each),
    )


def _step(texts: PolicyTexts, procedure: Procedure, step: Step) -> StepLine:
    edition = texts.edition
    address = f"procedures.{procedure.id}.{step.id}"
    within = texts.quantity(step.within, f"{address}#within", step.narrowing)
    told = (
        ("who", edition.titles("role", step.who)),
        ("within", (within,) if within else ()),
        ("systems", edition.titles("system", step.systems)),
        ("form", edition.titles("form", (step.form,)) if step.form else ()),
    )
    return StepLine(
        anchor=texts.anchor(f"{procedure.id}.{step.id}"),
        text=texts.prose(step.do, address, step.narrowing),
        how=texts.prose(step.how, f"{address}#how", step.narrowing),
        facts=tuple(fact(texts, key, values) for key, values in told if values),
        badges=edition.badges(step.narrowing),
        when=texts.when(step, address),
        otherwise=_otherwise(texts, procedure, step, address),
        aliases=texts.aliases(step, procedure.id),
    )


def _otherwise(texts: PolicyTexts, procedure: Procedure, step: Step, address: str) -> LinkTo | None:
    """Where to go when a step does not work out: a step of the same procedure comes first."""
    if not step.if_not:
        return None
    anchors = texts.edition.anchors
    own = anchors.find(f"{procedure.id}.{step.if_not}", texts.policy.id)
    if isinstance(own, LinkTo):
        return own
    return next(iter(texts.links((step.if_not,), f"{address}#if_not")), None)


def escalation(texts: PolicyTexts) -> tuple[LadderStep, ...]:
    """The way up, first step first."""
    view = texts.edition.view
    return tuple(
        _rung(texts, each)
        for each in texts.policy.escalation
        if view.shows_item("escalation", each.narrowing, public=True)
    )


def _rung(texts: PolicyTexts, each: EscalationStep) -> LadderStep:
    edition = texts.edition
    address = f"escalation.{each.id}"
    body = edition.organisation.bodies.get(each.to_body)
    to = edition.title("body", each.to_body) if each.to_body else edition.title("role", each.to)
    return LadderStep(
        anchor=texts.anchor(each.id),
        to=to,
        within=_in_time(edition, texts.quantity(each.within, f"{address}#within", each.narrowing)),
        triggers=edition.titles("trigger", each.triggers),
        how=texts.prose(each.how, address, each.narrowing),
        address=body.address if body else "",
        website=body.website if body and body.website.startswith("https://") else "",
        outside=bool(each.to_body),
        badges=edition.badges(each.narrowing),
        when=texts.when(each, address),
        aliases=texts.aliases(each),
    )


def _in_time(edition: Edition, told: str) -> str:
    """A length of time as a limit: within 2 hours, but just: the same day."""
    if not told or told == edition.text("duration.same-day"):
        return told
    return edition.text("rung.within", time=told)


def handoffs(texts: PolicyTexts) -> tuple[Fact, ...]:
    """How a customer reaches a person, and what goes along."""
    found = texts.policy.handoffs
    edition = texts.edition
    if found is None or not edition.view.shows_section("handoffs"):
        return ()
    turns = found.bot_max_turns
    told = (
        ("human-open", (texts.quantity(found.human_open, "handoffs.human.open"),)),
        ("human-closed", (texts.quantity(found.human_closed, "handoffs.human.closed"),)),
        ("bot-turns", ("" if turns is None else edition.locale.plural("handoffs.turns", turns),)),
        ("context", edition.titles("field", found.context_passed)),
    )
    return tuple(fact(texts, key, values) for key, values in told if any(values))


def related(texts: PolicyTexts) -> tuple[LinkTo, ...]:
    """Other policies worth reading, those that are in the book."""
    policy = texts.policy
    return tuple(
        link
        for name in policy.related
        if isinstance(link := texts.edition.anchors.find(name, policy.id), LinkTo)
    )


def titled(texts: PolicyTexts, links: tuple[LinkTo, ...], key: str) -> Fact:
    """Links under a label."""
    return Fact(key, texts.edition.text(f"fact.{key}"), tuple(link_prose(link) for link in links))
