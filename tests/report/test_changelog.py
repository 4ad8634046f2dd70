"""A changelog by role, in its four forms."""

from __future__ import annotations

import json
from dataclasses import replace

from policykit.diffing.telling import told_by_role
from policykit.model.change import (
    Bump,
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
from policykit.report.formats import Style, formats
from policykit.report.html import changelog as in_html
from policykit.report.json import changelog as in_json
from policykit.report.markdown import changelog as in_markdown
from policykit.report.text import changelog as in_text

_PLACE = Location("policies/returns.yaml")
_CUT = Change(
    code="DTM004",
    name="term-shorter",
    severity=Severity.WARNING,
    policy="returns",
    policy_title="Returns",
    item_kind="term",
    item="shop-window",
    title="Time to return",
    message="Time to return got shorter: 90 days → 30 days.",
    before=Side("90 days", _PLACE),
    after=Side("30 days", _PLACE),
    customer=CustomerEffect.WORSE,
    staff=StaffEffect.LESS,
    bump=Bump.MAJOR,
    where="Sweden",
    roles=("agent", "associate"),
    retrain=("associate",),
)
_DUTY = replace(
    _CUT,
    name="statement-added",
    item="greet",
    message="The statement greet (must) is new.",
    before=None,
    after=Side("Say hello.", _PLACE),
    customer=CustomerEffect.SAME,
    staff=StaffEffect.MORE,
    where="",
    roles=("agent",),
    retrain=(),
)
_WORDING = replace(_DUTY, editorial=True, message="Other words.")
_AROUND = replace(
    _DUTY, policy="", policy_title="", message="The channel chat is new.", after=None, roles=()
)
_COMPARISON = Comparison(
    before=Endpoint("v1", "a" * 40, "2026-01-01"),
    after=Endpoint("v2", "b" * 40, "2026-02-01"),
    policies=(
        PolicyComparison(
            policy="returns",
            title="Returns",
            path="policies/returns.yaml",
            version_before="1.0.0",
            version_after="2.0.0",
            changes=(_CUT, _DUTY, _WORDING),
        ),
    ),
    around=(_AROUND,),
    titles={"roles": {"agent": "Agent", "associate": "Store associate"}},
    name="Havsby",
)
_TEXT = """\
What changed
Havsby, from v1 (aaaaaaaaaaaa, on 2026-01-01) to v2 (bbbbbbbbbbbb, on 2026-02-01)

For customers
  Returns 2.0.0
    - Time to return got shorter: 90 days → 30 days.
      Sweden; worse for customers

For agent
  Returns 2.0.0
    - Time to return got shorter: 90 days → 30 days.
      Sweden; less for you to do or to mind
    - The statement greet (must) is new.
      now: Say hello.
      more for you to do or to mind

For store associate
  Returns 2.0.0
    - Time to return got shorter: 90 days → 30 days.
      Sweden; less for you to do or to mind; training before you use it

For everybody
  Around the policies
    - The channel chat is new.

1 text is worded otherwise.
"""
_NOTICE = """\
# What is new for\\: Agent

Havsby, from v1 (aaaaaaaaaaaa, on 2026-01-01) to v2 (bbbbbbbbbbbb, on 2026-02-01)

## For customers

### Returns 2.0.0

- Time to return got shorter: 90 days → 30 days. *(Sweden; worse for customers)*

## For agent

### Returns 2.0.0

- The statement greet (must) is new. *(more for you to do or to mind)*
  - now: Say hello.
"""
_HOSTILE = "<script>alert(1)</script> \x1b[31m\u202e{{ 7*7 }} ::error::x ##[group]\r\n# a [b](c)"


def test_there_are_four_formats() -> None:
    assert formats("changelog") == ("html", "json", "markdown", "text")


def test_customers_come_first_then_each_role() -> None:
    assert in_text.render(told_by_role(_COMPARISON), Style()) == _TEXT


def test_a_sheet_tells_each_thing_once() -> None:
    told = in_markdown.render(told_by_role(_COMPARISON, "agent"), Style())
    assert told.replace("for\\:", "for:") == _NOTICE.replace("for\\:", "for:")


def test_a_sheet_says_what_it_leaves_out() -> None:
    many = tuple(replace(_DUTY, item=f"greet-{number}") for number in range(30))
    policy = replace(_COMPARISON.policies[0], changes=many)
    told = told_by_role(replace(_COMPARISON, policies=(policy,)), "agent")
    for render in (in_text.render, in_html.render, in_markdown.render):
        printed = render(told, Style())
        assert 8 < printed.count("is new.") < 30
        assert f"and {30 - printed.count('is new.')} more" in printed


def test_what_is_too_long_for_a_sheet_gives_way() -> None:
    long = replace(_DUTY, item="long", message="Long.", after=Side("Say hello. " * 900, _PLACE))
    policy = replace(_COMPARISON.policies[0], changes=(_DUTY, long, _DUTY))
    comparison = replace(_COMPARISON, policies=(policy,), around=())
    printed = in_text.render(told_by_role(comparison, "agent"), Style())
    assert "Long." not in printed
    assert printed.count("greet (must) is new.") == 2
    assert "and 1 more" in printed
    assert "Long." in in_text.render(told_by_role(comparison), Style())


def test_a_duty_of_others_is_on_nobodys_sheet() -> None:
    theirs = replace(_DUTY, message="Others do it.", retrain=("associate",))
    policy = replace(_COMPARISON.policies[0], changes=(_CUT, theirs))
    comparison = replace(_COMPARISON, policies=(policy,), around=())
    sheet = told_by_role(comparison, "associate")
    assert [item.message for group in sheet.groups for item in group.items] == [_CUT.message]
    whole = {group.role: group.items for group in told_by_role(comparison).groups}
    assert [item.message for item in whole["associate"]] == [_CUT.message, "Others do it."]


class _Numbers:
    """Tells which side a text was filled in by."""

    def earlier(self, change: Change, text: str) -> str:
        assert change.name
        return text.replace("{x}", "1")

    def later(self, change: Change, text: str) -> str:
        assert change.name
        return text.replace("{x}", "2")


def test_values_stand_in_the_place_of_their_names() -> None:
    change = replace(
        _CUT, message="Now {x}.", before=Side("It was {x}.", _PLACE), after=Side("{x}", _PLACE)
    )
    policy = replace(_COMPARISON.policies[0], changes=(change,))
    comparison = replace(_COMPARISON, policies=(policy,), around=())
    for notice in ("", "agent"):
        item = told_by_role(comparison, notice, _Numbers()).groups[0].items[0]
        # What the message says already is not said again.
        assert (item.message, item.before, item.after) == ("Now 2.", "It was 1.", "")


def test_nothing_changed() -> None:
    told = told_by_role(replace(_COMPARISON, policies=(), around=()))
    assert "Nothing changed." in in_text.render(told, Style())
    assert "Nothing changed." in in_html.render(told, Style())
    assert json.loads(in_json.render(told, Style()))["groups"] == []


def test_no_text_is_more_than_text() -> None:
    change = replace(
        _CUT,
        message=_HOSTILE,
        where=_HOSTILE,
        roles=(_HOSTILE,),
        before=Side(f"{_HOSTILE}1", _PLACE),
        after=Side(f"{_HOSTILE}2", _PLACE),
    )
    policy = replace(
        _COMPARISON.policies[0], title=_HOSTILE, version_after=_HOSTILE, changes=(change,)
    )
    told = told_by_role(
        replace(_COMPARISON, policies=(policy,), name=_HOSTILE, notes=(_HOSTILE,), titles={})
    )
    for render in (in_text.render, in_markdown.render, in_html.render, in_json.render):
        printed = render(told, Style())
        assert "\x1b" not in printed
        assert "\u202e" not in printed
        assert "##[" not in printed
    assert "<script" not in in_html.render(told, Style())
    assert "<script" not in in_markdown.render(told, Style())
    assert "[b](c)" not in in_markdown.render(told, Style())
    assert json.loads(in_json.render(told, Style()))["name"] == _HOSTILE
