"""A conversation from the handshake to the leave-taking."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lsp.client import Client, applied
from tests.support.program import Program

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
locale: en
regions: [SE]
channels:
  phone: {hours: mon-fri 09:00-17:00}
roles:
  head-of-customer-service: {title: Head of customer service}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policykit.yaml").write_text("format: 1\n")
    (tmp_path / "policies/organisation.yaml").write_text(ORGANISATION)
    (tmp_path / "policies/phone-manners.yaml").write_text(POLICY)
    return tmp_path


def test_findings_come_while_writing_and_go_again(small: Path) -> None:
    place = small / "policies/phone-manners.yaml"
    with Client(small) as client:
        client.settled()
        before = client.found(place)
        uri = client.open(place)
        version = client.replace(uri, POLICY.replace("{answer-in}", "{anser-in}"))
        client.settled()
        assert ("REF001", 11, 24) in client.found(place)
        assert client.told[uri][0] == version
        client.close(uri)
        client.settled()
        assert client.found(place) == before
        assert client.end() == 0


def test_formatting_is_that_of_fmt(small: Path, policykit: Program) -> None:
    place = small / "policies/phone-manners.yaml"
    text = POLICY.replace("phone\n", "phone 📞 \n").replace("\n", "\r\n")
    with Client(small) as client:
        assert client.capabilities["documentFormattingProvider"] is True
        uri = client.open(place, text)
        edits = client.request(
            "textDocument/formatting",
            {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}},
        )
        place.write_bytes(text.encode())
        policykit.at(small)("fmt", "policies/phone-manners.yaml")
        assert applied(text, edits) == place.read_bytes().decode() != text
        # The lines that stay as they are keep their cursors.
        assert all(each["range"]["start"]["line"] > 1 for each in edits)
        assert client.end() == 0


def test_it_ends_without_leave_where_the_client_is_gone(small: Path) -> None:
    with Client(small) as client:
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(10) == 1
        assert client.process.stderr is not None
        assert client.process.stderr.read() == b""


def test_what_is_asked_before_all_is_read_is_whole_later(small: Path) -> None:
    place = small / "policies/phone-manners.yaml"
    other = POLICY.replace("phone-manners", "callbacks").replace("{answer-in}", "a minute")
    (small / "policies/callbacks.yaml").write_text(
        f"{other}    how: As the [greeting](phone-manners.greet) goes.\n"
    )
    with Client(small) as client:
        uri = client.open(place)
        asked = {"textDocument": {"uri": uri}}
        client.request("textDocument/codeLens", asked)
        client.settled()
        titles = [
            each["command"]["title"] for each in client.request("textDocument/codeLens", asked)
        ]
        assert titles == ["used by 1 policy", "used by 1 policy"]
        assert client.end() == 0
