"""What is the same on every page of a book: the library, the language, the readers, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import MAXYEAR, date, timedelta
from typing import TypeAlias
from urllib.parse import quote

from policykit.handbook.anchors import Anchors
from policykit.handbook.view import View
from policykit.locale.citing import cited
from policykit.locale.words import Locale
from policykit.model.book import Badge, LawReference, ValueCase
from policykit.model.case import Conditions
from policykit.model.facts import Narrowing
from policykit.model.framework import Requirement
from policykit.model.library import Entry, Library
from policykit.model.organisation import Organisation
from policykit.model.policy import Policy
from policykit.model.quantity.dates import DateRange, parse_date, parse_date_range
from policykit.model.quantity.mistake import Mistake
from policykit.model.term import Part, Term
from policykit.model.value import dataclass
from policykit.rendering import ProseReader

CaseKey: TypeAlias = tuple[str, str, Conditions, Part, str]
"""What the values of a term depend on: policy, term, cases, part and inflected form."""

BADGE_KINDS = ("regions", "brands", "channels", "reasons", "groups", "audience")
"""The sides of a narrowing that name things, in the order badges are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One book in the making.

    `former` leads from ids that policies had to those they have; `cases` remembers the values
    of terms, which many texts name, and `badged` the kinds of badges there are.
    """

    library: Library
    locale: Locale
    view: View
    today: date
    reader: ProseReader
    anchors: Anchors = field(default_factory=Anchors)
    former: Mapping[str, str] = field(default_factory=dict)
    cases: dict[CaseKey, tuple[ValueCase, ...]] = field(default_factory=dict, repr=False)
    badged: set[str] = field(default_factory=set, repr=False)

    @property
    def source(self) -> str:
        """The language the policies are written in."""
        return self.library.surroundings.settings.locales.source

    @property
    def organisation(self) -> Organisation:
        """The organisation in the language of the book."""
        return self.library.surroundings.organisation_in(self.locale.id)

    def edit_address(self, path: str) -> str:
        """Where a file of the policies can be changed, '' where nobody said."""
        pattern = self.library.surroundings.settings.edit_url
        if not (pattern.startswith("https://") and "{path}" in pattern and path):
            return ""
        return pattern.replace("{path}", quote(path))

    def text(self, key: str, **values: object) -> str:
        """An interface text."""
        return self.locale.text(key, "", **values)

    def word(self, kind: str, value: str) -> str:
        """The word for a value of a closed list; the value itself where it is not of the list."""
        try:
            return self.locale.text(f"{kind}.{value}") if value else ""
        except KeyError:
            return value.replace("-", " ")

    def title(self, kind: str, name: str) -> str:
        """How a name is printed."""
        if kind == "role" and name == "bot":
            return self.locale.text("role.bot")
        return self.organisation.title(kind, name)

    def titles(self, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """How names are printed, in the order given."""
        return tuple(self.title(kind, name) for name in names)

    def area(self, name: str) -> str:
        """How a service area is called."""
        known = self.library.surroundings.areas.get(name)
        if known is None:
            return name.replace("-", " ") or self.text("chapter.other")
        return known.titles.get(self.locale.id) or known.titles.get(self.source) or name

    def measure(self, name: str) -> str:
        """How a measure of a KPI is called."""
        measure = self.library.surroundings.measures.get(name)
        titles = measure.titles if measure is not None else {}
        return titles.get(self.locale.id) or titles.get(self.source) or name.replace("-", " ")

    def entry(self, policy: str) -> Entry | None:
        """The entry of a policy by an id it has or had."""
        entries = self.library.entries
        return entries.get(policy) or entries.get(self.former.get(policy, ""))

    def policy(self, entry: Entry) -> Policy | None:
        """The policy of an entry in the language of the book, else as it was written."""
        return self.policy_of(entry.policies)

    def policy_of(self, policies: Mapping[str, Policy]) -> Policy | None:
        """One of the wordings of a policy: that of the book, else the one it was written in."""
        return policies.get(self.locale.id) or policies.get(self.source)

    def term(self, policy: str, name: str) -> tuple[Policy, Term] | None:
        """A term of a policy, each by an id it has or had."""
        entry = self.entry(policy)
        owner = self.policy(entry) if entry is not None else None
        if owner is None:
            return None
        term = owner.term(name) or next(
            (each for each in owner.terms if name in each.former_ids), None
        )
        return None if term is None else (owner, term)

    def badges(self, narrowing: Narrowing) -> tuple[Badge, ...]:
        """Where something narrowed holds; what the edition is narrowed to anyway is left out."""
        found: list[Badge] = []
        for side in BADGE_KINDS:
            names: tuple[str, ...] | None = getattr(narrowing, side)
            kind = side.removesuffix("s")
            if names is None or set(names) == set(getattr(self.view, side, ())):
                continue
            if self.view.public and side == "audience":
                continue
            name_kind = "role" if kind == "audience" else kind
            self.badged.add(kind)
            found.extend(Badge(kind, title) for title in self.titles(name_kind, names))
        if narrowing.dates:
            found.append(Badge("date", self.dates(narrowing.dates)))
        return tuple(found)

    def dates(self, written: str) -> str:
        """A range of days or one day in words; as written where it cannot be read."""
        days = parse_date_range(written)
        if isinstance(days, DateRange):
            return self.locale.dates(days)
        return self.day(written)

    def day(self, written: str) -> str:
        """A day in words; as written where it cannot be read."""
        day = parse_date(written) if written else None
        return written if day is None or isinstance(day, Mistake) else self.locale.date(day)

    def law(self, names: tuple[str, ...]) -> tuple[LawReference, ...]:
        """The requirements behind names."""
        return tuple(self._requirement(name) for name in names)

    def requirement(self, name: str) -> Requirement | None:
        """The requirement behind a name such as `eu-consumer.refund`."""
        framework_id, _, requirement_id = name.partition(".")
        framework = self.library.surroundings.frameworks.get(framework_id)
        known = framework.requirements if framework is not None else ()
        return next((each for each in known if each.id == requirement_id), None)

    def _requirement(self, name: str) -> LawReference:
        found = self.requirement(name)
        if found is None:
            return LawReference(name, name, "")
        framework = self.library.surroundings.frameworks[name.partition(".")[0]]
        cite = cited(found.cite, self.locale.id)
        return LawReference(name, framework.title, cite, found.checked)


def after_months(day: date, months: int) -> date | None:
    """The same day so many months on, the last of the month where it has no such day.

    None from the year 9999 on, where the calendar of the language ends.
    """
    index = day.year * 12 + day.month - 1 + months
    if index // 12 >= MAXYEAR:
        return None
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
