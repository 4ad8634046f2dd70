"""Quantities in a language's words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, pairwise

from babel.numbers import format_currency

from policykit.locale.words import Locale
from policykit.model.quantity.count import Count
from policykit.model.quantity.duration import Clock, Duration, DurationSum
from policykit.model.quantity.hours import Hours
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import Amount
from policykit.model.quantity.share import Share
from policykit.model.quantity.time_of_day import DAY_MINUTES, clock_text

_NO_BREAK = "\u00a0"
_NUMBER = "number"


def amount_text(
    locale: Locale, amount: Amount, units: Mapping[str, Mapping[str, str]], form: str = ""
) -> str:
    """Any quantity in words.

    Args:
        locale: the language.
        amount: the quantity; the unit of a count is the id of the unit.
        units: for each unit of counts its words by plural category (`one`, `other`).
        form: an inflected form (`genitive`, `dative`, `accusative`, `adjective`), or `number`
            for the bare number.
    """
    match amount:
        case Duration() | DurationSum():
            return duration_text(locale, amount, form)
        case Money():
            return locale.number(amount.amount) if form == _NUMBER else money_text(locale, amount)
        case Share():
            return (
                locale.number(amount.percent) if form == _NUMBER else locale.percent(amount.percent)
            )
        case Count():
            return (
                locale.number(amount.number) if form == _NUMBER else _count(locale, amount, units)
            )


def duration_text(locale: Locale, duration: Duration | DurationSum, form: str = "") -> str:
    """A length of time: `14 days`, `14 dagar`; a sum is joined with "and"."""
    if isinstance(duration, DurationSum):
        return locale.listed(duration_text(locale, part, form) for part in duration.parts)
    if duration.is_same_day:
        return locale.text("duration.same-day", form)
    if form == _NUMBER:
        return locale.number(duration.amount)
    business = "business-" if duration.clock is Clock.BUSINESS else ""
    words = locale.plural(f"duration.{business}{duration.unit}", duration.amount, form)
    return words.replace(" ", _NO_BREAK, 1)


def money_text(locale: Locale, money: Money) -> str:
    """An amount with the sign of its currency, decimals only where there are any: `€20`."""
    own = locale.optional(f"money.{money.currency}")
    if own is not None:
        amount = _currency(locale, money, with_sign=False)
        return own.format(amount=amount).replace(" ", _NO_BREAK)
    printed = _currency(locale, money)
    for index, (before, after) in enumerate(pairwise(printed), 1):
        if before.isalpha() and after.isdigit():
            return f"{printed[:index]}{_NO_BREAK}{printed[index:]}"
    return printed


def _currency(locale: Locale, money: Money, *, with_sign: bool = True) -> str:
    whole = money.amount == money.amount.to_integral_value()
    pattern = locale.formats.currency_formats["standard"].pattern
    if whole:
        pattern = pattern.replace(".00", "")
    if not with_sign:
        pattern = pattern.replace("¤", "").strip("\u00a0 ")
    return str(
        format_currency(
            money.amount,
            money.currency,
            format=pattern,
            locale=locale.formats,
            currency_digits=not whole,
        )
    )


def _count(locale: Locale, count: Count, units: Mapping[str, Mapping[str, str]]) -> str:
    number = locale.number(count.number)
    if count.unit is None:
        return number
    words = units.get(count.unit)
    if words is None:
        return f"{number}{_NO_BREAK}{count.unit}"
    category = locale.formats.plural_form(count.number)
    return f"{number}{_NO_BREAK}{words.get(category) or words.get('other') or count.unit}"


def hours_text(locale: Locale, hours: Hours) -> str:
    """Opening hours of a week: Monday to Friday and their times, then Saturday."""
    if all(day == ((0, DAY_MINUTES),) for day in hours.week):
        return locale.text("hours.always")
    entries: list[str] = []
    for stretches, days in groupby(range(len(hours.week)), key=lambda day: hours.week[day]):
        if not stretches:
            continue
        span = list(days)
        named = (
            locale.day(span[0])
            if len(span) == 1
            else locale.text("span", first=locale.day(span[0]), last=locale.day(span[-1]))
        )
        times = locale.listed(
            locale.text("span", first=clock_text(opens), last=clock_text(closes))
            for opens, closes in stretches
        )
        entries.append(f"{named}{_NO_BREAK}{times}")
    return ", ".join(entries)
