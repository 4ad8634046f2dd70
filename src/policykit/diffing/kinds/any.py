"""What every thing and field has where nothing more is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.comparers import detail, listed, thing
from policykit.diffing.context import Context
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.texts import compare_text, compare_texts
from policykit.diffing.who import unclear
from policykit.model.shape import Quantity, Reference, Text, Texts


def _field(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """A field nobody else compares, by what stands in it."""
    sides = [node for node in (pair.after, pair.before) if node is not None]
    shape = next(each.shape for node in sides if (each := node.fields.get(field)) is not None)
    words = f"{field.replace('_', ' ').replace('.', ', ')} of"
    match shape:
        case Text():
            yield from compare_text(pair, field, context)
        case Texts():
            yield from compare_texts(pair, field, context)
        case Reference():
            yield from listed("names-added", "names-removed", shape.kind, words)(
                pair, field, context
            )
        case Quantity():
            yield from detail("value-not-comparable", words, unclear)(pair, field, context)
        case _:
            yield from detail("detail-changed", words)(pair, field, context)


CHAPTER = Chapter(
    things={"*": thing("declared", "no-longer-declared")}, fields={("*", "*"): _field}
)
