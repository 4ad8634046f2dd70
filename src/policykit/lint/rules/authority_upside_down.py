"""AUT001: whoever stands higher may not give less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from policykit.library.files import FileKind
from policykit.lint.names import with_coming
from policykit.lint.reach import may_meet
from policykit.lint.roles import is_above, members
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.targets import Targets
from policykit.model.case import Case
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.money import Money, exact_money
from policykit.model.term import Part, Term
from policykit.model.value import dataclass

_TWO = 2


@dataclass(frozen=True, slots=True)
class _Right:
    """What a statement lets some roles give alone; `fixed` where the number stands there itself."""

    item: ItemFact
    roles: frozenset[str]
    term: Term | None
    part: Part
    fixed: Money | None

    def is_alike(self, other: _Right) -> bool:
        """Whether both are of one kind: what is given and what is charged cannot be compared."""
        return (self.term and self.term.kind) == (other.term and other.term.kind)

    def in_region(self, region: str | None) -> Money | None:
        if self.term is None:
            return self.fixed
        amount = self.term.value_at(Case(region=region), self.part)
        return amount if isinstance(amount, Money) else None


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    targets = Targets(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.status != "retired":
                yield from _problems(facts, overview, targets)


def _problems(facts: Facts, overview: Overview, targets: Targets) -> Iterator[Problem]:
    limited = [
        item
        for item in facts.items
        if item.limit and item.level == "may" and item.who and item.gains == "customer"
    ]
    if len(limited) < _TWO:
        return
    organisation = overview.surroundings.organisation
    deciders = members((role for item in facts.items for role in item.decides), organisation)
    rights = [_right(item, facts, targets) for item in limited]
    for high in rights:
        clashes = (_clash(role, high, rights, facts, targets) for role in high.roles - deciders)
        found = min(filter(None, clashes), key=lambda each: each.role, default=None)
        if found is not None:
            yield _problem(facts, found)


def _right(item: ItemFact, facts: Facts, targets: Targets) -> _Right:
    term, part = targets.named(facts, item.limit)
    roles = members(item.who, targets.organisation)
    return _Right(item, roles, term, part, exact_money(item.limit))


@dataclass(frozen=True, slots=True)
class _Clash:
    """A role that may give less than another below it, and in which region."""

    role: str
    below: str
    region: str | None
    high: _Right
    low: _Right
    less: Money
    more: Money


def _clash(
    role: str, high: _Right, rights: list[_Right], facts: Facts, targets: Targets
) -> _Clash | None:
    organisation = targets.organisation
    own = [each for each in rights if role in each.roles]
    regions = facts.scope.regions or tuple(organisation.regions)
    for region, low in product(regions or (None,), rights):
        below = sorted(each for each in low.roles if is_above(role, each, organisation))
        if (
            not below
            or role in low.roles
            or not high.is_alike(low)
            or not may_meet(high.item.narrowing, low.item.narrowing)
        ):
            continue
        more, less = low.in_region(region), high.in_region(region)
        if more is None or less is None:
            continue
        if all(_is_less(each.in_region(region), more) for each in own):
            return _Clash(role, below[0], region, high, low, less, more)
    return None


def _is_less(amount: Money | None, more: Money) -> bool:
    return amount is not None and amount.currency == more.currency and amount.amount < more.amount


def _problem(facts: Facts, found: _Clash) -> Problem:
    varies = any(each.term and each.term.variants for each in (found.high, found.low))
    where = f" in {found.region}" if found.region and varies else ""
    high, low = found.high.item, found.low.item
    return Problem(
        place=Place(facts.path, (*high.pointer, "limit")),
        message=f"{found.role} may give up to {found.less} alone{where}, and {found.below}, who "
        f"reports to that role, up to {found.more}.",
        hint=f"Raise the limit of {high.id}, lower that of {low.id}, or add {found.role} to "
        f"who: of {low.id}.",
        related=((f"{low.id}: {found.more}", Place(facts.path, (*low.pointer, "limit"))),),
        value=f"{found.role} {low.id}",
    )


RULE = Rule(
    page=Page(
        code="AUT001",
        name="authority-upside-down",
        category="authority",
        severity=Severity.WARNING,
        summary="A role may give less alone than one that reports to it.",
        why="A case goes up because the next person can decide more. Where they may decide less, "
        "the customer waits for somebody who cannot help, and staff stop passing cases up.",
        bad="""\
terms:
  desk-limit: {allowance: 50 EUR}
  leader-limit: {allowance: 20 EUR}
statements:
  - id: goodwill
    may: Give up to {desk-limit}.
    gains: customer
    who: [store-associate]
    limit: desk-limit
  - id: more-goodwill
    may: Give up to {leader-limit}.
    gains: customer
    who: [store-manager]
    limit: leader-limit
""",
        good="""\
terms:
  desk-limit: {allowance: 50 EUR}
  leader-limit: {allowance: 200 EUR}
statements:
  - id: goodwill
    may: Give up to {desk-limit}.
    gains: customer
    who: [store-associate]
    limit: desk-limit
  - id: more-goodwill
    may: Give up to {leader-limit}.
    gains: customer
    who: [store-manager]
    limit: leader-limit
""",
        how="Let limits grow with the role. The rule compares sums in one currency within a "
        "policy, region by region, and only where the higher role has no other right that "
        "reaches as far.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
