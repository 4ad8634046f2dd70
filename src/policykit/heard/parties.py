"""Whom a policy concerns: roles that live by it, those who answer for its law, customers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from policykit.library import read
from policykit.library.organisation import BOT
from policykit.model.facts import Facts
from policykit.model.hearing import FeedbackSource, Manner, Occasion, Party, Reason
from policykit.model.organisation import Organisation
from policykit.model.record import Record
from policykit.model.surroundings import Surroundings

CUSTOMER: Final = "customer"
"""Who is heard besides roles."""

_LAW: Final = "requirement"


def parties(
    versions: Sequence[Facts],
    record: Record,
    sources: Iterable[FeedbackSource],
    around: Surroundings,
) -> tuple[Party, ...]:
    """Everybody whom the texts of a policy concern, with the occasions they were heard on.

    A role group stands for its roles, in the policy and in the record. Whoever was heard and is
    concerned by nothing is not among them, nor is the owner, who does the asking, nor a bot.
    """
    organisation = around.organisation
    found: dict[str, list[Reason]] = {}
    silent = {BOT, *(facts.owner for facts in versions)}
    for role, reason in _concerned(versions, around):
        if role in silent:
            continue
        reasons = found.setdefault(role, [])
        if reason not in reasons:
            reasons.append(reason)
    occasions = _occasions(record, tuple(sources), organisation)
    return tuple(
        Party(
            role=role,
            title=titled(role, organisation),
            reasons=tuple(reasons),
            occasions=tuple(
                sorted(occasions.get(role, ()), key=lambda each: each.on, reverse=True)
            ),
        )
        for role, reasons in found.items()
    )


def titled(role: str, organisation: Organisation) -> str:
    """How a role is printed, or a group of roles, or customers."""
    if role == CUSTOMER:
        return "Customers"
    return organisation.title("role", role)


def _concerned(versions: Sequence[Facts], around: Surroundings) -> Iterator[tuple[str, Reason]]:
    organisation = around.organisation
    for reason, names in (
        (Reason.AUDIENCE, (name for facts in versions for name in facts.audience)),
        (Reason.DOES, (name for facts in versions for it in facts.items for name in it.who)),
        (Reason.DECIDES, (name for facts in versions for it in facts.items for name in it.decides)),
        (Reason.STEP, (step.to for facts in versions for step in facts.escalation if step.to)),
    ):
        for name in names:
            for role in apart(name, organisation):
                yield role, reason
    if any(each.kind == _LAW for facts in versions for each in facts.references):
        for role in read.names(around.settings.approvals, "law"):
            yield role, Reason.LAW
    if any(map(_is_for_customers, versions)) or _faces_customers(versions, around):
        yield CUSTOMER, Reason.CUSTOMERS


def _is_for_customers(facts: Facts) -> bool:
    """Whether customers are promised something in plain view."""
    return any(item.public for item in facts.items) or any(
        isinstance(term, dict) and read.flag(term, "public") for _, term in facts.terms
    )


def _faces_customers(versions: Sequence[Facts], around: Surroundings) -> bool:
    areas = {name for facts in versions for name in facts.areas}
    return any(area.contact_facing for name, area in around.areas.items() if name in areas)


def apart(name: str, organisation: Organisation) -> tuple[str, ...]:
    """The roles of a role group; a role is its own."""
    return organisation.groups_of_roles.get(name) or (name,)


def _occasions(
    record: Record, sources: Sequence[FeedbackSource], organisation: Organisation
) -> Mapping[str, list[Occasion]]:
    found: dict[str, list[Occasion]] = {}
    for name, occasion in _all_occasions(record, sources, organisation):
        for role in apart(name, organisation):
            found.setdefault(role, []).append(occasion)
    return found


def _all_occasions(
    record: Record, sources: Sequence[FeedbackSource], organisation: Organisation
) -> Iterator[tuple[str, Occasion]]:
    for each in record.consulted:
        yield (
            each.role,
            Occasion(
                manner=Manner.ASKED,
                on=each.date,
                count=each.count,
                via=organisation.title("feedback-kind", each.via) if each.via else "",
                outcome=each.outcome,
            ),
        )
    for comment in record.comments:
        yield comment.role, Occasion(manner=Manner.COMMENTED, on=comment.date)
    checked = record.law_checked
    if read.text(checked, "by"):
        yield (
            read.text(checked, "by"),
            Occasion(manner=Manner.CHECKED, on=read.text(checked, "date")),
        )
    for manner, stamps in (
        (Manner.REVIEWED, record.reviews),
        (Manner.APPROVED, record.approvals),
    ):
        for stamp in stamps:
            if stamp.role:
                yield stamp.role, Occasion(manner=manner, on=stamp.date)
    for source in sources:
        if source.giver == CUSTOMER:
            for evidence in source.evidence:
                yield (
                    CUSTOMER,
                    Occasion(
                        manner=Manner.FOUND,
                        on=evidence.date,
                        via=source.kind,
                        outcome=evidence.found,
                    ),
                )
