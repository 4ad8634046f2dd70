"""One policy as it is printed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from policykit.handbook import people, rules, work
from policykit.handbook.edition import Edition
from policykit.handbook.remarks import remark_on_policy
from policykit.handbook.review import Review, review
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import NOWHERE_NARROWED
from policykit.model.book import (
    Fact,
    Line,
    LinkTo,
    PolicyPage,
    Prose,
    SectionLink,
    plain_prose,
)
from policykit.model.library import Entry
from policykit.model.policy import Policy
from policykit.model.quantity.dates import parse_date

IN_FORCE = "in-force"
COMING = "coming"
NOT_IN_FORCE = "not-in-force"

SECTIONS = (
    ("promises", ("promises",)),
    ("rules", ("rules",)),
    ("exceptions", ("exceptions",)),
    ("definitions", ("definitions", "excludes")),
    ("why", ("rationale", "customer_benefit", "objectives")),
    ("tables", ("tables",)),
    ("targets", ("targets",)),
    ("procedures", ("procedures",)),
    ("escalation", ("escalation",)),
    ("handoffs", ("handoffs",)),
    ("tone", ("style", "say", "avoid")),
    ("scripts", ("scripts",)),
    ("scenarios", ("scenarios",)),
    ("faq", ("faq",)),
    ("training", ("training", "modules")),
    ("kpis", ("kpis",)),
    ("feedback", ("feedback",)),
    ("monitoring", ("monitoring",)),
    ("enforcement", ("enforcement", "enforcement_text")),
    ("notices", ("notices",)),
    ("related", ("related",)),
    ("record", ("record",)),
    ("history", ("history",)),
)
"""The sections of a policy in the order they are printed, with the parts that fill them.

What is promised stands first, what is known about the policy itself last.
"""

_RECORD = frozenset({"owner", "effective", "planned", "version", "review", "coming"})
"""Facts about a policy itself; all others say whom and what it is for."""


def state(policy: Policy, today: date) -> str:
    """Whether a policy is in force on a day, is to be, or neither."""
    if policy.status != "active":
        return NOT_IN_FORCE
    effective = parse_date(policy.effective) if policy.effective else None
    if isinstance(effective, date) and effective > today:
        return COMING
    return IN_FORCE


def policy_page(
    texts: PolicyTexts, entry: Entry, own: LinkTo, areas: tuple[LinkTo, ...], defaults: Policy
) -> PolicyPage:
    """A policy as it is printed.

    Args:
        texts: its texts in the language of the book.
        entry: its entry in the library.
        own: its own link, with its number.
        areas: the chapters it belongs to, its home first.
        defaults: what the organisation gives every policy, as a policy.
    """
    edition, policy = texts.edition, texts.policy
    view = edition.view
    now = state(policy, edition.today)
    inside = not view.public
    if own.language:
        texts.language("title")
    following = review(edition, policy, entry, defaults)
    looked_after = following if inside and now == IN_FORCE else None
    known = _facts(texts, entry, following, now)
    page = PolicyPage(
        id=policy.id,
        number=own.number,
        title=own.title,
        language=own.language,
        chapter=areas[0].anchor if areas else "",
        areas=areas,
        state=now,
        badge=_badge(edition, policy, now),
        version=policy.version,
        review=looked_after.state if looked_after else "",
        review_badge=looked_after.badge(edition) if looked_after else "",
        summary=texts.prose(policy.summary, "summary") if inside else Prose(),
        facts=tuple(fact for fact in known if fact.key not in _RECORD or view.public),
        record=tuple(fact for fact in known if fact.key in _RECORD and inside),
        excludes=tuple(
            Line(
                texts.anchor(each.id),
                Prose(),
                texts.prose(each.text, f"scope.excludes.{each.id}"),
                aliases=texts.aliases(each),
            )
            for each in policy.excludes
            if inside
        ),
        rationale=texts.prose(policy.rationale, "rationale") if inside else Prose(),
        customer_benefit=texts.prose(policy.customer_benefit, "customer_benefit"),
        objectives=_objectives(texts) if inside else (),
        definitions=tuple(
            Line(
                texts.anchor(each.id),
                texts.headword(each),
                texts.prose(each.text, f"definitions.{each.id}"),
                aliases=texts.aliases(each),
            )
            for each in policy.definitions
            if view.shows_section("definitions")
        ),
        promises=rules.promises(texts),
        rules=rules.rules(texts, own.number),
        exceptions=rules.exceptions(texts),
        tables=work.tables(texts),
        targets=work.targets(texts),
        procedures=work.procedures(texts),
        escalation=work.escalation(texts),
        handoffs=work.handoffs(texts),
        style=edition.titles("style", policy.tone.style) if inside else (),
        say=people.said(texts, policy.tone.say, "say"),
        avoid=people.said(texts, policy.tone.avoid, "avoid"),
        scripts=people.scripts(texts),
        scenarios=people.scenarios(texts),
        faq=people.questions(texts),
        training=people.training(texts, defaults.training),
        modules=people.modules(texts),
        kpis=people.kpis(texts),
        feedback=people.feedback(texts, defaults),
        notices=people.notices(texts, defaults),
        monitoring=people.monitoring(texts),
        enforcement=people.enforcement(texts, policy.enforcement or defaults.enforcement),
        enforcement_text=(
            texts.prose(policy.enforcement.text, "enforcement.text")
            if policy.enforcement and inside
            else Prose()
        ),
        related=work.related(texts),
        history=_history(texts) if inside else (),
        audience=_all_but_all(_roles(edition, policy), edition.organisation.roles),
        channels=_all_but_all(policy.scope.channels or (), edition.organisation.channels),
        edit=edition.edit_address(policy.path) if inside else "",
    )
    return _finished(page, texts)


def _roles(edition: Edition, policy: Policy) -> tuple[str, ...]:
    """The roles a policy is for, groups by their members."""
    groups = edition.organisation.groups_of_roles
    return tuple(
        dict.fromkeys(role for name in policy.audience for role in groups.get(name, (name,)))
    )


def _all_but_all(names: tuple[str, ...], declared: Collection[str]) -> tuple[str, ...]:
    """The names, none where they are all that are declared."""
    return () if set(names) >= set(declared) else names


def _finished(page: PolicyPage, texts: PolicyTexts) -> PolicyPage:
    sections = tuple(
        SectionLink(key, f"{page.id}:{key}", texts.edition.text(f"section.{key}"))
        for key, parts in SECTIONS
        if any(getattr(page, part) for part in parts)
    )
    return replace(
        page,
        sections=sections,
        untranslated=len(texts.foreign),
        stale=len(texts.outdated),
        law_note=_law_note(page, texts.edition),
        remark=remark_on_policy(texts, page.rules[0].anchor if page.rules else page.id),
    )


def _law_note(page: PolicyPage, edition: Edition) -> str:
    """How far law named on a page can be relied on, with the earliest day it was looked at.

    No day is told where that of some law is unknown.
    """
    named = [
        reference
        for group in (page.promises, page.rules, page.exceptions)
        for each in group
        for reference in each.law
    ]
    if not named:
        return ""
    days = [reference.checked for reference in named]
    if not all(days):
        return edition.text("law.note")
    return edition.text("law.note-checked", day=edition.day(min(days)))


def _badge(edition: Edition, policy: Policy, now: str) -> str:
    if now == IN_FORCE:
        return ""
    if now == COMING:
        return edition.text("state.coming", day=edition.day(policy.effective))
    return edition.text("state.not-in-force", status=edition.word("status", policy.status))


def _facts(
    texts: PolicyTexts, entry: Entry, following: Review | None, now: str
) -> tuple[Fact, ...]:
    edition, policy = texts.edition, texts.policy
    scope = policy.scope
    effective = edition.day(policy.effective)
    coming = edition.policy_of(entry.coming)
    told: list[tuple[str, tuple[str, ...]]] = [
        ("owner", edition.titles("role", (policy.owner,)) if policy.owner else ()),
        ("audience", edition.titles("role", policy.audience)),
        ("regions", edition.titles("region", scope.regions or ())),
        ("brands", edition.titles("brand", scope.brands or ())),
        ("channels", edition.titles("channel", scope.channels or ())),
        ("reasons", edition.titles("reason", scope.reasons or ())),
        ("groups", edition.titles("group", scope.groups or ())),
        ("effective" if now == IN_FORCE else "planned", (effective,) if effective else ()),
        ("version", (policy.version,) if policy.version else ()),
        ("review", () if following is None else (following.words(edition),)),
    ]
    if coming is not None and coming.effective:
        words = edition.text(
            "fact.next-version", version=coming.version, day=edition.day(coming.effective)
        )
        told.append(("coming", (words,)))
    if edition.view.public:
        told = [pair for pair in told if pair[0] in {"regions", "channels", "effective", "brands"}]
    return tuple(rules.fact(texts, key, values) for key, values in told if values)


def _objectives(texts: PolicyTexts) -> tuple[Line, ...]:
    edition = texts.edition
    found: list[Line] = []
    for each in texts.policy.objectives:
        address = f"objectives.{each.id}"
        facts: list[Fact] = []
        if each.aim:
            facts.append(rules.fact(texts, "aim", (edition.title("aim", each.aim),)))
        measured = texts.links((each.kpi,), f"{address}#kpi") if each.kpi else ()
        if measured:
            facts.append(work.titled(texts, measured, "measured-by"))
        found.append(
            Line(
                texts.anchor(each.id),
                Prose(),
                texts.prose(each.text, address, NOWHERE_NARROWED),
                tuple(facts),
                aliases=texts.aliases(each),
            )
        )
    return tuple(found)


def _history(texts: PolicyTexts) -> tuple[Line, ...]:
    return tuple(
        Line(
            "",
            plain_prose(texts.edition.text("history.version", version=each.version)),
            texts.prose(each.reason, f"supersedes.{each.version}"),
        )
        for each in texts.policy.supersedes
    )
