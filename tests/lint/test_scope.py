"""What items are narrowed to, beside what they stand in."""

from __future__ import annotations

from typing import Final

import pytest

from policykit.lint.scope import Narrowed, meet, members, narrowed
from policykit.model.facts import Facts, ItemFact, Narrowing
from policykit.model.organisation import Organisation

GROUPS: Final = {"frontline": ("store-associate", "contact-centre-agent")}
HOUSE: Final = Organisation(groups_of_roles=GROUPS)


def narrow(side: str, names: tuple[str, ...], whole: tuple[str, ...]) -> Narrowed:
    return Narrowed("statement", "greet", side, names, whole, "policy", ("statements", 0, side))


@pytest.mark.parametrize(
    ("side", "names", "whole", "expected"),
    [
        ("regions", ("SE",), ("SE", "DE"), True),
        ("regions", ("US-CA",), ("US",), True),
        ("regions", ("US",), ("US-CA",), True),
        ("regions", ("US-NY",), ("US-CA",), False),
        ("regions", ("GB",), ("SE", "DE"), False),
        ("channels", ("chat", "fax"), ("fax",), True),
        ("channels", ("chat",), ("fax",), False),
        ("audience", ("store-associate",), ("frontline",), True),
        ("audience", ("frontline",), ("contact-centre-agent",), True),
        ("audience", ("store-manager",), ("frontline",), False),
        ("channels", ("frontline",), ("store-associate",), False),
    ],
)
def test_whether_they_meet(
    side: str, names: tuple[str, ...], whole: tuple[str, ...], *, expected: bool
) -> None:
    assert meet(narrow(side, names, whole), HOUSE) is expected


def test_members_of_groups_of_roles() -> None:
    assert members(("frontline",), "audience", HOUSE) == {"frontline", *GROUPS["frontline"]}
    assert members(("frontline",), "channels", HOUSE) == {"frontline"}


def test_the_nearest_around_counts() -> None:
    facts = Facts(
        path="policies/a.yaml",
        key="",
        id="a",
        audience=("store-associate",),
        scope=Narrowing(regions=("SE", "DE")),
        items=(
            ItemFact("statement", "s", ("statements", 0), narrowing=Narrowing(regions=("SE",))),
            ItemFact(
                "point",
                "p",
                ("statements", 0, "points", "p"),
                parent="s",
                narrowing=Narrowing(regions=("DE",), channels=("chat",), audience=("bot",)),
            ),
        ),
        terms=(("t", {"window": "3 days", "varies": [{"regions": ["GB"], "groups": ["x"]}]}),),
    )
    point = ("statements", 0, "points", "p")
    assert list(narrowed(facts)) == [
        narrow("regions", ("SE",), ("SE", "DE"))._replace(name="s"),
        Narrowed("point", "s.p", "regions", ("DE",), ("SE",), "s", (*point, "regions")),
        Narrowed(
            "point",
            "s.p",
            "audience",
            ("bot",),
            ("store-associate",),
            "policy",
            (*point, "audience"),
        ),
        Narrowed(
            "variant",
            "t",
            "regions",
            ("GB",),
            ("SE", "DE"),
            "policy",
            ("terms", "t", "varies", 0, "regions"),
        ),
    ]
