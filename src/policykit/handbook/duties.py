"""What a role has to do when a policy changed: learn, read, hear more, and tell customers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from policykit.handbook.edition import Edition
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.workplace import named_items
from policykit.library.calendars import usual_calendar
from policykit.library.reviews import due_day
from policykit.model.change import Change, CustomerEffect
from policykit.model.policy import Module, Notice as Announcement, Policy
from policykit.model.quantity.dates import parse_date
from policykit.model.value import dataclass

_TWO_ENDS: Final = re.compile(r"([?!….])\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What changed for some roles; `coming` for a text that stands beside the one in force.

    `source` is the policy as it was written first, to tell what is not translated; `earlier` the
    text before it, None where there was none. It changed after the day `first`, and on the day
    `last` at the latest; None where nobody can say.
    """

    roles: frozenset[str]
    changes: tuple[Change, ...]
    coming: bool = False
    source: Policy | None = None
    earlier: Policy | None = None
    first: date | None = None
    last: date | None = None


def duties(texts: PolicyTexts, duty: Duty, defaults: Policy) -> Iterator[str]:
    """What to do, as whole sentences, the most urgent first; nothing for who no longer works by it.

    Args:
        texts: those of the policy as it stands or will.
        duty: what changed, and for whom.
        defaults: what the organisation gives every policy, as a policy.
    """
    if has_left(texts, duty):
        return
    # The name of a training may end as a sentence does.
    yield from (_TWO_ENDS.sub(r"\1", each) for each in _duties(texts, duty, defaults))


def _duties(texts: PolicyTexts, duty: Duty, defaults: Policy) -> Iterator[str]:
    edition, policy = texts.edition, texts.policy
    learnt = {
        change.item.partition(".")[0]
        for change in duty.changes
        if not duty.roles.isdisjoint(change.retrain)
    }
    if learnt or (_is_new(duty) and _has_to_learn(texts, duty)):
        yield _training(texts, duty, learnt, defaults)
    elif any(
        not change.roles or not duty.roles.isdisjoint(change.roles) for change in duty.changes
    ):
        yield edition.text("news.do-read")
    silent = not (policy.staff_notices or policy.customer_notices)
    source = defaults if silent else policy
    if said := _to_come(source.staff_notices, edition.today):
        yield edition.text("news.do-meet", ways="; ".join(ways(edition, said)))
    is_noticed = any(change.customer is not CustomerEffect.SAME for change in duty.changes)
    if is_noticed and (said := _to_come(source.customer_notices, edition.today)):
        yield edition.text("news.do-tell", ways="; ".join(ways(edition, said)))


def has_left(texts: PolicyTexts, duty: Duty) -> bool:
    """Whether a policy that was for the roles names none of them as a reader or for its work."""
    policy, groups = texts.policy, texts.edition.organisation.groups_of_roles

    def are_named(names: Iterable[str]) -> bool:
        return any(not duty.roles.isdisjoint(groups.get(name, (name,))) for name in names)

    if duty.earlier is None or not policy.audience:
        return False
    was = duty.earlier.audience
    decide = (name for statement in policy.statements for name in statement.decides)
    work = (name for names, _ in named_items(policy) for name in names)
    is_theirs = are_named((*policy.audience, policy.owner, *decide, *work))
    return not is_theirs and (not was or are_named(was))


def ways(edition: Edition, said: Iterable[Announcement]) -> Iterator[str]:
    """By which way and day something is said, each in words; without a day that has passed."""
    for each in said:
        via = edition.title("via", each.via)
        day = edition.day(each.by) if _to_come((each,), edition.today) else ""
        yield edition.text("notice.by", via=via, day=day) if day else via


def _is_new(duty: Duty) -> bool:
    """Whether nobody worked by the policy before."""
    return any(
        it.name == "policy-activated" or (it.item_kind == "policy" and it.before is None)
        for it in duty.changes
    )


def _has_to_learn(texts: PolicyTexts, duty: Duty) -> bool:
    """Whether the training of a policy is for one of the roles, and there is any."""
    training = texts.policy.training
    groups = texts.edition.organisation.groups_of_roles
    asked = training.required_for if training is not None else ()
    roles = {role for each in asked for role in groups.get(each, (each,))}
    return not duty.roles.isdisjoint(roles) and bool(_modules(texts, duty, ()))


def _training(texts: PolicyTexts, duty: Duty, items: Collection[str], defaults: Policy) -> str:
    edition, policy = texts.edition, texts.policy
    what = "; ".join(_modules(texts, duty, items)) or policy.title
    day = parse_date(policy.effective) if policy.effective else None
    if duty.coming or (isinstance(day, date) and day > edition.today):
        return edition.text("news.do-learn-first", what=what)
    within = (policy.training.within if policy.training else "") or (
        defaults.training.within if defaults.training else ""
    )
    key = "news.do-learn-new" if _is_new(duty) else "news.do-learn"
    if not within:
        return edition.text(key, what=what)
    begun = day if isinstance(day, date) and duty.first and duty.first < day else None
    # Of a change to a text that held already it is only known when it was there at the latest.
    since = begun or duty.last
    by = due_day(since, within, partial(usual_calendar, edition.organisation)) if since else None
    if by is not None and by < edition.today:
        return edition.text(f"{key}-late", what=what)
    if by is not None and begun is not None:
        return edition.text(f"{key}-by", what=what, day=edition.locale.date(by))
    time = texts.quantity(within, "training.within")
    return edition.text(f"{key}-within", what=what, time=time)


def _modules(texts: PolicyTexts, duty: Duty, items: Collection[str]) -> list[str]:
    """The pieces of training of the roles that teach what changed; all where none says so."""
    training = texts.policy.training
    groups = texts.edition.organisation.groups_of_roles
    mine = [
        each
        for each in (training.modules if training else ())
        if each.title
        and (
            not each.required_for
            or any(not duty.roles.isdisjoint(groups.get(it, (it,))) for it in each.required_for)
        )
    ]
    teaching = [each for each in mine if not set(items).isdisjoint(each.teaches)]
    return [_titled(texts, duty, each) for each in teaching or mine]


def _titled(texts: PolicyTexts, duty: Duty, module: Module) -> str:
    """What a piece of training is called; marked where that is in the source language."""
    edition, training = texts.edition, duty.source.training if duty.source else None
    words = texts.prose(module.title, f"training.modules.{module.id}").text
    written = {each.id: each.title for each in (training.modules if training else ())}
    if edition.locale.id == edition.source or written.get(module.id) != module.title:
        return words
    return edition.text(
        "news.foreign", text=words, language=edition.locale.language(edition.source)
    )


def _to_come(said: tuple[Announcement, ...], today: date) -> tuple[Announcement, ...]:
    """What is still to be said: on a day to come, or on none."""
    return tuple(each for each in said if not each.by or each.by >= today.isoformat())
