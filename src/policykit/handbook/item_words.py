"""What each thing in a policy says, text by text, before anything is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final

from policykit.handbook.edition import Edition
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import is_public, term_words
from policykit.handbook.work import handoffs
from policykit.model.facts import Narrowing
from policykit.model.policy import EscalationStep, Item, Policy, Procedure, Statement, Step, Target
from policykit.model.term import Term
from policykit.model.value import dataclass

_PROMISED: Final = {"must": "book.charter-must", "must_not": "book.charter-must-not"}
_TARGETS: Final = ("first_response", "next_response", "resolution", "update_every", "attain")
_NOWHERE: Final = Narrowing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One text of a thing: what is written, or (`words`) what is made of its values.

    `lead` stands before it; `name` tells texts without an address apart. `is_whole` is for texts that are told as one, whatever of them
    changed; `is_detail` for those that are told when they change and not when the thing is new,
    `is_beside` for those that say nothing without the first text of the thing.
    """

    written: str = ""
    address: str = ""
    narrowing: Narrowing = _NOWHERE
    words: str = ""
    lead: str = ""
    name: str = ""
    is_whole: bool = False
    is_detail: bool = False
    is_beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing in a policy: what it is called (None for nothing of its own) and all it says."""

    title: Saying | None = None
    sayings: tuple[Saying, ...] = ()
    public: bool = False
    former: tuple[str, ...] = field(default=())


def things(texts: PolicyTexts) -> dict[str, Thing]:
    """The things of a policy by their addresses, such as `withdrawal` or `at-the-door.ring`.

    Points belong to their statements and cells to their rows. The policy itself stands at ''.
    In an edition for customers only what may be promised to them is there.
    """
    found: dict[str, Thing] = {}
    for address, thing in _Things(texts).all():
        found.setdefault(address, thing)
    return found


class _Things:
    def __init__(self, texts: PolicyTexts) -> None:
        self._texts = texts
        self._edition: Edition = texts.edition
        self._policy: Policy = texts.policy
        self._public = texts.edition.view.public

    def all(self) -> Iterator[tuple[str, Thing]]:
        policy = self._policy
        yield from ((each.id, self._term(each)) for each in policy.terms)
        for statement in policy.statements:
            if not self._public or statement.level in _PROMISED:
                yield statement.id, self._statement(statement)
        for exception in policy.exceptions:
            said = self._said(exception, exception.what, f"exceptions.{exception.id}", whole=True)
            yield exception.id, self._thing(exception, self._titled("exceptions"), said)
        for asked in policy.faq:
            address = f"faq.{asked.id}"
            title = self._said(asked, asked.question, f"{address}#q")
            yield (
                asked.id,
                self._thing(asked, title, self._said(asked, asked.answer, f"{address}#a")),
            )
        if self._public:
            gain = Saying(written=policy.customer_benefit, address="customer_benefit")
            yield "", Thing(sayings=(gain,), public=_promises(policy))
        else:
            yield from self._of_staff()

    def _of_staff(self) -> Iterator[tuple[str, Thing]]:
        policy, titled = self._policy, self._titled
        yield "", Thing(sayings=tuple(self._whole()))
        for script in policy.scripts:
            address = f"scripts.{script.id}"
            title = self._said(script, script.title, f"{address}#title")
            said = self._said(script, script.text, address, detail=True)
            yield script.id, self._thing(script, title, said)
        for one in policy.definitions:
            address = f"definitions.{one.id}"
            shown = one.term or one.id.replace("-", " ")
            said = self._said(one, one.text, address, whole=True)
            yield one.id, self._thing(one, self._said(one, shown, f"{address}#term"), said)
        for excluded in policy.excludes:
            said = self._said(excluded, excluded.text, f"scope.excludes.{excluded.id}", whole=True)
            yield excluded.id, self._thing(excluded, None, said)
        for procedure in policy.procedures:
            yield from self._procedure(procedure)
        for rung in policy.escalation:
            yield rung.id, self._thing(rung, self._handed(rung), *self._rung(rung))
        for target in policy.targets:
            yield target.id, self._thing(target, self._contact(target), *self._target(target))
        for table in policy.tables:
            title = self._said(table, table.title, f"tables.{table.id}")
            for row in table.rows:
                cells = (
                    self._said(row, text, f"tables.{table.id}.{row.id}.{column}", whole=True)
                    for column, text in row.cells
                )
                yield f"{table.id}.{row.id}", self._thing(row, title, *cells)
        yield from self._sections()
        for audit in policy.monitoring:
            said = self._said(audit, audit.what, f"monitoring.{audit.id}", whole=True)
            yield audit.id, self._thing(audit, titled("monitoring"), said)

    def _whole(self) -> Iterator[Saying]:
        policy, edition = self._policy, self._edition
        yield Saying(written=policy.summary, address="summary")
        if policy.effective:
            begins = edition.text("news.from", day=edition.day(policy.effective))
            yield Saying(words=begins, is_detail=True)
        readers = edition.locale.listed(edition.titles("role", policy.audience))
        yield Saying(words=readers, lead=edition.text("fact.who"), is_detail=True)

    def _sections(self) -> Iterator[tuple[str, Thing]]:
        """Sections that are things of their own, by `#` and the name of their kind."""
        policy, tone = self._policy, self._policy.tone
        reached = tuple(
            Saying(words=words, lead=each.label, is_whole=True)
            for each in handoffs(self._texts)
            for words in (", ".join(value.text for value in each.values),)
        )
        sounds = (
            Saying(written=line, address=f"tone.{key}.{place}", is_whole=True)
            for key, lines in (("say", tone.say), ("avoid", tone.avoid))
            for place, line in enumerate(lines)
        )
        broken = policy.enforcement.text if policy.enforcement is not None else ""
        for name, sayings in (
            ("handoffs", reached),
            ("tone", tuple(sounds)),
            ("enforcement", (Saying(written=broken, address="enforcement.text"),)),
        ):
            yield f"#{name}", Thing(title=self._titled(name), sayings=sayings)

    def _term(self, term: Term) -> Thing:
        edition, policy = self._edition, self._policy
        shown = term.title or term.id.replace("-", " ")
        value = Saying(words="".join(term_words(edition, policy, (term.id,)) or ()), is_whole=True)
        counted = ""
        if term.from_event:
            counted = edition.text("term.from", event=edition.title("event", term.from_event))
        return Thing(
            title=Saying(written=shown, address=f"terms.{term.id}"),
            sayings=(value, Saying(words=counted, is_detail=True)),
            public=is_public(term),
            former=term.former_ids,
        )

    def _statement(self, statement: Statement) -> Thing:
        address, edition = f"statements.{statement.id}", self._edition
        text = statement.text
        if statement.points:
            text = f"{text.rstrip().rstrip(':')}:"
        sayings = [
            self._said(statement, text, address, lead=self._level(statement.level), whole=True),
            *self._choice(statement),
            *(
                self._said(point, point.text, f"{address}.{point.id}", whole=True)
                for point in statement.points
            ),
        ]
        if not self._public:
            sayings += [
                self._said(statement, written, f"{address}#{key}", detail=True)
                for key, written in (
                    ("how", statement.how),
                    ("good", statement.good),
                    ("bad", statement.bad),
                    ("because", statement.because),
                )
            ]
            limit = self._texts.quantity(statement.limit, f"{address}#limit", statement.narrowing)
            sayings += [
                Saying(words=words, lead=edition.text(f"fact.{key}"), is_detail=True)
                for key, words in (
                    ("who", self._roles(statement.who)),
                    ("limit", limit),
                    ("decides", self._roles(statement.decides)),
                )
                if words
            ]
        return self._thing(statement, None, *sayings)

    def _choice(self, statement: Statement) -> Iterator[Saying]:
        """Who picks one of the points."""
        if statement.choice and statement.points:
            chooser = statement.chosen_by
            key = chooser if chooser in {"customer", "staff"} else "one"
            words = f"{self._edition.text(f'points.{key}')}."
            yield Saying(words=words, name="choice", is_whole=True, is_beside=True)

    def _level(self, level: str) -> str:
        """The word before a statement; customers read what we promise, not what staff must do."""
        return self._edition.text(_PROMISED[level] if self._public else f"level.{level}")

    def _procedure(self, procedure: Procedure) -> Iterator[tuple[str, Thing]]:
        address = f"procedures.{procedure.id}"
        title = self._said(procedure, procedure.title, address)
        text = self._said(procedure, procedure.text, f"{address}#text")
        yield procedure.id, self._thing(procedure, title, text)
        for step in procedure.steps:
            said = self._step(step, f"{address}.{step.id}")
            yield f"{procedure.id}.{step.id}", self._thing(step, title, *said)

    def _step(self, step: Step, address: str) -> Iterator[Saying]:
        yield self._said(step, step.do, address, whole=True)
        yield self._said(step, step.how, f"{address}#how", detail=True)
        yield self._time(step, step.within, f"{address}#within")
        who = self._roles(step.who)
        yield Saying(words=who, lead=self._edition.text("fact.who"), is_detail=True)

    def _handed(self, rung: EscalationStep) -> Saying:
        edition = self._edition
        section = edition.text("section.escalation")
        to = edition.title("role", rung.to) if rung.to else edition.title("body", rung.to_body)
        return Saying(words=": ".join(filter(None, (section, to))))

    def _rung(self, rung: EscalationStep) -> Iterator[Saying]:
        edition, address = self._edition, f"escalation.{rung.id}"
        to = edition.title("role", rung.to) if rung.to else edition.title("body", rung.to_body)
        channels = edition.locale.listed(edition.titles("channel", rung.narrowing.channels or ()))
        yield Saying(words=f"{to} ({channels})" if channels else to, is_whole=True)
        yield self._time(rung, rung.within, f"{address}#within")
        yield self._said(rung, rung.how, f"{address}#how", detail=True)

    def _contact(self, target: Target) -> Saying:
        edition = self._edition
        channels = edition.titles("channel", target.narrowing.channels or ())
        section = edition.text("section.targets")
        return Saying(words=": ".join(filter(None, (section, edition.locale.listed(channels)))))

    def _target(self, target: Target) -> Iterator[Saying]:
        for key in _TARGETS:
            address = f"response_targets.{target.id}#{key}"
            words = self._texts.quantity(getattr(target, key), address, target.narrowing)
            lead = self._edition.text(f"target.{key.replace('_', '-')}")
            yield Saying(words=words, lead=lead, is_whole=True)

    def _time(self, item: Item, written: str, address: str) -> Saying:
        words = self._texts.quantity(written, address, item.narrowing)
        return Saying(words=words, lead=self._edition.text("fact.within"), is_whole=True)

    def _titled(self, section: str) -> Saying:
        return Saying(words=self._edition.text(f"section.{section}"))

    def _roles(self, names: tuple[str, ...]) -> str:
        return self._edition.locale.listed(self._edition.titles("role", names))

    def _said(
        self,
        item: Item,
        written: str,
        address: str,
        *,
        lead: str = "",
        whole: bool = False,
        detail: bool = False,
    ) -> Saying:
        return Saying(
            written=written,
            address=address,
            narrowing=item.narrowing,
            lead=lead,
            is_whole=whole,
            is_detail=detail,
        )

    def _thing(self, item: Item, title: Saying | None, *sayings: Saying) -> Thing:
        """A thing with when and where it holds."""
        edition, told = self._edition, list(sayings)
        if item.narrowing.when:
            address = f"{told[0].address}#when" if told else ""
            lead = edition.text("fact.when")
            when = self._said(item, item.narrowing.when, address, lead=lead, whole=True)
            told.append(replace(when, is_beside=True))
        if not isinstance(item, (EscalationStep, Target)):
            where = edition.locale.listed(
                badge.text for badge in edition.badges(item.narrowing) if badge.kind != "audience"
            )
            words = f"({where})" if where else ""
            told.append(Saying(words=words, is_whole=True, is_beside=True))
        return Thing(title=title, sayings=tuple(told), public=item.public, former=item.former_ids)


def _promises(policy: Policy) -> bool:
    """Whether a policy says anything to customers."""
    items = (*policy.statements, *policy.exceptions, *policy.faq)
    return any(each.public for each in items) or any(is_public(each) for each in policy.terms)
