"""Every text of a policy in reading order, as it stood and as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from policykit.diffing.amounts import in_print
from policykit.diffing.context import Context
from policykit.diffing.match import Pair
from policykit.diffing.nouns import name, noun
from policykit.diffing.redline import redline
from policykit.diffing.tree import Field, Node
from policykit.model.change import Line
from policykit.model.shape import Reference
from policykit.model.term import KEPT, Slot

_LEVELS: Final = {
    "must": "Must",
    "must_not": "Must not",
    "should": "Should",
    "should_not": "Should not",
    "may": "May",
}
_MAIN: Final = frozenset({"text", "do", "what", "q", "title"})
_UNTOLD: Final = frozenset({"level", "choice"})
PLURALS: Final = {
    "audit": "Audits",
    "definition": "Definitions",
    "escalation-step": "Escalation",
    "exception": "Exceptions",
    "faq": "Questions and answers",
    "feedback": "Feedback",
    "kpi": "KPIs",
    "module": "Training modules",
    "objective": "Objectives",
    "procedure": "Procedures",
    "scenario": "Scenarios",
    "script": "Scripts",
    "statement": "Statements",
    "table": "Tables",
    "target": "Response targets",
    "term": "Promises and limits",
}


def lines(policy: Pair, context: Context) -> tuple[Line, ...]:
    """The lines of a policy: headings, texts and values; what is gone stands where it stood."""
    return tuple(_policy(policy, context))


def _policy(policy: Pair, context: Context) -> Iterator[Line]:
    yield _line(policy, "", _title(policy.before), _title(policy.after), heading=1)
    yield from _fields(policy, context)
    for kind, found in groupby(_in_order(policy), attrgetter("kind")):
        pairs = tuple(found)
        first = pairs[0]
        words = PLURALS.get(kind, name(first.node) if not first.node.id else noun(kind))
        yield _heading(pairs, words)
        for pair in pairs:
            yield from _thing(pair, context)


def _in_order(holder: Pair) -> tuple[Pair, ...]:
    """What stands in a thing as it is read: what is gone behind what it stood behind."""
    behind: dict[int, list[Pair]] = {}
    gone = {id(pair.before): pair for pair in holder.inside if pair.after is None}
    last = 0
    for node in holder.before.children if holder.before else ():
        if id(node) in gone:
            behind.setdefault(last, []).append(gone[id(node)])
        else:
            last = id(node)
    kept = [pair for pair in holder.inside if pair.after is not None]
    ordered = behind.pop(0, [])
    for pair in kept:
        ordered += [pair, *behind.pop(id(pair.before), ())]
    # What stood behind something that is now elsewhere comes last.
    return (*ordered, *(pair for found in behind.values() for pair in found))


def _heading(pairs: tuple[Pair, ...], words: str) -> Line:
    """A heading, which is there on the sides where anything stands below it."""
    before, after = (
        words if any(sides) else None
        for sides in ([pair.before for pair in pairs], [pair.after for pair in pairs])
    )
    return Line(pairs[0].kind, "", before, after, redline(before or "", after or ""), heading=2)


def _title(node: Node | None) -> str | None:
    return None if node is None else name(node)


def _thing(pair: Pair, context: Context) -> Iterator[Line]:
    if pair.node.id and _is_titled(pair):
        yield _line(pair, "", _title(pair.before), _title(pair.after), heading=3)
    if pair.node.term is not None:
        yield from _term(pair)
    yield from _fields(pair, context)
    for inner in _in_order(pair):
        yield from _thing(inner, context)


def _is_titled(pair: Pair) -> bool:
    return any(node is not None and "title" in node.fields for node in (pair.before, pair.after))


def _term(pair: Pair) -> Iterator[Line]:
    yield _line(pair, "", _promise(pair.before), _promise(pair.after))


def _promise(node: Node | None) -> str | None:
    """A promise as one line: its kind, value, start, and where it is otherwise."""
    if node is None or node.term is None:
        return None
    term = node.term
    parts = [f"{term.kind.value}: {term.value if term.value is not None else 'none'}"]
    if term.from_event:
        parts.append(f"from {term.from_event}")
    if term.extend is not None:
        parts.append(f"can be extended by {term.extend.by}")
    for variant in term.variants:
        where = variant.conditions
        names = [*sorted(where.regions), *sorted(where.brands), *sorted(where.channels)]
        names += [*sorted(where.groups), *(str(days) for days in where.dates)]
        value = variant.setting(Slot.VALUE)
        if value is not KEPT:
            parts.append(f"{', '.join(names)}: {'none' if value is None else value}")
    return "; ".join(parts)


def _fields(pair: Pair, context: Context) -> Iterator[Line]:
    old = pair.before.fields if pair.before else {}
    new = pair.after.fields if pair.after else {}
    for key in dict.fromkeys((*new, *old)):
        if key in _UNTOLD or (pair.kind == "policy" and key == "title"):
            continue
        if key == "title" and _is_titled(pair):
            continue
        label = "" if key in _MAIN else key.replace("_", " ").replace(".", " ")
        before, after = _value(old.get(key), context), _value(new.get(key), context)
        one, other = old.get(key), new.get(key)
        if one is not None and other is not None and not one.is_text and one.is_same(other):
            # In another order, or written otherwise: nothing to accept or reject.
            before = after
        if pair.kind == "statement" and key == "text":
            before, after = _with_level(pair.before, before), _with_level(pair.after, after)
        yield _line(pair, label, before, after, key=key)


def _with_level(node: Node | None, text: str | None) -> str | None:
    """A duty with its level before it, as it is part of what is said."""
    level = _LEVELS.get(node.text("level"), "") if node is not None else ""
    return text if text is None or not level else f"{level}: {text}"


def _value(found: Field | None, context: Context) -> str | None:
    if found is None:
        return None
    if isinstance(found.shape, Reference) and isinstance(found.value, list):
        kind = found.shape.kind
        return ", ".join(context.title(kind, each) for each in found.value if isinstance(each, str))
    return in_print(found)


def _line(
    pair: Pair,
    label: str,
    before: str | None,
    after: str | None,
    *,
    key: str = "",
    heading: int = 0,
) -> Line:
    address = f"{pair.node.address}#{key}" if key else pair.node.address
    return Line(address, label, before, after, redline(before or "", after or ""), heading)
