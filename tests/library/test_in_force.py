"""What was in force, told by timelines, by properties and by the rule read day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from policykit.library.in_force import in_force, landed_days, timeline
from policykit.model.force import InForce, PolicyState, Reign, VersionFacts
from policykit.sources.port import Landing

MAIN = "policies/returns.yaml"
NEXT = "policies/returns.next.yaml"


def day(text: str) -> date:
    """`07-05` is 5 July of the year all timelines play in."""
    return date.fromisoformat(f"2026-{text}")


def text(
    version: str,
    effective: str | None = "01-01",
    *,
    status: str = "active",
    retired_on: str | None = None,
    rules: str = "",
    path: str = MAIN,
) -> VersionFacts:
    return VersionFacts(
        path=path,
        key=f"key of {version} {status}",
        status=status,
        version=version,
        effective=None if effective is None else day(effective),
        retired_on=None if retired_on is None else day(retired_on),
        rules_digest=rules or f"rules of {version}",
    )


def coming(version: str, effective: str, *, status: str = "active") -> VersionFacts:
    return text(version, effective, status=status, path=NEXT)


def commit(
    name: str, landed: str, main: VersionFacts | None, following: VersionFacts | None = None
) -> PolicyState:
    return PolicyState(name, day(landed), main, following)


def told(history: Sequence[PolicyState], on: str) -> str:
    """The answer for a day in one line: version, its last commit, who started it and when."""
    found = in_force(history, day(on))
    if found is None:
        return "none"
    return f"{found.version.version} {found.commit} {found.started_by} {found.started_on:%m-%d}"


PROMOTED = (
    commit("first", "01-10", text("1")),
    commit("plan", "06-01", text("1"), coming("2", "07-01")),
    commit("promote", "07-10", text("2", "07-01")),
)
POSTPONED = (
    commit("first", "01-10", text("1")),
    commit("plan", "06-01", text("1"), coming("2", "07-01")),
    commit("postpone", "06-20", text("1"), coming("2", "09-01")),
)
HOTFIX = (
    commit("first", "01-10", text("1.0")),
    commit("plan", "06-01", text("1.0"), coming("2", "07-01")),
    commit("hotfix", "06-10", text("1.1", "06-10"), coming("2", "07-01")),
)

TIMELINES: dict[str, tuple[tuple[PolicyState, ...], dict[str, str]]] = {
    "promoted late: in force from its day, whenever asked": (
        PROMOTED,
        {
            "01-09": "none",
            "01-10": "1 first first 01-10",
            "06-01": "1 plan first 01-10",
            "06-30": "1 plan first 01-10",
            "07-01": "2 plan plan 07-01",
            "07-05": "2 plan plan 07-01",
            "07-10": "2 promote plan 07-01",
            "12-31": "2 promote plan 07-01",
        },
    ),
    "asked before it was promoted": (PROMOTED[:2], {"07-05": "2 plan plan 07-01"}),
    "postponed in time": (
        POSTPONED,
        {
            "07-05": "1 postpone first 01-10",
            "08-31": "1 postpone first 01-10",
            "09-01": "2 postpone postpone 09-01",
        },
    ),
    "postponed on the very day: it never held": (
        (*POSTPONED[:2], commit("postpone", "07-01", text("1"), coming("2", "09-01"))),
        {
            "06-30": "1 plan first 01-10",
            "07-01": "1 postpone first 01-10",
            "07-05": "1 postpone first 01-10",
        },
    ),
    "called back after it held": (
        (*POSTPONED[:2], commit("call back", "07-03", text("1"), coming("2", "09-01"))),
        {
            "07-02": "2 plan plan 07-01",
            "07-03": "1 call back call back 07-03",
            "09-01": "2 call back call back 09-01",
        },
    ),
    "a hotfix while the next waits": (
        HOTFIX,
        {
            "06-09": "1.0 plan first 01-10",
            "06-15": "1.1 hotfix hotfix 06-10",
            "07-05": "2 hotfix plan 07-01",
        },
    ),
    "commits while it waits do not start it": (
        (
            *PROMOTED[:2],
            commit("typo", "06-15", text("1"), replace(coming("2", "07-01"), key="mended")),
        ),
        {"06-20": "1 typo first 01-10", "07-01": "2 typo plan 07-01"},
    ),
    "taken back before its day: it never holds": (
        (
            commit("plan", "06-01", None, coming("2", "07-01")),
            commit("doubt", "06-20", None, coming("2", "07-01", status="draft")),
        ),
        {"07-05": "none"},
    ),
    "taken back before its day, the one before going on": (
        (
            commit("first", "01-10", text("1")),
            commit("plan", "06-01", None, coming("2", "07-01")),
            commit("doubt", "06-20", None, coming("2", "07-01", status="draft")),
        ),
        {"07-05": "1 first first 01-10"},
    ),
    "drafts on the branch never hold": (
        (
            commit("draft", "01-10", text("1", status="draft")),
            commit("review", "02-01", text("1", status="in-review")),
            commit("approve", "02-10", text("1", status="approved")),
            commit("activate", "03-01", text("1", "02-20")),
            commit("plan", "04-01", text("1", "02-20"), coming("2", "05-01", status="approved")),
        ),
        {
            "02-20": "none",
            "02-28": "none",
            "03-01": "1 activate activate 03-01",
            "06-01": "1 plan activate 03-01",
        },
    ),
    "taken back to draft: what held goes on": (
        (commit("first", "01-10", text("1")), commit("rework", "02-01", text("1", status="draft"))),
        {"03-01": "1 first first 01-10"},
    ),
    "the file goes, and comes back": (
        (
            commit("first", "01-10", text("1")),
            commit("delete", "02-01", None),
            commit("restore", "02-11", text("1")),
        ),
        {
            "01-31": "1 first first 01-10",
            "02-01": "none",
            "02-10": "none",
            "02-11": "1 restore restore 02-11",
        },
    ),
    "only the next file is left": (
        (commit("first", "01-10", text("1")), commit("move", "02-01", None, coming("2", "03-01"))),
        {"02-15": "1 first first 01-10", "03-01": "2 move move 03-01"},
    ),
    "retired on a day": (
        (
            commit("first", "01-10", text("1")),
            commit("retire", "02-01", text("1", status="retired", retired_on="02-20")),
        ),
        {"02-19": "1 first first 01-10", "02-20": "none", "12-01": "none"},
    ),
    "retired without a day: at once": (
        (
            commit("first", "01-10", text("1")),
            commit("retire", "02-01", text("1", status="retired")),
        ),
        {"01-31": "1 first first 01-10", "02-01": "none"},
    ),
    "a retirement called off in time": (
        (
            commit("first", "01-10", text("1")),
            commit("retire", "02-01", text("1", status="retired", retired_on="02-20")),
            commit("keep", "02-19", text("1")),
        ),
        {"02-18": "1 first first 01-10", "02-20": "1 keep first 01-10"},
    ),
    "retiring the main file ends the next one too": (
        (
            commit(
                "retire",
                "02-01",
                text("1", status="retired", retired_on="02-20"),
                coming("2", "02-10"),
            ),
        ),
        {"02-09": "none", "02-10": "2 retire retire 02-10", "02-20": "none"},
    ),
    "backdated: it holds from its landing": (
        (commit("first", "01-10", text("1")), commit("late", "06-01", text("2", "03-01"))),
        {"05-31": "1 first first 01-10", "06-01": "2 late late 06-01"},
    ),
    "a future date in the main file keeps the predecessor": (
        (commit("first", "01-10", text("1")), commit("early", "06-01", text("2", "08-01"))),
        {
            "06-01": "1 first first 01-10",
            "07-31": "1 first first 01-10",
            "08-01": "2 early early 08-01",
        },
    ),
    "a first version with a future date": (
        (commit("first", "01-10", text("1", "03-01")),),
        {"02-28": "none", "03-01": "1 first first 03-01"},
    ),
    "active without a date: from its landing": (
        (commit("first", "01-10", text("1", None)),),
        {"01-09": "none", "01-10": "1 first first 01-10"},
    ),
    "a new id: the text goes on": (
        (
            commit("first", "01-10", text("1")),
            commit("rename", "02-01", text("1", path="policies/taking-back.yaml")),
        ),
        {"01-31": "1 first first 01-10", "03-01": "1 rename first 01-10"},
    ),
    "the same version with other rules is another text": (
        (
            commit("first", "01-10", text("1")),
            commit("sneak", "02-01", text("1", rules="other")),
            commit("typo", "03-01", replace(text("1", rules="other"), key="mended")),
        ),
        {"02-15": "1 sneak sneak 02-01", "03-01": "1 typo sneak 02-01"},
    ),
    "several commits on one day: the last one counts": (
        (
            commit("one", "01-10", text("1")),
            commit("two", "01-10", text("2")),
            commit("three", "01-10", text("2")),
        ),
        {"01-09": "none", "01-10": "2 three two 01-10"},
    ),
    "gone and back within a day: no break": (
        (
            commit("first", "01-10", text("1")),
            commit("delete", "02-01", None),
            commit("restore", "02-01", text("1")),
        ),
        {"02-01": "1 restore first 01-10"},
    ),
    "a next file that stayed behind does not win": (
        (
            commit("first", "01-10", text("1")),
            commit("stale", "06-01", text("3", "05-01"), coming("2", "04-01")),
        ),
        {"06-01": "3 stale stale 06-01"},
    ),
    "the same date in both files: the next one wins": (
        (commit("first", "01-10", text("1", "02-01"), coming("2", "02-01")),),
        {"02-01": "2 first first 02-01"},
    ),
    "nothing ever": ((), {"01-01": "none"}),
}


@pytest.mark.parametrize(
    ("history", "on", "expected"),
    [
        pytest.param(history, on, expected, id=f"{name}, {on}")
        for name, (history, answers) in TIMELINES.items()
        for on, expected in answers.items()
    ],
)
def test_timeline(history: tuple[PolicyState, ...], on: str, expected: str) -> None:
    assert told(history, on) == expected


def test_reigns_have_first_and_last_days() -> None:
    reigns = timeline(PROMOTED, day("12-31"))
    first = InForce(text("1"), "plan", "first", day("01-10"))
    second = InForce(text("2", "07-01"), "promote", "plan", day("07-01"))
    assert reigns == (
        Reign(first, day("01-10"), day("06-30")),
        Reign(second, day("07-01"), None),
    )


def test_words_come_from_the_file_that_stood_last() -> None:
    before = in_force(PROMOTED, day("07-09"))
    after = in_force(PROMOTED, day("07-10"))
    assert before is not None
    assert after is not None
    assert (before.version.path, after.version.path) == (NEXT, MAIN)


# The rule as the format tells it, read word by word, with nothing clever.


def literal(history: Sequence[PolicyState], on: date) -> list[tuple[VersionFacts, str] | None]:
    """What is current after each commit up to a day, the text with the commit it is from."""
    current: tuple[VersionFacts, str] | None = None
    after: list[tuple[VersionFacts, str] | None] = []
    for number, state in enumerate(history):
        if state.landed > on:
            break
        until = on
        if number + 1 < len(history) and history[number + 1].landed < on:
            until = history[number + 1].landed
        if state.main is None and state.next is None:
            current = None
            after.append(current)
            continue
        both = [it for it in (state.main, state.next) if it is not None]
        both.sort(key=lambda it: it.effective or date.min)
        for file in both:
            if file.status == "active" and (file.effective or date.min) <= until:
                current = (file, state.commit)
        main = state.main
        if main and main.status == "retired" and (main.retired_on or date.min) <= until:
            current = None
        after.append(current)
    return after


def same_text(one: tuple[VersionFacts, str] | None, other: tuple[VersionFacts, str] | None) -> bool:
    return one is not None and other is not None and one[0].identity == other[0].identity


def starter(
    history: Sequence[PolicyState],
    after: Sequence[tuple[VersionFacts, str] | None],
    current: tuple[VersionFacts, str],
    on: date,
) -> str:
    """Who brought a text that holds from this day on, looked up backwards."""
    first = len(after) - 1
    while history[first].landed == on and first and same_text(after[first - 1], current):
        first -= 1
    file, name = after[first] or current
    first = [it.commit for it in history].index(name)
    while (
        file.effective == on
        and first
        and any(
            it and (it.status, it.identity, it.effective) == ("active", file.identity, on)
            for it in (history[first - 1].main, history[first - 1].next)
        )
    ):
        first -= 1
    return history[first].commit


def day_by_day(history: Sequence[PolicyState], until: date) -> InForce | None:
    """The answer found by asking the rule for every single day."""
    if not history:
        return None
    answer: InForce | None = None
    on = history[0].landed
    while on <= until:
        after = literal(history, on)
        current = after[-1]
        if current is None:
            answer = None
        elif answer is not None and answer.version.identity == current[0].identity:
            answer = InForce(current[0], current[1], answer.started_by, answer.started_on)
        else:
            answer = InForce(current[0], current[1], starter(history, after, current, on), on)
        on += timedelta(days=1)
    return answer


DAYS = st.integers(0, 24).map(lambda it: date(2026, 1, 1) + timedelta(days=it))


def facts(path: str) -> st.SearchStrategy[VersionFacts]:
    return st.builds(
        VersionFacts,
        path=st.just(path),
        key=st.sampled_from(["a", "b"]),
        status=st.sampled_from(["active", "active", "active", "draft", "retired"]),
        version=st.sampled_from(["1", "2", "3"]),
        effective=st.none() | DAYS,
        retired_on=st.none() | DAYS,
        rules_digest=st.sampled_from(["r", "s"]),
    )


@st.composite
def histories(draw: st.DrawFn, largest: int = 7) -> tuple[PolicyState, ...]:
    landed = sorted(draw(st.lists(DAYS, max_size=largest)))
    return tuple(
        PolicyState(
            f"c{number}",
            on,
            draw(st.none() | facts(MAIN)),
            draw(st.none() | facts(NEXT)),
        )
        for number, on in enumerate(landed)
    )


@settings(deadline=None, max_examples=200)
@given(histories(), DAYS)
def test_agrees_with_the_rule_read_day_by_day(history: tuple[PolicyState, ...], on: date) -> None:
    assert in_force(history, on) == day_by_day(history, on)


@settings(deadline=None, max_examples=60)
@given(histories(), histories(3), DAYS)
def test_later_commits_never_change_an_earlier_day(
    history: tuple[PolicyState, ...], more: tuple[PolicyState, ...], on: date
) -> None:
    """Days before the first added landing keep their answer; that day itself may change."""
    last = history[-1].landed if history else date.min
    added = tuple(replace(it, landed=max(it.landed, last)) for it in more)
    if not added or on < added[0].landed:
        assert in_force(history + added, on) == in_force(history, on)


@settings(deadline=None, max_examples=60)
@given(histories(), st.integers(0, 6), DAYS, DAYS)
def test_a_commit_that_changes_nothing_here_starts_and_ends_nothing(
    history: tuple[PolicyState, ...], place: int, landed: date, on: date
) -> None:
    if place < len(history):
        state = history[place]
        end = history[place + 1].landed if place + 1 < len(history) else date.max
        idle = replace(state, commit="idle", landed=min(max(landed, state.landed), end))
        longer = (*history[: place + 1], idle, *history[place + 1 :])
        found, expected = in_force(longer, on), in_force(history, on)
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            assert found.version == expected.version
            assert found.started_on == expected.started_on
            assert found.started_by == expected.started_by


@settings(deadline=None, max_examples=60)
@given(histories(), DAYS)
def test_a_start_is_the_later_of_effective_and_landing(
    history: tuple[PolicyState, ...], until: date
) -> None:
    landed = {it.landed for it in history}
    effective = {
        file.effective for it in history for file in (it.main, it.next) if file is not None
    }
    for reign in timeline(history, until):
        assert reign.first_day == reign.in_force.started_on
        assert reign.first_day in landed | effective


@settings(deadline=None, max_examples=60)
@given(histories(), DAYS)
def test_reigns_are_in_order_and_say_what_each_day_says(
    history: tuple[PolicyState, ...], until: date
) -> None:
    reigns = timeline(history, until)
    covered: dict[date, Reign] = {}
    for reign in reigns:
        on = reign.first_day
        while on <= (reign.last_day or until):
            assert on not in covered
            covered[on] = reign
            on += timedelta(days=1)
    on = date(2025, 12, 31)
    while on <= until:
        found = in_force(history, on)
        reign_of_day = covered.get(on)
        assert (found is None) == (reign_of_day is None)
        if found is not None and reign_of_day is not None:
            assert found.version.identity == reign_of_day.in_force.version.identity
            assert found.started_on == reign_of_day.first_day
        on += timedelta(days=1)


def landing(moment: datetime) -> Landing:
    return Landing("c", moment, "a", "s", ())


def test_days_are_those_of_the_time_zone() -> None:
    moments = [datetime(2026, 6, 30, 21, 59, tzinfo=UTC), datetime(2026, 6, 30, 22, 0, tzinfo=UTC)]
    days = landed_days([landing(it) for it in moments], ZoneInfo("Europe/Stockholm"))
    assert days == (date(2026, 6, 30), date(2026, 7, 1))


def test_a_clock_that_ran_ahead_holds_back_what_follows() -> None:
    moments = [datetime(2026, 1, it, tzinfo=UTC) for it in (5, 20, 6, 21)]
    days = landed_days([landing(it) for it in moments], UTC)
    assert [it.day for it in days] == [5, 20, 20, 21]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), max_size=8),  # noqa: DTZ001 - Hypothesis wants bounds without a zone
    st.sampled_from(["Europe/Stockholm", "America/Havana", "Pacific/Apia", "UTC"]),
)
def test_days_never_go_backwards(moments: list[datetime], zone: str) -> None:
    landings = [landing(it.replace(tzinfo=UTC)) for it in moments]
    days = landed_days(landings, ZoneInfo(zone))
    own = [it.committed_at.astimezone(ZoneInfo(zone)).date() for it in landings]
    assert list(days) == [max(own[: number + 1]) for number in range(len(own))]
