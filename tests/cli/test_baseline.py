"""`--baseline`, `--write-baseline`, `--prune`: known findings stay hidden, new ones never."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import jsonschema
import pytest
from tests.support.program import ROOT, Outcome, Program

BASELINE = "lint-baseline.json"
WITH_BASELINE = f"format: 1\nframeworks: []\nlint: {{baseline: {BASELINE}}}\n"


@pytest.fixture
def shop(small: Path) -> Path:
    """A shop with two mistakes: a placeholder and an area that name nothing."""
    _change(small, "{answer-in}", "{answer-im}")
    _change(small, "areas: [phone]", "areas: [phone, fax]")
    return small


@pytest.fixture
def program(shop: Path, policykit: Program) -> Program:
    return policykit.at(shop)


def _policy(root: Path) -> Path:
    return root / "policies" / "phone-manners.yaml"


def _change(root: Path, old: str, new: str, file: str = "phone-manners.yaml") -> None:
    path = root / "policies" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _codes(outcome: Outcome) -> list[str]:
    return re.findall(r": ([A-Z]{2,4}[0-9]{3}) ", outcome.stdout)


def _concise(program: Program, *arguments: str) -> list[str]:
    return _codes(program("lint", "--format", "concise", *arguments))


def test_what_is_written_is_hidden_from_then_on(program: Program, shop: Path) -> None:
    found = _concise(program)
    assert {"REF001", "REF003"} <= set(found)
    written = program("lint", "--baseline", BASELINE, "--write-baseline")
    assert written.exit_code == 0
    entries = json.loads((shop / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert sorted(each["code"] for each in entries) == sorted(found)
    outcome = program("lint", "--baseline", BASELINE)
    assert outcome.exit_code == 0
    assert outcome.stdout == (
        "All good: 1 policy in 4 files checked, nothing found.\n"
        f"{len(found)} known findings hidden by the baseline ({BASELINE}).\n"
    )


def test_a_baseline_that_no_run_could_read_is_not_written(
    program: Program, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.lint.baseline.MOST_VALUES", 3)
    outcome = program("lint", "--baseline", BASELINE, "--write-baseline")
    assert outcome.exit_code == 2
    assert "There are more findings than a baseline can hold." in outcome.stderr
    assert not (shop / BASELINE).exists()


def test_the_environment_names_the_baseline(program: Program) -> None:
    program("lint", "--write-baseline", POLICYKIT_LINT_BASELINE=BASELINE)
    assert program("lint", POLICYKIT_LINT_BASELINE=BASELINE).exit_code == 0


def test_the_settings_name_the_baseline(program: Program, shop: Path) -> None:
    (shop / "policykit.yaml").write_text(WITH_BASELINE)
    assert program("lint", "--write-baseline").exit_code == 0
    assert program("lint").exit_code == 0
    assert program.at(shop / "policies")("lint").exit_code == 0
    (shop / BASELINE).rename(shop / "other.json")
    missing = program("lint")
    assert missing.exit_code == 2
    assert "error[no-baseline]: There is no such baseline." in missing.stderr
    assert f"`policykit lint --write-baseline --baseline {BASELINE}`" in missing.stderr
    assert program("lint", "--baseline", "other.json").exit_code == 0


def test_a_new_finding_is_told(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    text = _policy(shop).read_text(encoding="utf-8")
    _policy(shop).write_text(text + "  - id: again\n    must: Answer within {answer-im}.\n")
    outcome = program("lint", "--baseline", BASELINE, "--format", "concise")
    assert _codes(outcome) == ["REF001"]
    assert outcome.stdout.startswith("policies/phone-manners.yaml:14:")
    assert outcome.exit_code == 1


def test_the_same_mistake_once_more_in_the_same_rule_is_told(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    _change(shop, "{answer-im}", "{answer-im} or {answer-im}")
    assert _concise(program, "--baseline", BASELINE) == ["REF001"]


def test_known_findings_survive_moves_renames_and_another_layout(
    program: Program, shop: Path
) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    text = _policy(shop).read_text(encoding="utf-8")
    text = text.replace("id: phone-manners", "id: on-the-phone\nformer_ids: [phone-manners]")
    text = text.replace(
        "  - id: greet\n", "  # A rule\n  -   id: hello\n      former_ids: [greet]\n"
    )
    text = text.replace("    must: Answer", "      must: >-\n        Answer")
    folder = shop / "policies" / "voice"
    folder.mkdir()
    (folder / "on-the-phone.yaml").write_text(text, encoding="utf-8")
    _policy(shop).unlink()
    outcome = program("lint", "--baseline", BASELINE, "--format", "concise")
    assert _codes(outcome) == []
    assert "REF001" in _concise(program)


def test_what_is_gone_is_told_and_pruned(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    before = (shop / BASELINE).read_text(encoding="utf-8")
    _change(shop, "{answer-im}", "{answer-in}")
    told = program("lint", "--baseline", BASELINE)
    assert (
        "1 finding of the baseline is no longer found; --prune takes such out of it.\n"
        in told.stdout
    )
    assert (shop / BASELINE).read_text(encoding="utf-8") == before
    pruned = program("lint", "--baseline", BASELINE, "--prune")
    assert "1 finding taken out of the baseline: no longer found.\n" in pruned.stdout
    after = (shop / BASELINE).read_text(encoding="utf-8")
    assert set(after.splitlines()) < set(before.splitlines())
    assert "REF001" not in after
    _change(shop, "{answer-in}", "{answer-im}")
    assert _concise(program, "--baseline", BASELINE) == ["REF001"]


def test_nothing_is_pruned_while_something_cannot_be_read(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    before = (shop / BASELINE).read_bytes()
    text = _policy(shop).read_text(encoding="utf-8")
    _policy(shop).write_text(text + "statements: [\n", encoding="utf-8")
    outcome = program("lint", "--baseline", BASELINE, "--prune")
    assert outcome.exit_code == 1
    assert "not everything could be read, so the baseline was left as it is." in outcome.stdout
    assert (shop / BASELINE).read_bytes() == before


def test_what_breaks_the_schema_or_is_locked_is_never_hidden(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    (shop / "policykit.yaml").write_text("format: 1\nframeworks: []\nlint: {locked: [REF001]}\n")
    outcome = program("lint", "--baseline", BASELINE)
    assert outcome.exit_code == 1
    assert "error REF001" in outcome.stdout
    assert (
        "1 finding of the baseline is shown all the same: such a code is never hidden.\n"
        in outcome.stdout
    )
    _change(shop, "owner:", "onwer:")
    outcome = program("lint", "--baseline", BASELINE, "--write-baseline")
    assert outcome.exit_code == 1
    entries = json.loads((shop / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert {each["code"] for each in entries} & {"REF001", "SCH001", "SCH003"} == set()


def test_the_same_findings_give_the_same_bytes(program: Program, shop: Path) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    first = (shop / BASELINE).read_bytes()
    program("lint", "--baseline", BASELINE, "--write-baseline")
    assert (shop / BASELINE).read_bytes() == first
    program("lint", "--baseline", BASELINE, "--prune")
    assert (shop / BASELINE).read_bytes() == first


def test_permissions_stay_and_links_are_replaced(
    program: Program, shop: Path, tmp_path: Path
) -> None:
    place = shop / BASELINE
    place.write_text("", encoding="utf-8")
    place.chmod(0o640)
    program("lint", "--baseline", BASELINE, "--write-baseline")
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    foreign = tmp_path / "foreign.txt"
    foreign.write_text("mine", encoding="utf-8")
    place.unlink()
    place.symlink_to(foreign)
    program("lint", "--baseline", BASELINE, "--write-baseline")
    assert foreign.read_text(encoding="utf-8") == "mine"
    assert not place.is_symlink()


def test_settings_cannot_lead_out_of_the_repository(program: Program, shop: Path) -> None:
    outside = shop.parent / "outside"
    outside.mkdir()
    (shop / "link").symlink_to(outside)
    (shop / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlint: {baseline: link/base.json}\n"
    )
    outcome = program("lint", "--write-baseline")
    assert outcome.exit_code == 2
    assert "error[baseline-outside]" in outcome.stderr
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("named", ["../base.json", "a/../../base.json", "/base.json"])
def test_settings_cannot_name_what_lies_outside(program: Program, shop: Path, named: str) -> None:
    (shop / "policykit.yaml").write_text(
        f"format: 1\nframeworks: []\nlint: {{baseline: {named}}}\n"
    )
    for arguments in ((), ("--write-baseline",)):
        outcome = program("lint", *arguments)
        assert outcome.exit_code == 2
        assert "error[baseline-outside]" in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "reference"),
    [
        (("--write-baseline",), "no-baseline-named"),
        (("--prune",), "no-baseline-named"),
        (("--baseline", "none.json"), "no-baseline"),
        (("--baseline", "policies"), "no-baseline"),
        (("--baseline", "none.json", "--prune"), "no-baseline"),
        (("--baseline", BASELINE, "--write-baseline", "policies"), "baseline-of-a-part"),
        (("--baseline", BASELINE, "--prune", "--select", "REF"), "baseline-of-a-part"),
        (("--baseline", BASELINE, "--prune", "--ignore", "REF"), "baseline-of-a-part"),
        (("--baseline", BASELINE, "--prune", "--write-baseline"), "options-apart"),
        (("--baseline", BASELINE, "--prune", "--against", "HEAD"), "options-apart"),
    ],
)
def test_calls_that_cannot_be(
    program: Program, shop: Path, arguments: tuple[str, ...], reference: str
) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    before = (shop / BASELINE).read_bytes()
    outcome = program("lint", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert f"error[{reference}]: " in outcome.stderr
    assert (shop / BASELINE).read_bytes() == before


def test_a_code_that_is_no_more_is_a_mistake_until_it_is_pruned(
    program: Program, shop: Path
) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    place = shop / BASELINE
    text = place.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "REF001" in line)
    stale = re.sub("[0-9a-f]{16}", "0" * 16, line).replace("REF001", "OLD001").rstrip(",")
    place.write_text(text.replace("[\n", f"[\n{stale},\n", 1), encoding="utf-8")
    outcome = program("lint", "--baseline", BASELINE)
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "error[unknown-code-in-baseline]: There is no code OLD001, so nothing can be known by it.\n"
        f"  where: {BASELINE}:4\n"
        "  do: Take the line out, or run `policykit lint --prune`, which takes out all that is no "
        "longer found.\n"
    )
    assert program("lint", "--baseline", BASELINE, "--prune").exit_code == 0
    assert place.read_text(encoding="utf-8") == text


def test_a_part_is_checked_against_the_whole_baseline(program: Program) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    outcome = program("lint", "--baseline", BASELINE, "--select", "REF003")
    assert outcome.exit_code == 0
    assert outcome.stdout.endswith(f"1 known finding hidden by the baseline ({BASELINE}).\n")


def test_the_json_report_counts_what_is_hidden(program: Program) -> None:
    program("lint", "--baseline", BASELINE, "--write-baseline")
    report = json.loads(program("lint", "--baseline", BASELINE, "--format", "json").stdout)
    hidden = report["baseline"].pop("hidden")
    assert hidden > 1
    assert report["baseline"] == {"file": BASELINE, "refused": 0, "gone": 0}
    assert (report["findings"], report["rules"]) == ([], [])
    schema = json.loads(
        (ROOT / "schemas" / "output" / "findings.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator(schema).validate(
        report | {"baseline": report["baseline"] | {"hidden": hidden}}
    )


def test_a_baseline_that_cannot_be_read_or_written(program: Program, shop: Path) -> None:
    place = shop / BASELINE
    os.mkfifo(place)
    outcome = program("lint", "--baseline", BASELINE)
    assert (outcome.exit_code, "error[no-baseline]" in outcome.stderr) == (2, True)
    place.unlink()
    (shop / "taken").write_text("", encoding="utf-8")
    outcome = program("lint", "--baseline", "taken/base.json", "--write-baseline")
    assert (outcome.exit_code, "error[cannot-write]" in outcome.stderr) == (2, True)
    assert outcome.stdout == ""
