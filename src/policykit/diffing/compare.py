"""Two policies to the changes between them, each with whom it is for and what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policykit.diffing.catalogue import catalogue
from policykit.diffing.context import Context
from policykit.diffing.fingerprint import fingerprint
from policykit.diffing.kind import Draft, Kind
from policykit.diffing.match import How, Pair
from policykit.diffing.moved import arrived, left
from policykit.diffing.nouns import called, name, noun, sentence
from policykit.diffing.redline import redline
from policykit.diffing.registry import comparers
from policykit.diffing.roles import members, roles_touched
from policykit.diffing.tree import Node
from policykit.library.promises import place_of
from policykit.model.change import Bump, Change, CustomerEffect, Side, StaffEffect
from policykit.model.finding import Severity
from policykit.model.position import Location, Pointer
from policykit.model.term import Slot
from policykit.model.text import folded
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of a policy on both sides, '' on the side where it is not."""

    before: str
    after: str


def changes(policy: Pair, paths: Paths, context: Context) -> tuple[Change, ...]:
    """Everything that is otherwise in one policy, in the order of its text."""
    found: list[Change] = []
    for pair in policy.below():
        if _is_told_above(pair):
            continue
        drafts = list(_drafts(pair, context))
        found += [change(draft, pair, paths, context) for draft in drafts]
    return tuple(found)


def _is_told_above(pair: Pair) -> bool:
    """Whether the thing it stands in came or went whole and so has told of it."""
    return any(
        (above.before is None or above.after is None) and above.node.id for above in pair.parents
    )


def _drafts(pair: Pair, context: Context) -> Iterator[Draft]:
    known = comparers()
    policy = context.policy
    if pair.gone_to and policy.before is not None:
        yield from left(pair, policy.before)
        return
    if pair.kind != "policy":
        yield from _renamed(pair, policy)
        if pair.origin and policy.after is not None:
            yield from arrived(pair, policy.after)
    if pair.parts:
        yield _taken_apart(pair)
    else:
        yield from known.of_thing(pair)(pair, "", context)
    one_sided = pair.before is None or pair.after is None
    if one_sided and pair.node.id:
        return
    for key in _differing(pair, context):
        if pair.parts and key == "text":
            continue
        yield from known.of_field(pair, key)(pair, key, context)
    yield from _reordered(pair)


def _renamed(pair: Pair, whole: Pair) -> Iterator[Draft]:
    if pair.before is None or pair.after is None or pair.before.id == pair.after.id:
        return
    if pair.parts and pair.how is How.LIKENESS:
        return
    if pair.kind == "cell" and pair.how is How.FORMER:
        # The column tells.
        return
    hint = (
        f" Its former_ids do not say so: add {pair.before.id}."
        if pair.how is How.LIKENESS and not pair.origin and whole.kind in _KEEPS_FORMER_IDS
        else ""
    )
    yield Draft(
        kind="renamed",
        message=f"{sentence(called(pair))} was called {pair.before.id} before.{hint}",
        field="id",
        before=pair.before.id,
        after=pair.after.id,
    )


_KEEPS_FORMER_IDS: Final = frozenset({"policy", "framework"})
"""What has a place for the earlier ids of its things; names of the organisation have none."""


def _taken_apart(pair: Pair) -> Draft:
    """One thing that several say now, or several that one says now."""
    whole = pair.after if pair.merged else pair.before
    texts = [" ".join(part.texts()) for part in pair.parts]
    one, many = " ".join(whole.texts()) if whole else "", "\n".join(texts)
    # For the id of the change: parts are the same ones wherever they stand.
    meant = "\n".join(sorted(map(folded, texts)))
    names = ", ".join(part.id for part in pair.parts)
    called_ = f"the {noun(pair.kind)} {name(whole)}" if whole else called(pair)
    levels = {part.text("level") for part in (*pair.parts, *((whole,) if whole else ()))}
    return Draft(
        kind="statements-merged" if pair.merged else "statement-split",
        message=f"{sentence(called_)} now says what {names} said."
        if pair.merged
        else f"What {called_} said is now said by {names}.",
        field="text",
        before=many if pair.merged else one,
        after=one if pair.merged else many,
        meant=(meant, folded(one)) if pair.merged else (folded(one), meant),
        customer=CustomerEffect.SAME if len(levels) == 1 else CustomerEffect.UNCLEAR,
        staff=StaffEffect.SAME if len(levels) == 1 else StaffEffect.UNCLEAR,
        is_text=True,
    )


def _differing(pair: Pair, context: Context) -> Iterator[str]:
    """The keys whose meaning is not the same, in the order of the later side."""
    old = pair.before.fields if pair.before else {}
    new = pair.after.fields if pair.after else {}
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key), new.get(key)
        if one is None or other is None or not one.is_same(other, context.known_as):
            yield key


def _reordered(pair: Pair) -> Iterator[Draft]:
    """Things whose order counts and that stand in another one."""
    kept = [
        (each.before, each.after)
        for each in pair.inside
        if each.before is not None and each.after is not None and each.after.place >= 0
    ]
    old = [before.place for before, _ in kept]
    if len(kept) > 1 and old != sorted(old):
        then = [after.id for _, after in sorted(kept, key=lambda both: both[0].place)]
        now = [after.id for _, after in kept]
        kinds = {after.kind for _, after in kept}
        yield Draft(
            kind="order-changed",
            message=f"The steps of {called(pair)} stand in another order.",
            field=",".join(sorted(kinds)),
            before=", ".join(then),
            after=", ".join(now),
            customer=CustomerEffect.UNCLEAR if "escalation-step" in kinds else CustomerEffect.SAME,
        )


def change(draft: Draft, pair: Pair, paths: Paths, context: Context) -> Change:
    """A draft with everything a change has."""
    kind = catalogue()[draft.kind]
    bump = _bump(draft, kind)
    after = context.policy.after or context.policy.before
    policy = context.policy.node
    return Change(
        code=kind.code,
        name=kind.name,
        severity=_severity(draft, kind),
        policy=policy.id,
        policy_title=name(policy),
        item_kind=pair.kind,
        item=pair.node.address,
        title=name(pair.node),
        message=draft.message,
        before=_placed(draft.places[0], draft.before)
        or _side(draft, pair.before, _origin(pair) or paths.before, draft.before),
        after=_placed(draft.places[1], draft.after)
        or _side(draft, pair.after, paths.after, draft.after),
        customer=draft.customer,
        staff=draft.staff,
        bump=bump,
        editorial=kind.editorial if draft.editorial is None else draft.editorial,
        redline=redline(draft.before or "", draft.after or "") if draft.is_text else (),
        where=draft.where_words or context.where(draft.where),
        regions=tuple(sorted({region for one in draft.where for region in one.regions})),
        floors=draft.floors,
        roles=roles_touched(pair, context),
        retrain=_retrain(after, bump, context),
        fingerprint=fingerprint(draft, kind, pair, context),
    )


def _origin(pair: Pair) -> str:
    """The file a thing, or what it stands in, came from; '' where that is its own."""
    return next((each.origin_path for each in (pair, *pair.parents) if each.origin_path), "")


def _placed(place: tuple[str, Pointer] | None, value: str | None) -> Side | None:
    return None if place is None else Side(value or "", Location(place[0], None, place[1]))


def _side(draft: Draft, node: Node | None, path: str, value: str | None) -> Side | None:
    if node is None or not path:
        return None
    found = node.fields.get(draft.field)
    pointer = found.pointer if found is not None else _term_pointer(draft, node)
    return Side(value or "", Location(path, None, pointer))


_SLOTS: Final = {slot.value: slot for slot in Slot}


def _term_pointer(draft: Draft, node: Node) -> Pointer:
    """Where what a term is in a case is written: the term itself, or the variant for the case."""
    term = node.term
    if term is None or not draft.field:
        return node.pointer
    slot = _SLOTS.get(draft.field)
    if slot is not None and draft.case is not None:
        return place_of(term, slot, term.rule(slot, draft.case))
    return (
        (*node.pointer, term.kind.value)
        if draft.field in {"value", "kind"}
        else (
            *node.pointer,
            *draft.field.split("."),
        )
    )


def _severity(draft: Draft, kind: Kind) -> Severity:
    """An error where a promise is below the law; else as its kind where somebody may lose."""
    if any(floor.crossed for floor in draft.floors):
        return Severity.ERROR
    if draft.customer is CustomerEffect.WORSE:
        return Severity.WARNING
    if draft.customer is CustomerEffect.BETTER and draft.staff is not StaffEffect.MORE:
        return Severity.INFO
    return kind.severity


def _bump(draft: Draft, kind: Kind) -> Bump:
    least = kind.bump if draft.bump is None else max(kind.bump, draft.bump, key=_rank)
    if draft.customer is CustomerEffect.WORSE:
        return Bump.MAJOR
    return least


def _rank(bump: Bump) -> int:
    return bump.rank


def _retrain(policy: Node | None, bump: Bump, context: Context) -> tuple[str, ...]:
    """Who has to learn anew by what the policy says of changes of this size."""
    for node in policy.children if policy is not None else ():
        if node.kind == "training" and bump.value in node.names_in("on_change"):
            return members(node.names_in("required_for"), context)
    return ()


_CUSTOMER_FIRST = {effect: number for number, effect in enumerate(CustomerEffect)}
_STAFF_FIRST = {effect: number for number, effect in enumerate(StaffEffect)}


def what_matters(one: Change) -> tuple[int, int, int, int, str, str, str]:
    """A key that puts first what matters most: the law, what customers lose, severity, work."""
    return (
        0 if any(floor.crossed for floor in one.floors) else 1,
        _CUSTOMER_FIRST[one.customer],
        -one.severity.rank,
        _STAFF_FIRST[one.staff],
        one.item,
        one.code,
        one.where,
    )


def required(found: Iterable[Change]) -> Bump:
    """The bump some changes ask for together."""
    return max((each.bump for each in found), key=_rank, default=Bump.NONE)
