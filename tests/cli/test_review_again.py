"""`policykit review` on what refers to words that changed, as an author meets it in Git."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import SMALL
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, Program

from policykit import suspected
from policykit.library import suspects
from policykit.library.suspects import OldestName
from policykit.model.facts import Facts

SCHEMA = json.loads((ROOT / "schemas/output/reviews.schema.json").read_text(encoding="utf-8"))
POLICY = "policies/phone-manners.yaml"
RECORD = "policies/phone-manners.record.yaml"
TEXT = SMALL + (
    "scripts:\n"
    "  - {id: hello, title: Hello, text: Good morning., supports: [greet]}\n"
    "  - {id: wait, title: Waiting, text: We are with you soon., supports: [greet]}\n"
)
CALLS = (
    TEXT.replace("id: phone-manners", "id: calls")
    .replace("{answer-in}", "{phone-manners.answer-in}")
    .replace("  answer-in:", "  call-back:")
)


@pytest.fixture
def program(in_small: Program, small: Path) -> Program:
    git = new_repository(small)
    git.write({POLICY: TEXT, "policies/calls.yaml": CALLS})
    _commit(git, "First", 1)
    return in_small


def _commit(git: GitFolder, message: str, day: int) -> None:
    git.git("add", "-A")
    git.git("commit", "-qm", message, on=datetime(2026, 10, day, tzinfo=UTC))


def _report(program: Program, *arguments: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(program("review", "--format", "json", *arguments).stdout)
    jsonschema.validate(body, SCHEMA)
    return body


def _told(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (each["policy"], each["item"], f"{each['target']['policy']}.{each['target']['item']}")
        for each in body["suspects"]
    ]


def _edit(small: Path, was: str, now: str, path: str = POLICY) -> None:
    place = small / path
    text = place.read_text(encoding="utf-8")
    assert was in text
    place.write_text(text.replace(was, now), encoding="utf-8")


def test_nobody_looked_so_nothing_is_known(program: Program, small: Path) -> None:
    _edit(small, "20 seconds", "40 seconds")
    assert _report(program)["suspects"] == []


def test_from_the_change_to_the_look(program: Program, small: Path) -> None:
    assert program("review", "mark", "phone-manners", "calls", "--by", "a-17").exit_code == 0
    assert _report(program)["suspects"] == []
    _edit(small, "20 seconds", "40 seconds")
    _edit(small, "give your first name", "give your name")
    body = _report(program)
    assert _told(body) == [
        ("calls", "greet", "phone-manners.answer-in"),
        ("phone-manners", "greet", "phone-manners.answer-in"),
        ("phone-manners", "hello", "phone-manners.greet"),
        ("phone-manners", "wait", "phone-manners.greet"),
    ]
    (words,) = body["suspects"][2]["changed"]
    assert "give your[- first-] name" in words
    assert body["suspects"][0]["changed"] == ["answer-in got longer: 20 seconds → 40 seconds."]
    assert body["suspects"][0]["line"] == 12
    assert body["suspects"][0]["target"]["words"] == "40 seconds"
    found = program("lint", "--select", "suspect-reference", "--format", "concise").stdout
    assert found.count("REF004 suspect-reference") == 4

    before = (small / RECORD).read_bytes()
    outcome = program("review", "mark", "phone-manners.hello")
    assert outcome.stdout == (
        "phone-manners.hello: looked at with the 1 statement or term it refers to\n"
    )
    assert len((small / RECORD).read_bytes()) == len(before)
    assert [each[1] for each in _told(_report(program))] == ["greet", "greet", "wait"]
    program("review", "mark", "phone-manners", "calls", "--by", "a-17")
    assert _report(program)["suspects"] == []


def test_since_a_revision_it_is_what_nobody_touched(program: Program, small: Path) -> None:
    _edit(small, "20 seconds", "40 seconds")
    _edit(small, "give your first name", "give your name")
    _edit(small, "Good morning.", "Hello.")
    git = GitFolder(small)
    _commit(git, "Second", 2)
    body = _report(program, "--since", "HEAD~1")
    # The rule itself and one script were changed with it: somebody has looked at these.
    assert _told(body) == [
        ("calls", "greet", "phone-manners.answer-in"),
        ("phone-manners", "wait", "phone-manners.greet"),
    ]
    assert body["since"] == "HEAD~1"
    assert _report(program, "--since", "HEAD")["suspects"] == []
    assert "calls" not in {
        each[0] for each in _told(_report(program, "phone-manners", "--since", "HEAD~1"))
    }


def test_what_comes_is_held_against_what_was_to_come(program: Program, small: Path) -> None:
    path = "policies/phone-manners.next.yaml"
    coming = TEXT.replace("Good morning.", "Good day.").replace("first name", "own name")
    git = GitFolder(small)
    git.write({path: coming.replace("0.1.0", "0.2.0")})
    _commit(git, "Second", 2)
    _edit(small, "own name", "full name", path)
    _edit(small, "We are with you soon.", "Please wait.", path)
    body = _report(program, "--since", "HEAD")
    # This script was changed with the rule; the other one was, too, but before.
    assert [(each["item"], each["path"]) for each in body["suspects"]] == [("hello", path)]


def test_an_earlier_text_is_read_once_for_all_that_changed(
    program: Program, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("review", "mark", "phone-manners", "calls", "--by", "a-17")
    _edit(small, "20 seconds", "40 seconds")
    _edit(small, "give your first name", "give your name")
    git = GitFolder(small)
    _commit(git, "Second", 2)
    _edit(small, "status: draft", "status: in-review")
    _commit(git, "Third", 3)
    asked: list[Facts] = []

    def said(facts: Facts, oldest_name: OldestName) -> dict[str, str]:
        asked.append(facts)
        return suspects.said(facts, oldest_name)

    monkeypatch.setattr(suspected, "said", said)
    found = {tuple(each["changed"]) for each in _report(program)["suspects"]}
    assert len(found) == 2
    assert () not in found
    assert len(asked) == 3


RENAMED = {
    "what is referred to": ("phone-manners.greet", "welcome", "phone-manners.hello"),
    "what refers to it": ("phone-manners.hello", "good-day", "phone-manners.good-day"),
    "the policy": ("phone-manners", "phones", "phones.hello"),
    "a term in the words": ("phone-manners.answer-in", "soon", "phone-manners.hello"),
}


@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize(("old", "new", "place"), RENAMED.values(), ids=RENAMED.keys())
def test_a_rename_hides_no_change(
    program: Program, small: Path, old: str, new: str, place: str, *, is_committed: bool
) -> None:
    _edit(small, "give your first name", "give your name")
    assert program("rename", old, new).exit_code == 0
    if is_committed:
        _commit(GitFolder(small), "Second", 2)
    body = _report(program, "--since", "HEAD~1" if is_committed else "HEAD")
    found = {f"{each['policy']}.{each['item']}": each for each in body["suspects"]}
    assert set(found) == {place, f"{place.partition('.')[0]}.wait"}
    (words,) = found[place]["changed"]
    assert "[- first-]" in words


def test_what_a_reader_sees(program: Program, small: Path) -> None:
    program("review", "mark", "phone-manners", "--by", "a-17")
    _edit(small, "give your first name", "give your name")
    text = program("review").stdout
    assert text.endswith(
        """\

to look at again
2 places refer to words that have changed since somebody looked, in 1 policy.

  phone-manners  head-of-customer-service
    hello refers to the statement greet (policies/phone-manners.yaml:14)
      The text of the statement greet no longer has first. Answer within {answer-in} and give your[-
      first-] name.
    wait refers to the statement greet (policies/phone-manners.yaml:15)
    once looked at: policykit review mark phone-manners.hello phone-manners.wait
"""
    ), text
    markdown = program("review", "--format", "markdown").stdout
    assert "| hello, policies/phone-manners.yaml:14 | statement greet | " in markdown


def test_without_git_the_words_now_are_told(in_small: Program, small: Path) -> None:
    (small / POLICY).write_text(TEXT, encoding="utf-8")
    in_small("review", "mark", "phone-manners", "--by", "a-17")
    _edit(small, "20 seconds", "40 seconds")
    body = _report(in_small)
    assert [each["changed"] for each in body["suspects"]] == [[]]
    assert "It now says: 40 seconds" in in_small("review").stdout
    outcome = in_small("review", "--since", "main")
    assert (outcome.exit_code, "Traceback" in outcome.stderr) == (2, False)


REFUSED = {
    "an item there is not": ("phone-manners.hallo", "Did you mean phone-manners.hello?"),
    "one that refers to nothing": ("calls.call-back", "lists what is to be looked at again"),
    "a policy there is not": ("phone.hello", "There is no policy of this name."),
}


@pytest.mark.parametrize(("name", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_marked(program: Program, small: Path, name: str, words: str) -> None:
    outcome = program("review", "mark", name)
    assert outcome.exit_code == 2
    assert words in outcome.stderr
    assert not list(small.glob("policies/*.record.yaml"))


def test_a_check_never_writes(program: Program, small: Path) -> None:
    program("review", "mark", "phone-manners", "--by", "a-17")
    _edit(small, "20 seconds", "40 seconds")
    before = {path: path.read_bytes() for path in small.rglob("policies/*")}
    program("review")
    program("lint", "--fix", "--unsafe-fixes", "--select", "suspect-reference")
    assert {path: path.read_bytes() for path in small.rglob("policies/*")} == before
