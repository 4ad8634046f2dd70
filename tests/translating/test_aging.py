"""Words nobody accepted: what the history says of their age."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.sources.repositories import INHERITED, GitFolder, new_repository
from tests.support.program import Program
from tests.translating.shop import POLICY, SOURCE, WHOLE, WORDS, make_shop

from policykit.translating.aging import opened_ages
from policykit.translating.subject import opened_subject

NEXT = POLICY.replace(".yaml", ".next.yaml")
NEXT_WORDS = WORDS.replace(".sv.", ".next.sv.")
LATER = SOURCE.replace("must: Listen\n", "must: Listen well\n")
LATEST = LATER.replace("Say it back.", "Say it again.")
NEW_WORDS = WHOLE.replace("listen: Lyssna", "listen: Lyssna väl")
LISTEN = "statements.listen"
THEN = "statements.listen.then"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    repository = new_repository(make_shop(tmp_path / "shop"))
    repository.commit("All policies", {})
    return repository


def _older(root: Path, name: str = "phone-manners", *, coming: bool = False) -> dict[str, object]:
    with opened_ages(root) as ages, opened_subject(root, name, "sv", coming=coming) as subject:
        return dict(ages.older(subject))


STORIES: dict[str, tuple[tuple[dict[str, str], ...], dict[str, object]]] = {
    "nothing happened": ((), {}),
    "the source changed": (({POLICY: LATER},), {LISTEN: "Listen"}),
    "twice": (({POLICY: LATER}, {POLICY: LATEST}), {LISTEN: "Listen", THEN: "Say it back."}),
    "and back": (({POLICY: LATER}, {POLICY: SOURCE}), {}),
    "the words changed, too": (({POLICY: LATER}, {WORDS: NEW_WORDS}), {}),
    "before it": (({WORDS: NEW_WORDS}, {POLICY: LATER}), {LISTEN: "Listen"}),
    "with it": (({POLICY: LATER, WORDS: NEW_WORDS},), {}),
    "words beside them changed": (
        ({POLICY: LATER}, {WORDS: WHOLE.replace("Ett namn", "Namn").replace("En kö", "Kö")}),
        {LISTEN: "Listen"},
    ),
    "other words each time": (
        ({POLICY: LATER}, {WORDS: NEW_WORDS}, {POLICY: LATEST}),
        {THEN: "Say it back."},
    ),
    "layout alone": (({POLICY: SOURCE.replace("must: Listen", "must:   Listen  # as ever")},), {}),
    "a broken file in between": (
        ({POLICY: LATER}, {WORDS: "title: [\n"}, {WORDS: WHOLE}),
        {LISTEN: "Listen"},
    ),
    "a list": (
        ({POLICY: SOURCE.replace("- The number", "- The day")},),
        {"scenarios.queue#wrong": ("The name", "The number")},
    ),
    "a statement of another id": (
        (
            {POLICY: LATER},
            {
                POLICY: LATER.replace("id: listen", "id: hear\n    former_ids: [listen]"),
                WORDS: WHOLE.replace("  listen", "  hear"),
            },
        ),
        {"statements.hear": "Listen"},
    ),
    "a term of another id": (
        (
            {
                POLICY: SOURCE.replace("{answer-in}", "{reply-in}").replace(
                    "answer-in:", "reply-in:\n    former_ids: [answer-in]"
                ),
                WORDS: WHOLE.replace("answer-in", "reply-in"),
            },
        ),
        {},
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_words_older_than_their_source(shop: GitFolder, name: str) -> None:
    commits, expected = STORIES[name]
    for number, files in enumerate(commits):
        shop.commit(f"Number {number}", files)
    assert _older(shop.path) == expected


@pytest.mark.parametrize("name", STORIES)
def test_the_last_change_counts_before_it_is_committed(shop: GitFolder, name: str) -> None:
    commits, expected = STORIES[name]
    for number, files in enumerate(commits[:-1]):
        shop.commit(f"Number {number}", files)
    shop.write(dict(commits[-1]) if commits else {})
    assert _older(shop.path) == expected


def test_words_that_somebody_accepted_are_left_to_their_stamps(
    shop: GitFolder, policykit: Program
) -> None:
    program = policykit.at(shop.path)
    shop.commit("Later", {POLICY: LATER})
    asked = ("translate", "phone-manners", "--locale", "sv")
    assert program(*asked, "statements.listen", "--stamp").exit_code == 0
    assert _older(shop.path) == {}


def test_a_policy_of_another_name(shop: GitFolder) -> None:
    shop.commit("Later", {POLICY: LATER})
    moved = LATER.replace("id: phone-manners", "id: calls\nformer_ids: [phone-manners]", 1)
    words = WHOLE.replace("translates: phone-manners", "translates: calls")
    for path in (POLICY, WORDS):
        (shop.path / path).unlink()
    new = {"policies/calls.yaml": moved, "policies/calls.sv.yaml": words}
    shop.write(new)
    assert _older(shop.path, "calls") == {LISTEN: "Listen"}
    shop.commit("Another name", new)
    assert _older(shop.path, "calls") == {LISTEN: "Listen"}


def test_a_coming_version_and_what_it_becomes(shop: GitFolder) -> None:
    shop.commit("Coming", {NEXT: LATER})
    shop.commit("Its words", {NEXT_WORDS: WHOLE})
    assert _older(shop.path, coming=True) == {LISTEN: "Listen"}
    shop.commit("Changed again", {NEXT: LATEST})
    expected = {LISTEN: "Listen", THEN: "Say it back."}
    assert _older(shop.path, coming=True) == expected
    assert _older(shop.path) == {}
    for path in (NEXT, NEXT_WORDS):
        (shop.path / path).unlink()
    shop.commit("In force", {POLICY: LATEST, WORDS: WHOLE + "\n"})
    assert _older(shop.path) == expected


def test_without_a_history_nothing_is_older(tmp_path: Path) -> None:
    assert _older(make_shop(tmp_path / "shop")) == {}


def test_they_are_stale_in_the_table_at_the_gate_and_in_the_file(
    shop: GitFolder, policykit: Program
) -> None:
    program = policykit.at(shop.path)
    asked = ("translate", "phone-manners", "--locale", "sv")
    gate = (*asked, "--status", "--fail-on", "stale")
    assert program(*gate).exit_code == 0
    shop.write({POLICY: LATER})
    outcome = program(*gate)
    assert outcome.exit_code == 1
    assert "  phone-manners  0 %           19            1    " in outcome.stdout
    assert outcome.stdout.endswith("  older    statements.listen\n")
    (found,) = json.loads(program(*asked, "--status", "--format", "json").stdout)["translations"]
    assert (found["stale"], found["older"]) == ([LISTEN], [LISTEN])
    assert LISTEN not in found["unknown"]
    assert LISTEN in found["unread"]

    assert "  stale: statements.listen\n" in program(*asked, "--update").stderr
    assert (shop.path / WORDS).read_text(encoding="utf-8") == WHOLE.replace(
        "  listen: Lyssna\n",
        "  #~ The source has changed since:\n"
        "  #~   new: well\n"
        "  #> (must) Listen well\n"
        "  listen: Lyssna\n",
    )
    stamped = program(*asked, "--stamp")
    assert stamped.exit_code == 0
    assert stamped.stderr.startswith(
        f"{WORDS}: 20 texts accepted, 1 of them had an older source.\n"
        "  had an older source: statements.listen\n"
    )
    assert program(*gate).exit_code == 0


def test_they_are_told_with_what_is_to_be_looked_at_again(
    shop: GitFolder, policykit: Program
) -> None:
    program = policykit.at(shop.path)

    def told() -> list[tuple[str, str, int]]:
        found = json.loads(program("review", "--format", "json").stdout)["stale"]
        return [(each["path"], each["locale"], each["texts"]) for each in found]

    assert told() == []
    shop.commit("Later", {POLICY: LATER, NEXT: LATEST, NEXT_WORDS: WHOLE})
    assert told() == [(WORDS, "sv", 1), (NEXT_WORDS, "sv", 2)]
    shop.commit("Latest", {POLICY: LATEST})
    assert told() == [(WORDS, "sv", 2), (NEXT_WORDS, "sv", 2)]
    program("translate", "phone-manners", LISTEN, "--locale", "sv", "--stamp")
    assert told() == [(WORDS, "sv", 1), (NEXT_WORDS, "sv", 2)]
    shop.write({POLICY: LATEST.replace("Listen well", "Listen long")})
    assert told() == [(WORDS, "sv", 2), (NEXT_WORDS, "sv", 2)]
