"""Editions of the handbook that three years brought, verified from the history alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.history.reading import TIME_ZONE, Past as Read

from policykit.handbook.making import chosen_handbooks
from policykit.handbook.marking import mark
from policykit.handbook.printed import places, printed, resolved_view
from policykit.handbook.verifying import find, judge
from policykit.handbook.view import View
from policykit.library.past import Moment, Past
from policykit.library.whole import load
from policykit.opening import moments_of, opened_at
from policykit.sources.git_history import GitHistory
from policykit.validation import load_schemas


@pytest.fixture(scope="module")
def moments(past: Read) -> Sequence[Moment]:
    history = GitHistory(past.repository)
    return moments_of(history, "main", TIME_ZONE, load_schemas(()))


def code(folder: Path, commit: str, day: date) -> str:
    """The code a handbook made of a commit bears, from its own files."""
    with opened_at(folder, commit) as opened:
        library = load(opened.files, opened.surrounded, opened.loader).library
    (staff,) = chosen_handbooks(library, ("staff",))
    view = resolved_view(library, staff, View(), public=False)
    shown = printed(places(library, "en"), staff, view, day)
    return mark(library, staff, "en", view, day, shown)


@pytest.mark.parametrize(
    ("printed_on", "looked_at", "since", "policies"),
    [
        ("2026-11-18", "2026-11-21", None, []),
        ("2026-11-18", "2027-02-01", "2027-02-01", [("delivery", "1.2.0", "2.0.0")]),
    ],
)
def test_an_edition_is_found_and_judged(
    printed_on: str,
    looked_at: str,
    since: str | None,
    policies: list[tuple[str, str, str]],
    folder: Path,
    moments: Sequence[Moment],
) -> None:
    day, today = date.fromisoformat(printed_on), date.fromisoformat(looked_at)
    stood = [each for each in moments if each.landed <= day][-1]

    found = find(code(folder, stood.commit, day), moments, today)

    assert found is not None
    assert (found.commit, found.day) == (stood.commit, day)
    verdict = judge(found, Past(moments), today)
    assert (verdict.since and verdict.since.isoformat()) == since
    assert [(each.policy, each.before, each.after) for each in verdict.differences] == policies


def test_every_year_left_an_edition(folder: Path, moments: Sequence[Moment]) -> None:
    """However old a handbook is, it is found again, and what changed since is named."""
    past = Past(moments)
    for moment in (moments[5], moments[len(moments) // 2]):
        found = find(code(folder, moment.commit, moment.landed), moments, date(2026, 11, 21))
        assert found is not None
        assert found.day == moment.landed
        verdict = judge(found, past, date(2026, 11, 21))
        assert verdict.differences
        assert verdict.since == min(each.since for each in verdict.differences)
        assert all(moment.landed <= each.since <= verdict.on for each in verdict.differences)
