"""Who is told of which change, on a sheet for one role and in a list for all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from policykit.diffing.telling import (
    beyond,
    matters_to,
    roles_told,
    told_by_role,
)
from policykit.model.change import (
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    PolicyComparison,
    Side,
    StaffEffect,
)
from policykit.model.finding import Severity
from policykit.model.position import Location

HERE = Location("policies/returns.yaml")
SAME = Change(
    code="DPO038",
    name="value-written-otherwise",
    severity=Severity.INFO,
    policy="returns",
    policy_title="Returns",
    item_kind="statement",
    item="refund",
    title="refund",
    message="It takes 10 days.",
    before=Side("14 days", HERE),
    after=Side("10 days", HERE),
)
BETTER = replace(SAME, customer=CustomerEffect.BETTER, message="Customers wait less.")
MORE = replace(SAME, staff=StaffEffect.MORE, roles=("agent",), message="Agents act sooner.")
LEARN = replace(SAME, roles=("clerk",), retrain=("agent",), message="It is taught anew.")
WORSE = replace(MORE, customer=CustomerEffect.WORSE, message="Customers lose.")
MENDED = replace(MORE, editorial=True)
AREA = replace(SAME, policy="", policy_title="", item_kind="area", message="An area is new.")
COMPARISON = Comparison(
    before=Endpoint("v1"),
    after=Endpoint("v2"),
    policies=(
        PolicyComparison(
            policy="returns",
            title="Taking back",
            path="policies/returns.yaml",
            version_before="1.0.0",
            version_after="2.0.0",
            changes=(SAME, BETTER, MORE, LEARN, MENDED),
        ),
        PolicyComparison(
            policy="gone", title="Gone", path="", version_before="1.1.0", changes=(WORSE,)
        ),
    ),
    around=(AREA,),
    titles={"roles": {"agent": "the agents"}},
    name="shop",
    notes=("A note.",),
)


def _told(notice: str = "") -> dict[str, list[tuple[Any, ...]]]:
    return {
        group.title: [(each.message, each.effect, each.train) for each in group.items]
        for group in told_by_role(COMPARISON, notice).groups
    }


def test_all_are_told_what_is_theirs() -> None:
    worse = ("Customers lose.", "worse for customers", False)
    assert _told() == {
        "Customers": [("Customers wait less.", "better for customers", False), worse],
        "clerk": [("It is taught anew.", "", False)],
        "the agents": [
            ("Agents act sooner.", "more for you to do or to mind", False),
            ("It is taught anew.", "", True),
            ("Customers lose.", "more for you to do or to mind", False),
        ],
        "Everybody": [("It takes 10 days.", "", False), ("An area is new.", "", False)],
    }


def test_a_sheet_for_a_role_has_what_it_works_by_and_what_its_customers_notice() -> None:
    assert _told("agent") == {
        "Customers": [
            ("Customers lose.", "worse for customers", False),
            ("Customers wait less.", "better for customers", False),
        ],
        "the agents": [("Agents act sooner.", "more for you to do or to mind", False)],
    }
    assert _told("owner") == {
        "Customers": [("Customers wait less.", "better for customers", False)]
    }


def test_a_sheet_says_what_it_is_of() -> None:
    found = told_by_role(COMPARISON, "agent")
    assert (found.before, found.after, found.name) == (Endpoint("v1"), Endpoint("v2"), "shop")
    assert (found.notice, found.notes, found.editorial) == ("the agents", ("A note.",), 1)
    assert told_by_role(COMPARISON).notice == ""
    lost, less = found.groups[0].items
    assert (less.policy, less.policy_title, less.version) == ("returns", "Taking back", "2.0.0")
    assert (lost.policy_title, lost.version) == ("Gone", "1.1.0")
    assert (less.before, less.after) == ("14 days", "10 days")
    (_, area) = told_by_role(COMPARISON).groups[-1].items
    assert (area.policy_title, area.version) == ("", "")


def test_values_are_put_in_the_place_of_their_names() -> None:
    class Shout:
        def earlier(self, change: Change, text: str) -> str:
            return f"{change.item} was {text}"

        def later(self, change: Change, text: str) -> str:
            return f"{change.item} is {text}"

    item = told_by_role(COMPARISON, filling=Shout()).groups[0].items[0]
    assert (item.message, item.before, item.after) == (
        "refund is Customers wait less.",
        "refund was 14 days",
        "refund is 10 days",
    )


def test_the_roles_that_are_told_stand_by_their_titles() -> None:
    assert roles_told(COMPARISON) == ("clerk", "agent")
    assert roles_told(replace(COMPARISON, titles={})) == ("agent", "clerk")


@pytest.mark.parametrize(
    ("change", "roles", "matters"),
    [
        (MENDED, ("agent",), False),
        (LEARN, ("agent",), True),
        (LEARN, ("clerk",), False),
        (MORE, ("agent", "owner"), True),
        (MORE, ("owner",), False),
        (BETTER, ("owner",), True),
        (WORSE, ("owner",), False),
        (WORSE, ("agent",), True),
        (SAME, ("agent",), False),
    ],
)
def test_what_is_news_for_whom(change: Change, roles: tuple[str, ...], matters: bool) -> None:
    assert matters_to(change, roles) is matters


def test_what_the_sentence_says_is_not_said_again() -> None:
    assert beyond("It takes 10 days.", Side("10 days", HERE)) == ""
    assert beyond("It takes 10 days.", Side("14 days", HERE)) == "14 days"
    assert beyond("It takes 10 days.", None) == ""
