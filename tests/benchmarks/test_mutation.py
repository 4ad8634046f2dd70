from __future__ import annotations

import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from benchmarks.mutants import mutated
from benchmarks.mutation import ROOT, TESTS, WHOLE, Touched, draw, every
from benchmarks.scores import Judgements, Lived, Score, confidence
from benchmarks.trials import SURVIVED, TOO_LONG, Change, Trial, put_in, run

from benchmarks import scores
from policykit.validation import phrases


def test_the_same_seed_draws_the_same_and_each_module_has_its_share() -> None:
    first, again, other = draw("lint", 200, 1), draw("lint", 200, 1), draw("lint", 200, 2)

    assert first == again != other
    assert len({each.name for each in first}) == 200
    there = Counter(each.path for each in every("lint"))
    drawn = Counter(each.path for each in first)
    for path, number in there.items():
        share = 200 * number / there.total()
        assert abs(drawn[path] - share) < 1


def test_no_more_is_drawn_than_there_is() -> None:
    assert set(draw("validation", 10**6, 1)) == set(every("validation"))


def test_near_tests_run_first_and_slow_ones_not_at_all() -> None:
    drawn = next(each for each in every("validation") if each.path.endswith("/keys.py"))
    line = str(drawn.mutant.line)
    seconds = {"a": 2.0, "b": 1.0, "test_keys": 2.5, "far": 0.1, "slow": 9.0}
    lines = {line: ["a", "b", "test_keys", "slow", ""], "9999": ["far", "a"]}
    touched = Touched(seconds, {drawn.path: lines})

    assert touched.near(drawn) == ("test_keys", "b", "a")
    assert touched.wide(drawn) == ("test_keys", "b", "a", "far")
    assert touched.limit(["a", "b"]) == 19


def test_no_more_tests_run_than_there_is_time_for() -> None:
    drawn = next(each for each in every("validation") if each.path.endswith("/keys.py"))
    seconds = {f"test{number:02}": 2.0 for number in range(20)}
    touched = Touched(seconds, {drawn.path: {str(drawn.mutant.line): list(seconds)}})

    enough = tuple(seconds)[: int(scores.BUDGET // 2.0)]
    assert 0 < len(enough) < len(seconds)
    assert touched.near(drawn) == enough
    assert touched.wide(drawn) == enough


def test_tests_of_the_whole_are_there() -> None:
    for package, tests in WHOLE.items():
        for test in tests:
            path, _, name = test.partition("::")
            assert path.startswith(TESTS[package])
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_one_test_runs_however_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = next(each for each in every("validation") if each.path.endswith("/keys.py"))
    touched = Touched({"near": 2.0, "long": 2.9}, {drawn.path: {}})
    monkeypatch.setattr(scores, "BUDGET", 1.0)

    assert touched.wide(drawn) == ("near",)


def test_those_that_look_at_the_whole_run_last_where_they_run_the_change() -> None:
    drawn = next(each for each in every("validation") if each.path.endswith("/keys.py"))
    lines = {drawn.path: {str(drawn.mutant.line): ["near", "whole", "slow"], "9999": ["far"]}}
    seconds = {"near": 2.0, "whole": 50.0, "slow": 50.0, "far": 1.0}

    touched = Touched(seconds, lines, ["whole", "far"])

    assert touched.near(drawn) == ("near", "whole")


def test_what_is_worked_out_at_import_is_tried_by_all() -> None:
    drawn = next(each for each in every("validation") if each.path.endswith("/keys.py"))
    touched = Touched(
        {"near": 2.0, "far": 0.1, "whole": 50.0},
        {drawn.path: {"9999": ["near"]}},
        ["whole", "gone"],
    )

    assert touched.near(drawn) == ()
    assert touched.looking(drawn) == ("whole",)
    assert touched.wide(drawn) == ("near", "far")


@pytest.mark.parametrize(
    ("killed", "total", "low", "high"),
    [(81, 100, 0.722, 0.875), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_range_is_that_of_wilson(killed: int, total: int, low: float, high: float) -> None:
    assert confidence(killed, total) == pytest.approx((low, high), abs=0.001)


ALIKE = Lived("policykit/gaps/a.py", 3, "f", "a < b", "a <= b")
SPARED = Lived("policykit/gaps/a.py", 7, "", "'x'", "''")
OTHER = Lived("policykit/gaps/b.py", 9, "g", "a | b", "a & b")
JUDGED = Judgements({ALIKE.key: "both are numbers"}, {SPARED.key: "a test would repeat it"})
SCORE = Score("gaps", 7, 10, 12, 90, 10, 1, (ALIKE, SPARED, OTHER))


def test_what_is_equivalent_is_no_survivor_and_what_is_spared_is_one() -> None:
    assert SCORE.survived(JUDGED) == (SPARED, OTHER)
    assert (SCORE.killed, SCORE.total(JUDGED)) == (7, 9)
    assert SCORE.told(JUDGED) == "gaps: 7 of 9 killed, 77.8% (45% to 94%); 1 more are equivalent"


def test_the_page_tells_each_change_that_lived_once_and_why() -> None:
    told = scores.page({"gaps": SCORE}, JUDGED, {"gaps": ("tests/gaps",)})

    _, equivalent, spared, survived = told.rsplit("\n## ", 3)
    assert equivalent.splitlines()[-1:] == [
        "- `gaps/a.py:3` f: `a < b` → `a <= b`: both are numbers"
    ]
    assert spared.splitlines()[-1:] == ["- `gaps/a.py:7`: `'x'` → `''`: a test would repeat it"]
    assert survived.splitlines()[-1:] == ["- `gaps/b.py:9` g: `a | b` → `a & b`"]
    assert "| `gaps` | 7, 10, 12 | 90 | 10 | 7 | 1 | 1 | **77.8%** |" in told


def test_the_page_is_up_to_date() -> None:
    told = scores.page(scores.kept(), scores.judgements(), TESTS)

    assert scores.WRITTEN.read_text(encoding="utf-8") == told


def test_a_judgement_of_a_change_that_is_gone_is_told() -> None:
    there = {(each.path, each.mutant) for each in every("validation")}
    path, mutant = min(there, key=lambda each: (each[0], each[1].nth))
    key = path, mutant.function, mutant.before, mutant.after
    gone = path, mutant.function, mutant.before, "as it never was"
    judged = Judgements({key: "", gone: ""}, {})

    assert list(scores.unfounded(judged, lambda _: there)) == [" ".join(gone)]


def _spin() -> int:
    while True:
        pass


def test_trials_end_with_their_code_or_with_their_time() -> None:
    began = time.process_time()

    found = dict(
        run(
            [
                Trial("lives", lambda: SURVIVED, 10),
                Trial("fails", lambda: 1, 10),
                Trial("hangs", _spin, 1),
            ],
            2,
        )
    )

    assert found == {"lives": SURVIVED, "fails": 1, "hangs": TOO_LONG}
    assert time.process_time() - began < 1, "trials work in processes of their own"


def _said(change: Change | None) -> int:
    if change is not None:
        assert put_in(change)
    return 10 if phrases.listed(["a", "b"]) == "`a` and `b`" else 20


def test_changed_code_is_put_into_the_functions_that_are_there() -> None:
    path = Path(phrases.__file__)
    source = path.read_text(encoding="utf-8")
    (drawn,) = (
        each
        for each in every("validation")
        if each.path.endswith("/phrases.py")
        and each.mutant.function == "listed"
        and each.mutant.after == "return None"
    )
    change = Change(phrases.__name__, path, mutated(source, drawn.mutant.nth))

    found = dict(
        run(
            [Trial("as it is", partial(_said, None), 10), Trial("new", partial(_said, change), 10)],
            1,
        )
    )

    assert found == {"as it is": 10, "new": 20}
    assert phrases.listed(["a", "b"]) == "`a` and `b`"
