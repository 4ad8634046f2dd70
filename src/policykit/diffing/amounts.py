"""Values of single fields: which of two is greater, terms' names looked up."""

from __future__ import annotations

from policykit.diffing.context import Context
from policykit.diffing.match import Pair
from policykit.diffing.tree import Field
from policykit.model.case import Case
from policykit.model.order import Order, compare
from policykit.model.quantity.dates import parse_date
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, parse_quantity
from policykit.model.shape import Reference, Rows
from policykit.model.term import Part


def order_of(pair: Pair, key: str, context: Context) -> Order:
    """How the earlier value of a field stands to the later one.

    Values are quantities, names of terms (their values as they are where nothing varies),
    dates or numbers; what is none of these, or not there, is unclear.
    """
    old = pair.before.text(key) if pair.before else ""
    new = pair.after.text(key) if pair.after else ""
    one, other = amount(old, context, before=True), amount(new, context, before=False)
    if one is not None and other is not None:
        node = pair.node
        channels, regions = node.names_in("channels"), node.names_in("regions")
        measure = context.measure(
            regions[0] if regions else None,
            channels[0] if channels else None,
            node.text("calendar"),
        )
        return compare(context.in_units(one), context.in_units(other), measure)
    days = parse_date(old), parse_date(new)
    if isinstance(days[0], Mistake) or isinstance(days[1], Mistake):
        return Order.UNCLEAR
    if days[0] == days[1]:
        return Order.EQUAL
    return Order.LESS if days[0] < days[1] else Order.GREATER


def amount(written: str, context: Context, *, before: bool) -> Amount | None:
    """The amount a value is, or the term of its name has; None for anything else."""
    if not written:
        return None
    if written[0].isdigit() or written == "same day":
        found = parse_quantity(written)
        return None if isinstance(found, Mistake) else found
    name, _, rest = written.partition(".")
    term = context.terms[0 if before else 1].get(name)
    if term is None or (rest and rest not in {part.value for part in Part}):
        return None
    return term.at(Case()).part(Part(rest or "value"))


def shown(pair: Pair, key: str, *, before: bool) -> str | None:
    """A value of a side as people read it, None where there is none."""
    node = pair.before if before else pair.after
    found = None if node is None else node.fields.get(key)
    return None if found is None else in_print(found)


def in_print(field: Field) -> str:
    """A field as people read it; names whose order says nothing stand in that of the alphabet."""
    value = field.value
    if isinstance(field.shape, Reference) and not field.shape.ordered and isinstance(value, list):
        return printed(sorted(value, key=str))
    return printed(value, tuple(field.shape.fields) if isinstance(field.shape, Rows) else ())


def printed(value: object, order: tuple[str, ...] = ()) -> str:
    """A value as people read it; keys stand in an order of their own, whatever a file has.

    Args:
        value: what a file says.
        order: keys that come first, in this order; all others follow by the alphabet.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(printed(each, order) for each in value)
    if isinstance(value, dict):
        ranks = {key: rank for rank, key in enumerate(order)}
        keys = sorted(value, key=lambda key: (ranks.get(key, len(ranks)), str(key)))
        return ", ".join(f"{key}: {printed(value[key], order)}" for key in keys)
    return "" if value is None else str(value)
