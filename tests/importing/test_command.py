from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.importing.shop import OWNER, TODAY, make_shop
from tests.support.program import ROOT, Program
from tests.support.terminal import at_a_terminal

from policykit.adopting import ImportRequest, adopt, write
from policykit.model.errors import PolicykitError
from policykit.output import write_files

HANDBOOK = """\
# Handbook

## Returns

Staff must accept returns within 30 days of delivery. Be kind about it.

- Never offer only a voucher.

The till opens at nine.
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = make_shop(tmp_path / "shop")
    (root / "handbook.md").write_text(HANDBOOK, encoding="utf-8")
    return root


def _state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


DRAFT = """\
# yaml-language-server: $schema=../schemas/policy.schema.json
format: 1
id: returns
title: Returns
areas: [returns]
status: draft
version: 0.1.0
owner: head-of-customer-service

terms:
  # please check: "30 days" as window?
  return-window:
    window: 30 days
    from: delivery

statements:
  - id: accept-returns-within-30-days
    must: Accept returns within {return-window} of delivery.
  - id: kind-about-it
    # please check: Is it a must? No word in it says so.
    must: Be kind about it.
  - id: offer-only-voucher
    must_not: Offer only a voucher.
"""


def test_a_handbook_becomes_drafts_that_are_clean(policykit: Program, shop: Path) -> None:
    before = _state(shop)
    done = policykit.at(shop)("import", "handbook.md", "--owner", OWNER)
    assert done.exit_code == 0
    after = _state(shop)
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == {"policies/returns.yaml", "policies/import-handbook.md"}
    assert after["policies/returns.yaml"].decode() == DRAFT
    assert done.stdout == (
        "6 sentences: 3 as rules, 1 beside rules, 2 in notes. 100 % have a place.\n"
        "\n"
        "policies/returns.yaml  Returns\n"
        "  3 rules, 1 number; area returns (sure)\n"
        "policies/import-handbook.md  what is left over from handbook.md\n"
        "\n"
        "2 must, 2 notes, 1 must not, 1 title\n"
        "1 to check: look for `please check` in the files.\n"
    )
    assert "2 files written. Nothing else was changed." in done.stderr
    assert policykit.at(shop)("lint").exit_code == 0
    assert policykit.at(shop)("fmt", "--check").exit_code == 0


def test_a_second_import_overwrites_nothing(policykit: Program, shop: Path) -> None:
    assert policykit.at(shop)("import", "handbook.md", "--owner", OWNER).exit_code == 0
    before = _state(shop)
    assert policykit.at(shop)("import", "handbook.md", "--owner", OWNER).exit_code == 0
    after = _state(shop)
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == {
        "policies/returns-2.yaml",
        "policies/import-handbook-2.md",
    }
    assert b"return-window-2:" in after["policies/returns-2.yaml"]


def test_a_dry_run_shows_a_patch_and_writes_nothing(policykit: Program, shop: Path) -> None:
    before = _state(shop)
    done = policykit.at(shop)("import", "handbook.md", "--owner", OWNER, "--dry-run")
    assert done.exit_code == 0
    assert "+    must_not: Offer only a voucher." in done.stdout
    assert "2 files would be written." in done.stderr
    assert _state(shop) == before


def test_the_report_has_every_sentence_in_every_form(policykit: Program, shop: Path) -> None:
    arguments = ("import", "handbook.md", "--owner", OWNER, "--dry-run", "--report")
    text = policykit.at(shop)(*arguments).stdout
    assert (
        "handbook.md, line 5  Staff must accept returns within 30 days of delivery.\n"
        "  → must: policies/returns.yaml:18 statements.accept-returns-within-30-days.must (sure); "
        "said by its place: Staff must\n"
    ) in text
    made = json.loads(policykit.at(shop)(*arguments, "--format", "json").stdout)
    schema = json.loads((ROOT / "schemas/output/imports.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, schema)
    assert (made["found"], made["placed"], made["share"]) == (6, 6, 100)
    rows = list(
        csv.DictReader(io.StringIO(policykit.at(shop)(*arguments, "--format", "csv").stdout))
    )
    assert [row["sentence"] for row in rows] == [each["text"] for each in made["sentences"]]
    assert rows[2]["pointer"] == "/statements/accept-returns-within-30-days/must"
    markdown = policykit.at(shop)(*arguments, "--format", "markdown").stdout
    assert "| line 7 | Never offer only a voucher. | must not |" in markdown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--owner ROLE, one of: head-of-customer-service, store-manager"),
        (("--owner", "nobody"), "nobody is no role"),
        (("--owner", OWNER, "--area", "moon"), "moon is no service area"),
        (("--owner", OWNER, "--format", "pdf"), "no format"),
    ],
)
def test_what_is_missing_is_said_and_nothing_hangs(
    policykit: Program, shop: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = _state(shop)
    done = policykit.at(shop)("import", "handbook.md", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert _state(shop) == before


IN_THE_WAY = {
    "a folder": (("--output", "aside"), "error[cannot-write]"),
    "a folder that is a file": (("--output", "handbook.md/report.txt"), "error[cannot-write]"),
    "one of two": (
        ("--format", "json:report.json", "--format", "csv:aside"),
        "error[cannot-write]",
    ),
    "a draft": (("--output", "policies/returns.yaml"), "error[report-among-policies]"),
    "the document": (("--quiet", "--output", "handbook.md"), "error[report-in-the-way]"),
}


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_drafts_and_reports_are_written_together_or_not_at_all(
    case: str, policykit: Program, shop: Path
) -> None:
    options, told = IN_THE_WAY[case]
    (shop / "aside").mkdir()
    before = _state(shop)
    done = policykit.at(shop)("import", "handbook.md", "--owner", OWNER, *options)
    assert (done.exit_code, told in done.stderr) == (2, True)
    assert _state(shop) == before


def test_without_drafts_there_is_no_report(shop: Path) -> None:
    """Somebody else makes a draft of that name while the reports are laid ready."""
    report, draft = shop / "report.txt", shop / "policies" / "returns.yaml"
    request = ImportRequest(root=shop, files=(shop / "handbook.md",), owner=OWNER)
    made = adopt(request, lambda _: TODAY, writes=False)
    draft.write_bytes(b"mine")
    before = _state(shop)
    with pytest.raises(PolicykitError, match="a file of this name already"):
        write_files([(report, b"done")], first=lambda: write(shop, made))
    assert _state(shop) == before


def test_a_report_goes_to_its_file_and_the_drafts_to_theirs(policykit: Program, shop: Path) -> None:
    before = _state(shop)
    options = ("--format", "json:report.json", "--format", "csv:report.csv", "--quiet")
    done = policykit.at(shop)("import", "handbook.md", "--owner", OWNER, *options)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert sorted(_state(shop).keys() - before.keys()) == [
        "policies/import-handbook.md",
        "policies/returns.yaml",
        "report.csv",
        "report.json",
    ]


ASKED = """\
Which role is to own the drafts?
  1  Head of customer service (head-of-customer-service)
  2  Store manager (store-manager)
"""


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ([b"2\n"], "store-manager"),
        ([b"head-of-customer-service\n"], OWNER),
        ([b"\n", b"3\n", b"0\n", b"nobody\n", b"\xff\n", b"99999999999\n", b"1\n"], OWNER),
    ],
    ids=["its number", "its name", "wrong answers first"],
)
def test_a_person_is_asked_for_the_owner(typed: list[bytes], owner: str, shop: Path) -> None:
    code, said = at_a_terminal(shop, typed, "import", "handbook.md")
    assert code == 0, said
    assert said.startswith(ASKED)
    assert said.count("That is none of them. Type a number from 1 to 2.") == max(len(typed) - 2, 0)
    assert f"owner: {owner}\n" in (shop / "policies/returns.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "expected", "told"),
    [
        ([b"\x03"], 130, ""),
        ([b"nobody\n", b"\x03"], 130, "That is none of them."),
        ([b"\x04"], 2, "Name it with --owner ROLE, one of: head-of-customer-service"),
        ([b"nobody\n", b"\x04"], 2, "error[owner-needed]"),
    ],
    ids=["Ctrl-C", "Ctrl-C later", "end of input", "end of input later"],
)
def test_who_ends_the_question_has_written_nothing(
    typed: list[bytes], expected: int, told: str, shop: Path
) -> None:
    before = _state(shop)
    code, said = at_a_terminal(shop, typed, "import", "handbook.md")
    assert (code, said.startswith(ASKED), told in said) == (expected, True, True)
    assert "Traceback" not in said
    assert _state(shop) == before


def test_who_named_the_owner_is_asked_nothing(shop: Path) -> None:
    code, said = at_a_terminal(shop, [], "import", "handbook.md", "--owner", OWNER)
    assert code == 0, said
    assert "Which role" not in said


def test_without_a_house_it_says_where_to_begin(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "policykit.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Staff must greet.", encoding="utf-8")
    done = policykit.at(tmp_path)("import", "a.txt", "--owner", OWNER)
    assert done.exit_code == 2
    assert "policykit init" in done.stderr


def test_a_text_without_rules_goes_to_the_notes(policykit: Program, shop: Path) -> None:
    (shop / "a.txt").write_text("The sun shines. It is warm.", encoding="utf-8")
    done = policykit.at(shop)("import", "a.txt", "--owner", OWNER)
    assert done.exit_code == 0
    assert "No rule was found in it" in done.stderr
    assert "- The sun shines. <!-- line 1 -->" in (shop / "policies" / "import-a.md").read_text(
        encoding="utf-8"
    )


RULES = """\
Area;Rule;Level;Why;Team
Returns;Take goods back within 30 days.;must;The law says so.;A
;Ask for a reason.;must not;;B
Complaints;Answer every complaint within 2 days.;should;;A
"""


def test_a_list_of_rules_becomes_a_policy_for_each_subject(policykit: Program, shop: Path) -> None:
    (shop / "rules.csv").write_text(RULES, encoding="utf-8")
    done = policykit.at(shop)("import", "rules.csv", "--owner", OWNER)
    assert done.exit_code == 0
    returns = (shop / "policies" / "returns.yaml").read_text(encoding="utf-8")
    assert "    must: Take goods back within {return-window}.\n    because: The law says so.\n" in (
        returns.replace("{time-limit}", "{return-window}")
    )
    assert "    must_not: Ask for a reason.\n" in returns
    complaints = (shop / "policies" / "complaints.yaml").read_text(encoding="utf-8")
    assert "areas: [complaints]" in complaints
    assert "    should: Answer every complaint within {answer-time}." in complaints


def test_no_draft_has_a_name_windows_keeps(policykit: Program, shop: Path) -> None:
    text = "# Con\n\nStaff must greet.\n\n# AUX\n\nStaff must thank.\n\n# Con\n\nStaff must wave.\n"
    (shop / "con.md").write_text(text, encoding="utf-8")
    before = _state(shop)
    assert policykit.at(shop)("import", "con.md", "--owner", OWNER).exit_code == 0
    assert sorted(_state(shop).keys() - before.keys()) == [
        "policies/aux-policy.yaml",
        "policies/con-policy-2.yaml",
        "policies/con-policy.yaml",
    ]
