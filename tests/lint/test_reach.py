"""Where policies hold, and who stands above whom."""

from __future__ import annotations

import pytest

from policykit.lint.reach import channel_pointer, holds_for_all, is_in, may_meet
from policykit.lint.roles import above, is_above, members
from policykit.lint.stages import reached
from policykit.model.facts import Facts, Narrowing
from policykit.model.organisation import Organisation, Role
from policykit.model.position import Pointer

ORGANISATION = Organisation(
    roles={
        "board": Role("board", "Board"),
        "head": Role("head", "Head", "board"),
        "lead": Role("lead", "Lead", "head"),
        "agent": Role("agent", "Agent", "lead"),
        "ping": Role("ping", "Ping", "pong"),
        "pong": Role("pong", "Pong", "ping"),
        "stray": Role("stray", "Stray", "nobody"),
    },
    groups_of_roles={"team": ("agent", "lead")},
)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("agent", ("lead", "head", "board")),
        ("board", ()),
        ("unknown", ()),
        ("ping", ("pong",)),
        ("stray", ("nobody",)),
    ],
)
def test_roles_above_are_told_nearest_first(role: str, expected: tuple[str, ...]) -> None:
    assert above(role, ORGANISATION) == expected


def test_nobody_is_above_themselves() -> None:
    for one in ORGANISATION.roles:
        assert not is_above(one, one, ORGANISATION)
    assert is_above("board", "agent", ORGANISATION)
    assert not is_above("agent", "board", ORGANISATION)


def test_a_group_is_itself_and_its_members() -> None:
    assert members(["team", "head"], ORGANISATION) == {"team", "agent", "lead", "head"}


def test_a_part_of_a_region_is_in_it() -> None:
    assert is_in("US-CA", ["US"])
    assert is_in("US", ["US"])
    assert not is_in("US", ["US-CA"])
    assert not is_in("USA", ["US"])
    assert not is_in("US", [])


WIDE = Narrowing()
PHONE = Narrowing(channels=("phone",))
BOTH = Narrowing(channels=("phone", "email"))


@pytest.mark.parametrize(
    ("scope", "other", "for_all", "meet"),
    [
        (WIDE, PHONE, True, True),
        (PHONE, WIDE, False, True),
        (BOTH, PHONE, True, True),
        (PHONE, BOTH, False, True),
        (PHONE, Narrowing(channels=("email",)), False, False),
        (Narrowing(regions=("US",)), Narrowing(regions=("US-CA",)), False, True),
        (Narrowing(regions=("SE",)), Narrowing(regions=("DE",)), False, False),
        (Narrowing(reasons=("return",)), Narrowing(channels=("phone",)), False, True),
        (Narrowing(groups=("garden",)), Narrowing(groups=("lighting",)), False, False),
    ],
)
def test_scopes_beside_each_other(
    scope: Narrowing,
    other: Narrowing,
    for_all: bool,
    meet: bool,
) -> None:
    assert holds_for_all(scope, other) is for_all
    assert may_meet(scope, other) is meet
    assert may_meet(other, scope) is meet


def test_a_status_has_reached_all_before_it() -> None:
    assert reached("active", "in-review")
    assert reached("in-review", "in-review")
    assert not reached("draft", "in-review")
    assert not reached("retired", "draft")
    assert not reached("", "draft")


SCOPED = Narrowing(channels=("phone", "chat"))


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        (Facts("p", "k", "p", scope=SCOPED, sections=("scope",)), ("scope", "channels", 1)),
        (Facts("p", "k", "p", scope=Narrowing(), sections=("scope",)), ("scope", "channels")),
        (Facts("p", "k", "p"), ()),
    ],
)
def test_a_channel_is_named_in_the_scope_or_would_be(facts: Facts, pointer: Pointer) -> None:
    assert channel_pointer(facts, "chat") == pointer
