"""Y1 to Y18: files of YAML that swell, never end, or mean something else than they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.cli.conftest import make_small
from tests.threats import shop as places
from tests.threats.attack import Scene, hold
from tests.threats.calls import Call, one_each
from tests.threats.given import hand_in
from tests.threats.hostile_yaml import YAML
from tests.threats.shop import make

Told = Mapping[str, Mapping[str, set[str]]]
FILE: Final = "policies/x.yaml"


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory,
    record_testsuite_property: Callable[[str, object], None],
) -> Told:
    """The codes that lint tells of each file, each in a repository of its own."""
    scene = Scene.at(tmp_path_factory.mktemp("yaml"))
    cases = [(row, name) for row, files in YAML.items() for name in files]
    calls = []
    for number, (row, name) in enumerate(cases):
        folder = make_small(scene.given / str(number))
        (folder / FILE).write_bytes(YAML[row][name])
        calls.append(Call(("lint", "--root", str(folder), "--format", "json")))
    answers = scene.meet(calls)
    hold(scene, answers)
    slowest = max(answers[1:], key=lambda answer: answer.seconds)  # the first one loads it all
    record_testsuite_property("yaml-slowest-seconds", round(slowest.seconds, 2))
    record_testsuite_property("yaml-megabytes", round(answers[-1].megabytes))
    found: dict[str, dict[str, set[str]]] = {}
    for (row, name), answer in zip(cases, answers, strict=True):
        assert answer.exit_code == 1, (row, name, answer.stderr)
        body = json.loads(answer.stdout)["findings"]
        codes = {it["code"] for it in body if it["location"]["path"] == FILE}
        found.setdefault(row, {})[name] = codes
    return found


def demand(told: Mapping[str, set[str]], *codes: str) -> None:
    """Each file is told by one of the codes at least."""
    assert told
    untold = {name: found for name, found in told.items() if found.isdisjoint(codes)}
    assert untold == {}


def test_y01_alias_bomb(told: Told) -> None:
    demand(told["Y1"], "YML021")


def test_y02_merge_key_bomb(told: Told) -> None:
    demand(told["Y2"], "YML022")


def test_y03_deep_nesting(told: Told) -> None:
    demand(told["Y3"], "YML013", "YML051", "YML069", "YML031")


def test_y04_alias_to_itself(told: Told) -> None:
    demand(told["Y4"], "YML021")


def test_y05_duplicate_keys(told: Told) -> None:
    demand(told["Y5"], "YML030", "YML031")


def test_y06_no_is_no_boolean(told: Told) -> None:
    # The country is looked up as the word it is; answers in `custom:` stay the words they are.
    assert "REF003" in told["Y6"]["no for a country"]
    assert not {code for code in told["Y6"]["answers"] if code.startswith("YML")}


def test_y07_hours_are_no_numbers(told: Told) -> None:
    assert not {code for code in told["Y7"]["hours"] if code.startswith("YML")}


def test_y08_codes_are_no_octal_numbers(told: Told) -> None:
    assert {"YML044", "YML045"} <= told["Y8"]["codes"]


def test_y09_days_are_judged_as_written(told: Told) -> None:
    demand(told["Y9"], "SCH006")


def test_y10_nothing_leaks_from_the_parser(told: Told) -> None:
    demand(told["Y10"], "YML023", "YML045", "YML062", "SCH006")


def test_y11_tags(told: Told) -> None:
    demand(told["Y11"], "YML023")


def test_y12_encodings_and_raw_characters(told: Told) -> None:
    demand(told["Y12"], "YML002", "YML003", "YML004")


def test_y13_characters_that_come_in_as_escapes(told: Told) -> None:
    demand(told["Y13"], "YML006")


def test_y14_what_parsers_read_differently(told: Told) -> None:
    demand(told["Y14"], "YML053")


def test_y15_ends_of_lines(told: Told) -> None:
    demand(told["Y15"], "YML005")


def test_y16_no_one_mapping(told: Told) -> None:
    demand(told["Y16"], "YML010", "YML011", "YML012")


def test_y17_keys(told: Told) -> None:
    demand(told["Y17"], "YML031", "YML032")


def test_y18_volume(told: Told) -> None:
    assert told["Y18"]["a byte too many"] == {"YML001"}
    assert "YML045" in told["Y18"]["digits"]


BOMB: Final = YAML["Y2"]["40 levels"] + YAML["Y1"]["seven levels"].replace(b"a", b"b")


@pytest.mark.parametrize("place", ["policies", "surroundings", "settings"])
def test_y01_to_y18_meet_every_command(place: str, tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    repository = make(scene.shop)
    hand_in(scene.given)
    files: dict[str, bytes] = {}
    calls = one_each("v1", "render", writing=True)
    if place == "policies":
        files = dict.fromkeys((places.NEXT, places.WORDS, places.RECORD, places.ASSESSMENT), BOMB)
        for row, cases in YAML.items():
            files[f"policies/{row.lower()}.yaml"] = next(iter(cases.values()))
    elif place == "surroundings":
        of = (places.ORGANISATION, places.AREAS, places.MEASURES, places.FRAMEWORK)
        files = dict.fromkeys((*of, places.EXTENSION, places.PREFACE, places.BASELINE), BOMB)
    else:
        files[places.SETTINGS] = BOMB
        calls = one_each()
    # As a revision, too: the past of a branch is a stranger's as much as its files are.
    repository.commit("More", files)
    repository.git("tag", "-f", "v1")

    hold(scene, scene.meet(calls))
