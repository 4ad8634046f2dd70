"""What closes and what opens between two reports, the gates, and a part of a report."""

from __future__ import annotations

import pytest

from policykit.gaps import gates
from policykit.gaps.narrowing import narrowed
from policykit.gaps.turning import turned, worse
from policykit.model.coverage import (
    Coverage,
    FrameworkCoverage,
    Lack,
    Reason,
    RequirementCoverage,
    State,
    Tally,
    Turned,
    tally,
)
from policykit.model.finding import Severity
from policykit.model.position import Location

NOWHERE = Location("rules.yaml")
COVERED, PARTIAL, OUTDATED, MISSING = State.COVERED, State.PARTIAL, State.OUTDATED, State.MISSING
WAIVED, IDLE = State.WAIVED, State.NOT_APPLICABLE


def _framework(
    states: dict[str, tuple[State, ...]],
    *,
    below: tuple[str, ...] = (),
    beneath: State | None = None,
    owners: dict[str, str] | None = None,
) -> tuple[FrameworkCoverage, ...]:
    """A framework of requirements in SE and DE; `below` names those whose promise breaks a law."""
    reason = Reason(
        lack=Lack.BELOW, need="a term", message="It is.", do="Do.", written=NOWHERE, is_error=True
    )
    requirements = tuple(
        RequirementCoverage(
            name=f"rules.{name}",
            framework="rules",
            title=name,
            requirement="Do.",
            area=name,
            severity=Severity.ERROR,
            location=NOWHERE,
            owner=(owners or {}).get(name, ""),
            regions=tuple(
                Coverage(
                    requirement=f"rules.{name}",
                    region=region,
                    state=state,
                    reasons=(reason,) if name in below else (),
                    beneath=beneath if state is WAIVED else None,
                )
                for region, state in zip(("SE", "DE"), given, strict=False)
            ),
        )
        for name, given in states.items()
    )
    return (
        FrameworkCoverage(
            id="rules",
            title="Rules",
            jurisdiction="",
            location=NOWHERE,
            applies=True,
            because="It always applies.",
            requirements=requirements,
        ),
    )


def test_what_turned_is_told_by_region_and_by_which_side() -> None:
    """In the order of now; what went away comes last."""
    before = _framework({"a": (COVERED, MISSING), "b": (PARTIAL, PARTIAL), "gone": (MISSING,)})
    after = _framework({"b": (PARTIAL, COVERED), "a": (MISSING, PARTIAL), "new": (COVERED,)})
    found = turned(before, after)
    assert found == (
        Turned("rules.b", "DE", PARTIAL, COVERED),
        Turned("rules.a", "SE", COVERED, MISSING),
        Turned("rules.a", "DE", MISSING, PARTIAL),
        Turned("rules.new", "SE", IDLE, COVERED),
        Turned("rules.gone", "SE", MISSING, IDLE),
    )
    assert [each.closes for each in found] == [True, False, True, False, True]
    assert [each.opens for each in found] == [False, True, False, False, False]


@pytest.mark.parametrize("state", [*State])
def test_nothing_turned_against_itself(state: State) -> None:
    """Whatever the states are."""
    same = _framework({"a": (state, state)}, beneath=MISSING)
    assert turned(same, same) == worse(same, same) == ()


WORSE: list[tuple[State, State, bool]] = [
    (COVERED, PARTIAL, True),
    (COVERED, OUTDATED, True),
    (COVERED, MISSING, True),
    (OUTDATED, PARTIAL, True),
    (PARTIAL, MISSING, True),
    (IDLE, MISSING, True),
    (COVERED, IDLE, False),
    (MISSING, IDLE, False),
    (MISSING, PARTIAL, False),
    (PARTIAL, OUTDATED, False),
    (OUTDATED, COVERED, False),
    (MISSING, MISSING, False),
]


@pytest.mark.parametrize(("was", "is_", "is_worse"), WORSE)
def test_a_ratchet_stops_what_is_worse(
    was: State,
    is_: State,
    is_worse: bool,
) -> None:
    """A gap that came or became bigger, and nothing else."""
    before, after = _framework({"a": (was, COVERED)}), _framework({"a": (is_, COVERED)})
    expected = (Turned("rules.a", "SE", was, is_),) if is_worse else ()
    assert worse(before, after) == expected


def test_a_ratchet_looks_beneath_waivers() -> None:
    """To waive what got worse is no way round, and to let a waiver end is not worse."""
    covered, missing = _framework({"a": (COVERED,)}), _framework({"a": (MISSING,)})
    waived = _framework({"a": (WAIVED,)}, beneath=MISSING)
    assert [each.after for each in worse(covered, waived)] == [MISSING]
    assert worse(waived, missing) == worse(missing, waived) == ()


def test_a_ratchet_stops_a_promise_that_fell_below_the_law() -> None:
    """Though it is partly covered before and after."""
    before = _framework({"a": (PARTIAL,), "b": (PARTIAL,)}, below=("b",))
    after = _framework({"a": (PARTIAL,), "b": (PARTIAL,)}, below=("a", "b"))
    assert [each.requirement for each in worse(before, after)] == ["rules.a"]
    assert not worse(after, before)


UNDER: list[tuple[int, Tally, bool, str]] = [
    (90, Tally(covered=9, missing=1), True, "90 % of requirements are covered"),
    (90, Tally(covered=899, missing=101), False, "89 % of requirements are covered"),
    (100, Tally(covered=999, partial=1), False, "99 %"),
    (100, Tally(covered=3, waived=2, not_applicable=4), True, "100 %"),
    (0, Tally(missing=1), True, "0 %"),
    (0, Tally(waived=1), False, "Nothing is required here"),
]


def test_a_ratchet_sees_what_is_below_the_law_beneath_waivers() -> None:
    """The end of a waiver changes nothing, and a waiver hides no fall."""
    plain, below = _framework({"a": (PARTIAL,)}), _framework({"a": (PARTIAL,)}, below=("a",))
    waived = _framework({"a": (WAIVED,)}, below=("a",), beneath=PARTIAL)
    assert worse(waived, below) == worse(below, waived) == ()
    assert [each.requirement for each in worse(plain, waived)] == ["rules.a"]


@pytest.mark.parametrize(("share", "counts", "is_open", "told"), UNDER)
def test_a_share_is_asked_for(
    share: int,
    counts: Tally,
    is_open: bool,
    told: str,
) -> None:
    """It is rounded down, and of nothing there is no share."""
    gate = gates.under(share, counts)
    assert (gate.is_open, gate.name) == (is_open, f"fail-under {share}")
    assert told in gate.told


ON: list[tuple[str, tuple[State, ...], bool]] = [
    ("missing", (COVERED, PARTIAL), True),
    ("missing", (COVERED, MISSING), False),
    ("missing", (OUTDATED, WAIVED), True),
    ("partial", (COVERED, COVERED), True),
    ("partial", (COVERED, WAIVED), True),
    ("partial", (COVERED, IDLE), True),
    ("partial", (COVERED, PARTIAL), False),
    ("partial", (COVERED, OUTDATED), False),
    ("partial", (MISSING, COVERED), False),
]


@pytest.mark.parametrize(("what", "states", "is_open"), ON)
def test_a_gate_stops_at_states(
    what: str,
    states: tuple[State, ...],
    is_open: bool,
) -> None:
    """One region is enough."""
    gate = gates.on(what, _framework({"a": states})[0].requirements)
    assert gate.is_open is is_open
    assert ("rules.a" in gate.told) is not is_open


def test_a_gate_names_the_first_three() -> None:
    """And counts the others."""
    missing = _framework(dict.fromkeys("abcde", (MISSING, MISSING)))[0].requirements
    assert gates.on("missing", missing).told == (
        "5 requirements are missing: rules.a, rules.b, rules.c and 2 more."
    )
    assert gates.on("partial", missing[:1]).told == (
        "1 requirement is not wholly covered: rules.a."
    )
    assert gates.on("missing", ()).told == "No requirement is missing."
    fallen = [Turned("rules.a", region, COVERED, MISSING) for region in ("SE", "DE")]
    assert gates.ratchet("v1", fallen).told == "1 requirement is worse covered than at v1: rules.a."
    assert gates.ratchet("v1", []).is_open


def test_a_part_is_by_area_owner_and_region() -> None:
    """All of them must fit; a requirement that is judged in none of the regions is left out."""
    whole = _framework(
        {"a": (COVERED, MISSING), "b": (MISSING,), "c": (PARTIAL, COVERED)},
        owners={"a": "agent", "b": "agent"},
    )
    assert narrowed(whole) == whole
    assert [it.name for it in narrowed(whole, areas=["a", "c"])[0].requirements] == [
        "rules.a",
        "rules.c",
    ]
    assert [it.name for it in narrowed(whole, owners=["agent"])[0].requirements] == [
        "rules.a",
        "rules.b",
    ]
    named = narrowed(whole, names=frozenset({"rules.c"}))[0].requirements
    assert [it.name for it in named] == ["rules.c"]
    assert narrowed(whole, names=frozenset())[0].requirements == ()
    germany = narrowed(whole, owners=["agent"], regions=["DE"])[0].requirements
    assert [(it.name, it.state) for it in germany] == [("rules.a", MISSING)]
    assert narrowed(whole, areas=["a"], owners=["nobody"])[0].requirements == ()


WORST: list[tuple[tuple[State, ...], State]] = [
    ((COVERED, PARTIAL), PARTIAL),
    ((OUTDATED, PARTIAL), PARTIAL),
    ((MISSING, PARTIAL), MISSING),
    ((COVERED, IDLE), COVERED),
    ((WAIVED, IDLE), WAIVED),
    ((WAIVED, MISSING), MISSING),
    ((IDLE, IDLE), IDLE),
]


@pytest.mark.parametrize(("states", "worst"), WORST)
def test_a_requirement_is_as_its_worst_region(states: tuple[State, ...], worst: State) -> None:
    """What does not count is told where nothing counts."""
    (requirement,) = _framework({"a": states})[0].requirements
    assert requirement.state is worst


def test_states_are_counted_and_shared() -> None:
    """100 % means all."""
    counts = tally([COVERED] * 199 + [MISSING, WAIVED, IDLE])
    assert (counts.counted, counts.percent) == (200, 99)
    assert tally([WAIVED]).percent is None
