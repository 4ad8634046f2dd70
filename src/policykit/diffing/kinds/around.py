"""The organisation, its channels and calendars; areas, measures, settings and frameworks."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.amounts import shown
from policykit.diffing.comparers import detail, named, thing
from policykit.diffing.context import Context
from policykit.diffing.effects import BETTER, SAME, UNCLEAR, WORSE
from policykit.diffing.kind import Chapter, Comparer, Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, sentence
from policykit.diffing.tree import Node
from policykit.diffing.who import nobody, unclear
from policykit.model.change import CustomerEffect, StaffEffect
from policykit.model.quantity.hours import Hours, parse_hours
from policykit.model.quantity.mistake import Mistake

_REGIONS = "regions."


def _channel(pair: Pair, _field: str, context: Context) -> Iterator[Draft]:
    """A channel that opened or closed, everywhere or in some regions."""
    if pair.before is None or pair.after is None:
        is_new = pair.after is not None
        yield _opened(pair, "", context, is_new=is_new)
        return
    old, new = _regions(pair.before), _regions(pair.after)
    for region in sorted(old ^ new):
        yield _opened(pair, region, context, is_new=region in new)


def _opened(pair: Pair, region: str, context: Context, *, is_new: bool) -> Draft:
    where = f" in {context.title('region', region)}" if region else ""
    title = context.title("channel", pair.node.id)
    return Draft(
        kind="channel-opened" if is_new else "channel-closed",
        message=f"Customers {'can now' if is_new else 'can no longer'} reach us by {title}{where}.",
        field=f"{_REGIONS}{region}",
        before=None if is_new else title,
        after=title if is_new else None,
        customer=BETTER if is_new else WORSE,
        staff=StaffEffect.MORE if is_new else StaffEffect.LESS,
        where_words=context.title("region", region) if region else "",
        lasting=region,
    )


def _regions(node: Node) -> set[str]:
    return {key.split(".")[1] for key in node.fields if key.startswith(_REGIONS)}


def _of_region(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """One thing about a channel in one region that is open on both sides."""
    if pair.before is None or pair.after is None:
        return
    region, _, key = field.removeprefix(_REGIONS).partition(".")
    if not key or not {region} <= _regions(pair.before) & _regions(pair.after):
        return
    comparers = {
        "hours": _hours,
        "bot": detail("hours-changed", "the hours of the bot of", unclear),
        "calendar": named("calendar-changed", "the calendar of", "calendar", unclear),
        "cost": detail("cost-changed", "the cost of", unclear, is_text=True),
        "languages": _languages,
    }
    compare = comparers.get(key, detail("detail-changed", f"{key} of"))
    yield from compare(pair, field, context)


def _hours(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    """Hours that got longer or shorter, where they are inside the others; else just others."""
    old, new = shown(pair, field, before=True) or "", shown(pair, field, before=False) or ""
    kind, customer = _order_of_hours(old, new)
    staff = {
        BETTER: StaffEffect.MORE,
        WORSE: StaffEffect.LESS,
        SAME: StaffEffect.SAME,
    }.get(customer, StaffEffect.UNCLEAR)
    yield Draft(
        kind=kind,
        message=f"{sentence(called(pair))} is open {new or 'at no set hours'}, "
        f"before {old or 'at no set hours'}.",
        field=field,
        before=old or "none",
        after=new or "none",
        customer=customer,
        staff=staff,
    )


def _order_of_hours(old: str, new: str) -> tuple[str, CustomerEffect]:
    one, other = parse_hours(old), parse_hours(new)
    if isinstance(one, Mistake) or isinstance(other, Mistake):
        return "hours-changed", UNCLEAR
    before, after = _minutes(one), _minutes(other)
    if before < after:
        return "hours-longer", BETTER
    if after < before:
        return "hours-shorter", WORSE
    return ("hours-changed", UNCLEAR) if before != after else ("value-written-otherwise", SAME)


def _minutes(hours: Hours) -> set[tuple[int, int]]:
    """Every minute of a week somebody is there, by day."""
    return {
        (day, minute)
        for day, stretches in enumerate(hours.week)
        for opens, closes in stretches
        for minute in range(opens, closes)
    }


def _languages(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    old = set(pair.before.names_in(field)) if pair.before else set()
    new = set(pair.after.names_in(field)) if pair.after else set()
    for language in sorted(old ^ new):
        is_new = language in new
        yield Draft(
            kind="language-offered" if is_new else "language-dropped",
            message=f"{sentence(called(pair))} {'now' if is_new else 'no longer'} has the "
            f"language {language}.",
            field=field,
            before=", ".join(sorted(old)),
            after=", ".join(sorted(new)),
            customer=BETTER if is_new else WORSE,
            staff=StaffEffect.MORE if is_new else StaffEffect.LESS,
            lasting=language,
        )


def _setting(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    words = f"{field.replace('_', ' ').replace('.', ', ')} in"
    yield from detail("setting-changed", words)(pair, field, context)


def _default(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    words = f"{field.replace('_', ' ').replace('.', ', ')} of"
    yield from detail("default-changed", words, unclear)(pair, field, context)


def _file(pair: Pair, _field: str, _context: Context) -> Iterator[Draft]:
    if pair.before is not None and pair.after is not None:
        return
    is_new = pair.after is not None
    yield Draft(
        kind="framework-added" if is_new else "framework-removed",
        message=f"The framework {pair.node.id} is {'new' if is_new else 'gone'}.",
        before=None if is_new else pair.node.id,
        after=pair.node.id if is_new else None,
    )


def _whole(added: str, removed: str, verb: str) -> Comparer:
    """Tells that a file around policies is new or gone."""

    def compare(pair: Pair, _field: str, _context: Context) -> Iterator[Draft]:
        if pair.before is not None and pair.after is not None:
            return
        is_new = pair.after is not None
        words = sentence(called(pair))
        yield Draft(
            kind=added if is_new else removed,
            message=f"{words} {verb} {'new' if is_new else 'gone'}.",
            before=None if is_new else words,
            after=words if is_new else None,
        )

    return compare


CHAPTER = Chapter(
    things={
        "channel": _channel,
        "framework": _file,
        "organisation": _whole("declared", "no-longer-declared", "is"),
        "areas": _whole("area-changed", "area-changed", "are"),
        "measures": _whole("measure-changed", "measure-changed", "are"),
        "settings": _whole("setting-changed", "setting-changed", "are"),
        "defaults": lambda _pair, _field, _context: iter(()),
        "requirement": thing("requirement-added", "requirement-removed"),
        "area": thing("area-changed", "area-changed"),
        "measure": thing("measure-changed", "measure-changed"),
    },
    fields={
        ("channel", "regions.*"): _of_region,
        ("calendar", "hours"): _hours,
        ("calendar", "holidays"): detail("calendar-changed", "the holidays of", unclear),
        ("calendar", "closed"): detail("calendar-changed", "the days off of", unclear),
        ("calendar", "time_zone"): detail("calendar-changed", "the time zone of", unclear),
        ("organisation", "calendar"): named(
            "calendar-changed", "the calendar of", "calendar", unclear
        ),
        ("region", "currency"): detail("currency-changed", "the currency of", unclear),
        ("region", "languages"): _languages,
        ("role", "reports_to"): named("reporting-line-changed", "who is above", "role"),
        ("settings", "*"): _setting,
        ("defaults", "*"): _default,
        ("requirement", "checked"): detail("requirement-checked", "the day of the look-up of"),
        ("requirement", "confidence"): detail("requirement-checked", "how sure we are of"),
        ("requirement", "requirement"): detail(
            "requirement-changed", "what is asked by", nobody, is_text=True
        ),
        ("requirement", "*"): detail("requirement-changed", "what is asked by", nobody),
        ("framework", "*"): detail("requirement-changed", "what is said of", nobody),
        ("area", "*"): detail("area-changed", "what is said of", nobody),
        ("measure", "*"): detail("measure-changed", "what is said of", nobody),
    },
)
