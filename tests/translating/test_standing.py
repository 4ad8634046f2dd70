"""How far each language is, as a table, as JSON and as a gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.program import Program
from tests.translating.shop import SOURCE, WHOLE, WORDS, make_shop

TABLE = """\
sv  required, 0 % of 23 texts up to date
  policy         up to date    not known     missing       owner
  organisation   no file                     3
  phone-manners  0 %           20                          head-of-customer-service
  Nobody has noted of 20 of them that they say what the source says: read them, then --stamp.

de  not required, 0 % of 23 texts up to date
  policy         up to date    missing       owner
  organisation   no file       3
  phone-manners  no file       20            head-of-customer-service
"""


def test_the_table_tells_each_language(tmp_path: Path, policykit: Program) -> None:
    program = policykit.at(make_shop(tmp_path / "shop"))
    outcome = program("translate", "--status", COLUMNS="100")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout == TABLE


def test_one_policy_is_told_address_by_address(tmp_path: Path, policykit: Program) -> None:
    words = WHOLE.replace("  listen: Lyssna\n", "  listen:\n").replace(
        "supersedes:", "faq: {x: y}\nsupersedes:"
    )
    program = policykit.at(
        make_shop(tmp_path / "shop", words + "translated_from: {title: s-00000000}\n")
    )
    asked = ("translate", "phone-manners", "--locale", "sv", "--status")
    assert program(*asked).stdout.endswith(
        f"\n{WORDS}\n  stale    title\n  missing  statements.listen\n  gone     faq.x\n"
    )
    (found,) = json.loads(program(*asked, "--format", "json").stdout)["translations"]
    assert {key: value for key, value in found.items() if key not in {"unread", "unknown"}} == {
        "translates": "phone-manners",
        "locale": "sv",
        "coming": False,
        "path": WORDS,
        "owner": "head-of-customer-service",
        "required": True,
        "texts": 20,
        "translated": 19,
        "share": 0,
        "stale": ["title"],
        "older": [],
        "missing": ["statements.listen"],
        "gone": ["faq.x"],
        "trouble": "",
    }
    assert len(found["unread"]) == 18
    assert found["unknown"] == found["unread"]


@pytest.mark.parametrize(
    ("words", "gate", "code"),
    [
        (WHOLE, "stale", 0),
        (WHOLE, "missing", 0),
        (WHOLE, "unknown", 1),
        (None, "unknown", 0),
        ("title: [\n", "unknown", 1),
        (WHOLE.replace("listen: Lyssna", "listen:"), "stale", 0),
        (WHOLE.replace("listen: Lyssna", "listen:"), "missing", 1),
        (f"{WHOLE}translated_from: {{title: s-00000000}}\n", "stale", 1),
        (f"{WHOLE}translated_from: {{title: s-00000000}}\n", "missing", 1),
        ("title: [\n", "stale", 1),
        (None, "missing", 1),
        (None, "stale", 0),
    ],
)
def test_the_gate(
    tmp_path: Path, policykit: Program, words: str | None, gate: str, code: int
) -> None:
    program = policykit.at(make_shop(tmp_path / "shop", words))
    outcome = program("translate", "phone-manners", "--status", "--fail-on", gate)
    assert outcome.exit_code == code


def test_the_organisation_has_words_too(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    program = policykit.at(root)
    assert program("translate", "organisation", "--locale", "sv").exit_code == 0
    path = root / "policies" / "organisation.sv.yaml"
    made = path.read_text(encoding="utf-8")
    assert "regions:\n  GB:\n    #> Great Britain\n    title:\n" in made
    path.write_text(made.replace("    title:\n", "    title: Ord\n"), encoding="utf-8")
    assert program("translate", "organisation", "--locale", "sv", "--stamp").exit_code == 0
    outcome = program(
        "translate", "organisation", "--locale", "sv", "--status", "--fail-on", "missing"
    )
    assert outcome.exit_code == 0
    assert "organisation  100 %" in outcome.stdout


def test_accepted_words_are_known_to_be_up_to_date(tmp_path: Path, policykit: Program) -> None:
    program = policykit.at(make_shop(tmp_path / "shop"))
    asked = ("translate", "phone-manners", "--locale", "sv")
    assert program(*asked, "statements.listen", "--stamp").exit_code == 0
    assert program(*asked, "--status", "--fail-on", "unknown").exit_code == 1
    assert program(*asked, "--stamp").exit_code == 0
    outcome = program(*asked, "--status", "--fail-on", "unknown")
    assert outcome.exit_code == 0
    assert outcome.stdout == (
        "sv  required, 100 % of 20 texts up to date\n"
        "  policy         up to date    owner\n"
        "  phone-manners  100 %         head-of-customer-service\n"
    )


def test_one_count_of_what_is_to_be_translated(tmp_path: Path, policykit: Program) -> None:
    program = policykit.at(make_shop(tmp_path / "shop", None))
    asked = ("translate", "phone-manners", "--locale", "sv")
    (before,) = json.loads(program(*asked, "--status", "--format", "json").stdout)["translations"]
    assert program(*asked).stderr == f"{WORDS}: 20 texts to translate, and 2 more if you like.\n"
    (after,) = json.loads(program(*asked, "--status", "--format", "json").stdout)["translations"]
    assert before["texts"] == after["texts"] == len(after["missing"]) == 20


def test_what_is_the_same_in_every_language_is_not_counted(
    tmp_path: Path, policykit: Program
) -> None:
    source = SOURCE.replace("who: new here", 'who: "{answer-in}"')
    words = WHOLE.replace("ny här", '"{answer-in}"')
    program = policykit.at(make_shop(tmp_path / "shop", words, source))
    asked = ("translate", "phone-manners", "--locale", "sv")
    (found,) = json.loads(program(*asked, "--status", "--format", "json").stdout)["translations"]
    assert found["texts"] == found["translated"] == 19
    assert program(*asked, "--stamp").stderr == f"{WORDS}: 19 texts accepted.\n"
    assert program(*asked, "--status", "--fail-on", "unknown").exit_code == 0
