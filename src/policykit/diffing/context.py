"""What a comparison knows besides the two texts: names in words, calendars, the law, the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Final

from policykit.diffing.match import How, Pair
from policykit.library.calendars import BusinessTime
from policykit.library.law import Law
from policykit.library.promises import runs_on_business_time
from policykit.model.case import Conditions
from policykit.model.length import Interval, Measure
from policykit.model.organisation import Organisation
from policykit.model.quantity.count import Count
from policykit.model.quantity.duration import Duration, DurationSum
from policykit.model.quantity.parse import Amount
from policykit.model.surroundings import Surroundings
from policykit.model.term import Term

_NAMED: Final = re.compile(r"(?<=\{)[a-z][a-z0-9.-]*(?=[:}])|(?<=\]\()[a-z][a-z0-9.-]*(?=\))")
"""Names in placeholders and links."""

_AS_WRITTEN: Final = frozenset({"region", "requirement", "covers", "policy", "item", "measure"})
"""Kinds of names that people look up as they are written."""


class Context:
    """What the comparison of one policy can ask for; read only.

    Args:
        before: what the earlier text stands in.
        after: what the later text stands in.
        policy: the policy on both sides, with all that is in it.
        today: the day by which the law is looked up and from which calendars are measured.
        law: gives the law around the later side, where that is not read from what it stands in.
        time: the business time of the later side, where it was built already.
    """

    def __init__(
        self,
        before: Surroundings,
        after: Surroundings,
        policy: Pair,
        today: date,
        *,
        law: Callable[[], Law] | None = None,
        time: BusinessTime | None = None,
    ) -> None:
        self.before = before
        self.after = after
        self.policy = policy
        self.today = today
        self._law = law
        self._time = time

    @cached_property
    def locale(self) -> str:
        """The language the texts are in."""
        return self.after.settings.locales.source

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""
        return self.after.organisation

    @cached_property
    def law(self) -> Law:
        """The law by the day."""
        return Law(self.after, self.today) if self._law is None else self._law()

    def measure(self, region: str | None, channel: str | None, own: str = "") -> Measure:
        """What measures durations in a region and channel; looks for a calendar when it has to."""

        @cache
        def measured(duration: Duration | DurationSum) -> Interval:
            time = self._time or self._made_time
            # Holidays take long to look up, and no other clock asks for them.
            is_business = runs_on_business_time(duration)
            return time.measure(time.calendar_of(region, channel, own) if is_business else "")(
                duration
            )

        return measured

    @cached_property
    def _made_time(self) -> BusinessTime:
        return BusinessTime(self.organisation, self.today)

    def title(self, kind: str, name: str) -> str:
        """How a name is printed, as it is called now, or was where it is gone."""
        for around in (self.after, self.before):
            titles = around.organisation.names.get(kind, {})
            if titles.get(name):
                return titles[name]
        if kind == "area":
            area = self.after.areas.get(name) or self.before.areas.get(name)
            if area is not None:
                return area.titles.get(self.locale) or name
        return name if kind in _AS_WRITTEN else name.replace("-", " ")

    def cited(self, names: Iterable[str]) -> str:
        """Requirements with the laws they are, with semicolons."""
        return "; ".join(self.law.cited(name) for name in names)

    def titles(self, kind: str, names: Iterable[str]) -> str:
        """Names in words, with commas."""
        return ", ".join(self.title(kind, name) for name in names)

    def in_units(self, amount: Amount) -> Amount:
        """An amount with its unit's id for the form as written: 1 warning, 2 warnings."""
        return amount.in_units(self._forms) if isinstance(amount, Count) else amount

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return {
            word: unit
            for around in (self.before, self.after)
            for unit, forms in around.organisation.units.items()
            for word in forms.values()
        }

    @cached_property
    def scopes(self) -> tuple[Conditions, Conditions]:
        """What the policy is about on each side."""
        return _scope(self.policy, before=True), _scope(self.policy, before=False)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What things of the policy are called now, by what they were called."""
        return {
            pair.before.address: pair.after.address
            for pair in self.policy.below()
            if pair.before and pair.after and pair.before.address != pair.after.address
        }

    @cached_property
    def known_as(self) -> Mapping[str, str]:
        """The oldest ids of things whose former ids do not tell what they were called."""
        return {
            pair.after.address: pair.before.oldest_id
            for pair in self.policy.below()
            if pair.how is How.LIKENESS and pair.before and pair.after and pair.after.address
        }

    def called_now(self, name: str) -> str:
        """What a thing of the policy is called now; the name itself where it is called so still."""
        first, dot, rest = name.partition(".")
        return self.renamed.get(name) or f"{self.renamed.get(first, first)}{dot}{rest}"

    def in_present_names(self, text: str) -> str:
        """An earlier text with its placeholders and links by present names."""
        if not self.renamed:
            return text
        return _NAMED.sub(lambda found: self.called_now(found[0]), text)

    @cached_property
    def terms(self) -> tuple[Mapping[str, Term], Mapping[str, Term]]:
        """The policy's own terms on each side, by id."""
        return _terms(self.policy, before=True), _terms(self.policy, before=False)

    def where(self, conditions: Iterable[Conditions]) -> str:
        """Conditions in words, such as `Sweden, by chat`."""
        return "; ".join(self._told(one) or "elsewhere" for one in conditions)

    def _told(self, one: Conditions) -> str:
        words = [self.title("region", name) for name in sorted(one.regions)]
        words += [f"by {self.title('channel', name)}" for name in sorted(one.channels)]
        words += [self.title("brand", name) for name in sorted(one.brands)]
        words += [self.title("group", name) for name in sorted(one.groups)]
        words += [str(days) for days in one.dates]
        return ", ".join(words)


def _scope(policy: Pair, *, before: bool) -> Conditions:
    for pair in policy.inside:
        node = pair.before if before else pair.after
        if node is not None and node.kind == "scope":
            return Conditions(
                regions=frozenset(node.names_in("regions")),
                brands=frozenset(node.names_in("brands")),
                channels=frozenset(node.names_in("channels")),
                groups=frozenset(node.names_in("groups")),
            )
    return Conditions()


def _terms(policy: Pair, *, before: bool) -> dict[str, Term]:
    nodes = ((pair.before if before else pair.after) for pair in policy.inside)
    return {node.id: node.term for node in nodes if node is not None and node.term is not None}
