"""Where things hold and for whom: regions, channels, brands, goods, reasons, readers, days."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.amounts import shown
from policykit.diffing.comparers import detail, listed, switched
from policykit.diffing.context import Context
from policykit.diffing.effects import SAME, UNCLEAR
from policykit.diffing.kind import Chapter, Comparer, Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called
from policykit.diffing.who import Effects, duty, lifted, nobody, service, unclear, whole
from policykit.model.change import StaffEffect

_EFFECTS = {
    "statement": duty,
    "point": duty,
    "exception": lifted,
    "target": service,
    "row": unclear,
    "script": nobody,
    "scenario": nobody,
    "faq": nobody,
    "step": nobody,
    "procedure": nobody,
    "escalation-step": unclear,
    "table": unclear,
}

_SIDES = (
    ("regions", "region"),
    ("channels", "channel"),
    ("brands", "brand"),
    ("groups", "group"),
    ("reasons", "reason"),
)


_SAID = {
    "regions": "regions",
    "channels": "channels",
    "brands": "brands",
    "groups": "goods",
    "reasons": "contact reasons",
    "audience": "readers",
}


def _effect(pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    return _EFFECTS.get(pair.kind, unclear)(pair, context, more)


def _whole(_pair: Pair, context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    """A whole policy that reaches further or less far."""
    customer = whole(context.policy.node, more=more)
    return customer, StaffEffect.MORE if more else StaffEffect.LESS


def _reader(_pair: Pair, _context: Context, more: bool) -> Effects:  # noqa: FBT001 - an Effect
    return SAME, StaffEffect.MORE if more else StaffEffect.LESS


def _days(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    yield from detail("days-changed", "the days of", _no_days)(pair, field, context)


def _no_days(_pair: Pair, _context: Context, _more: bool) -> Effects:  # noqa: FBT001 - an Effect
    return UNCLEAR, StaffEffect.UNCLEAR


def _narrowed(key: str, names: str) -> Comparer:
    told = listed(
        "scope-widened", "scope-narrowed", names, f"{_SAID[key]} of", _effect, empty_is_all=True
    )

    def compare(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        old, new = (_reached(pair, key, context, before=before) for before in (True, False))
        common = old[1] & new[1]
        if not common or old[0] & common != new[0] & common:
            yield from told(pair, field, context)
            return
        yield Draft(
            kind="value-written-otherwise",
            message=f"The {_SAID[key]} of {called(pair)} are those of the policy, "
            "written otherwise.",
            field=field,
            before=shown(pair, field, before=True) or "all",
            after=shown(pair, field, before=False) or "all",
        )

    return compare


def _reached(
    pair: Pair, key: str, context: Context, *, before: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """What a side of a thing reaches, and all it can reach: what it stands in, or the policy."""
    node, *above = (
        each.before if before else each.after for each in (pair, *reversed(pair.parents))
    )
    scopes = (each for each in context.policy.inside if each.kind == "scope")
    above += [each.before if before else each.after for each in scopes]
    around = (frozenset(each.names_in(key)) for each in above if each is not None)
    everything = next(filter(None, around), frozenset())
    own = frozenset(node.names_in(key)) if node is not None else frozenset()
    return own or everything, everything


def _scope(key: str, names: str) -> Comparer:
    return listed(
        "policy-scope-widened",
        "policy-scope-narrowed",
        names,
        f"{_SAID[key]} of",
        _whole,
        empty_is_all=True,
    )


CHAPTER = Chapter(
    fields={
        **{("*", key): _narrowed(key, names) for key, names in (*_SIDES, ("audience", "role"))},
        **{("scope", key): _scope(key, names) for key, names in _SIDES},
        ("policy", "audience"): listed(
            "audience-widened", "audience-narrowed", "role", "readers of", _reader
        ),
        ("*", "dates"): _days,
        ("*", "public"): switched("made-public", "made-internal", "for customers to read"),
    },
)
