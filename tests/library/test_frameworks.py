"""Frameworks that build on one another."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, strategies as st

from policykit.library.frameworks import MOST_BUILT_ON, resolved
from policykit.library.law import Law
from policykit.library.surroundings import requirement_names
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings

UNIONS = {"EU": (("SE", "1995-01-01", ""), ("DE", "1958-01-01", ""))}


def framework(
    name: str, *requirements: str | Requirement, extends: tuple[str, ...] = (), law: str = ""
) -> Framework:
    return Framework(
        id=name,
        path=f"{name}.yaml",
        jurisdiction=law,
        extends=extends,
        requirements=tuple(
            Requirement(id=each, pointer=("requirements", index)) if isinstance(each, str) else each
            for index, each in enumerate(requirements)
        ),
    )


def told(framework: Framework) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {
        each.id: (each.path, each.inherited_from, each.implements)
        for each in framework.requirements
    }


def test_own_requirements_come_first_and_replace_those_of_the_same_id() -> None:
    found = resolved(
        [framework("eu", "refund", "repair"), framework("shop", "repair", "hello", extends=("eu",))]
    )
    assert told(found["shop"]) == {
        "repair": ("", "", ("eu.repair",)),
        "hello": ("", "", ()),
        "refund": ("eu.yaml", "eu.refund", ("eu.refund",)),
    }
    assert told(found["eu"]) == {"refund": ("", "", ()), "repair": ("", "", ())}


def test_a_chain_carries_out_every_one_on_the_way() -> None:
    found = resolved(
        [
            framework("c", "hello", extends=("b",)),
            framework("b", "repair", extends=("a",)),
            framework("a", "refund", "repair"),
        ]
    )
    assert told(found["c"]) == {
        "hello": ("", "", ()),
        "repair": ("b.yaml", "b.repair", ("b.repair", "a.repair")),
        "refund": ("a.yaml", "a.refund", ("b.refund", "a.refund")),
    }


def test_of_several_the_first_named_wins() -> None:
    found = resolved(
        [
            framework("one", "refund"),
            framework("two", "refund", "repair"),
            framework("shop", extends=("two", "one")),
        ]
    )
    assert told(found["shop"]) == {
        "refund": ("two.yaml", "two.refund", ("two.refund",)),
        "repair": ("two.yaml", "two.repair", ("two.repair",)),
    }


def test_what_the_other_carries_out_is_carried_out_too() -> None:
    national = Requirement(id="refund", pointer=("requirements", 0), implements=("eu.refund",))
    found = resolved([framework("se", national), framework("shop", "refund", extends=("se",))])
    assert found["shop"].requirements[0].implements == ("se.refund", "eu.refund")


def test_the_day_of_a_check_comes_along() -> None:
    source = Framework(
        id="a",
        path="a.yaml",
        checked="2026-11-21",
        requirements=(Requirement(id="refund", pointer=()),),
    )
    found = resolved([source, framework("b", extends=("a",))])
    assert found["b"].requirements[0].checked == "2026-11-21"


@pytest.mark.parametrize(
    "frameworks",
    [
        (framework("a", "one", extends=("a",)),),
        (framework("a", "one", extends=("b",)), framework("b", "two", extends=("a",))),
        (framework("a", "one", extends=("nobody",)),),
    ],
)
def test_circles_and_unknown_ones_are_cut(frameworks: tuple[Framework, ...]) -> None:
    found = resolved(frameworks)
    assert {name: len(each.requirements) for name, each in found.items()} == {
        each.id: len({one.id for other in frameworks for one in other.requirements})
        for each in frameworks
    }


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(
            st.lists(st.sampled_from("xyz"), unique=True),
            st.lists(st.sampled_from("abcdefg"), unique=True),
        ),
    )
)
def test_each_holds_each_id_once_and_its_own_as_written(
    drawn: Mapping[str, tuple[list[str], list[str]]],
) -> None:
    written = [
        framework(name, *ids, extends=tuple(others)) for name, (ids, others) in drawn.items()
    ]
    found = resolved(written)
    for before in written:
        after = found[before.id]
        ids = [each.id for each in after.requirements]
        assert len(ids) == len(set(ids))
        assert ids[: len(before.requirements)] == [each.id for each in before.requirements]
        for one in before.extends:
            assert one not in found or {each.id for each in found[one].requirements} <= set(ids)
        for each in after.requirements:
            assert f"{before.id}.{each.id}" not in each.implements


@pytest.mark.parametrize("nearest", [True, False])
def test_many_that_build_on_those_before_take_no_time(*, nearest: bool) -> None:
    many = [
        framework(
            f"f{n}", f"r{n}", extends=tuple(f"f{m}" for m in range(n)[-1 if nearest else 0 :])
        )
        for n in range(300)
    ]
    start = time.process_time()
    found = resolved(many)
    assert len(found["f299"].requirements) == MOST_BUILT_ON + 1
    assert len(found[f"f{MOST_BUILT_ON}"].requirements) == MOST_BUILT_ON + 1
    assert time.process_time() - start < 3


def test_names_of_what_is_inherited_are_known() -> None:
    found = resolved(
        [
            framework("eu", "refund", law="EU"),
            framework("se", extends=("eu",), law="SE"),
            framework("promise", extends=("eu",)),
        ]
    )
    assert requirement_names(found.values()) == {
        "requirement": frozenset({"eu.refund", "se.refund"}),
        "covers": frozenset({"promise.refund"}),
    }


def floor(name: str, number: str, requirement: str = "refund") -> Requirement:
    return Requirement(
        id=requirement,
        pointer=("requirements", 0),
        needs=({"term": {"law": name, "kind": "deadline", "at_most": number}},),
    )


def floors(*frameworks: Framework, names: tuple[str, ...], region: str) -> list[tuple[str, str]]:
    around = Surroundings(frameworks=resolved(frameworks), unions=UNIONS)
    law = Law(around, date(2026, 11, 22))
    return [(each.owner, each.words) for each in law.floors(names, region)]


EU = framework("eu", floor("eu.refund", "14 days"), law="EU")


@pytest.mark.parametrize("names", [("eu.refund",), ("se.refund",)])
@pytest.mark.parametrize(
    ("heir", "region", "expected"),
    [
        # Where the union holds, what is inherited is judged once, as that of the union.
        (framework("se", extends=("eu",), law="SE"), "SE", [("eu.refund", "at most 14 days")]),
        (framework("se", extends=("eu",), law="GB"), "GB", [("se.refund", "at most 14 days")]),
        (framework("se", extends=("eu",), law="GB"), "DE", [("eu.refund", "at most 14 days")]),
        # What replaces it stands in its place where it holds, and nowhere else.
        (
            framework("se", floor("se.refund", "7 days"), extends=("eu",), law="SE"),
            "SE",
            [("se.refund", "at most 7 days")],
        ),
        (
            framework("se", floor("eu.refund", "7 days"), extends=("eu",), law="SE"),
            "SE",
            [("se.refund", "at most 7 days")],
        ),
        (
            framework("se", floor("se.refund", "7 days"), extends=("eu",), law="SE"),
            "DE",
            [("eu.refund", "at most 14 days")],
        ),
    ],
)
def test_one_reference_is_judged_once_in_each_region(
    names: tuple[str, ...], heir: Framework, region: str, expected: list[tuple[str, str]]
) -> None:
    assert floors(EU, heir, names=names, region=region) == expected


def test_two_that_inherit_what_holds_nowhere_are_judged_once() -> None:
    heirs = [framework(name, extends=("eu",), law="GB") for name in ("one", "two")]
    assert floors(EU, *heirs, names=("eu.refund",), region="GB") == [
        ("one.refund", "at most 14 days")
    ]


def test_a_floor_that_is_inherited_stands_where_it_was_written() -> None:
    around = Surroundings(
        frameworks=resolved([EU, framework("uk", extends=("eu",), law="GB")]), unions=UNIONS
    )
    (found,) = Law(around, date(2026, 11, 22)).floors(("uk.refund",), "GB")
    assert (found.path, found.pointer) == (
        "eu.yaml",
        ("requirements", 0, "needs", 0, "term", "at_most"),
    )


def test_frameworks_that_replace_each_other_in_a_circle_still_judge() -> None:
    found = floors(
        framework("one", floor("one.refund", "14 days"), extends=("two",), law="SE"),
        framework("two", floor("two.refund", "7 days"), extends=("one",), law="SE"),
        names=("one.refund",),
        region="SE",
    )
    assert found == [("one.refund", "at most 14 days"), ("two.refund", "at most 7 days")]
