"""What holds of every comparison, tried on the reference policies with edits made at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings, strategies as st
from tests.formatting.writer import Writer
from tests.pairs.laid import (
    AROUND,
    ORGANISATION_WORDS,
    POLICY,
    Laid,
    parsed,
    side,
    told,
    told_of,
    whole_side,
)
from tests.pairs.mirrored import mirrored, seen
from tests.pairs.written import Written, pairs
from tests.support.program import ROOT

from policykit.diffing.sides import PolicyText
from policykit.diffing.tree import Node
from policykit.formatting.formatting import formatted
from policykit.library.files import FileKind, file_name
from policykit.model.change import Change, PieceKind
from policykit.model.document import Json
from policykit.model.policy_shape import POLICY as SHAPE
from policykit.model.shape import Items, Keyed, Named, Reference, Section, Shape, Text
from policykit.validation import Kind, load_schemas

REFERENCE = sorted(
    each.relative_to(ROOT).as_posix()
    for each in (ROOT / "policies").glob("*.yaml")
    if file_name(each.relative_to(ROOT).as_posix()).kind is FileKind.POLICY
    and not file_name(each.relative_to(ROOT).as_posix()).coming
)
PATHS = st.sampled_from(REFERENCE)
RANDOMS = st.integers(0, 2**32).map(Random)


@cache
def data_of(path: str) -> dict[str, Json]:
    found = parsed((ROOT / path).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@cache
def side_of(path: str) -> Laid:
    return whole_side({path: data_of(path)})


def changes(path: str, new: Json) -> tuple[Change, ...]:
    """What is told of a reference policy that is otherwise now."""
    return told_of(side_of(path), whole_side({path: new})).changes


def text_of(laid: Laid) -> PolicyText:
    return laid.texts.texts[0]


def test_a_policy_is_not_otherwise_than_it_is() -> None:
    everything = whole_side({path: data_of(path) for path in REFERENCE})
    assert len(REFERENCE) > 30
    assert told_of(everything, everything).changes == ()


@pytest.mark.parametrize("path", REFERENCE[::5])
def test_laying_a_file_out_is_no_change(path: str) -> None:
    content = Writer(Random(path), comments=False).write(data_of(path)).encode()  # noqa: S311 - a layout
    laid_out = formatted(content, path, Kind.POLICY, load_schemas(()))
    assert not laid_out.trouble
    assert changes(path, parsed(laid_out.content.decode())) == ()


@settings(max_examples=25)
@given(path=PATHS, random=RANDOMS)
def test_order_quotes_and_line_breaks_are_no_change(path: str, random: Random) -> None:
    mixed = shuffled(data_of(path), Section(SHAPE), random)
    assert isinstance(mixed, dict)
    again = parsed(Writer(random, comments=False).write(mixed))
    assert changes(path, again) == ()


def shuffled(value: Json, shape: Shape | None, random: Random) -> Json:
    """The same with its keys, and all lists whose order says nothing, in another order."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], _below(shape, key), random) for key in keys}
    if isinstance(value, list):
        inner = Section(shape.fields) if isinstance(shape, Items) else None
        items = [shuffled(each, inner, random) for each in value]
        if isinstance(shape, Items | Reference) and not shape.ordered:
            random.shuffle(items)
        return items
    return value


def _below(shape: Shape | None, key: str) -> Shape | None:
    if isinstance(shape, Section):
        return shape.fields.get(key)
    if isinstance(shape, Named):
        return Section(shape.fields)
    return shape.value if isinstance(shape, Keyed) else None


@settings(max_examples=40)
@given(path=PATHS, random=RANDOMS)
def test_every_text_that_is_another_stands_in_a_redline(path: str, random: Random) -> None:
    old = data_of(path)
    places = [place for place in leaves(old) if is_text(place)]
    place = random.choice(places)
    was = at(old, place)
    assert isinstance(was, str)
    new = with_value(old, place, edited(was, random))
    redlines = [each.redline for each in changes(path, new) if each.redline]
    is_ = at(new, place)
    assert any(
        joined(one, PieceKind.ADDED).strip() == was.strip()
        and joined(one, PieceKind.REMOVED).strip() == str(is_).strip()
        for one in redlines
    ), (place, was, is_, changes(path, new))


@settings(max_examples=40)
@given(path=PATHS, random=RANDOMS)
def test_whatever_is_another_value_is_told_of_the_thing_it_stands_in(
    path: str, random: Random
) -> None:
    old = data_of(path)
    place = random.choice([each for each in leaves(old) if not _UNTOLD & {*each}])
    new = with_value(old, place, another(at(old, place)))
    assert isinstance(new, dict)
    later = whole_side({path: new})
    told = told_of(side_of(path), later).changes
    otherwise = differing(text_of(side_of(path)).node, text_of(later).node)
    assert {each.item for each in told} == {address for address, _ in otherwise}, (place, told)
    assert len({each.fingerprint for each in told}) == len(told)


_UNTOLD = {"format", "id", "former_ids"}
"""Keys that are no value of a thing: another id is another thing, or a name of it."""


@settings(max_examples=25)
@given(path=PATHS, random=RANDOMS)
def test_edits_are_told_in_mirror_image_the_other_way_round(path: str, random: Random) -> None:
    new: Json = data_of(path)
    for _ in range(3):
        place = random.choice([each for each in leaves(new) if not _UNTOLD & {*each}])
        new = with_value(new, place, another(at(new, place)))
    later = whole_side({path: new})
    there, back = told_of(side_of(path), later), told_of(later, side_of(path))
    assert sorted(map(mirrored, there.changes)) == seen(back)


def another(value: Json) -> Json:
    """A value of the same kind that means another thing."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    assert isinstance(value, str)
    number, _, unit = value.partition(" ")
    return f"{int(number) + 1} {unit}" if number.isdigit() and unit else f"{value}x"


def differing(old: Node, new: Node) -> Iterator[tuple[str, str]]:
    """Address and key of every field of two trees of the same things that is not the same."""
    for one, other in zip(old.below(), new.below(), strict=True):
        if one.id != other.id:
            yield other.address, "id"
        if one.term != other.term:
            yield other.address, "term"
        for key in {*one.fields, *other.fields}:
            here, there = one.fields.get(key), other.fields.get(key)
            if here is None or there is None or here.meaning != there.meaning:
                yield other.address, key


def test_no_two_changes_have_one_fingerprint() -> None:
    for pair in pairs():
        found = Counter(each.fingerprint for each in pair.told().changes)
        assert max(found.values(), default=1) == 1, pair.title


@settings(max_examples=30)
@given(pair=st.sampled_from(pairs()), random=RANDOMS)
def test_fingerprints_stay_whatever_the_layout_and_other_policies(
    pair: Written, random: Random
) -> None:
    sides = []
    for files in (pair.before, pair.after):
        laid = side(files)
        wholes = {
            path: shuffled(each.data, Section(SHAPE) if path == POLICY else None, random)
            for path, each in laid.documents.items()
        }
        sides.append(whole_side({"policies/a-policy.yaml": _BESIDE, **wholes}))
    around = {*AROUND.values(), ORGANISATION_WORDS}
    if not around.isdisjoint({*pair.before, *pair.after}):
        return
    again = told_of(sides[0], sides[1], pair.days).changes
    assert Counter(each.fingerprint for each in again) == Counter(
        each.fingerprint for each in pair.told().changes
    )


_BESIDE: Json = {"format": 1, "id": "a-policy", "title": "A policy", "version": "1.0.0"}


@pytest.mark.parametrize(
    "pair",
    [each for each in pairs() if each.chapter in {"statements", "terms", "moves"}],
    ids=lambda pair: pair.title,
)
def test_what_is_accepted_is_told_as_such_and_nothing_else_is(pair: Written) -> None:
    found = pair.told().policies
    if not found or any(path in {*pair.before, *pair.after} for path in AROUND.values()):
        return
    if any(policy.is_gone for policy in found):
        # What is gone has no record any more; the command keeps it with the organisation.
        return
    record: dict[str, Json] = {
        f"policies/{policy.policy}.record.yaml": {
            "accepted": [
                {"change": each.fingerprint, "reason": "It is so.", "role": "agent"}
                for each in policy.changes
            ]
        }
        for policy in found
    }
    again = told(pair.before, {**pair.after, **record}, pair.days)
    assert len(again.changes) == len(pair.told().changes)
    assert all(each.accepted and not each.accepted.stale for each in again.changes)
    assert again.in_vain == ()


def test_an_acceptance_of_what_moved_on_since_is_stale() -> None:
    window, after, later = (
        parsed(f"terms: {{return-window: {{window: {days} days, from: delivery}}}}")
        for days in (30, 20, 10)
    )
    (change,) = told({POLICY: window}, {POLICY: after}).changes
    record: Json = {"accepted": [{"change": change.fingerprint, "reason": "So.", "role": "agent"}]}
    (moved,) = told(
        {POLICY: window}, {POLICY: later, "policies/returns.record.yaml": record}
    ).changes
    assert moved.accepted is not None
    assert moved.accepted.stale


def joined(redline: tuple[object, ...], without: PieceKind) -> str:
    pieces = [each for each in redline if getattr(each, "kind", None) is not without]
    return "".join(str(getattr(each, "text", "")) for each in pieces)


def edited(text: str, random: Random) -> str:
    words = text.split(" ")
    number = random.randrange(len(words))
    words[number : number + 1] = random.choice([["twelve"], ["gladly", words[number]], ["plum"]])
    return " ".join(words)


def leaves(value: Json, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    below = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in below:
        yield from leaves(each, (*pointer, key))
    if not isinstance(value, dict | list):
        yield pointer


def shape_at(place: tuple[str | int, ...]) -> Shape | None:
    shape: Shape | None = Section(SHAPE)
    for step in place:
        if isinstance(step, int):
            shape = Section(shape.fields) if isinstance(shape, Items) else None
        else:
            shape = _below(shape, step)
    return shape


def is_text(place: tuple[str | int, ...]) -> bool:
    # A name of a promise is told beside its value; of points and the like, the bare text is one.
    bare = shape_at(place)
    is_bare = isinstance(bare, Section) and isinstance(shape_at(place[:-1]), Named)
    return isinstance(bare, Text) or is_bare


def at(value: Json, place: tuple[str | int, ...]) -> Json:
    for step in place:
        value = value[step]  # type: ignore[index]  # the place was found in it
    return value


def with_value(value: Json, place: tuple[str | int, ...], new: Json) -> Json:
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {
            key: with_value(each, rest, new) if key == step else each for key, each in value.items()
        }
    assert isinstance(value, list)
    return [with_value(each, rest, new) if key == step else each for key, each in enumerate(value)]
