"""`policykit record` as those call it who ask people, write drafts and settle comments."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.cli.conftest import ORGANISATION, SMALL
from tests.support.program import ROOT, Program

from policykit.model.document import Origin
from policykit.yamlsource import read

SCHEMA = json.loads((ROOT / "schemas/output/hearing.schema.json").read_text(encoding="utf-8"))
POLICY = "policies/phone-manners.yaml"
NEXT = "policies/phone-manners.next.yaml"
RECORD = "policies/phone-manners.record.yaml"
IN_REVIEW = (
    SMALL.replace("status: draft", "status: in-review")
    + "comments_until: 2026-12-01\naudience: [store-associate]\n"
    "feedback:\n  - {id: floor-talk, kind: conversation, from: staff}\n"
)
ROLES = """\
  store-associate: {title: Store associate}
  store-manager: {title: Store manager}
"""
ID = "phone-manners"


@pytest.fixture
def program(in_small: Program, small: Path) -> Program:
    (small / POLICY).write_text(IN_REVIEW, encoding="utf-8")
    path = small / "policies/organisation.yaml"
    path.write_text(ORGANISATION + ROLES, encoding="utf-8")
    return in_small


def _data(small: Path) -> Any:  # noqa: ANN401 - whatever the record holds
    return read((small / RECORD).read_bytes(), Origin(RECORD, ""))[0].data


def _add(program: Program, kind: str, *options: str) -> str:
    outcome = program("record", "add", kind, ID, *options)
    assert outcome.exit_code == 0, outcome.stderr
    return outcome.stdout


ADDED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "consulted": (
        (
            "consulted", "--role", "store-associate", "--count", "6", "--via", "focus-group",
            "--on", "2026-11-12", "--outcome", "One rule was reworded.",
        ),
        ("consulted:\n  - role: store-associate\n    count: 6\n    date: 2026-11-12\n"
        "    via: focus-group\n    outcome: One rule was reworded.\n"),
        "phone-manners: store-associate consulted on 2026-11-12, 6 people\n",
    ),
    "customers": (
        ("consulted", "--role", "customer"),
        "consulted:\n  - role: customer\n    date: 2026-11-21\n",
        "phone-manners: customer consulted on 2026-11-21\n",
    ),
    "evidence": (
        (
            "evidence", "--found", "Half of them: hang up.", "--source", "floor-talk",
            "--changed", "greet", "--changed", "phone-manners.answer-in",
        ),
        ("evidence:\n  - id: ev-1\n    source: floor-talk\n"
        '    found: "Half of them: hang up."\n    date: 2026-11-21\n'
        "    changed: [greet, answer-in]\n"),
        "phone-manners: evidence ev-1 of 2026-11-21\n",
    ),
    "comment": (
        (
            "comment", "--role", "store-associate", "--item", "greet", "--by", "a-17",
            "--says", "Too   fast\nfor us.",
        ),
        ("comments:\n  - id: co-1\n    role: store-associate\n    by: a-17\n"
        "    date: 2026-11-21\n    item: greet\n    says: Too fast for us.\n"),
        "phone-manners: comment co-1 on greet of 2026-11-21\n",
    ),
    "law": (
        ("law-checked", "--by", "store-manager"),
        "law_checked:\n  date: 2026-11-21\n  by: store-manager\n",
        "phone-manners: compared with the law on 2026-11-21 by store-manager\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("options", "text", "told"), ADDED.values(), ids=ADDED.keys())
def test_what_happened_is_noted_once(
    program: Program, small: Path, options: tuple[str, ...], text: str, told: str
) -> None:
    patch = program("record", "add", options[0], ID, *options[1:], "--dry-run").stdout
    assert f"+++ b/{RECORD}" in patch
    assert not (small / RECORD).exists()
    assert _add(program, *options) == told
    assert (small / RECORD).read_text(encoding="utf-8").endswith(text)
    assert program("lint", "--select", "schema,unknown-name,layout").exit_code == 0
    before = (small / RECORD).read_bytes()
    assert "It was noted already. Nothing written." in _add(program, *options)
    assert (small / RECORD).read_bytes() == before


def test_a_draft_is_bound_to_the_text(program: Program, small: Path) -> None:
    _add(program, "drafted", "--by", "a-21", "--on", "2026-11-01")
    (drafted,) = _data(small)["drafted"]
    assert (drafted["by"], drafted["date"]) == ("a-21", "2026-11-01")
    assert drafted["digests"]["en"].startswith("pk1-")
    (small / NEXT).write_text(
        IN_REVIEW.replace("0.1.0", "0.2.0").replace("20 seconds", "30 seconds"), encoding="utf-8"
    )
    _add(program, "drafted", "--by", "a-21", "--next")
    first, coming = (each["digests"]["en"] for each in _data(small)["drafted"])
    assert first != coming
    program("approve", ID, "--role", "head-of-customer-service", "--by", "a-21")
    assert "LIF010" in program("lint", "--select", "LIF010", "--format", "concise").stdout


SETTLED = """\
# ours
comments:
  - id: co-1 # from the floor
    role: store-associate
    date: 2026-11-14
    says: "Too fast."

  # at the fair
  - {id: co-2, role: customer, date: 2026-11-15, says: Too slow.} # loud
"""


def test_an_answer_touches_its_comment_alone(program: Program, small: Path) -> None:
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    done = program(
        "record", "answer", ID, "co-2", "--outcome", "taken", "--answer", "Yes, from May on.",
        "--by", "a-21", "--changed", "answer-in",
    )  # fmt: skip
    assert done.stdout == "phone-manners: comment co-2 taken on 2026-11-21\n"
    answered = program(
        "record", "answer", ID, "co-1", "--outcome", "not-taken", "--by", "a-21",
        "--answer", "Customers: they wait.", "--on", "2026-11-20",
    )  # fmt: skip
    assert answered.exit_code == 0
    assert (small / RECORD).read_text(encoding="utf-8") == SETTLED.replace(
        '    says: "Too fast."\n',
        '    says: "Too fast."\n    outcome: not-taken\n    answer: "Customers: they wait."\n'
        "    settled: 2026-11-20\n    settled_by: a-21\n",
    ).replace(
        "says: Too slow.}",
        'says: Too slow., outcome: taken, answer: "Yes, from May on.", settled: 2026-11-21, '
        "settled_by: a-21, changed: [answer-in]}",
    )  # fmt: skip


def test_an_answer_gives_way_only_when_that_is_asked_for(program: Program, small: Path) -> None:
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    first = (
        "record",
        "answer",
        ID,
        "co-1",
        "--outcome",
        "taken",
        "--answer",
        "Yes.",
        "--by",
        "a-2",
    )
    assert program(*first).exit_code == 0
    text = (small / RECORD).read_text(encoding="utf-8")
    assert "Nothing written" in program(*first).stdout
    other = (
        "record", "answer", ID, "co-1", "--outcome", "partly", "--answer", "In part.", "--by", "a-3",
    )  # fmt: skip
    refused = program(*other)
    assert refused.exit_code == 2
    assert "answered-already" in refused.stderr
    assert (small / RECORD).read_text(encoding="utf-8") == text
    assert program(*other, "--again").exit_code == 0
    assert (small / RECORD).read_text(encoding="utf-8") == text.replace(
        "outcome: taken\n    answer: Yes.", "outcome: partly\n    answer: In part."
    ).replace("a-2\n", "a-3\n")


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("Ms Berg disagrees.", True),
        ("Anna Berg says no.", True),
        ("Ask a.berg@havsby.example.", True),
        ("Call 0701-23 45 67.", True),
        ("Nobody asked Anna Berg about it.", False),
        ("It came to Storgatan 5, 432 44 Varberg.", False),
    ],
)
def test_what_is_refused_is_what_the_help_and_the_guide_say(
    program: Program, small: Path, says: str, refused: bool
) -> None:
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    outcome = program(*COMMENT, says)
    assert outcome.exit_code == (2 if refused else 0)
    told = "Other names and street addresses are not recognised: leave them out."
    helped = " ".join(re.sub(r"[│╭╰─╮╯]", " ", program("record", "--help").stdout).split())
    assert told in helped
    guide = (ROOT / "docs/guides/managers.md").read_text(encoding="utf-8")
    assert told in " ".join(guide.split())


def test_what_was_changed_is_not_left_on_a_comment_that_is_no_longer_taken(
    program: Program, small: Path
) -> None:
    text = SETTLED.replace(
        '    says: "Too fast."\n',
        '    says: "Too fast."\n    outcome: taken\n    answer: "Yes."\n    changed: [greet]\n',
    )
    (small / RECORD).write_text(text, encoding="utf-8")
    refused = program(
        "record", "answer", ID, "co-1", "--outcome", "not-taken", "--answer", "No.", "--by", "a-3",
        "--again",
    )  # fmt: skip
    assert refused.exit_code == 2
    assert "error[changed-by-nothing" in refused.stderr
    assert RECORD in refused.stderr
    assert (small / RECORD).read_text(encoding="utf-8") == text


def test_the_law_was_looked_at_again(program: Program, small: Path) -> None:
    (small / RECORD).write_text(
        "law_checked: {date: 2026-01-01, by: store-manager} # in spring\n", encoding="utf-8"
    )
    _add(program, "law-checked", "--by", "store-manager")
    assert (small / RECORD).read_text(encoding="utf-8") == (
        "law_checked: {date: 2026-11-21, by: store-manager} # in spring\n"
    )
    early = program(
        "record", "add", "law-checked", ID, "--by", "store-manager", "--on", "2026-02-01"
    )
    assert "checked-later" in early.stderr


CONSULTED = ("record", "add", "consulted")
COMMENT = ("record", "add", "comment", ID, "--role", "store-associate", "--says")
EVIDENCE = ("record", "add", "evidence", ID, "--found", "Half.")
ANSWER = ("--outcome", "taken", "--answer", "Yes.", "--by", "a-1")
REFUSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "a policy that is not there": (
        (*CONSULTED, "phone-maners", "--role", "customer"), "unknown-policy", "phone-manners?"
    ),
    "a role that is not there": (
        (*CONSULTED, ID, "--role", "store-asociate"), "unknown-role", "store-associate?"
    ),
    "a way that is not in the list": (
        (*CONSULTED, ID, "--role", "customer", "--via", "focusgroup"), "unknown-kind", "focus-group"
    ),
    "a day to come": (
        (*CONSULTED, ID, "--role", "customer", "--on", "2026-11-22"), "day-to-come", "happened"
    ),
    "no day": ((*CONSULTED, ID, "--role", "customer", "--on", "soon"), "wrong-date", "YYYY"),
    "a source that is not there": (
        (*EVIDENCE, "--source", "flor-talk"), "unknown-source", "floor-talk?"
    ),
    "an item that is not there": ((*EVIDENCE, "--changed", "greeet"), "unknown-item", "greet?"),
    "an item of the comment": ((*COMMENT, "No.", "--item", "gret"), "unknown-item", "greet?"),
    "nothing said": ((*COMMENT, " \n "), "nothing-said", "sentence"),
    "an essay": ((*COMMENT, "x " * 1001), "too-long", "gist"),
    "an address": ((*COMMENT, "Ask anna@havsby.example."), "person-in-text", "a…@….example"),
    "a telephone": ((*COMMENT, "Call 0701-23 45 67."), "person-in-text", "by the role"),
    "a name": ((*COMMENT, "Anna Berg says no."), "person-in-text", "A… B…"),
    "what nobody can see": ((*COMMENT, "Too \x07 fast."), "words-not-printable", "U+0007"),
    "what is no letter": ((*COMMENT, "Too \udc85 fast."), "words-not-printable", "U+DC85"),
    "a name as a code": ((*COMMENT, "No.", "--by", "anna-berg"), "person-in-record", "a-17"),
    "no id": ((*COMMENT, "No.", "--id", "CO 1"), "no-id", "small letters"),
    "an id that is taken": ((*COMMENT, "No.", "--id", "co-1"), "id-taken", "leave --id out"),
    "a comment that is not there": (
        ("record", "answer", ID, "co-9", *ANSWER), "unknown-comment", "Open are co-1, co-2."
    ),
    "an outcome that is none": (
        ("record", "answer", ID, "co-1", "--outcome", "take", *ANSWER[2:]),
        "unknown-outcome", "taken?",
    ),
    "an item that was changed by what was not taken": (
        ("record", "answer", ID, "co-1", "--outcome", "not-taken", *ANSWER[2:], "--changed", "greet"),
        "changed-by-nothing", "--outcome partly",
    ),
    "an answer before the comment": (
        ("record", "answer", ID, "co-1", *ANSWER, "--on", "2026-11-13"), "answered-before", "day"
    ),
    "an answer with an address": (
        ("record", "answer", ID, "co-1", *ANSWER[:3], "Ask a@b.example.", *ANSWER[4:]),
        "person-in-text", "role",
    ),
    "no kind": (("record", "add"), "unknown-note", "consulted, evidence"),
    "no such kind": (("record", "add", "coment", ID), "unknown-note", "comment?"),
    "no policy": ((*CONSULTED, "--role", "customer"), "note-of-nothing", "POLICY"),
    "two policies": ((*CONSULTED, ID, "a", "--role", "customer"), "note-of-nothing", "too many"),
    "no comment": (("record", "answer", ID, *ANSWER), "note-of-nothing", "COMMENT"),
    "an option is missing": ((*CONSULTED, ID), "note-incomplete", "--role"),
    "an option of another kind": (
        (*CONSULTED, ID, "--role", "customer", "--says", "x"), "note-takes-no", "--count"
    ),
    "an option of a note in a report": (("record", "--role", "customer"), "nothing-to-note", "add"),
    "a report of nobody's policy": (("record", "phone-maners"), "unknown-policy", "phone-manners"),
    "an owner that is none": (("record", "--owner", "store-manger"), "unknown-owner", "manager?"),
    "an area that is none": (("record", "--area", "phon"), "unknown-area", "phone?"),
    "a status that is none": (("record", "--status", "inreview"), "unknown-status", "in-review?"),
    "a format that is none": (("record", "--format", "ics"), "unknown-format", "html"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_noted_is_refused_and_nothing_is_written(
    program: Program, small: Path, words: tuple[str, ...], code: str, said: str
) -> None:
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    outcome = program(*words)
    assert outcome.exit_code == 2
    assert f"error[{code}" in outcome.stderr
    assert said in outcome.stderr
    assert "Anna" not in outcome.stderr
    assert "havsby.example" not in outcome.stderr
    assert (small / RECORD).read_text(encoding="utf-8") == SETTLED


@pytest.mark.parametrize(
    "text",
    ["comments: yes\n", "comments:\n  - {id: co-1}\n", "comments: [a\n", "- 1\n"],
    ids=["no list", "half a comment", "cut off", "a list"],
)
def test_a_record_edited_into_nonsense_is_left_alone(
    program: Program, small: Path, text: str
) -> None:
    (small / RECORD).write_text(text, encoding="utf-8")
    outcome = program(*COMMENT, "Too fast.")
    assert outcome.exit_code == 2
    assert RECORD in outcome.stderr
    assert (small / RECORD).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("sheet", [(), ("--comments",)], ids=["hearing", "comments"])
@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_a_record_with_a_mistake_is_told_where_it_is_reported(
    program: Program, small: Path, name: str, sheet: tuple[str, ...]
) -> None:
    asked = ("record", *sheet, "--format", name)
    (small / RECORD).write_text("comments: yes\n", encoding="utf-8")
    outcome = program(*asked)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "A list is expected here, this is a text." in outcome.stdout
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    assert "is expected here" not in program(*asked).stdout


def test_two_comments_with_one_id_are_not_answered_by_guess(program: Program, small: Path) -> None:
    (small / RECORD).write_text(SETTLED.replace("co-2", "co-1"), encoding="utf-8")
    assert "comment-twice" in program("record", "answer", ID, "co-1", *ANSWER).stderr


def test_a_note_outside_of_the_round_says_so(program: Program, small: Path) -> None:
    late = program(*COMMENT, "Too fast.", "--today", "2026-12-02")
    assert "The round of comments ended on 2026-12-01." in late.stderr
    (small / POLICY).write_text(SMALL, encoding="utf-8")
    assert "is not in review now" in program(*COMMENT, "Too slow.").stderr


def test_ids_are_free_over_the_whole_repository(program: Program, small: Path) -> None:
    other = "policies/other.yaml"
    (small / other).write_text(IN_REVIEW.replace(ID, "other"), encoding="utf-8")
    (small / "policies/other.record.yaml").write_text(
        "evidence:\n  - {id: ev-41, found: x, date: 2026-01-01}\n"
        "comments:\n  - {id: co-8, role: customer, date: 2026-01-01, says: x}\n",
        encoding="utf-8",
    )
    assert "evidence ev-42" in program(*EVIDENCE).stdout
    assert "comment co-1" in program(*COMMENT, "Too fast.").stdout


def test_a_rename_takes_the_comments_along(program: Program, small: Path) -> None:
    (small / RECORD).write_text(
        "comments:\n  - {id: co-1, role: customer, date: 2026-11-14, item: greet, says: No.,\n"
        "     outcome: taken, answer: Yes., changed: [greet]}\n",
        encoding="utf-8",
    )
    assert program("rename", f"{ID}.greet", "say-hello").exit_code == 0
    (comment,) = _data(small)["comments"]
    assert (comment["item"], comment["changed"]) == ("say-hello", ["say-hello"])


def test_several_at_once_lose_nothing(program: Program, small: Path) -> None:
    del program
    code = "import sys; from policykit.cli.app import run; sys.exit(run(sys.argv[1:]))"
    running = [
        subprocess.Popen(
            [
                sys.executable, "-c", code, *COMMENT, f"Number {number}.",
                "--today", "2026-11-21", "--root", str(small),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [each.wait(timeout=60) for each in running] == [0] * 4
    comments = _data(small)["comments"]
    assert sorted(each["id"] for each in comments) == [f"co-{number}" for number in range(1, 5)]
    assert sorted(each["says"] for each in comments) == [f"Number {n}." for n in range(4)]


_SAID = st.text(st.sampled_from("abcåß 19.:#'\"{}[],&*!|>%@`=~-?"), min_size=1, max_size=14).filter(
    lambda text: text.strip() and not text.strip().startswith("--")
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("comment"), _SAID),
        st.tuples(st.just("evidence"), _SAID),
        st.tuples(st.just("consulted"), _SAID),
    ),
    min_size=1,
    max_size=4,
)
_OPTIONS = {
    "comment": ("--role", "customer", "--says"),
    "evidence": ("--found",),
    "consulted": ("--role", "customer", "--outcome"),
}
_KEYS = {"comment": ("comments", "says"), "evidence": ("evidence", "found")} | {
    "consulted": ("consulted", "outcome")
}


@given(
    steps=_STEPS,
    start=st.sampled_from(["", SETTLED, SETTLED.replace("\n", "\r\n"), SETTLED.rstrip()]),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_notes_keep_every_earlier_byte(
    program: Program, small: Path, steps: list[tuple[str, str]], start: str
) -> None:
    (small / RECORD).write_bytes(start.encode())
    expected: dict[str, list[str]] = {"comments": ["Too fast.", "Too slow."] if start else []}
    for kind, said in steps:
        before = (small / RECORD).read_bytes()
        outcome = program("record", "add", kind, ID, *(_OPTIONS[kind]), f" {said}")
        after = (small / RECORD).read_bytes()
        if outcome.exit_code:
            assert "person-in-text" in outcome.stderr
            assert after == before
            continue
        lines = iter(after.splitlines())
        assert all(line in lines for line in before.splitlines())
        section, _ = _KEYS[kind]
        words = " ".join(said.split())
        if words not in expected.setdefault(section, []):
            expected[section].append(words)
    data = _data(small) or {}
    found = {
        section: [each[key] for each in data.get(section, [])] for section, key in _KEYS.values()
    }
    assert found == {"comments": [], "evidence": [], "consulted": []} | expected


def test_the_report_follows_its_schema_and_says_what_is_missing(
    program: Program, small: Path
) -> None:
    (small / RECORD).write_text(SETTLED, encoding="utf-8")
    report = json.loads(program("record", "--format", "json").stdout)
    jsonschema.validate(report, SCHEMA)
    (policy,) = report["policies"]
    assert (policy["comments_until"], policy["days_left"], policy["late"]) == (
        "2026-12-01",
        10,
        False,
    )
    assert {each["role"]: each["heard"] for each in policy["people"]} == {
        "store-associate": True, "customer": True,
    }  # fmt: skip
    assert [each["id"] for each in policy["feedback"] if not each["evidence"]] == ["floor-talk"]
    late = json.loads(program("record", "--format", "json", "--today", "2026-12-02").stdout)
    assert late["policies"][0]["late"] is True


CONCERNED = (
    SMALL.replace("owner: head-of-customer-service", "owner: boss")
    + """\
  - id: second
    must: Say goodbye.
    who: [floor]
    decides: [judge]
    law: [shop-law.hello]
escalation:
  - {id: up, to: boss, within: 1 hour}
  - {id: top, to: head-of-customer-service, within: 1 day}
"""
)


def test_whom_a_policy_concerns_and_how_they_were_heard(program: Program, small: Path) -> None:
    (small / POLICY).write_text(CONCERNED, encoding="utf-8")
    (small / "policies/organisation.yaml").write_text(
        ORGANISATION + ROLES + "  boss: {title: The boss}\n  judge: {title: The judge}\n"
        "  lawyer: {title: The lawyer}\nrole_groups:\n"
        "  floor: {title: The floor, roles: [store-associate, store-manager]}\n",
        encoding="utf-8",
    )
    settings_file = small / "policykit.yaml"
    settings_file.write_text(
        settings_file.read_text(encoding="utf-8") + "approvals: {law: [lawyer]}\n",
        encoding="utf-8",
    )
    (small / RECORD).write_text(
        "consulted: [{role: floor, date: 2026-11-01, count: 9}]\n"
        "law_checked: {date: 2026-11-02, by: lawyer}\n"
        "approvals: [{role: judge, by: a-1, date: 2026-11-03}]\n",
        encoding="utf-8",
    )
    people = json.loads(program("record", "--format", "json").stdout)["policies"][0]["people"]
    told = {
        each["role"]: (each["title"], each["why"], [it["how"] for it in each["occasions"]])
        for each in people
    }
    assert told == {
        "store-associate": ("Store associate", ["does what it asks"], ["asked"]),
        "store-manager": ("Store manager", ["does what it asks"], ["asked"]),
        "judge": ("The judge", ["decides in it"], ["approved it"]),
        "head-of-customer-service": (
            "Head of customer service", ["is a step of its escalation"], [],
        ),
        "lawyer": ("The lawyer", ["answers for the law in it"], ["compared it with the law"]),
        "customer": ("Customers", ["is promised something"], []),
    }  # fmt: skip


CHOSEN = {
    "all": ((), [ID]),
    "by id": ((ID,), [ID]),
    "by owner": (("--owner", "head-of-customer-service"), [ID]),
    "by another owner": (("--owner", "store-manager"), []),
    "by area": (("--area", "phone"), [ID]),
    "by status": (("--status", "in-review"), [ID]),
    "by another status": (("--status", "active"), []),
}


@pytest.mark.parametrize(("options", "policies"), CHOSEN.values(), ids=CHOSEN.keys())
def test_policies_are_chosen(
    program: Program, options: tuple[str, ...], policies: list[str]
) -> None:
    report = json.loads(program("record", *options, "--format", "json").stdout)
    assert [each["policy"] for each in report["policies"]] == policies
