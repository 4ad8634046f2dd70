"""The history of a promise as one page with a drawn timeline, to look at or to print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date

from policykit import resources
from policykit.model.history import Days, History, Told
from policykit.rendering import Plain, Templates
from policykit.report.formats import Style
from policykit.report.told import about, changed, commit, earlier_names, heading, in_force
from policykit.report.words import one_line

_FOLDER = "report"
_ROW = 34
_TOP = 26
_MOST_YEARS = 12
_LEAST = 0.6
_LAST_NAME = 93


def render(history: History, style: Style) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    data = view(history)
    data["allowed"] = _digest(templates.text(f"{_FOLDER}/history.css"))
    return templates.render(f"{_FOLDER}/history.html", data)


def view(history: History) -> dict[str, Plain]:
    """The history as the template sees it: texts safe to print, the latest value first."""
    first, last = _stretch(history)
    befores: Sequence[Told | None] = (None, *history.values)
    rows = [
        _row(history, number, told, before, (first, last))
        for number, (told, before) in enumerate(zip(history.values, befores, strict=False), 1)
    ]
    return {
        "title": heading(history),
        "about": about(history),
        "names": earlier_names(history),
        "gap": one_line(history.gap),
        "today": history.today.isoformat(),
        "now": _share(_place(history.today, first, last)),
        "years": [
            {"name": str(year), "at": _share(_place(date(year, 1, 1), first, last))}
            for year in _years(first, last)
            if _place(date(year, 1, 1), first, last) < _LAST_NAME
        ],
        "height": _TOP + _ROW * len(rows),
        "top": _TOP,
        "values": [*reversed(rows)],
        "from": first.isoformat(),
    }


def _row(
    history: History, number: int, told: Told, before: Told | None, edges: tuple[date, date]
) -> dict[str, Plain]:
    bars = [_bar(days, edges, history.today) for days in told.in_force]
    return {
        "number": number,
        "words": one_line(told.words),
        "y": _TOP + _ROW * (number - 1),
        "bars": [*bars],
        "holds": any(bar["holds"] for bar in bars),
        "in_force": [*in_force(told, history.today)],
        "landed": commit(told.landed),
        "reason": one_line(told.reason),
        "brought": [
            commit(days.by) for days in told.in_force if days.by.commit != told.landed.commit
        ],
        "gone": "" if told.gone is None else commit(told.gone),
        "version": one_line(told.version) if history.item else "",
        "path": one_line(told.path),
        "changed": [
            {"label": label, "before": earlier, "after": later}
            for label, earlier, later in (changed(before, told) if history.item else ())
        ],
    }


def _bar(days: Days, edges: tuple[date, date], today: date) -> dict[str, Plain]:
    first, last = edges
    begin = _place(days.first, first, last)
    end = 100.0 if days.last is None else _place(days.last, first, last)
    return {
        "at": _share(begin),
        "width": _share(max(end - begin, _LEAST)),
        "holds": days.first <= today and (days.last is None or today <= days.last),
        "coming": days.first > today,
    }


def _stretch(history: History) -> tuple[date, date]:
    """The days the drawing begins and ends with."""
    known = [history.today]
    for told in history.values:
        known.append(told.landed.day)
        known.extend(days.first for days in told.in_force)
        known.extend(days.last for days in told.in_force if days.last is not None)
    first, last = min(known), max(known)
    return first, date.fromordinal(min(last.toordinal() + _room(first, last), date.max.toordinal()))


def _room(first: date, last: date) -> int:
    """Days behind the last one, so that what holds today is seen to go on."""
    return max((last - first).days // 20, 14)


def _years(first: date, last: date) -> list[int]:
    years = range(first.year + 1, last.year + 1)
    return [*years[:: max(1, -(-len(years) // _MOST_YEARS))]]


def _place(day: date, first: date, last: date) -> float:
    """Where a day stands between two, in hundredths."""
    return 100 * (day - first).days / max((last - first).days, 1)


def _share(hundredths: float) -> str:
    return f"{hundredths:.2f}%"


def _digest(text: str) -> str:
    """What a Content Security Policy allows a text within the page by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
