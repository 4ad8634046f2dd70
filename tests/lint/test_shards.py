"""Shards: checked apart and merged, policies are told of as one run over all of them tells."""

from __future__ import annotations

import base64
import json
import subprocess
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint.damage import everything, write
from tests.lint.test_kept import EDITS, WHO, Edit, apply, make
from tests.support.program import Program

from policykit import api
from policykit.library.survey import survey
from policykit.lint.shards import MOST, Shard, number_of
from policykit.linting import packing
from policykit.linting.merging import MergeRequest, merge
from policykit.linting.sharding import lint_shard
from policykit.model.errors import PolicykitError
from policykit.model.report import BaselineRequest, FindingsReport
from policykit.report.formats import Style, findings_format, formats
from policykit.sources.worktree import WorkTree

DAY = date(2026, 11, 21)


def shards(request: api.LintRequest, of: int, day: date = DAY) -> dict[str, bytes]:
    """The report of each shard as its JSON, by the name of its file."""
    render = findings_format("json")
    return {
        f"lint-{number}.json": render(
            lint_shard(request, lambda _: day, Shard(number, of)), Style()
        ).encode()
        for number in range(1, of + 1)
    }


def merged(request: api.LintRequest, reports: Mapping[str, bytes]) -> FindingsReport:
    return merge(
        MergeRequest(
            root=request.root,
            reports=reports,
            baseline=request.baseline,
            against=request.against,
            plugins=request.plugins,
        )
    )


def outcome(check: Callable[[], FindingsReport]) -> FindingsReport | str:
    """The report, or what is wrong with the call."""
    try:
        return check()
    except PolicykitError as trouble:
        return trouble.reference


@settings(max_examples=12)
@given(
    edits=st.lists(st.sampled_from(EDITS), max_size=6, unique_by=lambda each: each.path),
    of=st.integers(1, 5),
    change=st.sampled_from(
        [{}, {"select": ("WRD", "REF", "SUP")}, {"obey_suppressions": False}, {"ignore": ("REF",)}]
    ),
)
def test_merged_they_say_what_one_run_says_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit], of: int, change: dict[str, Any]
) -> None:
    root = make(tmp_path_factory.mktemp("shop"))
    for edit in edits:
        apply(root, edit)
    request = api.LintRequest(root=root, allow_empty=True, baseline=BaselineRequest(), **change)

    together = outcome(lambda: merged(request, shards(request, of)))

    assert together == outcome(lambda: api.lint(request, lambda _: DAY))


@pytest.mark.parametrize("of", [1, 2, 3, 4, 5])
def test_merged_they_are_byte_for_byte_one_report_in_every_format(tmp_path: Path, of: int) -> None:
    root = write(everything(), tmp_path / "shop")
    (root / "policies" / "again.yaml").write_bytes(everything()["policies/returns.yaml"])
    request = api.LintRequest(root=root)
    one = api.lint(request, lambda _: DAY)
    assert {each.location.path for each in one.findings} >= {"policies/again.yaml"}

    together = merged(request, dict(reversed(shards(request, of).items())))

    for name in formats("findings"):
        render = findings_format(name)
        assert render(together, Style()) == render(one, Style()), name


def test_shards_part_the_policies_by_their_ids_alone(tmp_path: Path) -> None:
    root = write(everything(), tmp_path)
    whole = survey(WorkTree(root))
    parts = [Shard(number, 3).narrowed(whole) for number in (1, 2, 3)]

    assert sorted(key for part in parts for key in part.bundles) == sorted(whole.bundles)
    for part in parts:
        assert replace(part, bundles=whole.bundles) == whole
    # The same on every machine and in every version, whatever else there is.
    ids = ("returns", "refunds", "phone-manners", "complaints")
    assert {each: number_of(each, 5) for each in ids} == {
        "returns": 4,
        "refunds": 4,
        "phone-manners": 3,
        "complaints": 2,
    }


@given(st.text(min_size=1), st.integers(1, MOST))
def test_every_id_has_a_shard(policy: str, of: int) -> None:
    assert 1 <= number_of(policy, of) <= of


def test_a_shard_reads_its_own_policies_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policykit.yamlsource import read as read_yaml

    root = make(tmp_path)
    seen: list[str] = []

    def read(content: bytes, origin: Any) -> Any:  # noqa: ANN401 - as it is
        seen.append(origin.path)
        return read_yaml(content, origin)

    monkeypatch.setattr("policykit.library.load.read_yaml", read)
    of = next(
        of for of in range(2, 99) if number_of("returns", of) != number_of("phone-manners", of)
    )
    lint_shard(api.LintRequest(root=root), lambda _: DAY, Shard(number_of("returns", of), of))

    assert "policies/returns.yaml" in seen
    assert "policies/phone-manners.yaml" not in seen


def test_what_stands_around_policies_is_told_by_the_first_shard_alone(tmp_path: Path) -> None:
    root = make(tmp_path)
    apply(root, Edit("schemas/areas.yaml", "format: 1\nareas: {phone: {titel: Phone, order: 1}}\n"))
    request = api.LintRequest(root=root)

    told = [
        {each["location"]["path"] for each in json.loads(report)["findings"]}
        for report in shards(request, 3).values()
    ]

    assert ["schemas/areas.yaml" in paths for paths in told] == [True, False, False]


def test_a_shard_of_nothing_is_no_mistake(tmp_path: Path) -> None:
    request = api.LintRequest(root=make(tmp_path))
    reports = shards(request, 40)

    checked = [json.loads(report)["checked"]["policies"] for report in reports.values()]
    assert sum(checked) == 2
    assert merged(request, reports) == api.lint(request, lambda _: DAY)


def test_known_findings_of_the_settings_and_older_ones_are_left_out(tmp_path: Path) -> None:
    root = make(tmp_path)
    known = tmp_path / "policykit.yaml"
    known.write_text("format: 1\nframeworks: []\nlint: {baseline: known.json}\n", encoding="utf-8")
    written = api.lint(
        api.LintRequest(root=root, baseline=BaselineRequest(write=True)), lambda _: DAY
    )
    assert written.baseline is not None
    assert written.baseline.content is not None
    (root / "known.json").write_bytes(written.baseline.content)
    apply(root, EDITS[1])
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    subprocess.run(["git", "add", "--all"], cwd=root, check=True)
    subprocess.run(["git", *WHO, "commit", "--quiet", "-m", "First"], cwd=root, check=True)
    apply(root, EDITS[2])
    request = api.LintRequest(root=root, baseline=BaselineRequest())
    reports = shards(request, 2)

    for asked in (request, replace(request, against="HEAD"), replace(request, baseline=None)):
        assert merged(asked, reports) == api.lint(asked, lambda _: DAY)
    at = replace(request, at="HEAD")
    assert merged(request, shards(at, 3)) == api.lint(at, lambda _: DAY)


def test_what_earlier_runs_and_other_processes_judged_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.linting.sharding.WORTH_IT", 1)
    root = make(tmp_path / "shop")
    apply(root, Edit("policies/broken.yaml", "format: 1\nid: broken\n  title: x\n"))
    request = api.LintRequest(root=root, cache=tmp_path / "cache", workers=2)
    plain = shards(api.LintRequest(root=root), 2)

    assert shards(request, 2) == plain
    assert shards(replace(request, workers=1), 2) == plain


@pytest.mark.parametrize("limit", ["_LARGEST", "_MOST_OF_ONE"])
def test_what_is_too_large_to_travel_is_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    request = api.LintRequest(root=make(tmp_path))
    whole = shards(request, 2)
    monkeypatch.setattr(f"policykit.linting.packing.{limit}", 2)
    small = shards(request, 2)

    assert sum(map(len, small.values())) < sum(map(len, whole.values()))
    assert merged(request, small) == api.lint(request, lambda _: DAY)


@pytest.mark.parametrize("limit", ["_AT_ONCE", "_FULL", "_MANY"])
def test_packs_of_one_policy_each_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    request = api.LintRequest(root=make(tmp_path))
    monkeypatch.setattr(f"policykit.linting.packing.{limit}", 1)
    reports = shards(request, 2)

    packs = [json.loads(each)["shard"]["judged"] for each in reports.values()]
    assert max(map(len, packs)) > 1
    assert merged(request, reports) == api.lint(request, lambda _: DAY)


def test_a_full_pack_can_be_unpacked() -> None:
    assert packing._FULL + packing._LARGEST < packing._MOST_UNPACKED
    assert packing._MANY + packing._MOST_OF_ONE < packing._MOST_VALUES


def repacked(report: bytes, change: Callable[[Any], object]) -> bytes:
    data = json.loads(report)
    change(data)
    return json.dumps(data).encode()


def _bomb(data: Any) -> None:  # noqa: ANN401 - JSON
    packed = zlib.compress(b"[" + b"[" * 100_000_000, 9)
    data["shard"]["judged"] = [base64.b64encode(packed).decode()] * 3


WRONG: Mapping[str, tuple[Callable[[Any], object], str]] = {
    "of no shard": (lambda data: data.pop("shard"), "no-report-of-a-shard"),
    "another form": (lambda data: data.update(shard={"number": 1}), "no-report-of-a-shard"),
    "beyond the last": (lambda data: data["shard"].update(number=99), "no-report-of-a-shard"),
    "torn": (lambda data: data["shard"].update(judged=["AAAA"]), "no-report-of-a-shard"),
    "cut off": (lambda data: data["shard"].update(judged=[]), "no-report-of-a-shard"),
    "bomb": (_bomb, "no-report-of-a-shard"),
    "day": (lambda data: data.update(today="yesterday"), "mixed-shards"),
    "version": (lambda data: data["tool"].update(version="0.0.1"), "mixed-shards"),
    "call": (lambda data: data["shard"]["asked"].update(select=["WRD"]), "mixed-shards"),
    "commit": (lambda data: data["shard"].update(commit="0" * 40), "mixed-shards"),
    "surroundings": (lambda data: data["shard"].update(standing=""), "mixed-shards"),
    "count": (lambda data: data["shard"].update(of=98), "mixed-shards"),
    "twice": (lambda data: data["shard"].update(number=1), "shard-twice"),
    "files": (lambda data: data["shard"].update(files=""), "shards-of-other-files"),
}


@pytest.mark.parametrize(("change", "reference"), WRONG.values(), ids=WRONG)
def test_what_does_not_belong_together_is_told(
    tmp_path: Path, change: Callable[[Any], object], reference: str
) -> None:
    request = api.LintRequest(root=make(tmp_path))
    of = next(of for of in range(2, 99) if number_of("returns", of) == 2)
    first, second, *others = shards(request, of).items()
    reports = dict([first, (second[0], repacked(second[1], change)), *others])

    with pytest.raises(PolicykitError) as told:
        merged(request, reports)

    assert told.value.reference == reference


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"\xff", b"[" * 100_000, b'{"shard": 1}'],
    ids=["empty", "list", "bytes", "deep", "other"],
)
def test_what_is_no_report_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PolicykitError) as told:
        merged(api.LintRequest(root=make(tmp_path)), {"lint-1.json": content})
    assert told.value.reference == "no-report-of-a-shard"


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    request = api.LintRequest(root=make(tmp_path))
    reports = shards(request, 5)
    del reports["lint-2.json"], reports["lint-4.json"]

    with pytest.raises(PolicykitError, match=r"Shards 2, 4 of 5 are missing") as told:
        merged(request, reports)
    assert told.value.hint.startswith("Run `policykit lint --shard 2/5 --format json:FILE`")
    with pytest.raises(PolicykitError, match="no report to merge"):
        merged(request, {})


@pytest.mark.parametrize("edit", [EDITS[1], EDITS[3], EDITS[10], EDITS[11], EDITS[20], EDITS[25]])
def test_reports_of_other_files_are_told(tmp_path: Path, edit: Edit) -> None:
    request = api.LintRequest(root=make(tmp_path))
    reports = shards(request, 3)
    apply(request.root, replace(edit, content=f"{edit.content}\n"))

    with pytest.raises(PolicykitError) as told:
        merged(request, reports)
    assert told.value.reference == "shards-of-other-files"


def test_no_plugin_is_loaded_because_a_report_says_so(tmp_path: Path) -> None:
    request = api.LintRequest(root=make(tmp_path))
    reports = {
        name: repacked(report, lambda data: data["shard"]["asked"].update(plugins=["acme"]))
        for name, report in shards(request, 2).items()
    }
    with pytest.raises(PolicykitError, match="other plugins") as told:
        merged(request, reports)
    assert told.value.hint == "Give merge-reports the same: --plugin acme."


@pytest.mark.parametrize(
    "written", ["", "0/2", "3/2", "1", "1/0", "a/b", "1/1001", "-1/2", "１/２"]
)
def test_what_is_no_shard_is_told(written: str) -> None:
    with pytest.raises(PolicykitError) as told:
        Shard.written(written)
    assert told.value.reference == "wrong-shard"


def test_a_shard_is_written_as_number_and_count() -> None:
    assert Shard.written("2/5") == Shard(2, 5)


@pytest.mark.parametrize(
    ("edit", "exit_code"),
    [(EDITS[14], 0), (EDITS[15], 1), (EDITS[23], 2)],
    ids=["clean", "findings", "settings"],
)
def test_the_program_ends_as_one_run_does(
    policykit: Program, tmp_path: Path, edit: Edit, exit_code: int
) -> None:
    root = make(tmp_path / "shop")
    for gone in ("returns.yaml", "returns.sv.yaml", "returns.record.yaml"):
        (root / "policies" / gone).unlink()
    (root / "policies" / "other.yaml").write_text(
        (root / "policies" / "phone-manners.yaml")
        .read_text(encoding="utf-8")
        .replace("id: phone-manners", "id: other")
        .replace("your first name", "[your name](phone-manners.greet)"),
        encoding="utf-8",
    )
    apply(root, edit)
    program = policykit.at(root)
    one = program("lint", "--format", "json")
    for number in (1, 2):
        made = program("lint", "--shard", f"{number}/2", "--format", f"json:../{number}.json")
        assert made.exit_code in {0, exit_code}, made.stderr
    together = program("merge-reports", "../2.json", "../1.json", "--format", "json")

    assert (one.exit_code, together.exit_code) == (exit_code, exit_code), one
    assert together.stdout == one.stdout
    assert together.stderr == one.stderr


def test_a_shard_says_that_it_is_a_part(policykit: Program, tmp_path: Path) -> None:
    root = make(tmp_path / "shop")
    told = policykit.at(root)("lint", "--shard", "1/2", "--exit-zero")
    assert "This is part 1 of 2" in told.stdout
    assert "merge-reports" in told.stdout


@pytest.mark.parametrize(
    "others", [("--fix",), ("--against", "HEAD"), ("--baseline", "x"), ("--statistics",), ("x",)]
)
def test_a_shard_is_of_everything(
    policykit: Program, tmp_path: Path, others: tuple[str, ...]
) -> None:
    told = policykit.at(make(tmp_path / "shop"))("lint", "--shard", "1/2", *others)
    assert told.exit_code == 2
    assert "error[options-apart]: --shard and" in told.stderr


def test_a_report_that_is_not_there_is_told(policykit: Program, tmp_path: Path) -> None:
    told = policykit.at(make(tmp_path / "shop"))("merge-reports", "none.json")
    assert told.exit_code == 2
    assert "error[unreadable-report]" in told.stderr


@pytest.mark.parametrize("option", ["--baseline", "--against"])
def test_what_all_policies_are_needed_for_is_for_whoever_merges(
    tmp_path: Path, policykit: Program, option: str
) -> None:
    told = policykit.at(make(tmp_path / "shop"))("lint", "--shard", "1/2", option, "x")
    assert told.exit_code == 2
    assert f"Give {option} to `policykit merge-reports`" in told.stderr


def test_a_report_that_is_named_twice_is_told(tmp_path: Path, policykit: Program) -> None:
    program = policykit.at(make(tmp_path / "shop"))
    program("lint", "--shard", "1/1", "--format", "json:one.json")
    told = program("merge-reports", "one.json", "one.json")
    assert told.exit_code == 2
    assert "error[shard-twice]: A report is named twice." in told.stderr
