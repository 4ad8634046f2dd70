"""A policy as it was, in its three forms: whole outputs, and texts nobody should trust."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from policykit.model.history import Brought
from policykit.model.showing import Shown, ShownLine
from policykit.report.formats import Style, formats
from policykit.report.json import showing as in_json
from policykit.report.markdown import showing as in_markdown
from policykit.report.text import showing as in_text

_FIRST = Brought("a" * 40, "Elin Sandqvist", "The promises we have today", date(2023, 11, 7))
_LAST = Brought("b" * 40, "Hedda Vikström", "Refunds is now called returns", date(2024, 2, 20))
_SHOWN = Shown(
    policy="returns",
    item="",
    title="Returns",
    version="1.0.0",
    status="active",
    path="policies/returns.yaml",
    on=date(2024, 3, 1),
    commit=_LAST,
    since=date(2023, 11, 7),
    by=_FIRST,
    lines=(
        ShownLine("", "", "Returns", 1),
        ShownLine("", "summary", "How we take back goods."),
        ShownLine("", "", "Promises and limits", 2),
        ShownLine("refund-time", "", "Time until your money is back", 3),
        ShownLine("refund-time", "deadline", "14 days"),
    ),
    why="",
    branch="main",
    gap="",
)
_TEXT = f"""\
Returns
  summary: How we take back goods.

Promises and limits
  Time until your money is back
  deadline: 14 days

version   1.0.0, active
in force  on 2024-03-01 on main, since 2023-11-07
brought   2023-11-07, aaaaaaaaaaaa by Elin Sandqvist: The promises we have today
proof     2024-02-20, bbbbbbbbbbbb by Hedda Vikström: Refunds is now called returns
          git show {"b" * 40}:./policies/returns.yaml
"""
_MARKDOWN = f"""\
# Returns

- **summary:** How we take back goods.

## Promises and limits

### Time until your money is back

- **deadline:** 14 days

---

- **version:** 1.0.0, active
- **in force:** on 2024-03-01 on main, since 2023-11-07
- **brought:** 2023-11-07, aaaaaaaaaaaa by Elin Sandqvist: The promises we have today
- **proof:** 2024-02-20, bbbbbbbbbbbb by Hedda Vikström: Refunds is now called returns
- git show {"b" * 40}:./policies/returns.yaml
"""
_HOSTILE = (
    "<b>x</b> \x1b[31m\u202e**bold** [a](javascript:b) | `c` ::error:: ##[group]\r\n# d\n1. e"
)


def test_there_are_three_formats() -> None:
    assert formats("showing") == ("json", "markdown", "text")


def test_whole_outputs() -> None:
    assert in_text.render(_SHOWN, Style(width=100)) == _TEXT
    assert in_markdown.render(_SHOWN, Style()) == _MARKDOWN


def test_json_says_everything() -> None:
    data = json.loads(in_json.render(_SHOWN, Style()))
    assert data["found"] is True
    assert data["commit"]["commit"] == "b" * 40
    assert [each["text"] for each in data["lines"]][-1] == "14 days"


def test_nothing_is_told() -> None:
    nothing = replace(
        _SHOWN, version="", path="", commit=None, by=None, since=None, lines=(), why="Nothing was."
    )
    assert in_text.render(nothing, Style()) == "returns\nNothing was.\n"
    assert in_markdown.render(nothing, Style()) == "# returns\n\nNothing was.\n"
    assert json.loads(in_json.render(nothing, Style()))["found"] is False


def test_no_text_is_more_than_text() -> None:
    by = Brought(_HOSTILE, _HOSTILE, _HOSTILE, date(2026, 1, 1))
    told = replace(
        _SHOWN,
        policy=_HOSTILE,
        version=_HOSTILE,
        status=_HOSTILE,
        path=_HOSTILE,
        by=by,
        commit=by,
        branch=_HOSTILE,
        gap=_HOSTILE,
        why=_HOSTILE,
        lines=tuple(ShownLine("a", _HOSTILE, _HOSTILE, number) for number in range(4)),
    )
    for printed in (in_text.render(told, Style()), in_markdown.render(told, Style())):
        assert "\x1b" not in printed
        assert "\u202e" not in printed
        assert "##[" not in printed
        assert "\r" not in printed
    page = in_markdown.render(told, Style())
    assert "<b>" not in page.replace("\\<b\\>", "")
    assert "[a](" not in page
    assert "\n# d" not in page
    assert json.loads(in_json.render(told, Style()))["lines"][0]["text"] == _HOSTILE
