"""Changes of a policy as news for one reader: thing by thing, what matters most first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policykit.handbook.edition import Edition
from policykit.handbook.news_texts import Side
from policykit.handbook.news_words import Difference, Differences
from policykit.handbook.reading_on import Reader
from policykit.model.change import Change, CustomerEffect, Side as Place, StaffEffect
from policykit.model.notice import NewsItem
from policykit.model.value import dataclass

_WORK: Final = frozenset(
    {"statement", "point", "step", "procedure", "escalation-step", "exception", "target"}
)
"""Kinds of things that say what to do."""

_TOLD: Final = _WORK | frozenset(
    {
        "audit", "cell", "definition", "enforcement", "exclusion", "faq", "handoffs", "policy",
        "row", "script", "term", "tone",
    }
)  # fmt: skip
"""Kinds of things that are told one by one; what else changed is counted."""

_BEGUN: Final = "policy-activated"
_ENDED: Final = "policy-retired"

_SECTIONS: Final = {
    "statement": "rules",
    "point": "rules",
    "term": "promises",
    "exception": "exceptions",
    "definition": "definitions",
    "table": "tables",
    "row": "tables",
    "cell": "tables",
    "column": "tables",
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
    "communication": "notices",
}
"""The section of a page that a kind of thing stands in."""

_CUSTOMER_WORDS: Final = {
    CustomerEffect.WORSE: "news.worse",
    CustomerEffect.BETTER: "news.better",
}
_STAFF_WORDS: Final = {StaffEffect.MORE: "news.more", StaffEffect.LESS: "news.less"}


@dataclass(frozen=True, slots=True)
class Told:
    """A thing as news; a smaller `rank` matters more."""

    rank: int
    item: NewsItem


@dataclass(frozen=True, slots=True)
class Files:
    """The paths of a policy on both sides, '' where it is not there."""

    before: str
    after: str


class Items:
    """Makes items of changes for a reader."""

    def __init__(self, then: Side, now: Side, reader: Reader, *, english: bool) -> None:
        self._then = then
        self._now = now
        self._edition: Edition = now.edition
        self._reader = reader
        self._is_public = not reader.roles
        self._is_english = english
        self._differences = Differences(then, now)

    def belongs(self, change: Change) -> bool:
        """Whether a change is of the reader's work, or of what everybody's customers notice.

        A thing is of those it names (`who`, `audience`, `owner`, …), else of those its policy is
        for. Customers are told of what is public alone, see `item`.
        """
        if self._is_public:
            return not change.editorial and change.customer is not CustomerEffect.SAME
        return not change.roles or not self._reader.roles.isdisjoint(change.roles)

    def of(self, changes: Iterable[Change], files: Files, page: str) -> tuple[list[Told], int]:
        """The things that changed, most important first, and how many details beside them."""
        things: dict[tuple[str, str], list[Change]] = {}
        for change in changes:
            things.setdefault(self._thing(change, files), []).append(change)
        told: list[Told] = []
        details = 0
        for (kind, address), of_one in things.items():
            found = self._told(kind, address, of_one, files, page)
            if found is None:
                details += 1
            elif found.item not in [each.item for each in told]:
                told.append(found)
        return sorted(told, key=lambda each: each.rank), details

    def around(self, change: Change) -> NewsItem:
        """A change around the policies, which has no texts of its own."""
        message = change.message
        if not self._is_english:
            message = self._edition.text(
                "news.foreign", text=message, language=self._edition.locale.language("en")
            )
        before, after = (
            "" if side is None or side.value in change.message else side.value
            for side in (change.before, change.after)
        )
        return NewsItem(
            message=message,
            before=before,
            after=after,
            where="; ".join(self._edition.titles("region", change.regions)),
            effect=self._effect([change]),
        )

    def _thing(self, change: Change, files: Files) -> tuple[str, str]:
        """The kind and address of the thing a change is told with."""
        if not change.item:
            return (change.item_kind, "")
        section = f"#{change.item_kind}"
        for text in (self._now.texts.get(files.after), self._then.texts.get(files.before)):
            if text is None:
                continue
            if change.item == change.item_kind and section in text.written:
                return ("", section)
            if address := text.at(change.item):
                return ("", address)
        return (change.item_kind, change.item)

    def _told(
        self, kind: str, address: str, changes: list[Change], files: Files, page: str
    ) -> Told | None:
        # What came from another policy stands in a file of its own.
        before = next((path for it in changes if (path := _path(it.before))), files.before)
        found = self._differences.of(before, files.after, address)
        if self._is_public and not (found is not None and found.public):
            return None
        kinds = {each.item_kind for each in changes}
        has_words = kind in {"", "policy"} and not _TOLD.isdisjoint(kinds)
        names = {each.name for each in changes}
        if found is not None and kind == "policy" and names & {_BEGUN, _ENDED}:
            begun = _BEGUN in names
            message = self._whole(is_new=begun)
            values = "", found.main if begun else ""
        elif found is not None and has_words and self._says(found, kind):
            message = self._message(changes[0], found)
            values = found.before, found.after
        elif self._weighs(changes):
            message, values = self._named(changes[0], found), ("", "")
        else:
            return None
        return Told(
            self._rank(changes),
            NewsItem(
                message=message,
                before=values[0],
                after=values[1],
                effect=self._effect(changes),
                train=any(not self._reader.roles.isdisjoint(it.retrain) for it in changes),
                page=_anchored(page, address),
            ),
        )

    def _says(self, found: Difference, kind: str) -> bool:
        came_or_went = kind == "policy" and (found.is_new or found.is_gone)
        return bool(found.before or found.after or came_or_went)

    def _weighs(self, changes: Iterable[Change]) -> bool:
        """Whether somebody has to know of it, though no words of it are otherwise."""
        return any(
            it.customer is CustomerEffect.WORSE
            or (it.staff is StaffEffect.MORE and not self._is_public)
            for it in changes
        )

    def _named(self, change: Change, found: Difference | None) -> str:
        """That something changed of which there are no words, by what it belongs to."""
        section = self._edition.text(f"section.{_SECTIONS.get(change.item_kind, 'record')}")
        name = ""
        if found is not None and change.item_kind != "policy":
            # A rule is known by its words, a promise or a question by its title.
            in_order = (found.title, found.main)
            name = next(filter(None, in_order[:: -1 if change.item_kind in _WORK else 1]), "")
        return self._edition.text("news.changed-named", name=name or section)

    def _whole(self, *, is_new: bool) -> str:
        """That a policy came or went, to customers without a word for what we work by."""
        if self._is_public:
            return self._edition.text("news.new" if is_new else "news.gone")
        return self._edition.text("news.policy-new" if is_new else "news.policy-gone")

    def _message(self, change: Change, found: Difference) -> str:
        text = self._edition.text
        if change.item_kind == "policy" and (found.is_new or found.is_gone):
            return self._whole(is_new=found.is_new)
        became = "new" if found.is_new else "gone" if found.is_gone else "changed"
        if found.title:
            if change.item_kind == "term" and became == "changed":
                return found.title
            return text(f"news.{became}-named", name=found.title)
        if became == "changed" and not found.is_main and found.main:
            return text("news.changed-named", name=found.main)
        return text(f"news.{became}")

    def _effect(self, changes: Iterable[Change]) -> str:
        if self._is_public:
            return ""
        customer = {each.customer for each in changes}
        staff = {each.staff for each in changes}
        for effect, key in _CUSTOMER_WORDS.items():
            if effect in customer:
                return self._edition.text(key)
        return next(
            (self._edition.text(key) for it, key in _STAFF_WORDS.items() if it in staff), ""
        )

    def _rank(self, changes: Iterable[Change]) -> int:
        """New and stricter duties, what customers lose, other work, what they gain, words."""
        return min(self._ranks(changes))

    def _ranks(self, changes: Iterable[Change]) -> Iterator[int]:
        for change in changes:
            is_work = change.item_kind in _WORK
            if is_work and change.staff is StaffEffect.MORE and not self._is_public:
                yield 0
            elif change.customer is CustomerEffect.WORSE:
                yield 1
            elif is_work or change.item_kind == "policy":
                yield 2
            elif change.customer is CustomerEffect.BETTER:
                yield 3
            else:
                yield 4


def _path(side: Place | None) -> str:
    return side.location.path if side is not None else ""


def _anchored(page: str, address: str) -> str:
    """The address of a thing on a page that has room for one."""
    if "#" not in page or not address:
        return page
    # A section is known on its page by a colon, a thing by a dot.
    return f"{page}:{address[1:]}" if address.startswith("#") else f"{page}.{address}"
