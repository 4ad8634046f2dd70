"""A comparison told to one role, as news in one language: what, from when, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from typing import Final

from policykit.diffing.telling import matters_to
from policykit.handbook.addresses import Site
from policykit.handbook.duties import Duty, duties, has_left, ways
from policykit.handbook.news_items import Files, Items
from policykit.handbook.news_texts import PolicyText, Side, with_names
from policykit.handbook.reading_on import Reader, document_for, page_for
from policykit.library import build
from policykit.locale.words import SOURCE_LANGUAGE, Locale
from policykit.model.change import Change, Comparison, PolicyComparison
from policykit.model.library import Library
from policykit.model.notice import CUSTOMERS, Labels, News, Notice, urn_of
from policykit.model.policy import Policy
from policykit.model.quantity.dates import parse_date
from policykit.model.value import dataclass

UNBOUND: Final = frozenset({"draft", "in-review"})
"""States in which a text binds nobody yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a notice is made of.

    `role` is one of the organisation, a group of them, or `customers`; `earlier` and `later` hold
    the policies that changed and those whose values they name. `sites` are the handbooks that
    are published, `documents` all that print policies.
    """

    comparison: Comparison
    role: str
    earlier: Library
    later: Library
    locale: Locale
    today: date
    sites: tuple[Site, ...] = field(default=())
    documents: tuple[Site, ...] = field(default=())


def notice_of(telling: Telling) -> Notice:
    """The news for a role; drafts and texts in review are none yet."""
    return _Noticing(telling).notice()


_LAST: Final = 9


class _Noticing:
    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._words = telling.locale
        self._is_public = telling.role == CUSTOMERS
        earlier = with_names(telling.earlier, telling.later, telling.locale.id)
        self._then, self._now = (
            Side(library, telling.locale, telling.today, public=self._is_public)
            for library in (earlier, telling.later)
        )
        organisation = self._now.edition.organisation
        groups = organisation.groups_of_roles
        members = () if self._is_public else groups.get(telling.role, (telling.role,))
        self._reader = Reader(
            roles=frozenset(members), locale=telling.locale.id, today=telling.today
        )
        english = telling.locale.id.partition("-")[0] == SOURCE_LANGUAGE
        self._items = Items(self._then, self._now, self._reader, english=english)
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
            ),
            news=news,
            wording=self._wording(),
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
        """The news of policies, those first that ask for most; then what is around them."""
        found = [
            told
            for policy in self._telling.comparison.policies
            if policy.status not in UNBOUND and (told := self._news(policy)) is not None
        ]
        yield from (news for _, news in sorted(found, key=lambda each: each[0]))
        around = [it for it in self._telling.comparison.around if self._matters(it)]
        if around and not self._is_public:
            yield News(
                id=self._id("", "", around),
                policy="",
                title=self._words.text("news.around"),
                updated=self._updated(""),
                items=tuple(self._items.around(change) for change in around),
            )

    def _matters(self, change: Change) -> bool:
        """Whether it is news at all: no mere words, and of this role or to be learnt by it."""
        if self._is_public:
            return self._items.belongs(change)
        # A check is the work of its owner, though neither customers nor others notice it.
        is_check = change.item_kind == "audit" and not change.editorial
        owned = is_check and not self._reader.roles.isdisjoint(change.roles)
        return owned or matters_to(change, self._reader.roles)

    def _news(self, policy: PolicyComparison) -> tuple[int, News] | None:
        changes = [change for change in policy.changes if self._matters(change)]
        files = self._files(policy)
        text = self._now.texts.get(files.after)
        if self._is_public and (text is None or text.policy.status != "active"):
            changes = [it for it in changes if it.after is None or it.name == "policy-retired"]
        if not changes:
            return None
        own = [change for change in changes if self._items.belongs(change)]
        earlier = self._then.texts.get(files.before)
        if earlier is not None and earlier.policy.status in UNBOUND:
            # Nobody knew the draft: to its readers all of the policy is new.
            own = [change for change in own if change.item_kind == "policy"]
        told, details = self._items.of(own, files, self._page(text, anchored=True))
        duty = self._duty(text, earlier, changes)
        tasks: tuple[str, ...] = ()
        if text is not None and duty is not None:
            tasks = tuple(duties(text.texts, duty, self._defaults))
            if has_left(text.texts, duty):
                told = [replace(each, item=replace(each.item, train=False)) for each in told]
        if not (told or (tasks and not self._is_public) or (details and not self._is_public)):
            return None
        known = text or self._then.texts.get(files.before)
        effective = text.policy.effective if text is not None else ""
        oldest = known.policy.oldest_id if known is not None else policy.policy
        title = self._title(known)
        return min((each.rank for each in told), default=_LAST), News(
            id=self._id(oldest, effective, changes),
            policy=policy.policy,
            title=title or policy.policy,
            version=policy.version_after or policy.version_before,
            effective=effective,
            holds=self._holds(text.policy if text is not None else None),
            updated=self._updated(effective),
            items=tuple(each.item for each in told),
            details=self._details(details),
            others=self._others(policy.changes),
            tasks=tasks,
            ways=() if text is None else self._ways(text.policy),
            page=self._page(text),
            document=self._document(text),
        )

    def _title(self, text: PolicyText | None) -> str:
        """What a policy is called; marked where that is not in the reader's language."""
        if text is None:
            return ""
        edition, title = text.edition, text.policy.title
        if edition.locale.id == edition.source or not title or title != text.source.title:
            return title
        language = edition.locale.language(edition.source)
        return self._words.text("news.foreign", text=title, language=language)

    def _files(self, policy: PolicyComparison) -> Files:
        """The files a policy is told from: the coming one goes on from the one in force."""
        earlier = self._then.texts
        after = "" if policy.is_gone else policy.path
        said = (it.before.location.path for it in policy.changes if it.before is not None)
        likely = (*said, policy.path, policy.path.replace(".next.yaml", ".yaml"))
        return Files(next((path for path in likely if path in earlier), ""), after)

    def _details(self, count: int) -> str:
        if not count or self._is_public:
            return ""
        return self._words.text("news.details", count=str(count))

    def _others(self, changes: Iterable[Change]) -> str:
        """Whose work changed beside the reader's; none of it is told."""
        if self._is_public:
            return ""
        others = {
            role
            for change in changes
            if not change.editorial and not self._items.belongs(change)
            for role in change.roles
        }
        titles = sorted(self._now.edition.titles("role", tuple(others)))
        return self._words.text("news.others", roles=self._words.listed(titles)) if others else ""

    def _wording(self) -> str:
        """How many changes of mere words there are in policies that are the reader's."""
        if self._is_public:
            return ""
        count = sum(
            change.editorial
            and bool(change.redline)
            and not change.name.startswith("translation-")
            and self._items.belongs(change)
            for policy in self._telling.comparison.policies
            if policy.status not in UNBOUND
            for change in policy.changes
        )
        return self._words.text("news.wording", count=str(count)) if count else ""

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

    def _duty(
        self, text: PolicyText | None, earlier: PolicyText | None, changes: Iterable[Change]
    ) -> Duty | None:
        """What changed for the reader's work; None where a policy asks for nothing."""
        if self._is_public or text is None or text.policy.status == "retired":
            return None
        sides = self._telling.comparison
        return Duty(
            roles=self._reader.roles,
            changes=tuple(changes),
            coming=text.is_coming,
            source=text.source,
            earlier=earlier.policy if earlier is not None else None,
            first=self._day(sides.before.day),
            last=self._day(sides.after.day),
        )

    def _ways(self, text: Policy) -> tuple[str, ...]:
        if not self._is_public:
            return ()
        said = text.customer_notices or self._defaults.customer_notices
        return tuple(ways(self._now.edition, said))

    def _page(self, text: PolicyText | None, *, anchored: bool = False) -> str:
        """Where it can be read; `anchored` leaves room for the address of a thing."""
        if text is None:
            return ""
        page = page_for(self._telling.sites, self._reader, text.policy)
        # A text to come has no page of its own, so nothing in it has a place on one.
        return f"{page}#{text.policy.id}" if page and anchored and not text.is_coming else page

    def _document(self, text: PolicyText | None) -> str:
        """Which handbook has it, where none has an address for it."""
        if text is None or text.policy.status == "retired" or self._page(text):
            return ""
        found = document_for(self._telling.documents, self._reader, text.policy)
        return self._words.text("news.document", title=found) if found else ""

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
