"""Cases as data: policies, requirements, and what is to become of them.

A case says what it needs to say: `policies` (the rest of each is filled in; `next` and `record`
become files of their own), `needs` of one requirement `rules.one` or whole `frameworks`,
`organisation` and `settings` to lay over those of all cases, and `today`. It expects

- `states`: one state for all regions, or one by region, or either by requirement;
- `lacks`: what the reasons lack, all together, or by region;
- `words` that stand in what is told, and `unsaid` that do not;
- `applies: false` where no framework applies; `below_the_law` where a law is broken;
- `shown`: the names of the evidence; `idle`: the waivers that waive nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from tests.gaps.small_library import HERE, TODAY, Judgement, NotOursError, files, judged, read_yaml

from policykit.model.coverage import Coverage, State

_KEYS = {
    *("name", "policies", "frameworks", "needs", "jurisdiction", "requirement", "organisation"),
    *("settings", "today", "states", "lacks", "words", "unsaid", "applies", "below_the_law"),
    *("shown", "idle"),
}
_STATES = {each.value for each in State}


def _cases() -> Iterator[Any]:
    for path in sorted((HERE / "cases").glob("*.yaml")):
        for case in read_yaml(path)["cases"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", [*_cases()])
def test_judging(case: Mapping[str, Any]) -> None:
    """What is judged is what format and common sense say."""
    assert set(case) <= _KEYS, sorted(set(case) - _KEYS)
    contents = files(
        case.get("policies", ()), _frameworks(case), case.get("organisation"), case.get("settings")
    )
    today = date.fromisoformat(case["today"]) if "today" in case else TODAY
    try:
        found = judged(contents, today)
    except NotOursError as error:
        pytest.fail(f"The case is not ours: {error}")
    wrong = [*_wrong(case, found)]
    assert not wrong, "\n".join(["", *wrong, "The whole judgement:", *_told(found)])


def test_what_is_nowhere_is_told_once() -> None:
    """Not once for each channel that it is missing in."""
    needs = [{"each_channel": {"need": {"statement": {"covers": "rules.one"}}}}]
    found = judged(files([{}], [{"needs": needs}]))
    assert [len(each.reasons) for each in found.regions.values()] == [1, 1, 1]


def test_names_of_cases_are_their_own() -> None:
    """No case hides another one of its name, and there are many."""
    names = [each.id for each in _cases()]
    assert len(names) == len(set(names)) >= 150


def _frameworks(case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "frameworks" in case:
        return [*case["frameworks"]]
    one = {"needs": case["needs"], **case.get("requirement", {})}
    told: dict[str, Any] = {"requirements": [one]}
    if "jurisdiction" in case:
        told["jurisdiction"] = case["jurisdiction"]
    return [told]


def _wrong(case: Mapping[str, Any], found: Judgement) -> Iterator[str]:
    if "states" in case:
        yield from _wrong_states(case["states"], found.regions)
    for region, lacks in _by_region(case["lacks"]) if "lacks" in case else ():
        of = sorted({reason.lack.value for one in _in(found, region) for reason in one.reasons})
        if of != sorted(lacks):
            yield f"lacks{f' in {region}' if region else ''}: {of}, not {sorted(lacks)}"
    said = "\n".join(_told(found))
    yield from (f"nothing says {each!r}" for each in case.get("words", ()) if each not in said)
    yield from (f"something says {each!r}" for each in case.get("unsaid", ()) if each in said)
    if "applies" in case and [it.applies for it in found.frameworks] != [case["applies"]]:
        yield f"applies: {[it.applies for it in found.frameworks]}"
    broken = any(each.is_below_the_law for each in found.regions.values())
    if broken is not case.get("below_the_law", broken):
        yield f"below the law: {broken}"
    shown = sorted({it.name for each in found.regions.values() for it in each.evidence})
    if "shown" in case and shown != sorted(case["shown"]):
        yield f"shown: {shown}"
    idle = sorted(each.requirement for each in found.waivers if each.is_idle)
    if "idle" in case and idle != sorted(case["idle"]):
        yield f"idle: {idle}"


def _wrong_states(
    expected: str | Mapping[str, Any], regions: Mapping[tuple[str, str], Coverage]
) -> Iterator[str]:
    if isinstance(expected, str):
        assert expected in _STATES, expected
        if not regions:
            yield "nothing was judged"
        for (name, region), each in regions.items():
            if each.state.value != expected:
                yield f"{name} in {region or 'no region'}: {each.state}, not {expected}"
    elif any("." in key for key in expected):
        for name, wanted in expected.items():
            own = {key: each for key, each in regions.items() if key[0] == name}
            yield from _wrong_states(wanted, own)
    else:
        for region, wanted in expected.items():
            own = {key: each for key, each in regions.items() if key[1] == region}
            yield from _wrong_states(wanted, own)


def _by_region(lacks: Any) -> list[tuple[str, list[str]]]:  # noqa: ANN401 - a list, or by region
    return [*lacks.items()] if isinstance(lacks, dict) else [("", lacks)]


def _in(found: Judgement, region: str) -> list[Coverage]:
    return [each for (_, at), each in found.regions.items() if region in {"", at}]


def _told(found: Judgement) -> Iterator[str]:
    """Everything that is told, a line each."""
    for framework in found.frameworks:
        yield f"{framework.id}: applies {framework.applies}: {framework.because}"
    for (name, region), each in found.regions.items():
        yield f"{name} in {region or 'no region'}: {each.state} {each.because}"
        yield from (f"  shown by {it.name}: {it.text}" for it in each.evidence)
        for why in each.reasons:
            yield f"  {why.lack}: {why.message} Do: {why.do} (need: {why.need})"
        yield from (f"  note: {note}" for note in each.notes)
        if each.waiver is not None and each.waiver.refused:
            yield f"  waiver: {each.waiver.refused}"
    for waiver in found.waivers:
        yield f"waiver {waiver.requirement}: {waiver.days_left} days left, idle {waiver.is_idle}"
