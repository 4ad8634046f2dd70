"""Completion as an editor asks for it: over the pipes, in a text that is not saved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.client import ABLE, Client, applied

POLICY = """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} and give your first name.
"""
ORGANISATION = """\
format: 1
name: Example
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv]}
channels:
  phone: {title: Phone, regions: {SE: {hours: mon-fri 09:00-17:00}}}
roles:
  head-of-customer-service: {title: Head of customer service}
  store-manager: {title: "Store manager [click](command:boom) <b>"}
"""
WITHOUT_SNIPPETS = {
    **ABLE,
    "textDocument": {**ABLE["textDocument"], "completion": {"completionItem": {}}},
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policykit.yaml").write_text("format: 1\n")
    (tmp_path / "policies/organisation.yaml").write_text(ORGANISATION)
    (tmp_path / "policies/phone-manners.yaml").write_text(POLICY)
    return tmp_path


@pytest.fixture
def client(small: Path) -> Iterator[Client]:
    with Client(small) as begun:
        yield begun
        assert begun.end() == 0


def _asked(client: Client, uri: str, text: str) -> tuple[str, dict[str, Any]]:
    """What is offered at the cursor of a text, and the text without the cursor."""
    before, _, after = text.partition("‸")
    client.replace(uri, before + after)
    line = before.replace("\r\n", "\n").count("\n")
    character = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    answer = client.request(
        "textDocument/completion",
        {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
    )
    return before + after, answer


def _chosen(text: str, answer: dict[str, Any], label: str) -> str:
    """The text once a suggestion was taken."""
    item = next(each for each in answer["items"] if each["label"] == label)
    return applied(text, [item["textEdit"]])


def test_a_name_is_offered_in_a_text_that_is_not_saved(small: Path, client: Client) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    text, answer = _asked(client, uri, POLICY + "    how: Within {‸ at most.\n")
    assert answer["isIncomplete"] is False
    assert answer["items"][0]["label"] == "answer-in"
    assert _chosen(text, answer, "answer-in").endswith("how: Within {answer-in} at most.\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_places_are_counted_as_the_client_counts_them(
    small: Path, client: Client, ends: str
) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    line = "    how: Be glad 😀😀 within {an‸swer} 👩‍👧 and go.\n"
    text, answer = _asked(client, uri, (POLICY + line).replace("\n", ends))
    after = _chosen(text, answer, "answer-in")
    assert after.endswith("    how: Be glad 😀😀 within {answer-in} 👩‍👧 and go." + ends)


def test_snippets_come_where_the_client_takes_them(small: Path, client: Client) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    _, answer = _asked(client, uri, POLICY + "  - ‸\n")
    rule = next(each for each in answer["items"] if each["label"] == "must, with points")
    assert rule["insertTextFormat"] == 2
    assert "${1:check}" in rule["textEdit"]["newText"]
    with Client(small, able=WITHOUT_SNIPPETS) as plain:
        uri = plain.open(small / "policies/phone-manners.yaml")
        _, answer = _asked(plain, uri, POLICY + "  - ‸\n")
        assert all(each["insertTextFormat"] == 1 for each in answer["items"])
        assert not any("$" in each["textEdit"]["newText"] for each in answer["items"])


def test_the_best_comes_first_for_a_client_that_sorts(small: Path, client: Client) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    _, answer = _asked(client, uri, "format: 1\n‸\n")
    keys = [each["sortText"] for each in answer["items"]]
    assert keys == sorted(keys)
    assert answer["items"][0]["label"] == "id"


def test_words_of_a_policy_are_told_as_plain_text(small: Path, client: Client) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    _, answer = _asked(client, uri, "owner: ‸\n")
    told = [each["documentation"] for each in answer["items"] if "documentation" in each]
    assert told
    assert {each["kind"] for each in told} == {"plaintext"}
    manager = next(each for each in answer["items"] if each["label"] == "store-manager")
    assert manager["detail"] == "Store manager [click](command:boom) <b>"
    assert not any("command" in each for each in answer["items"])


def test_what_was_declared_a_moment_ago_is_offered(small: Path, client: Client) -> None:
    organisation = client.open(small / "policies/organisation.yaml")
    client.replace(organisation, ORGANISATION + "  night-porter: {title: Night porter}\n")
    client.settled()
    uri = client.open(small / "policies/phone-manners.yaml")
    _, answer = _asked(client, uri, "owner: ‸\n")
    assert "night-porter" in {each["label"] for each in answer["items"]}


def test_a_file_outside_is_answered_with_nothing(small: Path, client: Client) -> None:
    outside = small.parent / "policies" / "other.yaml"
    outside.parent.mkdir()
    outside.write_text("format: 1\n")
    uri = client.open(outside)
    _, answer = _asked(client, uri, "‸")
    assert answer["items"] == []


def test_every_place_of_a_line_is_answered(small: Path, client: Client) -> None:
    uri = client.open(small / "policies/phone-manners.yaml")
    line = '    how: "a {b} [c](d) # e", [f, {g: h'
    client.replace(uri, POLICY + line)
    began = time.monotonic()
    for character in range(len(line) + 3):
        answer = client.request(
            "textDocument/completion",
            {
                "textDocument": {"uri": uri},
                "position": {"line": POLICY.count("\n"), "character": character},
            },
        )
        assert isinstance(answer["items"], list)
    assert time.monotonic() - began < 30
    assert not [line for line in client.log if "fault" in line.lower()]
