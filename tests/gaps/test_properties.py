"""What holds of the judging whatever the policies and the frameworks are."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st
from tests.gaps.any_library import (
    AREAS,
    NAMED,
    REGIONS,
    Data,
    frameworks,
    libraries,
    needs,
    statements,
    targets,
    terms,
)
from tests.gaps.small_library import Judgement, files, judged

from policykit.gaps.index import Shelves
from policykit.gaps.narrowing import narrowed
from policykit.gaps.states import Remembered, states
from policykit.gaps.turning import turned, worse
from policykit.model.coverage import Coverage, Lack, State

SOME = settings(max_examples=settings().max_examples // 4)
FEW = settings(max_examples=settings().max_examples // 8)
"""Each example is a library or four; more of them come with the profile that explores."""

DAYS = st.sampled_from((date(2026, 11, 22), date(2026, 12, 28), date(2027, 6, 1)))
_CONTRADICTING = {Lack.BELOW, Lack.SOMETIMES, Lack.UNMEASURED, Lack.INCOMPARABLE}
_SHUFFLED = ("statements", "response_targets", "kpis", "feedback")


def _fallen(before: Judgement, after: Judgement) -> dict[tuple[str, str], Coverage]:
    earlier = before.regions
    return {
        key: each
        for key, each in after.regions.items()
        if key in earlier and each.state.rank < earlier[key].state.rank
    }


@SOME
@given(libraries(), frameworks(), statements("added"), st.data())
def test_a_statement_more_lowers_nothing(
    policies: list[Data], asked: list[Data], added: Data, data: st.DataObject
) -> None:
    """Whatever it says and wherever, and so to take one away raises nothing."""
    before = judged(files(policies, asked))
    place = data.draw(st.sampled_from(policies))
    more = {**place, "statements": [*place["statements"], added]}
    after = judged(files([more if each is place else each for each in policies], asked))
    assert not _fallen(before, after)


@SOME
@given(libraries(), frameworks(), st.one_of(terms(), targets("added")), st.data())
def test_a_number_more_lowers_only_what_it_contradicts(
    policies: list[Data], asked: list[Data], added: Data, data: st.DataObject
) -> None:
    """A promise can break a limit, and then a reason says so."""
    before = judged(files(policies, asked))
    place = data.draw(st.sampled_from(policies))
    if "id" in added:
        more = {**place, "response_targets": [*place.get("response_targets", ()), added]}
    else:
        more = {**place, "terms": {**place.get("terms", {}), "added": added}}
    after = judged(files([more if each is place else each for each in policies], asked))
    for each in _fallen(before, after).values():
        assert any(
            reason.lack in _CONTRADICTING and any(".added" in it.name for it in reason.found)
            for reason in each.reasons
        ), [reason.message for reason in each.reasons]


@SOME
@given(libraries(), frameworks(), st.sampled_from(NAMED), st.lists(st.sampled_from(REGIONS)), DAYS)
def test_a_waiver_hides_and_changes_nothing(
    policies: list[Data], asked: list[Data], name: str, regions: list[str], today: date
) -> None:
    """Beneath it stands what stands without it; a promise below the law is one all the same."""
    plain = judged(files(policies, asked), today)
    waiver: dict[str, Any] = {
        "requirement": name,
        "reason": "Not yet.",
        "owner": "agent",
        "until": "2027-01-31",
    }
    if regions:
        waiver["regions"] = sorted(set(regions))
    waived = judged(files(policies, asked, settings={"waivers": [waiver]}), today)
    for key, each in waived.regions.items():
        other = plain.regions[key]
        is_hidden = (
            key[0] == name
            and key[1] in (regions or REGIONS)
            and other.state.is_gap
            and not other.is_below_the_law
            and today <= date(2027, 1, 31)
        )
        assert (each.state is State.WAIVED) is is_hidden
        assert (each.beneath or each.state) is other.state
        assert each.is_below_the_law is other.is_below_the_law
        assert (each.reasons, each.evidence) == (other.reasons, other.evidence)
    assert not worse(plain.frameworks, waived.frameworks)
    assert not worse(waived.frameworks, plain.frameworks)


@SOME
@given(libraries(), frameworks(), st.randoms(use_true_random=False))
def test_order_changes_nothing(policies: list[Data], asked: list[Data], chance: Random) -> None:
    """Neither that of the files nor that of what stands in them."""
    before = judged(files(policies, asked))
    shuffled = []
    for policy in policies:
        told = dict(policy)
        for section in _SHUFFLED:
            if section in told:
                told[section] = chance.sample(told[section], len(told[section]))
        if "terms" in told:
            names = list(told["terms"])
            told["terms"] = {it: told["terms"][it] for it in chance.sample(names, len(names))}
        shuffled.append(told)
    contents = files(shuffled, asked)
    moved = {
        f"policies/{chance.randint(1, 9)}/{path.removeprefix('policies/')}"
        if path.startswith("policies/") and "organisation" not in path
        else path: content
        for path, content in contents.items()
    }
    after = judged(moved)
    assert not turned(before.frameworks, after.frameworks)
    for key, each in after.regions.items():
        other = before.regions[key]
        assert each.is_below_the_law == other.is_below_the_law
        if not each.more_evidence:
            assert {it.name for it in each.evidence} == {it.name for it in other.evidence}


@SOME
@given(libraries(), needs(), needs())
def test_two_needs_are_no_better_than_both(policies: list[Data], first: Data, second: Data) -> None:
    """All of two is at most the better of both, and covered where both are; one of them is it."""
    asked = [
        {
            "requirements": [
                {"id": name, "needs": given}
                for name, given in (
                    ("one", [first]),
                    ("two", [second]),
                    ("both", [first, second]),
                    ("any", [{"any_of": [first, second]}]),
                )
            ]
        }
    ]
    found = judged(files(policies, asked)).regions
    for region in REGIONS:
        alone = [found[f"rules.{name}", region].state for name in ("one", "two")]
        both = found["rules.both", region].state
        either = found["rules.any", region].state
        counting = [each for each in alone if each.counts]
        if not counting:
            assert both is either is State.NOT_APPLICABLE
            continue
        assert either is max(counting, key=lambda it: it.rank)
        assert both.rank <= max(each.rank for each in counting)
        assert (both is State.COVERED) == all(each is State.COVERED for each in counting)
        assert (both is State.MISSING) == all(each is State.MISSING for each in counting)
        assert (both is State.OUTDATED) == (
            set(counting) <= {State.COVERED, State.OUTDATED} and State.OUTDATED in counting
        )


@SOME
@given(
    libraries(),
    frameworks(),
    st.lists(st.sampled_from(AREAS)),
    st.lists(st.sampled_from(REGIONS)),
)
def test_to_look_at_a_part_changes_nothing(
    policies: list[Data], asked: list[Data], areas: list[str], regions: list[str]
) -> None:
    """What is told of some areas and regions is what is told of them in the whole."""
    whole = judged(files(policies, asked))
    part = Judgement(
        whole.world, narrowed(whole.frameworks, areas=areas, regions=regions), whole.waivers
    )
    area_of = {it.name: it.area for each in whole.frameworks for it in each.requirements}
    assert part.regions == {
        key: each
        for key, each in whole.regions.items()
        if (not areas or area_of[key[0]] in areas) and (not regions or key[1] in regions)
    }


@SOME
@given(libraries(0), frameworks(), DAYS)
def test_every_gap_has_a_reason_and_nothing_else(
    policies: list[Data], asked: list[Data], today: date
) -> None:
    """Whatever is asked for and whatever is there, it is judged, and a gap is told why."""
    for each in judged(files(policies, asked), today).regions.values():
        assert bool(each.reasons) is each.state.is_gap
        assert bool(each.evidence) or each.state is not State.COVERED
        assert bool(each.because) is (each.state is State.NOT_APPLICABLE)
        assert all(it.message.endswith(".") and it.do.endswith(".") for it in each.reasons)
        if each.state is State.OUTDATED:
            assert all(reason.lack.is_of_time for reason in each.reasons)
        assert not each.more_evidence or each.evidence


_BARE: tuple[Data, ...] = (
    {"regions": None, "channels": {"phone": {"title": "Phone"}}},
    {"calendar": None, "calendars": None, "channels": {"phone": {"title": "Phone"}}},
    {"channels": None, "reasons": None, "roles": None, "role_groups": None},
)


@SOME
@given(libraries(0), frameworks(), st.sampled_from(_BARE))
def test_a_bare_organisation_is_judged_too(
    policies: list[Data], asked: list[Data], bare: Data
) -> None:
    """Without regions, calendars, channels or roles, whatever policies name."""
    for each in judged(files(policies, asked, bare)).regions.values():
        assert bool(each.reasons) is each.state.is_gap


@FEW
@given(libraries(), libraries(), frameworks(), DAYS, DAYS)
def test_states_alone_are_those_of_the_report(
    then: list[Data], now: list[Data], asked: list[Data], first: date, second: date
) -> None:
    """However much is remembered from another day and other policies."""
    remembered: Remembered = {}
    shelves: Shelves = {}
    kept: list[Judgement] = []
    here = judged(files(then, asked), first).world.around
    for policies, today, again in (
        (then, first, None),
        (now, second, None),
        (then, second, 0),
        (now, first, 1),
    ):
        # Texts that stood before are the same objects again, as in a trend.
        known = [] if again is None else [it.version for it in kept[again].world.index.standings]
        found = judged(files(policies, asked), today, around=here, known=known, shelves=shelves)
        kept.append(found)
        plain = judged(files(policies, asked), today, around=here)
        assert found.frameworks == plain.frameworks
        told = states(found.world, remembered)
        expected = {
            framework.id: [it.state for it in framework.requirements if it.state.counts]
            for framework in found.frameworks
            if framework.applies
        }
        assert {name: list(each) for name, each in told.items()} == expected


def test_libraries_and_frameworks_meet() -> None:
    """The properties are about something: all that can become of a requirement comes up."""
    found: set[State] = set()

    @settings(SOME, database=None)
    @given(libraries(), frameworks())
    def look(policies: list[Data], asked: list[Data]) -> None:
        found.update(each.state for each in judged(files(policies, asked)).regions.values())

    look()
    assert found == {*State} - {State.WAIVED}
