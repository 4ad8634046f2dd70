"""What we say, cases to talk about, questions, training and how we keep a policy alive."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policykit.handbook.rules import fact
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.work import titled
from policykit.model.book import (
    Card,
    Fact,
    Grid,
    GridRow,
    Line,
    ModuleCard,
    Prose,
    QuizCard,
    ScenarioCard,
    plain_prose,
)
from policykit.model.digest import text_digest
from policykit.model.policy import (
    Audit,
    Enforcement,
    Feedback,
    Kpi,
    Module,
    Notice,
    Policy,
    Quiz,
    Scenario,
    Training,
)


def said(texts: PolicyTexts, lines: Iterable[str], key: str) -> tuple[Prose, ...]:
    """Lines to say or to avoid."""
    if not texts.edition.view.shows_section("tone"):
        return ()
    return tuple(texts.prose(line, f"tone.{key}") for line in lines)


def scripts(texts: PolicyTexts) -> tuple[Card, ...]:
    """Words ready to send or say, their line breaks kept."""
    edition = texts.edition
    return tuple(
        Card(
            anchor=texts.anchor(each.id),
            title=texts.prose(each.title, f"scripts.{each.id}#title", each.narrowing),
            text=texts.prose(each.text, f"scripts.{each.id}", each.narrowing, keep_lines=True),
            supports=texts.links(each.supports, f"scripts.{each.id}#supports"),
            badges=edition.badges(each.narrowing),
            when=texts.when(each, f"scripts.{each.id}"),
            public=each.public,
            aliases=texts.aliases(each),
        )
        for each in texts.policy.scripts
        if edition.view.shows_item("scripts", each.narrowing, public=True)
    )


def questions(texts: PolicyTexts) -> tuple[Card, ...]:
    """Frequent questions."""
    edition = texts.edition
    return tuple(
        Card(
            anchor=texts.anchor(each.id),
            title=texts.prose(each.question, f"faq.{each.id}#q", each.narrowing),
            text=texts.prose(each.answer, f"faq.{each.id}#a", each.narrowing),
            supports=texts.links(each.supports, f"faq.{each.id}#supports"),
            badges=edition.badges(each.narrowing),
            when=texts.when(each, f"faq.{each.id}"),
            public=each.public,
            aliases=texts.aliases(each),
        )
        for each in texts.policy.faq
        if edition.view.shows_item("faq", each.narrowing, public=each.public)
    )


def scenarios(texts: PolicyTexts) -> tuple[ScenarioCard, ...]:
    """Cases to talk about."""
    view = texts.edition.view
    return tuple(
        _scenario(texts, each)
        for each in texts.policy.scenarios
        if view.shows_item("scenarios", each.narrowing, public=True)
    )


def _scenario(texts: PolicyTexts, each: Scenario) -> ScenarioCard:
    address = f"scenarios.{each.id}"

    def told(field: str, text: str) -> Prose:
        return texts.prose(text, f"{address}#{field}", each.narrowing)

    return ScenarioCard(
        anchor=texts.anchor(each.id),
        title=told("title", each.title),
        situation=told("situation", each.situation),
        good=told("good", each.good),
        bad=told("bad", each.bad),
        quiz=_quiz(texts, each.quiz, address, each.oldest_id) if each.quiz else None,
        supports=texts.links(each.supports, f"{address}#supports"),
        badges=texts.edition.badges(each.narrowing),
        when=texts.when(each, address),
        aliases=texts.aliases(each),
    )


def _quiz(texts: PolicyTexts, quiz: Quiz, address: str, seed: str) -> QuizCard:
    """The right answer stands in a place that its scenario fixes and no reader can guess."""
    wrong = [texts.prose(answer, f"{address}#wrong") for answer in quiz.wrong]
    digits = text_digest(seed, {}).partition("-")[2] or "0"
    place = int(digits, 16) % (len(wrong) + 1)
    right = texts.prose(quiz.right, f"{address}#right")
    answers = (*wrong[:place], right, *wrong[place:])
    return QuizCard(texts.prose(quiz.question, f"{address}#question"), answers, place)


def training(texts: PolicyTexts, defaults: Training | None) -> tuple[Fact, ...]:
    """Who learns a policy, by when, and how often again."""
    edition = texts.edition
    found = texts.policy.training
    if found is None or not edition.view.shows_section("training"):
        return ()
    refresh = found.refresh or (defaults.refresh if defaults else "")
    on_change = found.on_change or (defaults.on_change if defaults else ())
    told = (
        ("required-for", edition.titles("role", found.required_for)),
        ("learn-within", _one(texts.quantity(found.within, "training.within"))),
        ("refresh", _one(texts.quantity(refresh, "training.refresh"))),
        ("on-change", tuple(edition.word("change", name) for name in on_change)),
    )
    return tuple(fact(texts, key, values) for key, values in told if values)


def modules(texts: PolicyTexts) -> tuple[ModuleCard, ...]:
    """The pieces of training."""
    found = texts.policy.training
    if found is None or not texts.edition.view.shows_section("training"):
        return ()
    view = texts.edition.view
    return tuple(_module(texts, each) for each in found.modules if view.shows(each.narrowing))


def _module(texts: PolicyTexts, each: Module) -> ModuleCard:
    edition = texts.edition
    address = f"training.modules.{each.id}"
    told = (
        ("method", edition.titles("method", (each.method,)) if each.method else ()),
        ("duration", _one(texts.quantity(each.duration, f"{address}#duration"))),
        ("pass-mark", _one(texts.quantity(each.pass_mark, f"{address}#pass_mark"))),
        ("required-for", edition.titles("role", each.required_for)),
    )
    return ModuleCard(
        texts.anchor(each.id),
        texts.prose(each.title, address),
        texts.prose(each.text, f"{address}#text"),
        tuple(fact(texts, key, values) for key, values in told if values),
        texts.links(each.teaches, f"{address}#teaches"),
        texts.links(each.uses, f"{address}#uses"),
        texts.aliases(each),
    )


def kpis(texts: PolicyTexts) -> Grid | None:
    """What we measure, with targets."""
    edition = texts.edition
    if not texts.policy.kpis or not edition.view.shows_section("kpis"):
        return None
    keys = ["what", "target", "period", "owner"]
    stretch = any(each.stretch for each in texts.policy.kpis)
    if stretch:
        keys.insert(2, "stretch")
    return Grid(
        f"{texts.policy.id}:kpi-table",
        plain_prose(edition.text("kpis.caption")),
        tuple(plain_prose(edition.text(f"kpi.{key}")) for key in keys),
        tuple(_kpi(texts, each, stretch=stretch) for each in texts.policy.kpis),
        keys=tuple(keys),
    )


def _kpi(texts: PolicyTexts, each: Kpi, *, stretch: bool) -> GridRow:
    edition = texts.edition
    address = f"kpis.{each.id}"
    name, cases = _kpi_name(texts, each, address)
    told = name
    if cases:
        told = plain_prose(edition.text("kpi.where", what=name.text, where=cases))
    cells = [
        told,
        plain_prose(_target(texts, each, address)),
        *([texts.quantity_prose(each.stretch, f"{address}#stretch")] if stretch else []),
        plain_prose(edition.word("period", each.period)),
        plain_prose(edition.title("role", each.owner) if each.owner else ""),
    ]
    return GridRow(
        texts.anchor(each.id),
        tuple(cells),
        (),
        texts.aliases(each),
        measure=name.text,
        cases=cases,
    )


def _kpi_name(texts: PolicyTexts, each: Kpi, address: str) -> tuple[Prose, str]:
    """What is measured, and for which cases, '' for all."""
    edition = texts.edition
    if each.title:
        return texts.prose(each.title, address), ""
    if each.describes:
        return texts.prose(each.describes, f"{address}#describes"), ""
    names = [edition.measure(name) for name in each.measures]
    words = names[0] if len(names) == 1 else ""
    if len(names) > 1:
        words = edition.text("kpi.ratio", of=names[0], to=names[1])
    narrowed = [
        edition.locale.listed(_case(texts, column, name) for name in values)
        for column, values in each.where
        if values
    ]
    return plain_prose(words), ", ".join(narrowed)


def _case(texts: PolicyTexts, column: str, name: str) -> str:
    """The words for a value of a column: a policy by its title."""
    link = texts.edition.anchors.printed.get(name, {}).get("") if column == "policy" else None
    return link.title if link is not None else texts.edition.title(column, name)


def _target(texts: PolicyTexts, each: Kpi, address: str) -> str:
    edition = texts.edition
    told = [
        edition.text(f"kpi.{key}", value=texts.quantity(written, f"{address}#{key}"))
        for key, written in (("at-least", each.at_least), ("at-most", each.at_most))
        if written
    ]
    words = edition.locale.listed(told)
    if each.percentile is not None:
        share = edition.locale.percent(Decimal(each.percentile))
        words = edition.text("kpi.percentile", target=words, share=share)
    return words


def feedback(texts: PolicyTexts, defaults: Policy) -> tuple[Line, ...]:
    """Where we hear how it goes; the organisation's sources where the policy names none."""
    if not texts.edition.view.shows_section("feedback"):
        return ()
    own = texts.policy.feedback
    return tuple(_feedback(texts, each, own=bool(own)) for each in own or defaults.feedback)


def _feedback(texts: PolicyTexts, each: Feedback, *, own: bool) -> Line:
    edition = texts.edition
    told = (
        ("feedback-from", _one(edition.word("from", each.source))),
        ("every", _one(texts.quantity(each.every, f"feedback.{each.id}#every"))),
    )
    return Line(
        texts.anchor(each.id) if own else "",
        plain_prose(edition.title("feedback-kind", each.kind)),
        texts.prose(each.what, f"feedback.{each.id}"),
        tuple(fact(texts, key, values) for key, values in told if values),
        aliases=texts.aliases(each) if own else (),
    )


def notices(texts: PolicyTexts, defaults: Policy) -> tuple[Fact, ...]:
    """How staff and customers hear of the policy."""
    edition, policy = texts.edition, texts.policy
    if not edition.view.shows_section("notices"):
        return ()
    silent = not (policy.staff_notices or policy.customer_notices)
    source = defaults if silent else policy

    def told(notice: Notice, whom: str) -> Prose:
        via = edition.title("via", notice.via)
        if notice.what:
            return texts.prose(notice.what, f"communication.{whom}.{notice.via}")
        by = edition.day(notice.by)
        return plain_prose(edition.text("notice.by", via=via, day=by) if by else via)

    pairs = (("staff", source.staff_notices), ("customers", source.customer_notices))
    return tuple(
        Fact(
            f"notice-{whom}",
            edition.text(f"fact.notice-{whom}"),
            tuple(told(notice, whom) for notice in found),
        )
        for whom, found in pairs
        if found
    )


def monitoring(texts: PolicyTexts) -> tuple[Line, ...]:
    """How we check that the policy is lived."""
    if not texts.edition.view.shows_section("monitoring"):
        return ()
    return tuple(_audit(texts, each) for each in texts.policy.monitoring)


def _audit(texts: PolicyTexts, each: Audit) -> Line:
    edition = texts.edition
    address = f"monitoring.{each.id}"
    told = (
        ("every", _one(texts.quantity(each.every, f"{address}#every"))),
        ("owner", edition.titles("role", (each.owner,)) if each.owner else ()),
    )
    facts = [fact(texts, key, values) for key, values in told if values]
    checks = texts.links(each.checks, f"{address}#checks")
    if checks:
        facts.append(titled(texts, checks, "checks"))
    return Line(
        texts.anchor(each.id),
        Prose(),
        texts.prose(each.what, address),
        tuple(facts),
        aliases=texts.aliases(each),
    )


def enforcement(texts: PolicyTexts, found: Enforcement | None) -> tuple[Fact, ...]:
    """What follows a breach, and whether following the policy protects."""
    edition = texts.edition
    if found is None or not edition.view.shows_section("enforcement"):
        return ()
    facts: list[Fact] = []
    if found.ladder:
        ladder = edition.titles("measure-of-enforcement", found.ladder)
        facts.append(fact(texts, "ladder", ladder))
    if found.safe_harbour is not None:
        key = "safe-harbour.yes" if found.safe_harbour else "safe-harbour.no"
        facts.append(fact(texts, "safe-harbour", (edition.text(key),)))
    return tuple(facts)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
