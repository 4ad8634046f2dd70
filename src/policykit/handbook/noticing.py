"""A comparison told to one role, as news in one language: what, from when, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from policykit.diffing.telling import Filling, beyond, matters_to
from policykit.handbook.addresses import Site
from policykit.handbook.duties import Duty, duties, ways
from policykit.handbook.edition import Edition
from policykit.handbook.item_words import ItemWords, items_in_words
from policykit.handbook.reading_on import Reader, page_for
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.view import View
from policykit.library import build
from policykit.locale.words import SOURCE_LANGUAGE, Locale
from policykit.model.change import (
    Change,
    Comparison,
    CustomerEffect,
    PolicyComparison,
    Side,
    StaffEffect,
)
from policykit.model.library import Library
from policykit.model.notice import CUSTOMERS, Labels, News, NewsItem, Notice, urn_of
from policykit.model.policy import Policy
from policykit.model.quantity.dates import parse_date
from policykit.model.value import dataclass
from policykit.rendering import ProseReader

UNBOUND: Final = frozenset({"draft", "in-review"})
"""States in which a text binds nobody yet."""

_SECTIONS: Final[Mapping[str, str]] = {
    "term": "promises",
    "statement": "rules",
    "point": "rules",
    "exception": "exceptions",
    "definition": "definitions",
    "table": "tables",
    "row": "tables",
    "target": "targets",
    "procedure": "procedures",
    "step": "procedures",
    "escalation-step": "escalation",
    "handoffs": "handoffs",
    "tone": "tone",
    "script": "scripts",
    "scenario": "scenarios",
    "faq": "faq",
    "training": "training",
    "module": "training",
    "kpi": "kpis",
    "feedback": "feedback",
    "audit": "monitoring",
    "enforcement": "enforcement",
}
_CUSTOMER_WORDS: Final = {
    CustomerEffect.WORSE: "news.worse",
    CustomerEffect.UNCLEAR: "news.perhaps",
    CustomerEffect.BETTER: "news.better",
}
_STAFF_WORDS: Final = {StaffEffect.MORE: "news.more", StaffEffect.LESS: "news.less"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a notice is made of.

    `role` is one of the organisation, a group of them, or `customers`; `earlier` and `later` hold
    the policies that changed and those whose values they name. `filling` puts the values in the
    place of their names; `sites` are the handbooks that are published.
    """

    comparison: Comparison
    role: str
    earlier: Library
    later: Library
    locale: Locale
    today: date
    filling: Filling
    sites: tuple[Site, ...] = field(default=())


def notice_of(telling: Telling) -> Notice:
    """The news for a role; drafts and texts in review are none yet."""
    return _Noticing(telling).notice()


class _Noticing:
    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._words = telling.locale
        self._is_public = telling.role == CUSTOMERS
        self._is_english = telling.locale.id.partition("-")[0] == SOURCE_LANGUAGE
        self._by_texts = self._is_public or not self._is_english
        self._then = _Side(telling, telling.earlier, public=self._is_public)
        self._now = _Side(telling, telling.later, public=self._is_public)
        groups = self._now.edition.organisation.groups_of_roles
        members = () if self._is_public else groups.get(telling.role, (telling.role,))
        self._reader = Reader(
            roles=frozenset(members), locale=telling.locale.id, today=telling.today
        )
        organisation = self._now.edition.organisation
        defaults = telling.later.surroundings.organisation.defaults
        self._defaults = build.policy("", dict(defaults))
        self._organisation = organisation.name or telling.comparison.name

    def notice(self) -> Notice:
        telling, words = self._telling, self._words
        comparison = telling.comparison
        news = tuple(self._all_news())
        role_title = (
            words.text("news.customers")
            if self._is_public
            else self._now.edition.title("role", telling.role)
        )
        title = (
            words.text("news.title-customers")
            if self._is_public
            else words.text("news.title", role=role_title)
        )
        days = [
            self._day(side.day) or telling.today for side in (comparison.before, comparison.after)
        ]
        return Notice(
            id=urn_of(
                "notice", self._organisation, telling.role, words.id, *(it.id for it in news)
            ),
            role=telling.role,
            role_title=role_title,
            locale=words.id,
            organisation=self._organisation,
            subject=" · ".join(filter(None, (self._organisation, title))),
            title=title,
            period=words.text(
                "news.period", first=words.date(min(days)), last=words.date(max(days))
            ),
            day=telling.today.isoformat(),
            labels=Labels(
                before=words.text("news.before"),
                after=words.text("news.now"),
                to_do=words.text("news.to-do"),
                to_publish=words.text("news.to-publish"),
                read=words.text("news.read"),
                nothing=words.text("news.nothing"),
                train=words.text("news.train"),
            ),
            news=news,
            notes=tuple(self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        comparison = self._telling.comparison
        yield from comparison.notes
        waiting = sorted({it.policy for it in comparison.policies if it.status in UNBOUND})
        if waiting:
            names = ", ".join(waiting)
            yield f"Not told, because nobody is bound by a draft or a text in review: {names}."
        for path, why in comparison.unread:
            yield f"Not told, because it cannot be read: {path}: {why}"

    def _all_news(self) -> Iterator[News]:
        for policy in self._telling.comparison.policies:
            if policy.status not in UNBOUND and (found := self._news(policy)) is not None:
                yield found
        around = [it for it in self._telling.comparison.around if self._matters(it)]
        if around and not self._is_public:
            items = tuple(filter(None, (self._item(change) for change in around)))
            yield News(
                id=self._id("", "", around),
                policy="",
                title=self._words.text("news.around"),
                updated=self._updated(""),
                items=items,
            )

    def _matters(self, change: Change) -> bool:
        if self._is_public:
            return not change.editorial and change.customer is not CustomerEffect.SAME
        return matters_to(change, self._reader.roles)

    def _news(self, policy: PolicyComparison) -> News | None:
        told = [
            (change, item)
            for change in policy.changes
            if self._matters(change) and (item := self._item(change)) is not None
        ]
        if not told:
            return None
        changes = [change for change, _ in told]
        text = self._now.policies.get(policy.path) or self._then.policies.get(policy.path)
        coming = policy.path.endswith(".next.yaml")
        standing = None if policy.is_gone else text
        effective = standing.effective if standing is not None else ""
        oldest = text.oldest_id if text is not None else policy.policy
        return News(
            id=self._id(oldest, effective, changes),
            policy=policy.policy,
            title=(text.title if text is not None else "") or policy.policy,
            version=policy.version_after or policy.version_before,
            effective=effective,
            holds=self._holds(standing),
            updated=self._updated(effective),
            # Several changes of one thing can be told by the same words.
            items=tuple(dict.fromkeys(item for _, item in told)),
            tasks=() if standing is None else self._tasks(standing, changes, coming=coming),
            ways=() if standing is None else self._ways(standing),
            page="" if standing is None else self._page(standing, "", coming=coming),
        )

    def _item(self, change: Change) -> NewsItem | None:
        then = now = None
        if self._by_texts:
            then = self._then.words(change.before, change.item)
            now = self._now.words(change.after, change.item)
        if self._is_public and not self._may_tell(change, then, now):
            return None
        text = self._now.policies.get(_path(change.after))
        page = ""
        if text is not None and change.item:
            coming = _path(change.after).endswith(".next.yaml")
            page = self._page(text, change.item, coming=coming)
        message, before, after = self._told(change, then, now)
        return NewsItem(
            message=message,
            before=before,
            after=after,
            where=change.where if self._is_english else self._regions(change),
            effect=self._effect(change),
            train=not self._reader.roles.isdisjoint(change.retrain),
            page=page,
        )

    def _regions(self, change: Change) -> str:
        edition = self._now.edition
        return "; ".join(edition.titles("region", change.regions))

    def _may_tell(self, change: Change, then: ItemWords | None, now: ItemWords | None) -> bool:
        """Whether customers may read it: it is marked public on every side it stands on."""
        sides = [it for it in (then, now) if it is not None]
        in_force = change.after is None or self._is_for_customers(change.after)
        return bool(sides) and all(it.public for it in sides) and in_force

    def _is_for_customers(self, side: Side) -> bool:
        text = self._now.policies.get(side.location.path)
        return text is not None and text.status == "active"

    def _told(
        self, change: Change, then: ItemWords | None, now: ItemWords | None
    ) -> tuple[str, str, str]:
        """What changed, what stood and what stands.

        A change is told in English as `policykit changelog` tells it. In other languages, and to
        customers, who know no ids of rules, it is told by the texts themselves.
        """
        if not self._by_texts:
            filling = self._telling.filling
            earlier, later = (
                beyond(change.message, each) for each in (change.before, change.after)
            )
            return (
                filling.later(change, change.message),
                filling.earlier(change, earlier),
                filling.later(change, later),
            )
        before, after = then.words if then else "", now.words if now else ""
        message = self._message(change, then, now)
        if before != after:
            return message, before, after
        if self._is_public:
            # What a text does not say is told without its value, which may not be for customers.
            return message, "", after
        before = change.before.value if change.before is not None else ""
        after = change.after.value if change.after is not None else ""
        return message, before, after

    def _message(self, change: Change, then: ItemWords | None, now: ItemWords | None) -> str:
        sides = (then, now) if self._is_public else (change.before, change.after)
        became = "changed"
        if None in sides:
            became = "new" if sides[0] is None else "gone"
        item = now or then
        if item is not None and item.title:
            return self._words.text(f"news.{became}-named", name=item.title)
        section = _SECTIONS.get(change.item_kind, "")
        if section and not self._is_public:
            name = self._words.text(f"section.{section}")
            return self._words.text(f"news.{became}-named", name=name)
        return self._words.text(f"news.{became}")

    def _effect(self, change: Change) -> str:
        key = _CUSTOMER_WORDS.get(change.customer) or _STAFF_WORDS.get(change.staff, "")
        if self._is_public or not key:
            return ""
        return self._words.text(key)

    def _holds(self, text: Policy | None) -> str:
        if text is None:
            return ""
        ended = self._day(text.retired_on)
        if text.status == "retired":
            return self._words.text("news.ended", day=self._words.date(ended)) if ended else ""
        day = self._day(text.effective)
        if day is None:
            return self._words.text("news.no-day")
        key = "news.from" if day > self._telling.today else "news.since"
        return self._words.text(key, day=self._words.date(day))

    def _tasks(self, text: Policy, changes: Iterable[Change], *, coming: bool) -> tuple[str, ...]:
        if self._is_public or text.status == "retired":
            return ()
        return tuple(
            duties(
                self._now.texts(text),
                Duty(
                    roles=self._reader.roles,
                    changes=tuple(changes),
                    page=self._page(text, "", coming=coming),
                    coming=coming,
                ),
                self._defaults,
            )
        )

    def _ways(self, text: Policy) -> tuple[str, ...]:
        if not self._is_public:
            return ()
        said = text.customer_notices or self._defaults.customer_notices
        return tuple(ways(self._now.edition, said))

    def _page(self, text: Policy, item: str, *, coming: bool) -> str:
        return page_for(self._telling.sites, self._reader, text, item, coming=coming)

    def _id(self, policy: str, effective: str, changes: Iterable[Change]) -> str:
        fingerprints = sorted(change.fingerprint for change in changes)
        return urn_of(
            self._organisation, self._telling.role, self._words.id, policy, effective, *fingerprints
        )

    def _updated(self, effective: str) -> str:
        """The day it is news since: that of the text, never one to come."""
        sides = self._telling.comparison
        known = min(filter(None, (effective, sides.after.day, self._telling.today.isoformat())))
        return max(known, sides.before.day) if sides.before.day else known

    def _day(self, written: str) -> date | None:
        day = parse_date(written) if written else None
        return day if isinstance(day, date) else None


class _Side:
    """The policies of one side, by their paths, in the words of the notice."""

    def __init__(self, telling: Telling, library: Library, *, public: bool) -> None:
        self.edition = Edition(
            library=library,
            locale=telling.locale,
            view=View(public=public),
            today=telling.today,
            reader=ProseReader(),
        )
        found = (
            self.edition.policy_of(policies)
            for entry in library.entries.values()
            for policies in (entry.policies, entry.coming)
        )
        self.policies = {each.path: each for each in found if each is not None}
        self._items: dict[str, Mapping[str, ItemWords]] = {}

    def texts(self, policy: Policy) -> PolicyTexts:
        return PolicyTexts(self.edition, policy, linking=False)

    def words(self, side: Side | None, address: str) -> ItemWords | None:
        """What stands at an address, None for nothing that can be told."""
        policy = self.policies.get(_path(side))
        if policy is None:
            return None
        if policy.path not in self._items:
            self._items[policy.path] = items_in_words(self.texts(policy))
        return self._items[policy.path].get(address)


def _path(side: Side | None) -> str:
    return side.location.path if side is not None else ""
