"""A frozen value does whatever a frozen dataclass of the standard library does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from policykit.model import value

Maker = Callable[..., Callable[[type[Any]], type[Any]]]
MINE: Maker = value.dataclass
THEIRS: Maker = dataclasses.dataclass


def plain(make: Maker, **asked: bool) -> type[Any]:
    class Plain:
        """A thing."""

        first: int
        second: str = "two"
        third: list[int] = dataclasses.field(default_factory=list, repr=False)
        fourth: int = dataclasses.field(default=4, compare=False)

    return make(frozen=True, **asked)(Plain)


def heir(make: Maker, **asked: bool) -> type[Any]:
    class Base:
        """A thing."""

        first: int
        second: str = ""

    base = make(frozen=True, **asked)(Base)

    class Heir(base):  # type: ignore[misc, valid-type]  # made a line above
        """A thing with more."""

        third: tuple[int, ...] = ()
        fourth: float = 0.0

    return make(frozen=True, **asked)(Heir)


def filled(make: Maker, **asked: bool) -> type[Any]:
    class Filled:
        """A thing that fills a field by itself."""

        first: int
        second: str = "x"
        third: str = dataclasses.field(init=False, compare=False)
        fourth: int = dataclasses.field(default=7, init=False)
        fifth: list[int] = dataclasses.field(default_factory=lambda: [5], init=False)

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError("below zero")
            object.__setattr__(self, "third", self.second * 2)

    return make(frozen=True, **asked)(Filled)


def empty(make: Maker, **asked: bool) -> type[Any]:
    class Empty:
        """Nothing."""

    return make(frozen=True, **asked)(Empty)


def single(make: Maker, **asked: bool) -> type[Any]:
    class Single:
        """One field."""

        first: object = 1

    return make(frozen=True, **asked)(Single)


KINDS = (plain, heir, filled, empty, single)
ASKED: tuple[dict[str, bool], ...] = (
    {"slots": True},
    {"slots": False},
    {"slots": True, "kw_only": True},
    {"slots": True, "order": True},
    {"slots": True, "eq": False},
)
CASES = [
    pytest.param(kind, asked, id=f"{kind.__name__}-{asked}") for kind in KINDS for asked in ASKED
]

VALUES = st.sampled_from((0, 1, -1, 2.5, "a", "", (1,), float("nan")))
GIVEN = st.dictionaries(
    st.sampled_from(("first", "second", "third", "fourth", "sixth")), VALUES, max_size=4
)
IN_PLACE = st.lists(VALUES, max_size=3)


def outcome(act: Callable[[], object]) -> object:
    """What comes out of an act: its result, or the kind of error."""
    try:
        return act()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize(("kind", "asked"), CASES)
def test_it_looks_the_same(kind: Callable[..., type[Any]], asked: dict[str, bool]) -> None:
    mine, theirs = kind(MINE, **asked), kind(THEIRS, **asked)

    for name in ("__slots__", "__match_args__", "__doc__", "__qualname__", "__module__"):
        assert getattr(mine, name, None) == getattr(theirs, name, None)
    shown = ("name", "type", "init", "repr", "compare", "kw_only", "default")
    assert [[getattr(each, name) for name in shown] for each in dataclasses.fields(mine)] == [
        [getattr(each, name) for name in shown] for each in dataclasses.fields(theirs)
    ]
    assert dataclasses.is_dataclass(mine)
    by_object = [getattr(each, "__hash__", None) is object.__hash__ for each in (mine, theirs)]
    assert by_object[0] is by_object[1]


@pytest.mark.parametrize(("kind", "asked"), CASES)
@settings(max_examples=30)
@given(places=IN_PLACE, names=GIVEN, others=GIVEN)
def test_it_does_the_same(
    kind: Callable[..., type[Any]],
    asked: dict[str, bool],
    places: list[object],
    names: dict[str, object],
    others: dict[str, object],
) -> None:
    # Classes that nobody has used yet: what is compiled at the first call is tried as well.
    answers = [told(kind(make, **asked), places, names, others) for make in (MINE, THEIRS)]

    assert answers[0] == answers[1]


def told(
    kind: type[Any], places: list[object], names: dict[str, object], others: dict[str, object]
) -> list[object]:
    """What comes of making two objects and of everything one may do with them."""
    one, other = outcome(lambda: kind(*places, **names)), outcome(lambda: kind(*places, **others))
    made = [isinstance(each, kind) for each in (one, other)]
    if not all(made):
        return [made, [each if isinstance(each, type) else repr(each) for each in (one, other)]]
    first: Any = one
    return [
        repr(one),
        repr(other),
        one == other,
        one == copy.copy(one),
        one != other,
        one == "something else",
        hash(one) == hash(copy.copy(one)) if outcome(lambda: hash(one)) is not TypeError else None,
        outcome(lambda: first < other),
        outcome(lambda: first <= other),
        outcome(lambda: first > other),
        outcome(lambda: first >= other),
        outcome(lambda: first < 3),
        [outcome(partial(setattr, first, name, 1)) for name in kind.__match_args__],
        [outcome(partial(delattr, first, name)) for name in kind.__match_args__],
        repr(outcome(lambda: dataclasses.replace(first, **others))),
        repr(copy.deepcopy(one)),
        repr(dataclasses.asdict(first)),
    ]


def test_no_other_field_can_be_set() -> None:
    made = single(MINE, slots=True)()

    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'tenth'"):
        made.tenth = 1


@pytest.mark.parametrize("make", [MINE, THEIRS], ids=["mine", "theirs"])
def test_methods_of_the_class_stay(make: Maker) -> None:
    class Own:
        """A thing with methods of its own."""

        first: int

        def __repr__(self) -> str:
            return "own"

        def __hash__(self) -> int:
            return 5

        def __eq__(self, other: object) -> bool:
            return True

    made: Any = make(frozen=True, slots=True)(Own)(first=1)

    assert (repr(made), hash(made), made == 3) == ("own", 5, True)


@pytest.mark.parametrize("make", [MINE, THEIRS], ids=["mine", "theirs"])
def test_a_cached_property_is_kept_without_slots(make: Maker) -> None:
    class Kept:
        """A thing that works something out."""

        first: int

        @cached_property
        def doubled(self) -> list[int]:
            return [self.first * 2]

    made: Any = make(frozen=True)(Kept)(first=2)

    assert made.doubled is made.doubled == [4]


def test_an_object_in_itself_can_be_shown() -> None:
    made = single(MINE, slots=True)
    inside: list[object] = []
    inside.append(made(inside))

    assert repr(inside[0]).endswith("(first=[...])")


@value.dataclass(frozen=True, slots=True)
class Travelling:
    """A value that goes to another process."""

    first: int
    second: tuple[str, ...] = ()


def test_it_can_be_pickled() -> None:
    one = Travelling(1, ("a",))

    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - what was made on the line itself


def test_a_mistaken_call_is_told_by_the_name_of_the_class() -> None:
    with pytest.raises(TypeError, match=r"Single\.__init__\(\) got an unexpected keyword"):
        single(MINE, slots=True)(nothing=1)


def test_a_class_without_a_text_goes_by_its_name() -> None:
    class Bare:
        first: int

    assert MINE(frozen=True, slots=True)(Bare).__doc__ == "Bare"


def test_what_may_change_is_refused() -> None:
    with pytest.raises(TypeError, match="may change"):
        MINE(frozen=False)


def test_nothing_is_compiled_for_a_class_nobody_uses() -> None:
    counted = (
        "import builtins, policykit.model.value as value\n"
        "count = 0\n"
        "def counting(*given, run=exec):\n"
        "    global count\n"
        "    count += 1\n"
        "    run(*given)\n"
        "builtins.exec = counting\n"
        "@value.dataclass(frozen=True, slots=True, order=True)\n"
        "class Thing:\n"
        "    first: int\n"
        "print(count)\n"
        "Thing(1); Thing(2)\n"
        "print(count)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", counted], capture_output=True, check=True, encoding="utf-8"
    )

    assert done.stdout.split() == ["0", "1"]
