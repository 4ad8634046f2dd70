"""The history of a promise in its three forms: whole outputs, and texts nobody should trust."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date

import pytest

from policykit.model.history import Brought, Days, Facet, History, Told
from policykit.report.formats import Style, formats
from policykit.report.html import history as in_html
from policykit.report.json import history as in_json
from policykit.report.text import history as in_text

_FIRST = Brought("a" * 40, "Elin Sandqvist", "The promises we have today", date(2023, 11, 7))
_SECOND = Brought("b" * 40, "Hedda Vikström", "Money back in ten days", date(2025, 8, 20))
_THIRD = Brought("c" * 64, "Hedda Vikström", "Five days from next year", date(2026, 10, 1))

_HISTORY = History(
    policy="returns",
    item="refund-time",
    kind="term",
    title="Time until your money is back",
    names=("returns.refund-time", "returns.money-back"),
    values=(
        Told(
            words="14 days",
            facets=(Facet("deadline", "14 days"), Facet("from", "withdrawal")),
            name="money-back",
            path="policies/refunds.yaml",
            version="1.0.0",
            status="active",
            landed=_FIRST,
            gone=_SECOND,
            in_force=(
                Days(date(2023, 11, 7), date(2024, 1, 31), _FIRST),
                Days(date(2024, 3, 1), date(2025, 8, 31), _FIRST),
            ),
        ),
        Told(
            words="10 days",
            facets=(Facet("deadline", "10 days"), Facet("public", "yes")),
            name="refund-time",
            path="policies/returns.yaml",
            version="2.1.0",
            status="draft",
            reason="Customers waited too long.",
            landed=_SECOND,
            gone=None,
            in_force=(Days(date(2025, 9, 1), date(2026, 12, 31), _THIRD),),
        ),
        Told(
            words="5 days",
            facets=(Facet("deadline", "5 days"), Facet("public", "yes")),
            name="refund-time",
            path="policies/returns.next.yaml",
            version="3.0.0",
            status="active",
            landed=_THIRD,
            gone=None,
            in_force=(Days(date(2027, 1, 1), None, _THIRD),),
        ),
    ),
    today=date(2026, 11, 22),
    branch="main",
    gap="",
)

_TEXT = """\
Time until your money is back
returns.refund-time, term, 3 values on main.
Called returns.money-back before.

  5 days
    in force  from 2027-01-01, coming
    written   2026-10-01, cccccccccccc by Hedda Vikström: Five days from next year (3.0.0)
    changed   deadline: 10 days → 5 days

  10 days
    in force  2025-09-01 to 2026-12-31
    written   2025-08-20, bbbbbbbbbbbb by Hedda Vikström: Money back in ten days (2.1.0)
    reason    Customers waited too long.
    brought   2026-10-01, cccccccccccc by Hedda Vikström: Five days from next year
    changed   deadline: 14 days → 10 days
    changed   public: nothing → yes
    changed   from: withdrawal → nothing

  14 days
    in force  2023-11-07 to 2024-01-31
    in force  2024-03-01 to 2025-08-31
    written   2023-11-07, aaaaaaaaaaaa by Elin Sandqvist: The promises we have today (1.0.0)
    gone      2025-08-20, bbbbbbbbbbbb by Hedda Vikström: Money back in ten days
"""

_HOSTILE = "<script>alert(1)</script> \x1b[31m\u202e{{ 7*7 }} ::error::x ##[group]\r\n| a | ]]> %0A"


def hostile() -> History:
    """A history in which every text does its worst."""
    by = Brought(_HOSTILE, _HOSTILE, _HOSTILE, date(1, 1, 1))
    told = Told(
        words=_HOSTILE,
        facets=(Facet(_HOSTILE, _HOSTILE),),
        name=_HOSTILE,
        path=_HOSTILE,
        version=_HOSTILE,
        status=_HOSTILE,
        reason=_HOSTILE,
        landed=by,
        gone=by,
        in_force=(Days(date(1, 1, 1), date(9999, 12, 30), by),),
    )
    return History(
        policy=_HOSTILE,
        item=_HOSTILE,
        kind="term",
        title=_HOSTILE,
        names=(_HOSTILE, _HOSTILE),
        values=(told, told),
        today=date(9999, 12, 31),
        branch=_HOSTILE,
        gap=_HOSTILE,
    )


def test_there_are_three_formats() -> None:
    assert formats("history") == ("html", "json", "text")


def test_text_is_as_people_read_it() -> None:
    assert in_text.render(_HISTORY, Style(width=100)) == _TEXT


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_of_text_is_too_wide(width: int) -> None:
    lines = in_text.render(_HISTORY, Style(width=width)).splitlines()
    assert max(map(len, lines)) <= width


def test_colour_changes_no_words() -> None:
    colored = in_text.render(_HISTORY, Style(color=True))
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == _TEXT


def test_json_says_everything() -> None:
    data = json.loads(in_json.render(_HISTORY, Style()))
    assert data["format"] == 1
    assert [each["words"] for each in data["values"]] == ["14 days", "10 days", "5 days"]
    assert data["values"][1]["in_force"] == [
        {
            "first": "2025-09-01",
            "last": "2026-12-31",
            "by": {
                "commit": "c" * 64,
                "author": "Hedda Vikström",
                "subject": "Five days from next year",
                "day": "2026-10-01",
            },
        }
    ]
    assert data["values"][2]["gone"] is None


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    page = in_html.render(_HISTORY, Style())
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "<script" not in page
    assert " style=" not in page
    assert not re.search(r"https?://|url\(|@import", page)
    assert page.count("<rect") == 4
    assert page.count('class="bar holds"') == 1
    assert page.count('class="bar coming"') == 1


def test_no_text_is_more_than_text() -> None:
    told = hostile()
    text = in_text.render(told, Style())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "##[" not in text
    page = in_html.render(told, Style())
    assert "<script" not in page
    assert "{{ 7*7 }}" in page
    assert "\x1b" not in page
    assert "##[" not in in_json.render(told, Style())
    assert json.loads(in_json.render(told, Style()))["title"] == _HOSTILE


def test_a_history_without_values() -> None:
    empty = History(
        policy="a",
        item="b",
        kind="term",
        title="",
        names=("a.b",),
        values=(),
        today=date(2026, 1, 1),
        branch="",
        gap="",
    )
    assert in_text.render(empty, Style()) == "a.b\na.b, term, 0 values.\n"
    assert "There was never a value." in in_html.render(empty, Style())
