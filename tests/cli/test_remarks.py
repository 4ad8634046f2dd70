"""`policykit remarks` as those call it who look after the policies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
import yaml
from tests.cli.conftest import SMALL
from tests.support.program import ROOT, Program

from policykit.handbook.remark_addresses import FORMS, About, address
from policykit.model.config import RemarkSettings
from policykit.remarking import MOST_BYTES, MOST_REMARKS, MOST_VALUES

POLICY = "policies/phone-manners.yaml"
RENAMED = SMALL.replace("id: phone-manners", "id: phone-manners\nformer_ids: [phone]").replace(
    "  - id: greet\n", "  - id: greet\n    former_ids: [hello]\n"
)
SCHEMA = json.loads((ROOT / "schemas/output/remarks.schema.json").read_text(encoding="utf-8"))
PLACES = {
    "github": ".github/ISSUE_TEMPLATE/policy-remark.yml",
    "gitlab": ".gitlab/issue_templates/policy-remark.md",
    "forgejo": ".gitea/issue_template/policy-remark.yml",
}
FIELDS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
}
"""The attributes that each kind of field may have, as GitHub documents them."""


@pytest.mark.parametrize("server", PLACES)
def test_a_form_goes_where_its_server_looks(in_small: Program, tmp_path: Path, server: str) -> None:
    printed = in_small("remarks", "--export", server)
    assert (printed.exit_code, printed.stderr) == (0, "")
    written = in_small("remarks", "--export", server, "--output", str(tmp_path / "here"))
    assert (written.exit_code, written.stdout) == (0, "")
    target = tmp_path / "here" / PLACES[server]
    assert target.read_text(encoding="utf-8") == printed.stdout
    assert [path for path in (tmp_path / "here").rglob("*") if path.is_file()] == [target]


def test_a_form_that_was_changed_stays(in_small: Program, tmp_path: Path) -> None:
    call = ("remarks", "--export", "github", "--output", str(tmp_path / "here"))
    target = tmp_path / "here" / PLACES["github"]
    assert [in_small(*call).exit_code for _ in range(2)] == [0, 0]
    target.write_text("ours\n", encoding="utf-8")
    outcome = in_small(*call)
    assert outcome.exit_code == 2
    assert "Another form stands there already" in outcome.stderr
    assert target.read_text(encoding="utf-8") == "ours\n"


def test_a_form_for_where_no_folder_can_be(in_small: Program, tmp_path: Path) -> None:
    (tmp_path / "here").write_text("", encoding="utf-8")
    outcome = in_small("remarks", "--export", "gitlab", "--output", str(tmp_path / "here"))
    assert outcome.exit_code == 2
    assert "The form cannot be written there." in outcome.stderr


@pytest.mark.parametrize(
    ("remarks", "said"),
    [
        ("{to: https://git.example.com/a/p}", "does not tell what answers there"),
        ("{to: https://github.com/acme}", "is not that of a repository"),
        ("{to: https://gitlab.com/a/p/-/issues}", "is not that of a repository"),
    ],
)
def test_an_address_without_remarks_is_told_alike_by_all(
    in_small: Program, small: Path, remarks: str, said: str
) -> None:
    (small / "policykit.yaml").write_text(
        f"format: 1\nremarks: {remarks}\n"
        "handbooks: {staff: {title: Staff, formats: [markdown]}}\n",
        encoding="utf-8",
    )
    linted = in_small("lint", "--format", "concise", "--no-cache")
    assert linted.exit_code == 1
    told = next(line for line in linted.stdout.splitlines() if "SET003" in line)
    assert said in told
    for call in (
        ("render", "staff", "--output", "made"),
        ("remarks", "--export", "github"),
    ):
        refused = in_small(*call)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert said in refused.stderr
    assert not (small / "made").exists()


@pytest.mark.parametrize("locale", ["en", "sv", "de"])
@pytest.mark.parametrize(("server", "about"), [("github", "description"), ("forgejo", "about")])
def test_a_form_is_as_its_server_asks(
    in_small: Program, server: str, about: str, locale: str
) -> None:
    form = yaml.safe_load(in_small("remarks", "--export", server, "--locale", locale).stdout)
    assert form.keys() == {"name", about, "labels", "body"}
    assert form["labels"] == ["policy-remark"]
    assert all(isinstance(form[key], str) and form[key].strip() for key in ("name", about))
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    labels = [field["attributes"].get("label") for field in form["body"]]
    assert ids == ["statement", "words", "happened", "better", "role"]
    assert all(re.fullmatch("[A-Za-z0-9_-]+", each) for each in ids)
    assert len(set(labels)) == len(labels), "a server tells fields apart by their labels"
    for field in form["body"]:
        assert field.keys() <= {"type", "id", "attributes", "validations"}
        assert field["attributes"].keys() <= FIELDS[field["type"]]
        assert all(isinstance(each, str) and each for each in field["attributes"].values())
        assert field.get("validations", {}) in ({}, {"required": True})
    assert form["body"][0]["type"] == "markdown", "what not to write stands before the fields"


@pytest.mark.parametrize("server", ["github", "forgejo"])
def test_a_link_fills_fields_that_the_form_has(in_small: Program, server: str) -> None:
    form = yaml.safe_load(in_small("remarks", "--export", server).stdout)
    fields = {field.get("id") for field in form["body"]}
    to = RemarkSettings(to="https://git.example.com/a/b", kind=server)
    found = address(to, About(policy="a", statement="b", title="c"), lambda _key: "")
    given = dict(parse_qsl(urlsplit(found).query))
    assert FORMS[server].endswith(given.pop("template"))
    assert given.pop("title")
    assert {name.removeprefix("field:") for name in given} <= fields


def test_what_came_in_is_told_by_rule(in_small: Program, small: Path) -> None:
    (small / POLICY).write_text(RENAMED, encoding="utf-8")
    issues = [
        {
            "number": 7,
            "title": "phone.hello: Answer within 20 seconds",
            "body": "### Rule\n\nphone.hello\n",
            "createdAt": "2026-10-02T08:00:00Z",
            "state": "OPEN",
        },
        {
            "iid": 5,
            "title": "It cannot be done",
            "description": "## Rule\n\nphone-manners.greet\n\n## What it says\n\nAnswer.\n",
            "created_at": "2026-09-01T08:00:00Z",
            "state": "closed",
        },
        {"number": 8, "title": "phone-manners: All of it", "body": "", "state": "closed"},
        {"number": 9, "title": "returns.gone: \x1b[31mred", "createdAt": "2026-10-03"},
        {"number": 10, "title": "The coffee", "body": None, "createdAt": 5},
        {"title": "phone-manners.answer-in: Too short", "body": "x"},
    ]
    (small / "issues.json").write_text(json.dumps(issues), encoding="utf-8")
    outcome = in_small("remarks", "issues.json")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout == (
        "phone-manners: How we answer the phone\n"
        "  #8  no day  closed  All of it\n"
        "\n"
        "phone-manners.answer-in: answer in\n"
        "  #0  no day  open  Too short\n"
        "      Says: x\n"
        '  Note what you learn: policykit record add evidence phone-manners --found "…"\n'
        "\n"
        "phone-manners.greet: Answer within {answer-in} and give your first name.\n"
        "  #5  2026-09-01  closed  It cannot be done\n"
        "  #7  2026-10-02  open  Answer within 20 seconds  (said of phone.hello)\n"
        '  Note what you learn: policykit record add evidence phone-manners --found "…"\n'
        "\n"
        "About nothing that is here, or ever was:\n"
        "  #9  2026-10-03  open  \\u001b[31mred  (said of returns.gone)\n"
        "  #10  no day  open  The coffee\n"
        "\n"
    )


GITHUB = """\
### Rule

phone-manners.greet

### What it says

Answer within 20 seconds and give your first name. (1.0.0, en)

### What happened, or what is wrong?

Three customers at the till, one phone.\r
## Not ours
Nobody can answer.

### What would be better?

_No response_

### Your role, such as store associate

store associate
"""
GITLAB = """\
<!--
Written by the program.
-->
## Regel

phone-manners.greet

## Vad den säger

Svara. (1.0.0, sv)

## Vad hände, eller vad är fel?

Tre kunder i kassan.

## Vad vore bättre?

Låt oss ringa upp.

## Din roll, till exempel butikssäljare

Skriv inga namn, ordernummer eller andra uppgifter om kunder eller kollegor.

/label ~policy-remark
"""
MAIL = "Rule:\r\n\r\nphone-manners.greet\r\n\r\nWhat happened, or what is wrong?\r\n\r\nToo loud."
ROLE = "store associate"
BODIES = {
    "github": (
        {"body": GITHUB},
        {
            "words_then": "Answer within 20 seconds and give your first name. (1.0.0, en)",
            "happened": "Three customers at the till, one phone.\n## Not ours\nNobody can answer.",
            "role": ROLE,
        },
    ),
    "gitlab": (
        {"description": GITLAB},
        {
            "words_then": "Svara. (1.0.0, sv)",
            "happened": "Tre kunder i kassan.",
            "better": "Låt oss ringa upp.",
        },
    ),
    "words above the form": (
        {"body": "Urgent!\n\n" + GITHUB.replace("_No response_", "A bell.")},
        {
            "words_then": "Answer within 20 seconds and give your first name. (1.0.0, en)",
            "happened": "Three customers at the till, one phone.\n## Not ours\nNobody can answer.",
            "better": "A bell.",
            "role": ROLE,
            "said": "Urgent!",
        },
    ),
    "mail": ({"description": MAIL}, {"happened": "Too loud."}),
    "without a form": (
        {"body": "phone-manners.greet\n\nIt is too loud.\n\n> What would be better?\n\nA bell."},
        {"said": "It is too loud.\n\n> What would be better?\n\nA bell."},
    ),
    "a comment that does not end": ({"body": "A <!-- b"}, {"said": "A <!-- b"}),
    "a hundred thousand of them": ({"body": "<!--" * 100_000}, {"said": "<!--" * 100_000}),
    "nothing": ({"body": ""}, {}),
}
NOTHING = dict.fromkeys(("words_then", "happened", "better", "role", "said"), "")


@pytest.mark.parametrize(("issue", "said"), BODIES.values(), ids=list(BODIES))
def test_what_was_said_is_whole_in_data(
    in_small: Program, small: Path, issue: dict[str, str], said: dict[str, str]
) -> None:
    title = "phone-manners.greet: Answer within 20 seconds and give your first name."
    whole = {"number": 1, "title": title, "createdAt": "2026-10-02T08:00:00Z", **issue}
    (small / "issues.json").write_text(json.dumps([whole]), encoding="utf-8")
    outcome = in_small("remarks", "issues.json", "--format", "json")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    report = json.loads(outcome.stdout)
    jsonschema.validate(report, SCHEMA)
    (about,) = report["about"]
    (came,) = about["remarks"]
    assert {key: came[key] for key in NOTHING} == {**NOTHING, **said}
    assert came["title"] == ("" if said.get("words_then", "").startswith("Answer") else title[21:])


@pytest.mark.parametrize("server", ["github", "forgejo"])
def test_a_form_of_ones_own_is_read_by_its_ids(in_small: Program, small: Path, server: str) -> None:
    form = in_small("remarks", "--export", server).stdout
    own = small / PLACES[server]
    own.parent.mkdir(parents=True)
    own.write_text(form.replace("What would be better?", "Your wish"), encoding="utf-8")
    body = GITHUB.replace("What would be better?\n\n_No response_", "Your wish\n\nA bell.")
    issue = {"number": 1, "title": "phone-manners.greet", "body": body}
    (small / "issues.json").write_text(json.dumps([issue]), encoding="utf-8")
    assert "      Better: A bell.\n" in in_small("remarks", "issues.json").stdout
    for nonsense in ("body: 5", "body: [1, {id: better, attributes: 3}]", "- [", "\x00"):
        own.write_text(nonsense, encoding="utf-8")
        outcome = in_small("remarks", "issues.json")
        assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_what_was_said_is_shown_shortened(in_small: Program, small: Path) -> None:
    long = GITHUB.replace("Nobody can answer.", "Nobody can answer. " * 30)
    title = "phone-manners.greet: Answer within 20 seconds and give your…"
    issues = [
        {"number": 1, "title": title, "body": long, "createdAt": "2026-10-02", "state": "open"},
        {"number": 2, "title": "phone-manners.greet: Answer", "body": "::error::\x1b[31mred"},
    ]
    (small / "issues.json").write_text(json.dumps(issues), encoding="utf-8")
    shown = in_small("remarks", "issues.json").stdout
    assert shown.startswith(
        "phone-manners.greet: Answer within {answer-in} and give your first name.\n"
        "  #1  2026-10-02  open\n"
        "      Happened: Three customers at the till, one phone. ## Not ours Nobody can answer."
    )
    assert "…\n      Role: store associate\n  #2  no day  open  Answer\n" in shown
    assert "      Says: ::error::\\u001b[31mred\n" in shown
    assert shown.count("Nobody can answer.") < 12
    written = in_small("remarks", "issues.json", "--format", "markdown:said.md")
    assert (written.exit_code, written.stdout) == (0, "")
    told = (small / "said.md").read_text(encoding="utf-8")
    assert told.count("Nobody can answer.") == 30
    assert "### <code>phone-manners.greet</code>\n" in told
    assert "  - Role: store associate\n" in told
    assert "<br>## Not ours<br>" in told


def test_nobody_said_anything(in_small: Program, small: Path) -> None:
    (small / "issues.json").write_text("[]", encoding="utf-8")
    assert in_small("remarks", "issues.json").stdout == "Nobody has said anything.\n"


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", "null", "\xff", "[" * 100_000, '[{"number": 1}'], ids=repr
)
def test_what_is_no_list_of_issues_is_said_to_be_none(
    in_small: Program, small: Path, content: str
) -> None:
    (small / "issues.json").write_bytes(content.encode("latin-1"))
    outcome = in_small("remarks", "issues.json")
    assert outcome.exit_code == 2
    assert "This is no list of issues." in outcome.stderr
    assert "gh issue list" in outcome.stderr


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (b" " * (MOST_BYTES + 1), "20 MB"),
        (b"[" + b"{}," * (MOST_VALUES // 2) + b"{}]", "1,000,000 values"),
        (b"[" + b"{}," * MOST_REMARKS + b"{}]", "50,000 remarks"),
    ],
    ids=["bytes", "values", "remarks"],
)
def test_a_list_that_is_too_long_is_refused(
    in_small: Program, small: Path, content: bytes, most: str
) -> None:
    (small / "issues.json").write_bytes(content)
    outcome = in_small("remarks", "issues.json")
    assert outcome.exit_code == 2
    assert f"This list of issues is too long: it has more than {most}." in outcome.stderr
    assert "--state open" in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "There is nothing to show and nothing to make."),
        (("a.json", "--export", "github"), "do not go together"),
        (("--export", "svn"), "There is no form for 'svn'."),
        (("--export", "github", "--locale", "tlh"), "There are no words for 'tlh'."),
        (("--export", "github", "--format", "json"), "no other format"),
        (("gone.json",), "This list of issues cannot be read."),
    ],
)
def test_a_call_that_cannot_be_answered(
    in_small: Program, arguments: tuple[str, ...], said: str
) -> None:
    outcome = in_small("remarks", *arguments)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
