"""Quantities, terms and channel values in the words of a book."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.handbook.edition import Edition
from policykit.handbook.view import regions_within, within
from policykit.locale.quantities import amount_text, hours_text
from policykit.model.book import ValueCase
from policykit.model.case import Conditions
from policykit.model.facts import Narrowing
from policykit.model.organisation import ChannelHours
from policykit.model.policy import Policy
from policykit.model.quantity.count import Count
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, is_term_name, parse_quantity
from policykit.model.term import Part, Term
from policykit.model.text import CHANNEL_VALUES, PARTS
from policykit.model.variants import distinct_values

NOWHERE_NARROWED = Narrowing()


def universe(edition: Edition, scope: Narrowing, narrowing: Narrowing) -> Conditions:
    """The cases a text speaks of: its own narrowing, else the policy's scope, within the view."""
    view = edition.view
    regions = narrowing.regions or scope.regions or tuple(edition.organisation.regions)
    return Conditions(
        regions=frozenset(regions_within(view.regions, regions)),
        brands=frozenset(within(view.brands, narrowing.brands or scope.brands or ())),
        channels=frozenset(within(view.channels, narrowing.channels or scope.channels or ())),
        groups=frozenset(narrowing.groups or scope.groups or ()),
    )


def term_cases(
    edition: Edition,
    owner: Policy,
    term: Term,
    cases: Conditions,
    part: Part = Part.VALUE,
    form: str = "",
) -> tuple[ValueCase, ...]:
    """The values of a term over some cases, the most common first; what has ended is left out."""
    key = (owner.id, term.id, cases, part, form)
    known = edition.cases.get(key)
    if known is None:
        known = edition.cases[key] = _term_cases(edition, term, cases, part, form)
    return known


def _term_cases(
    edition: Edition, term: Term, cases: Conditions, part: Part, form: str
) -> tuple[ValueCase, ...]:
    found: list[ValueCase] = []
    for group in distinct_values(term, cases, part):
        current = [where for where in group.where if not _over(edition, where)]
        places = "; ".join(_where(edition, where) for where in current)
        if not current or (group.value is None and not places):
            continue
        value = (
            edition.text("value.none")
            if group.value is None
            else amount_words(edition, group.value, form)
        )
        found.append(ValueCase(value, places))
    return tuple(found)


def in_words(edition: Edition, cases: Iterable[ValueCase]) -> tuple[str, str]:
    """Values in a running text: `€20` and ` (Sweden: SEK 200; Great Britain: £20)`."""
    given = tuple(cases)
    if not given:
        return edition.text("value.none"), ""
    narrowed = "; ".join(
        edition.text("value.case", where=case.where, value=case.value)
        for case in given
        if case.where
    )
    if given[0].where:
        return narrowed, ""
    return given[0].value, f" ({narrowed})" if narrowed else ""


def amount_words(edition: Edition, amount: Amount, form: str = "") -> str:
    """A quantity in words."""
    if isinstance(amount, Count):
        written = edition.library.surroundings.organisation.units
        amount = amount.in_units(
            {word: name for name, forms in written.items() for word in forms.values()}
        )
    return amount_text(edition.locale, amount, edition.organisation.units, form)


def quantity_words(
    edition: Edition, policy: Policy, written: str, narrowing: Narrowing = NOWHERE_NARROWED
) -> str | None:
    """What a typed place says, a value or the name of a term; None when it means nothing."""
    if is_term_name(written):
        words = term_words(edition, policy, tuple(written.split(".")), narrowing)
        return None if words is None else "".join(words)
    amount = parse_quantity(written)
    return None if isinstance(amount, Mistake) else amount_words(edition, amount)


def term_words(
    edition: Edition,
    policy: Policy,
    names: tuple[str, ...],
    narrowing: Narrowing = NOWHERE_NARROWED,
    form: str = "",
) -> tuple[str, str] | None:
    """A term named from a policy, in words as `in_words` has them; None without such a term.

    `names` are a term of the policy and perhaps a part, or a policy, its term and perhaps a
    part.
    """
    found = _named_term(edition, policy, names)
    if found is None:
        return None
    owner, term, part = found
    scope = policy.scope if policy.scope.regions else owner.scope
    return in_words(
        edition, term_cases(edition, owner, term, universe(edition, scope, narrowing), part, form)
    )


def _named_term(
    edition: Edition, policy: Policy, names: tuple[str, ...]
) -> tuple[Policy, Term, Part] | None:
    part = Part(names[-1]) if len(names) > 1 and names[-1] in PARTS else Part.VALUE
    path = names if part is Part.VALUE else names[:-1]
    found = edition.term(policy.id, path[0]) if len(path) == 1 else edition.term(*path[:2])
    if found is None or len(path) > 2:  # noqa: PLR2004 - policy and term
        return None
    return (*found, part)


def is_public(term: Term) -> bool:
    """Whether customers may read all of a term: one internal case makes it internal."""
    return term.public and all(each.public is not False for each in term.variants)


def internal_term(edition: Edition, policy: Policy, names: tuple[str, ...]) -> bool:
    """Whether names lead to a term that customers may not read; as in `term_words`."""
    found = _named_term(edition, policy, names)
    return found is not None and not is_public(found[1])


def channel_words(
    edition: Edition, names: tuple[str, ...], scope: Narrowing, narrowing: Narrowing
) -> str | None:
    """`{phone.hours}` and its like, for every region asked for; None when it means nothing."""
    if len(names) != 2 or names[1] not in CHANNEL_VALUES:  # noqa: PLR2004 - channel and value
        return None
    channel = edition.organisation.channels.get(names[0])
    if channel is None:
        return None
    regions = universe(edition, scope, narrowing).regions
    said: dict[str, list[str]] = {}
    asked = [name for name in channel.regions if not regions or name in regions]
    for region in asked:
        words = _channel_value(edition, channel.regions[region], names[1])
        if words:
            said.setdefault(words, []).append(edition.title("region", region))
    if not said:
        return None
    if len(said) == 1 and len(next(iter(said.values()))) == len(asked):
        return next(iter(said))
    return "; ".join(
        edition.text("value.case", where=edition.locale.listed(places), value=words)
        for words, places in said.items()
    )


def _channel_value(edition: Edition, here: ChannelHours, value: str) -> str:
    if value == "cost":
        return here.cost
    if value == "languages":
        return edition.locale.listed(edition.locale.language(code) for code in here.languages)
    written = here.hours
    if not written and here.calendar in edition.organisation.calendars:
        written = edition.organisation.calendars[here.calendar].hours
    if not written:
        return ""
    hours = parse_hours(written)
    return written if isinstance(hours, Mistake) else hours_text(edition.locale, hours)


def _over(edition: Edition, where: Conditions) -> bool:
    return bool(where.dates) and all(days.last < edition.today for days in where.dates)


def _where(edition: Edition, where: Conditions) -> str:
    sides = (
        ("region", where.regions),
        ("brand", where.brands),
        ("channel", where.channels),
        ("group", where.groups),
    )
    parts = [
        edition.locale.listed(edition.title(kind, name) for name in sorted(names))
        for kind, names in sides
        if names
    ]
    parts.extend(edition.locale.dates(days) for days in where.dates)
    return ", ".join(parts)
