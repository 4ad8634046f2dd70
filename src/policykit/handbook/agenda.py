"""A library to the days that are to come: reviews, texts taking effect, training, telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import partial
from typing import Final

from policykit.handbook.addresses import Site
from policykit.handbook.edition import Edition
from policykit.handbook.reading_on import Reader, page_for
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.view import View
from policykit.library import build, read
from policykit.library.calendars import usual_calendar
from policykit.library.reviews import due_day
from policykit.locale.words import Locale
from policykit.model.agenda import Agenda, Occasion, OccasionKind, occasion_uid
from policykit.model.library import Entry, Library
from policykit.model.policy import Notice, Policy
from policykit.model.quantity.dates import parse_date
from policykit.model.value import dataclass
from policykit.rendering import ProseReader

_BOUND: Final = frozenset({"approved", "active"})
"""States in which the days of a text are settled."""

_MOST_ROUNDS: Final = 1_000
"""A training that comes round more often than this since its text began has no next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose days, and which; empty sides are not narrowed.

    `roles` and `owners` are roles or groups of them.
    """

    roles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[OccasionKind, ...] = ()
    sites: tuple[Site, ...] = field(default=())


def agenda_of(library: Library, locale: Locale, today: date, asked: Asked) -> Agenda:
    """Every day from today on, and reviews that should have been before.

    Args:
        library: all policies with their records.
        locale: the language to tell it in.
        today: the day it is.
        asked: whose days, and which.
    """
    edition = Edition(
        library=library, locale=locale, view=View(), today=today, reader=ProseReader()
    )
    groups = edition.organisation.groups_of_roles
    roles, owners = (_members(names, groups) for names in (asked.roles, asked.owners))
    found = [
        each
        for each in _Days(edition, asked.sites).every()
        if (not roles or not roles.isdisjoint(_members(each.roles, groups)))
        and (not owners or each.owner in owners)
        and (not asked.kinds or each.kind in asked.kinds)
    ]
    titles = [edition.title("role", name) for name in asked.roles or asked.owners]
    name = edition.organisation.name or "policykit"
    title = edition.text("agenda.title", name=name)
    if titles:
        title = edition.text("agenda.title-for", name=name, role=locale.listed(titles))
    return Agenda(
        title=title,
        locale=locale.id,
        day=today,
        empty=edition.text("agenda.empty"),
        occasions=tuple(
            sorted(found, key=lambda each: (each.day, each.kind, each.title, each.uid))
        ),
    )


def _members(names: Iterable[str], groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Roles by name, groups by their names and those of their members."""
    return {role for name in names for role in (name, *groups.get(name, ()))}


class _Days:
    def __init__(self, edition: Edition, sites: tuple[Site, ...]) -> None:
        self._edition = edition
        self._sites = sites
        organisation = edition.library.surroundings.organisation
        self._organisation = organisation.name
        self._defaults = build.policy("", dict(organisation.defaults))
        self._calendar = partial(usual_calendar, organisation)

    def every(self) -> Iterator[Occasion]:
        for entry in self._edition.library.entries.values():
            for policies, coming in ((entry.policies, False), (entry.coming, True)):
                policy = self._edition.policy_of(policies)
                if policy is not None and policy.status in _BOUND:
                    yield from self._of_policy(entry, policy, coming=coming)
        yield from self._waivers()

    def _of_policy(self, entry: Entry, policy: Policy, *, coming: bool) -> Iterator[Occasion]:
        today = self._edition.today
        begins = _day(policy.effective)
        if not coming and policy.status == "active":
            yield from self._review(entry, policy)
            yield from self._training(policy, begins)
        if begins is not None and begins >= today:
            roles = (policy.owner, *policy.audience)
            yield self._occasion(
                OccasionKind.EFFECT, policy, begins, roles, key=policy.version, coming=coming
            )
        for kind, said in (
            (OccasionKind.STAFF, policy.staff_notices),
            (OccasionKind.CUSTOMERS, policy.customer_notices),
        ):
            yield from self._told(kind, policy, said, coming=coming)
        for exception in policy.exceptions:
            ends = _day(exception.expires)
            if ends is not None and ends >= today:
                what = PolicyTexts(self._edition, policy, linking=False).prose(exception.what, "")
                yield self._occasion(
                    OccasionKind.EXCEPTION,
                    policy,
                    ends,
                    (policy.owner, *exception.approved_by),
                    key=exception.id,
                    lines=(what.text,),
                    coming=coming,
                )

    def _review(self, entry: Entry, policy: Policy) -> Iterator[Occasion]:
        today = self._edition.today
        stamps = entry.record.reviews if entry.record else ()
        days = (_day(policy.effective), *(_day(stamp.date) for stamp in stamps))
        last = max((day for day in days if day is not None and day <= today), default=None)
        every = policy.review_every or self._defaults.review_every
        due = due_day(last, every, self._calendar) if last is not None and every else None
        if due is not None:
            yield self._occasion(
                OccasionKind.REVIEW, policy, due, (policy.owner,), overdue=due < today
            )

    def _training(self, policy: Policy, begins: date | None) -> Iterator[Occasion]:
        training = policy.training
        defaults = self._defaults.training
        refresh = (training.refresh if training else "") or (defaults.refresh if defaults else "")
        if training is None or not refresh or begins is None:
            return
        following = self._next(begins, refresh)
        if following is None:
            return
        roles = (*training.required_for, *(it for m in training.modules for it in m.required_for))
        yield self._occasion(
            OccasionKind.TRAINING,
            policy,
            following,
            tuple(dict.fromkeys(roles)),
            lines=tuple(module.title for module in training.modules if module.title),
        )

    def _next(self, begins: date, every: str) -> date | None:
        """The first day from today on, so many times a duration after a text began."""
        day: date = begins
        for _ in range(_MOST_ROUNDS):
            following = due_day(day, every, self._calendar)
            if following is None or following <= day:
                return None
            day = following
            if day >= self._edition.today:
                return day
        return None

    def _told(
        self, kind: OccasionKind, policy: Policy, said: Iterable[Notice], *, coming: bool
    ) -> Iterator[Occasion]:
        counted: dict[str, int] = {}
        for notice in said:
            counted[notice.via] = counted.get(notice.via, 0) + 1
            day = _day(notice.by)
            if day is None or day < self._edition.today:
                continue
            audience = policy.audience if kind is OccasionKind.STAFF else ()
            what = PolicyTexts(self._edition, policy, linking=False).prose(notice.what, "").text
            yield self._occasion(
                kind,
                policy,
                day,
                (policy.owner, *audience),
                key=f"{notice.via}/{counted[notice.via]}/{policy.version}",
                lines=tuple(filter(None, (self._edition.title("via", notice.via), what))),
                coming=coming,
            )

    def _waivers(self) -> Iterator[Occasion]:
        edition = self._edition
        for waiver in edition.library.surroundings.settings.waivers:
            ends = _day(read.text(waiver, "until"))
            if ends is None or ends < edition.today:
                continue
            name, owner = read.text(waiver, "requirement"), read.text(waiver, "owner")
            region = read.text(waiver, "region")
            known = edition.requirement(name)
            yield Occasion(
                uid=occasion_uid(self._organisation, OccasionKind.WAIVER, name, region),
                kind=OccasionKind.WAIVER,
                day=ends,
                title=edition.text("agenda.waiver", title=name),
                category=edition.text("agenda.kind-waiver"),
                owner=owner,
                roles=(owner,) if owner else (),
                lines=tuple(
                    filter(
                        None,
                        (
                            known.requirement if known is not None else "",
                            read.text(waiver, "reason"),
                            self._owner(owner),
                        ),
                    )
                ),
            )

    def _occasion(
        self,
        kind: OccasionKind,
        policy: Policy,
        day: date,
        roles: tuple[str, ...],
        *,
        key: str = "",
        lines: tuple[str, ...] = (),
        coming: bool = False,
        overdue: bool = False,
    ) -> Occasion:
        edition = self._edition
        word = "overdue" if overdue else kind.value
        version = f" {policy.version}" if kind is OccasionKind.EFFECT and policy.version else ""
        reader = Reader(
            roles=frozenset(filter(None, roles)) or frozenset({policy.owner}),
            locale=edition.locale.id,
            today=edition.today,
        )
        return Occasion(
            uid=occasion_uid(self._organisation, kind, policy.oldest_id, key),
            kind=kind,
            day=day,
            title=edition.text(f"agenda.{word}", title=f"{policy.title or policy.id}{version}"),
            category=edition.text(f"agenda.kind-{kind.value}"),
            policy=policy.id,
            owner=policy.owner,
            roles=tuple(dict.fromkeys(filter(None, roles))),
            lines=(*lines, *filter(None, (self._owner(policy.owner),))),
            overdue=overdue,
            page=page_for(self._sites, reader, policy, coming=coming),
        )

    def _owner(self, owner: str) -> str:
        if not owner:
            return ""
        return self._edition.text("agenda.owner", role=self._edition.title("role", owner))


def _day(written: str) -> date | None:
    day = parse_date(written) if written else None
    return day if isinstance(day, date) else None
