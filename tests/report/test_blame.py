"""Who changed what last, in its two forms."""

from __future__ import annotations

import json
from datetime import date

from policykit.model.blame import Blame, Blamed
from policykit.model.history import Brought
from policykit.report.formats import Style, formats
from policykit.report.json import blame as in_json
from policykit.report.text import blame as in_text

_HOSTILE = "<b>x</b> \x1b[31m\u202e ::error:: ##[group]\r\n# d"
_BLAME = Blame(
    policy="returns",
    title="Returns",
    path="policies/returns.yaml",
    version="3.0.0",
    items=(
        Blamed(
            item="refund-time",
            kind="term",
            words="10 days",
            commit=Brought("b" * 40, "Hedda Vikström", "Ten days", date(2025, 9, 1)),
            version="2.1.0",
            why=("Time until your money is back got shorter: 14 days → 10 days.",),
        ),
        Blamed(
            item="refund",
            kind="statement",
            words="must: Pay it back.",
            commit=Brought("a" * 40, "Elin\x1b[1m", "First", date(2023, 11, 7)),
            version="1.0.0",
            why=(),
        ),
    ),
    everything=False,
    branch="main",
    gap="",
)
_TEXT = """\
Returns
policies/returns.yaml, version 3.0.0 on main; the last commit that changed what it means.

terms
2025-09-01 bbbbbbbbbbbb 2.1.0 Hedda Vikström  refund-time
    10 days
    Time until your money is back got shorter: 14 days → 10 days.

statements
2023-11-07 aaaaaaaaaaaa 1.0.0 Elin\\u001b[1m  refund
    must: Pay it back.
"""


def test_forms() -> None:
    assert formats("blame") == ("json", "text")
    assert in_text.render(_BLAME, Style()) == _TEXT
    data = json.loads(in_json.render(_BLAME, Style()))
    assert [each["item"] for each in data["items"]] == ["refund-time", "refund"]
    assert data["items"][1]["author"] == "Elin\x1b[1m"


def test_no_text_is_more_than_text() -> None:
    by = Brought(_HOSTILE, _HOSTILE, _HOSTILE, date(2026, 1, 1))
    item = Blamed(
        item=_HOSTILE, kind="term", words=_HOSTILE, commit=by, version=_HOSTILE, why=(_HOSTILE,)
    )
    told = Blame(
        policy=_HOSTILE,
        title=_HOSTILE,
        path=_HOSTILE,
        version=_HOSTILE,
        items=(item,),
        everything=True,
        branch=_HOSTILE,
        gap=_HOSTILE,
    )
    text = in_text.render(told, Style())
    assert not any(each in text for each in ("\x1b", "\u202e", "##[", "\r"))
    assert json.loads(in_json.render(told, Style()))["items"][0]["words"] == _HOSTILE
