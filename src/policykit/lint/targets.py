"""Response targets: the cases they hold in, and the times their values and terms stand for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from policykit.lint.rule import Overview
from policykit.model.case import Case
from policykit.model.facts import Facts, TargetFact
from policykit.model.quantity.duration import Duration, DurationSum, exact_duration
from policykit.model.quantity.parse import Amount
from policykit.model.term import Part, Term

Time: TypeAlias = Duration | DurationSum
Written: TypeAlias = Time | tuple[Term, Part] | None


class Targets:
    """What the targets of an overview need to be judged: calendars, and terms of any policy."""

    def __init__(self, overview: Overview) -> None:
        self._overview = overview
        self.today = overview.today
        self.organisation = overview.surroundings.organisation
        self.business_time = overview.business_time

    def cases(self, facts: Facts, target: TargetFact) -> Iterator[Case]:
        """The regions and channels a target holds in, those that are closed there left out."""
        regions = target.narrowing.regions or facts.scope.regions or (*self.organisation.regions,)
        channels = (
            target.narrowing.channels or facts.scope.channels or (*self.organisation.channels,)
        )
        for region, channel in product(regions or (None,), channels or (None,)):
            if self.business_time.is_open(region, channel):
                yield Case(region=region, channel=channel)

    def written(self, facts: Facts, text: str) -> Written:
        """What stands in a target: a time, a term with its part, or nothing that is known."""
        exact = exact_duration(text)
        if exact is not None or not text:
            return exact
        found, part = self.named(facts, text)
        if found is None:
            return None
        if found.variants:
            return found, part
        return _as_time(found.value_at(Case(), part))

    def named(self, facts: Facts, name: str) -> tuple[Term | None, Part]:
        """The term, and the part of it, that a bare name in a typed place of a policy means."""
        first, _, rest = name.partition(".")
        found = self._term(facts, first)
        if found is None:
            other = self._overview.by_id.get(first)
            term, _, rest = rest.partition(".")
            found = None if other is None else self._term(other, term)
        if found is None or rest not in {"", *Part}:
            return None, Part.VALUE
        return found, Part(rest or "value")

    def _term(self, facts: Facts, name: str) -> Term | None:
        found = (each.term for each in self._overview.promises(facts))
        return next((term for term in found if term.id == name), None)


def time_in(written: Written, case: Case) -> Time | None:
    """The time in a case, None where there is none or nobody knows it."""
    if isinstance(written, tuple):
        term, part = written
        return _as_time(term.value_at(case, part))
    return written


def _as_time(amount: Amount | None) -> Time | None:
    return amount if isinstance(amount, Duration | DurationSum) else None
